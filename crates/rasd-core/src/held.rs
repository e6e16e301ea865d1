//! What a word says by the letters it holds, in whatever form: «مستشفى» and «بالمشفى», «انتحاريين».
//!
//! The letters are looked for once when a word is first read; the rules ask for a bit.

use std::sync::LazyLock;

use crate::annotate::outcomes::LED;
use crate::annotate::victims::LOSING;
use crate::assemble::LASTING;
use crate::lexicon::vocabulary::Parts;

/// A word for a hospital.
pub(crate) const HOSPITAL: Parts = 1 << 32;
/// A word for a suicide bomber or his attack.
pub(crate) const BOMBER: Parts = 1 << 33;
/// A word for an aircraft.
pub(crate) const AIRCRAFT: Parts = 1 << 34;
/// A verb of being able to do what follows.
pub(crate) const MANAGES: Parts = 1 << 35;
/// A word for an ambush.
pub(crate) const AMBUSH: Parts = 1 << 36;
/// A word for a dead body.
pub(crate) const BODY: Parts = 1 << 37;
/// A word for destroying or taking, or one that may stand in its place.
pub(crate) const DESTROYS: Parts = 1 << 38;
/// A word for what is separate.
pub(crate) const SEPARATE: Parts = 1 << 39;
/// A word for those who demonstrate.
pub(crate) const PROTESTS: Parts = 1 << 40;
/// One of [`LASTING`].
pub(crate) const LASTS: Parts = 1 << 41;
/// A word for carrying the dead to their grave.
pub(crate) const FUNERAL: Parts = 1 << 43;
/// One of [`LED`].
pub(crate) const LEADS: Parts = 1 << 42;

/// A word for taking people in or treating them.
pub(crate) const TAKES_IN: Parts = 1 << 44;
/// A word for somebody who writes from a place.
pub(crate) const WRITES: Parts = 1 << 45;
/// A word for being called something.
pub(crate) const CALLS: Parts = 1 << 46;
/// A word for what attackers are counted by: attacks, attempts, cases.
pub(crate) const COUNTED: Parts = 1 << 47;
/// A word for a length of time.
pub(crate) const TIME: Parts = 1 << 48;
/// A verb of taking booty.
pub(crate) const BOOTY: Parts = 1 << 57;
/// One of [`LOSING`].
pub(crate) const LOSES: Parts = 1 << 56;
/// A word for what is left of a war.
pub(crate) const REMNANTS: Parts = 1 << 22;
/// A word for taking part.
pub(crate) const TAKES_PART: Parts = 1 << 53;

/// The letters that are looked for.
const HELD: &[(Parts, &[&str])] = &[
    (HOSPITAL, &["مستشفي", "مشفي", "مشافي"]),
    (BOMBER, &["نتحاري"]),
    (AIRCRAFT, &["طاير", "مروحي"]),
    (MANAGES, &["تمكن", "نجح", "استطاع"]),
    (AMBUSH, &["كمين"]),
    (BODY, &["جث"]),
    (DESTROYS, &["علي", "دمر", "دمير", "عطب", "عطاب", "غتن", "غنم", "صادر"]),
    (SEPARATE, &["منفصل"]),
    (PROTESTS, &["محتج", "معتصم", "ظاهر"]),
    (FUNERAL, &["شيع", "تشييع"]),
    (TAKES_IN, &["تلق", "ستقبل", "نعالج", "عالجنا", "تسلم", "ستلم", "تعامل"]),
    (WRITES, &["مراسل"]),
    (CALLS, &["دعو", "دعي"]),
    (
        COUNTED,
        &["هج", "هدا", "مجا", "مجز", "مليا", "مليه", "محاول", "حاد", "حال", "حوا", "جريم", "جرايم"],
    ),
    (TIME, &["يام", "يوم", "سبوع", "سابيع", "شهر", "سنوا", "عوام", "عاما"]),
    (TAKES_PART, &["مشارك"]),
    (REMNANTS, &["مخلفات", "بقايا"]),
    (LASTS, &LASTING),
    (LEADS, &LED),
    (BOOTY, &["غنم", "غتنم"]),
    (LOSES, &LOSING),
];

/// All of these bits.
#[cfg(test)]
pub(crate) const ALL: Parts = {
    let (mut all, mut at) = (0, 0);
    while at < HELD.len() {
        all |= HELD[at].0;
        at += 1;
    }
    all
};

/// The same one by one, each with the set of its bytes: few words hold them all.
static LETTERS: LazyLock<Vec<(Parts, &str, u64)>> = LazyLock::new(|| {
    let each = |(part, all): &(Parts, &'static [&'static str])| {
        let part = *part;
        all.iter().map(move |letters| (part, *letters, bytes_of(letters)))
    };
    HELD.iter().flat_map(each).collect()
});

/// The bytes of a word, a bit for each but for their highest two bits.
fn bytes_of(word: &str) -> u64 {
    word.bytes().fold(0, |all, byte| all | 1 << (byte & 0x3f))
}

/// The bits of a word.
pub(crate) fn held_parts(key: &str) -> Parts {
    let bytes = bytes_of(key);
    let holds = |(_, letters, needed): &&(Parts, &str, u64)| {
        bytes & needed == *needed && key.contains(letters)
    };
    LETTERS.iter().filter(holds).fold(0, |all, held| all | held.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_in_any_form() {
        for (key, parts) in [
            ("المستشفيات", HOSPITAL),
            ("انتحاريين", BOMBER),
            ("وطايرات", AIRCRAFT),
            ("جثتين", BODY),
            ("وشيعوا", FUNERAL),
            ("التشييع", FUNERAL),
            ("اغتنمت", DESTROYS | BOOTY),
            ("غنموا", DESTROYS | BOOTY),
            ("قصف", 0),
            ("", 0),
        ] {
            assert_eq!(held_parts(key), parts, "{key}");
        }
    }
}
