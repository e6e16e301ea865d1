//! Words that the rules about parts are made of (`data/role_words.tsv`).

use crate::lexicon::Table;
use crate::lexicon::vocabulary::Parts;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, fold_key};

/// What a word does beside an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordClass {
    /// Right in front of an actor: what is his was attacked.
    Held,
    /// Who follows joins those who act.
    Joins,
    /// May stand between a cue and the name.
    Between,
    /// Stands behind a name, in front of «و» and the next.
    Trails,
    /// Acts for the side that it belongs to.
    Agent,
    /// With «بـ» in front: a device went off at it.
    Struck,
    /// Says what its subject did: «أعلنت … قصف …».
    Announces,
    /// Those behind it did to each other what stands behind them: «تبادل … و… القصف».
    Exchanges,
    /// A verb whose subject was attacked: «تعرضت دورية … لـ».
    Suffers,
    /// Who stands behind it is the reason that was given: «بذريعة وجود …».
    Pretext,
    /// Its subject says who did it: «اتهمت … … بـ».
    Accuses,
    /// What someone is said to have done: «بارتكاب», «مسؤولية».
    Charge,
    /// Beats an attack off: who tells of it did not attack.
    Repels,
    /// A place where people are held.
    Jail,
    /// The people of an army or police.
    Troops,
    /// Land and settlements: an adjective behind it says where they lie.
    Land,
    /// A verb of beginning or going on, whose object is the act: «جددت قوات … قصفها».
    Begins,
    /// A verb whose subject brings about what follows: «تمكنت … من قتل».
    Achieves,
    /// Tells what a side says: «إعلام النظام».
    Media,
}

/// Hands over each word of a class, with the class as a bit.
pub(crate) fn each_part(mut found: impl FnMut(&str, Parts)) {
    let table = Table::parse("role_words", include_str!("../../../data/role_words.tsv"))
        .expect("compiled-in table");
    for row in &table.rows {
        let class = match table.get(row, "class") {
            "held" => WordClass::Held,
            "joins" => WordClass::Joins,
            "between" => WordClass::Between,
            "trails" => WordClass::Trails,
            "agent" => WordClass::Agent,
            "struck" => WordClass::Struck,
            "announces" => WordClass::Announces,
            "exchanges" => WordClass::Exchanges,
            "suffers" => WordClass::Suffers,
            "pretext" => WordClass::Pretext,
            "accuses" => WordClass::Accuses,
            "charge" => WordClass::Charge,
            "repels" => WordClass::Repels,
            "jail" => WordClass::Jail,
            "troops" => WordClass::Troops,
            "land" => WordClass::Land,
            "begins" => WordClass::Begins,
            "achieves" => WordClass::Achieves,
            "media" => WordClass::Media,
            _ => continue,
        };
        found(&fold_key(table.get(row, "form")), class.bit());
    }
}

impl WordClass {
    const fn bit(self) -> Parts {
        1 << self as u8
    }
}

/// Whether the word at `at` is of this class in any of its readings.
pub(super) fn is(reading: &Reading, at: usize, class: WordClass) -> bool {
    reading.forms.any_parts(at) & class.bit() != 0
}

/// Whether a word of this class stands anywhere in a stretch.
pub(super) fn any_in(reading: &Reading, span: TokenSpan, class: WordClass) -> bool {
    reading.forms.part_in(span, class.bit())
}

/// Whether a word of this class stands at `at` with this preposition written onto it.
pub(super) fn is_with(reading: &Reading, at: usize, class: WordClass, preposition: char) -> bool {
    reading.forms[at]
        .iter()
        .any(|f| f.proclitic.preposition == Some(preposition) && f.known.parts & class.bit() != 0)
}

/// Whether a comma or a break stands between.
pub(super) fn breaks(reading: &Reading, from: usize, to: usize) -> bool {
    (from..to)
        .any(|i| reading.tokens[i].is_punct('،') || reading.tokens[i].kind == TokenKind::Break)
}
