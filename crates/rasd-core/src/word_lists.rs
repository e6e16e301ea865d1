//! Short lists of words that one rule each asks for, from `data/word_lists.tsv`: a module for each part
//! of the program, a constant for each list. A list that nothing asks for any more fails the build.

include!(concat!(env!("OUT_DIR"), "/word_lists.rs"));
