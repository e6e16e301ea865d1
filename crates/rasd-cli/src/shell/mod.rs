//! Comfort at the shell: completions, manual pages, and a look at whether all is well.

pub(crate) mod args;
mod checks;
mod completions;
mod doctor;
mod man;

pub(crate) use completions::completions;
pub(crate) use doctor::doctor;
pub(crate) use man::man;
