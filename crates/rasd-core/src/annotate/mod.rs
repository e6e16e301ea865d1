//! Annotators: each reads one sort of mention out of the tokens, with its span and rule id.

pub mod places;
