//! Nouns in the cases and the dual that are written: «هجوم انتحاري» is «هجوما انتحاريا» and
//! «هجومين انتحاريين» too.

/// The accusative and the dual of a noun, or of a noun with its adjective; none of other phrases.
///
/// A word in ة keeps its letters in the accusative; one that is in the plural, the dual or already
/// in the accusative has no further form.
#[must_use]
pub(crate) fn inflections(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let told: Vec<Vec<String>> = match words.as_slice() {
        // «انتحاري» alone is a man: «انتحاريين» counts people and tells no act.
        [noun] if noun.ends_with('ي') => return Vec::new(),
        [noun] => vec![inflect(noun)],
        [noun, adjective] if is_adjective(adjective) => vec![inflect(noun), inflect(adjective)],
        _ => return Vec::new(),
    };
    (0..FORMS)
        .filter_map(|form| {
            let words: Option<Vec<&str>> =
                told.iter().map(|forms| forms.get(form).map(String::as_str)).collect();
            Some(words?.join(" ")).filter(|told| told != phrase)
        })
        .collect()
}

/// Accusative, dual as subject, dual otherwise.
const FORMS: usize = 3;

/// Endings of words that are inflected already, or never are.
const DONE: [&str; 8] = ["ات", "ين", "ان", "ون", "ا", "ى", "ها", "هم"];

fn inflect(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix('ة') {
        return vec![word.to_owned(), [stem, "تان"].concat(), [stem, "تين"].concat()];
    }
    if word.starts_with("ال") || DONE.iter().any(|end| word.ends_with(end)) {
        return Vec::new();
    }
    vec![[word, "ا"].concat(), [word, "ان"].concat(), [word, "ين"].concat()]
}

fn is_adjective(word: &str) -> bool {
    !word.starts_with("ال") && ["ي", "ية", "مسلح", "مسلحة"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::inflections;

    #[test]
    fn nouns_and_their_adjectives() {
        let of = |phrase| inflections(phrase).join("|");
        assert_eq!(of("هجوم انتحاري"), "هجوما انتحاريا|هجومان انتحاريان|هجومين انتحاريين");
        assert_eq!(of("ضربة جوية"), "ضربتان جويتان|ضربتين جويتين");
        assert_eq!(of("انفجار"), "انفجارا|انفجاران|انفجارين");
        for none in ["غارات", "كمين", "انفجار لغم", "تفجير نفسه", "القبض على", "انتحاري"]
        {
            assert!(inflections(none).is_empty(), "{none}");
        }
    }
}
