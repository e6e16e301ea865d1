//! The tables of the name finder: given names, and the words around names.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::LazyLock;

use crate::lexicon::verbs::Verb;
use crate::lexicon::{Article, PhraseTable, Table, bare, bundled, text};
use crate::reading::Reading;
use crate::tokens::{TokenKind, fold_key};

// Looked up, never walked, and hashed without a seed: the same on every run.
type Seedless = BuildHasherDefault<DefaultHasher>;

/// What a word around names does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Called,
    Person,
    Kin,
    Family,
    List,
    Link,
    Age,
    Office,
    Place,
    Group,
    Harm,
    Stop,
}

impl Class {
    /// Every class that a name is not.
    pub(super) const ANY: [Self; 10] = [
        Self::Called,
        Self::Person,
        Self::Kin,
        Self::Family,
        Self::List,
        Self::Age,
        Self::Office,
        Self::Place,
        Self::Group,
        Self::Stop,
    ];

    const ALL: [(Self, &'static str); 12] = [
        (Self::Called, "called"),
        (Self::Person, "person"),
        (Self::Kin, "kin"),
        (Self::Family, "family"),
        (Self::List, "list"),
        (Self::Link, "link"),
        (Self::Age, "age"),
        (Self::Office, "office"),
        (Self::Place, "place"),
        (Self::Group, "group"),
        (Self::Harm, "harm"),
        (Self::Stop, "stop"),
    ];
}

/// The words of the name finder.
pub(super) struct Words {
    /// Given names; true for those that are everyday words as well.
    given: HashMap<String, bool, Seedless>,
    cues: Vec<PhraseTable<()>>,
    /// Words that other tables know: no names unless `given` says so.
    known: HashSet<String, Seedless>,
}

/// Tables whose words tell nothing about names: places and actors are named after persons.
const OTHERS: [&str; 8] = [
    "actor_aliases",
    "actors",
    "country_boxes",
    "gazetteer",
    "gazetteer_extra",
    "given_names",
    "name_cues",
    "rules",
];

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = |name: &str| Table::parse(name, text(name)).expect("compiled-in table");
    let mut given = HashMap::default();
    let names = table("given_names");
    for row in &names.rows {
        given.insert(fold_key(names.get(row, "form")).to_string(), names.get(row, "word") == "yes");
    }
    let mut cues: Vec<PhraseTable<()>> =
        Class::ALL.iter().map(|_| PhraseTable::new(Article::AsWritten)).collect();
    let words = table("name_cues");
    for row in &words.rows {
        let class = words.get(row, "class");
        let at = Class::ALL.iter().position(|(_, name)| *name == class);
        let at = at.expect("a class that is known");
        cues[at].insert(words.get(row, "form"), ());
    }
    let mut known = HashSet::default();
    for (name, text) in bundled().iter().filter(|(name, _)| !OTHERS.contains(name)) {
        let table = Table::parse(name, text).expect("compiled-in table");
        for row in &table.rows {
            for column in ["form", "singular", "plural", "dual", "word", "phrase", "context"] {
                for form in table.list(row, column) {
                    known.extend(form.split_whitespace().map(|w| bare(&fold_key(w)).to_owned()));
                }
            }
        }
    }
    let verbs = Verb::all().flat_map(Verb::forms);
    known.extend(verbs.map(|form| fold_key(&form).to_string()));
    Words { given, cues, known }
});

impl Words {
    /// The token behind the cue of this class that stands at `at`.
    pub(super) fn cue(&self, reading: &Reading, class: Class, at: usize) -> Option<usize> {
        let index = Class::ALL.iter().position(|(c, _)| *c == class)?;
        self.cues[index].longest_at(reading, at).map(|hit| hit.span.end)
    }

    /// Whether a given name stands at `at` as it is, and whether it is an everyday word too.
    pub(super) fn given(&self, reading: &Reading, at: usize) -> Option<bool> {
        let token = reading.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        // «على» is looked up as «علي» is.
        let on = token.key == "علي" && !is_ali(reading, at);
        self.given.get(token.key.as_str()).copied().filter(|_| !on)
    }

    /// The same for a name with a particle written onto it; with how many letters that has.
    pub(super) fn given_behind_particle(
        &self,
        reading: &Reading,
        at: usize,
    ) -> Option<(bool, usize)> {
        let key = reading.key(at);
        let mut letters = key.char_indices().skip(1).take(2).map(|(i, _)| i);
        let (one, two) = (letters.next()?, letters.next()?);
        let particle = |c: char| matches!(c, 'و' | 'ف' | 'ب' | 'ل');
        let mut chars = key.chars();
        let (first, second) = (chars.next()?, chars.next()?);
        if !particle(first) {
            return None;
        }
        if let Some(everyday) = self.name(&key[one..]) {
            return Some((everyday, 1));
        }
        let twice = matches!(first, 'و' | 'ف') && matches!(second, 'ب' | 'ل');
        self.name(&key[two..]).filter(|_| twice).map(|everyday| (everyday, 2))
    }

    fn name(&self, key: &str) -> Option<bool> {
        let compound = key.starts_with("عبدال") && key.chars().count() > 6;
        self.given.get(key).copied().or(compound.then_some(false))
    }

    /// Whether `key` is a given name.
    pub(super) fn is_given(&self, key: &str) -> bool {
        self.given.contains_key(key)
    }

    /// Whether other tables know the word at `at`, in any way to read it.
    pub(super) fn is_known(&self, reading: &Reading, at: usize) -> bool {
        reading.forms.get(at).is_some_and(|forms| {
            forms.iter().any(|form| {
                self.known.contains(form.bare()) || self.known.contains(form.stem.as_str())
            })
        })
    }
}

/// «علي», not «على».
pub(super) fn is_ali(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| reading.normal.text[t.start..t.end] == *"علي")
}
