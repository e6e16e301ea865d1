//! Resolving: which gazetteer row, registry entry or date a mention stands for.

pub mod places;
