//! What a word says by the letters it holds, in whatever form: «مستشفى» and «بالمشفى», «انتحاريين».
//!
//! The letters are looked for once when a word is first read; the rules ask for a bit.

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

/// What is looked for, with the set of its bytes: few words hold them all.
const HELD: [(Parts, &str, u64); 22] = [
    held(HOSPITAL, "مستشفي"),
    held(HOSPITAL, "مشفي"),
    held(BOMBER, "نتحاري"),
    held(AIRCRAFT, "طاير"),
    held(AIRCRAFT, "مروحي"),
    held(MANAGES, "تمكن"),
    held(MANAGES, "نجح"),
    held(MANAGES, "استطاع"),
    held(AMBUSH, "كمين"),
    held(BODY, "جث"),
    held(DESTROYS, "علي"),
    held(DESTROYS, "دمر"),
    held(DESTROYS, "دمير"),
    held(DESTROYS, "عطب"),
    held(DESTROYS, "عطاب"),
    held(DESTROYS, "غتن"),
    held(DESTROYS, "غنم"),
    held(DESTROYS, "صادر"),
    held(SEPARATE, "منفصل"),
    held(PROTESTS, "محتج"),
    held(PROTESTS, "معتصم"),
    held(PROTESTS, "ظاهر"),
];

const fn held(part: Parts, letters: &str) -> (Parts, &str, u64) {
    (part, letters, bytes_of(letters))
}

/// The bytes of a word, a bit for each but for their highest two bits.
const fn bytes_of(word: &str) -> u64 {
    let (bytes, mut at, mut all) = (word.as_bytes(), 0, 0);
    while at < bytes.len() {
        all |= 1 << (bytes[at] & 0x3f);
        at += 1;
    }
    all
}

/// The bits of a word.
pub(crate) fn held_parts(key: &str) -> Parts {
    let bytes = bytes_of(key);
    let holds = |(_, letters, needed): &&(Parts, &str, u64)| {
        bytes & needed == *needed && key.contains(letters)
    };
    HELD.iter().filter(holds).fold(0, |all, held| all | held.0)
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
            ("اغتنمت", DESTROYS),
            ("غنموا", DESTROYS),
            ("قصف", 0),
            ("", 0),
        ] {
            assert_eq!(held_parts(key), parts, "{key}");
        }
    }
}
