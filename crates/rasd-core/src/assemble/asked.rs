//! Words that rules of this folder look for in whole stretches, with a bit for each rule: a stretch is asked for
//! the bit before its words are compared, and few hold one.

use crate::lexicon::vocabulary::Parts;
use crate::word_lists::{
    apart, beside, firing, going_on, ground, habit, landmarks, occasion, shot_first, sums, when,
};

macro_rules! asked {
    ($($(#[$says:meta])* $name:ident $bit:literal: $($words:expr),+;)+) => {
        $($(#[$says])* pub(super) const $name: Parts = 1 << $bit;)+

        /// The bits with their words.
        const ASKED: &[(Parts, &[&str])] = &[$($(($name, &$words)),+),+];
    };
}

asked! {
    /// Where those stand who fire.
    FIRES 24: firing::FIRING_POSITION, firing::POSTS;
    /// Where another place lies.
    NEARS 25: landmarks::BESIDE;
    /// Who says it.
    ACCORDING 26: ["وفقا", "بحسب", "حسب", "وفق"];
    /// Under whose protection somebody acts.
    COVERS 27: ["حمايه", "غطاء", "حراسه"];
    /// The latest of a series.
    LATEST 28: ["اخرها"];
    /// What a digest is called.
    GATHERS 29: when::GATHERED;
    /// Where those stood who acted.
    STATIONED 49: firing::STATIONS;
    /// What goes on at a place.
    STATES 50: habit::STATES;
    /// Where acts were thickest.
    THICK 30: going_on::THICK;
    /// Playing with what was left lying.
    PLAYS 51: occasion::PLAYS;
    /// Fire at a protest.
    DISPERSES 52: occasion::TO_DISPERSE, occasion::MARCHES;
    /// Where the fire came from that was answered.
    SOURCES 54: shot_first::SOURCES, shot_first::SITES;
    /// What was done besides.
    ADDED 55: beside::ADDED;
    /// A verb that only leads to the act behind it.
    LIGHT 19: ground::LIGHT;
    /// Who is near what was hit.
    NEARBY 20: apart::NEAR, ["قرب", "حيث"];
    /// What sides agreed on.
    PACT 21: apart::PACTS;
    /// Two acts told as such.
    TWO 59: sums::TWO;
    /// An act before the one that was told.
    BEFORE 60: ["سابق"];
    /// The time of what was recalled.
    THEN 61: when::THEN_WORDS;
    /// What was done besides, behind its verb.
    AS_WELL 23: ["كما", "كذلك", "ايضا"];
}

/// Hands over each of these words with its bit.
pub(super) fn each_part(mut found: impl FnMut(&str, Parts)) {
    for (bit, words) in ASKED {
        words.iter().for_each(|word| found(word, *bit));
    }
}

#[cfg(test)]
mod tests {
    use super::ASKED;
    use crate::annotate::victims::{ONE_MORE, OPENS};
    use crate::lexicon::forms;

    #[test]
    fn words_have_their_bits_with_what_is_written_onto_them() {
        let (mut given, mut last) = (0, 0);
        for (bit, words) in ASKED {
            assert_eq!(bit & (crate::held::ALL | ONE_MORE | OPENS), 0);
            // A bit of two lists stands in two rows, one behind the other.
            assert!(given & bit == 0 || last == *bit);
            (given, last) = (given | bit, *bit);
            for word in *words {
                // «لل» is the article behind «ل».
                for before in
                    ["", "و", "ف", "ل"].into_iter().filter(|b| *b != "ل" || !word.starts_with('ل'))
                {
                    let parts = forms(&format!("{before}{word}"))
                        .iter()
                        .fold(0, |all, form| all | form.known.parts);
                    assert!(parts & bit != 0, "{before}{word}");
                }
            }
        }
    }
}
