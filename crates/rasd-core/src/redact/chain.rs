//! Reading a name: given names, fathers' names, kunyas, family names, as one chain of words.

use super::words::{Class, WORDS, is_ali};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::chain::{HEADS, TITLES};

/// Words of a chain, at most.
const LONGEST: usize = 7;

/// A name as far as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// Its words.
    pub(super) span: TokenSpan,
    /// Letters written onto the first word that are not part of the name.
    pub(super) particle: usize,
    /// Given names in it that are nothing else.
    pub(super) sure: usize,
    /// Given names in it.
    pub(super) given: usize,
    /// Words in it, a compound counted once.
    pub(super) units: usize,
}

/// How much there is to say that a name stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// Only the words themselves.
    Bare,
    /// A word for a person in front.
    Cue,
    /// A word that is always followed by a name.
    Called,
}

/// One part of a chain.
struct Unit {
    end: usize,
    sure: bool,
    particle: usize,
}

/// Reads chains in one text.
pub(super) struct Chains<'r> {
    pub(super) reading: &'r Reading<'r>,
    /// Tokens that must stay readable.
    pub(super) kept: &'r [bool],
}

impl Chains<'_> {
    /// The name that starts at `at`, if the ground is good enough for the words.
    pub(super) fn at(&self, at: usize, ground: Ground) -> Option<Chain> {
        let first = self.unit(at, true);
        let mut chain = match &first {
            Some(unit) => Chain {
                span: TokenSpan::new(at, unit.end),
                particle: unit.particle,
                sure: usize::from(unit.sure),
                given: 1,
                units: 1,
            },
            None if self.opens_unlisted(at, ground) => {
                Chain { span: TokenSpan::new(at, at + 1), particle: 0, sure: 0, given: 0, units: 1 }
            }
            None => return None,
        };
        self.go_on(&mut chain, ground);
        Some(chain)
    }

    /// Whether a name that no table has may begin here.
    fn opens_unlisted(&self, at: usize, ground: Ground) -> bool {
        let follows = || {
            self.unit(at + 1, false).is_some_and(|u| u.sure)
                || (self.is_family(at + 1) && !WORDS.is_known(self.reading, at + 1))
        };
        match ground {
            Ground::Called => self.is_unlisted(at) || self.is_family(at),
            // Behind a word for a person even a name that no table has is masked, unless it looks
            // like a verb or has a particle.
            Ground::Cue => {
                let particle =
                    self.reading.key(at).starts_with(['ب', 'ل', 'ك', 'و', 'ف', 'ي', 'ت']);
                self.is_unlisted(at) && (!particle || follows())
            }
            Ground::Bare => false,
        }
    }

    fn go_on(&self, chain: &mut Chain, ground: Ground) {
        let (mut families, mut unlisted) = (0, 0);
        while chain.span.end - chain.span.start < LONGEST {
            let at = self.behind_quotes(chain.span.end);
            if !self.is_free_word(at) || self.is(Class::Stop, at) {
                return;
            }
            if self.is(Class::Link, at)
                && self.is_free_word(at + 1)
                && !self.is(Class::Stop, at + 1)
            {
                let end = self.unit(at + 1, false).map_or(at + 2, |unit| unit.end);
                chain.span.end = end;
                chain.units += 1;
                continue;
            }
            if let Some(unit) = self.unit(at, false) {
                chain.span.end = unit.end;
                chain.sure += usize::from(unit.sure);
                chain.given += 1;
                chain.units += 1;
                continue;
            }
            let cued = ground > Ground::Bare || chain.given > 1;
            let known = WORDS.is_known(self.reading, at) && !self.is_given_with_article(at);
            if self.is_family(at) && families < 2 && (!known || (cued && families == 0)) {
                families += 1;
            } else if cued && unlisted < 1 && families == 0 && self.is_unlisted(at) {
                unlisted += 1;
            } else {
                return;
            }
            chain.span.end = at + 1;
            chain.units += 1;
        }
    }

    /// One part of a name at `at`: a given name, «عبد …», «أبو …», «… الدين».
    fn unit(&self, at: usize, first: bool) -> Option<Unit> {
        if !self.is_free_word(at) {
            return None;
        }
        let key = self.reading.key(at);
        let whole = |end, sure| Some(Unit { end, sure, particle: 0 });
        let next = self.reading.key(at + 1);
        let next_is_free = self.is_free_word(at + 1);
        if key == "عبد" && next_is_free && (next.starts_with("ال") || next == "ربه") {
            return whole(at + 2, true);
        }
        if key.starts_with("عبدال") && key.chars().count() > 6 {
            return whole(at + 1, true);
        }
        if matches!(key, "ابو" | "ابي" | "ابا" | "ام")
            && next_is_free
            && !self.is(Class::Stop, at + 1)
        {
            let inner = self.unit(at + 1, false);
            // «أم» is "or" and "mother" as well.
            if key == "ام" && inner.is_none() && !self.is_family(at + 1) {
                return None;
            }
            let sure = inner.as_ref().is_some_and(|unit| unit.sure);
            return whole(inner.map_or(at + 2, |unit| unit.end), sure);
        }
        if key == "العبد" && next == "الله" && next_is_free && !first {
            return whole(at + 2, true);
        }
        if matches!(next, "الدين" | "الله") && next_is_free && HEADS.contains(&key) {
            return whole(at + 2, true);
        }
        if let Some(everyday) = WORDS.given(self.reading, at) {
            return whole(at + 1, !everyday);
        }
        if !first {
            return None;
        }
        let (everyday, particle) = WORDS.given_behind_particle(self.reading, at)?;
        Some(Unit { end: at + 1, sure: !everyday, particle })
    }

    /// A word with the article that may be a family's name.
    fn is_family(&self, at: usize) -> bool {
        let key = self.reading.key(at);
        self.is_free_word(at)
            && key.starts_with("ال")
            && key.chars().count() > 4
            && (TITLES.contains(&key)
                || ![Class::Stop, Class::Person, Class::Place, Class::Office, Class::Called]
                    .iter()
                    .any(|class| self.is(*class, at)))
    }

    /// «الحسن», «السالم»: a given name with the article, a family's name.
    fn is_given_with_article(&self, at: usize) -> bool {
        self.reading.key(at).strip_prefix("ال").is_some_and(|name| WORDS.is_given(name))
    }

    /// A word that no table knows in any way.
    fn is_unlisted(&self, at: usize) -> bool {
        let key = self.reading.key(at);
        let letters = key.chars().count();
        self.is_free_word(at)
            && letters > 2
            && !key.starts_with("ال")
            // «متأثراً», «مدنياً»
            && !(letters > 4 && key.ends_with('ا'))
            && !WORDS.is_known(self.reading, at)
            && WORDS.given_behind_particle(self.reading, at).is_none()
            && Class::ANY.iter().all(|class| !self.is(*class, at))
    }

    pub(super) fn is(&self, class: Class, at: usize) -> bool {
        !is_ali(self.reading, at) && WORDS.cue(self.reading, class, at).is_some()
    }

    /// A word that does not have to stay.
    pub(super) fn is_free_word(&self, at: usize) -> bool {
        let word = self.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
        word && !self.kept.get(at).copied().unwrap_or(false)
    }

    fn behind_quotes(&self, at: usize) -> usize {
        let soft =
            |i: &usize| self.reading.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Soft);
        (at..at + 3).find(|i| !soft(i)).unwrap_or(at)
    }
}
