//! Finding the names of persons: by the words around them, by lists and ages ([`super::lists`]), by
//! the names themselves.

use super::chain::{Chain, Chains, Ground};
use super::words::{Class, WORDS};
use crate::annotate::actors::{ActorForm, actors};
use crate::annotate::places::places;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// The names in a reading, left to right, none overlapping. Tokens that are `kept` are no names.
pub(super) fn find(reading: &Reading, mut kept: Vec<bool>) -> Vec<Chain> {
    kept.resize(reading.tokens.len(), false);
    // Named actors stay, and so do places behind a word for a place.
    for actor in actors(reading, None).iter().filter(|a| a.form == ActorForm::Name) {
        keep(&mut kept, actor.core);
    }
    let places = places(reading);
    for place in places.iter().filter(|p| p.typed && !p.candidates.is_empty()) {
        keep(&mut kept, place.span);
    }
    // A name without such a word may be a family's: it stays unless a person is spoken of.
    let mut bare = kept.clone();
    for place in places.iter().filter(|p| !p.candidates.is_empty()) {
        keep(&mut bare, place.span);
    }
    let mut finder = Finder {
        reading,
        told: Chains { reading, kept: &kept },
        bare: Chains { reading, kept: &bare },
        found: Vec::new(),
        guarded: vec![false; reading.tokens.len()],
    };
    finder.run();
    finder.again();
    finder.found.sort_by_key(|chain| chain.span);
    finder.found
}

fn keep(kept: &mut [bool], span: TokenSpan) {
    kept[span.start.min(span.end)..span.end].fill(true);
}

pub(super) struct Finder<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) told: Chains<'r>,
    bare: Chains<'r>,
    pub(super) found: Vec<Chain>,
    /// Tokens that name a place, a group or someone in office.
    guarded: Vec<bool>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.reading.tokens.len() {
            at = self.step(at).max(at + 1);
        }
    }

    /// Looks at the token `at`; gives the token to go on with.
    fn step(&mut self, at: usize) -> usize {
        if self.reading.tokens[at].kind != TokenKind::Word {
            return self.age(at).unwrap_or(at + 1);
        }
        for class in [Class::Place, Class::Group, Class::Office] {
            if let Some(end) = WORDS.cue(self.reading, class, at) {
                return self.guard(class, end);
            }
        }
        if let Some(end) = WORDS.cue(self.reading, Class::Called, at) {
            let end = self.behind(end, &[':', '-']);
            if let Some(chain) = self.told.at(end, Ground::Called) {
                return self.take(chain);
            }
        }
        if let Some(end) = WORDS.cue(self.reading, Class::List, at)
            && let Some(end) = self.list(end)
        {
            return end;
        }
        if let Some(end) = self.behind_person(at) {
            return end;
        }
        if let Some(end) = WORDS.cue(self.reading, Class::Kin, at)
            && let Some(chain) = self.told.at(end, Ground::Cue)
            && (chain.sure > 0
                || (chain.given > 0 && chain.units > 1)
                // «ابنها كريم»: somebody's, so somebody.
                || (chain.given > 0 && self.reading.key(end - 1).ends_with(['ه', 'ا'])))
        {
            return self.take(chain);
        }
        if let Some(end) = WORDS.cue(self.reading, Class::Family, at)
            && let Some(chain) = self.family(end)
        {
            return self.take(chain);
        }
        if let Some(chain) = self.alone(at) {
            return self.take(chain);
        }
        at + 1
    }

    /// A name behind one or more words for a person: «الشاب الجريح أحمد …».
    fn behind_person(&mut self, at: usize) -> Option<usize> {
        let mut end = WORDS.cue(self.reading, Class::Person, at)?;
        while let Some(next) = WORDS.cue(self.reading, Class::Person, end) {
            // «الشيخ صالح» and «الحاج علي» open no other person.
            end = next;
        }
        for ahead in [0, 1] {
            // One word may stand between: «الطالب الجامعي أحمد», «الدكتور / أحمد».
            let start = self.behind(end + ahead, &['/', ':', '(']);
            let between = self.reading.key(end);
            if ahead == 1 && !between.starts_with("ال") {
                break;
            }
            if let Some(chain) = self.told.at(start, Ground::Cue)
                && (ahead == 0 || chain.sure > 0)
            {
                return Some(self.take(chain));
            }
        }
        None
    }

    /// A family's name: «عائلة المحمد», «آل حمدان».
    fn family(&self, at: usize) -> Option<Chain> {
        let chain = self.told.at(at, Ground::Cue);
        chain.or_else(|| {
            let key = self.reading.key(at);
            let named = key.starts_with("ال") && !WORDS.is_known(self.reading, at);
            let free = self.told.is_free_word(at) && !self.told.is(Class::Stop, at);
            let described = self.told.is(Class::Person, at) || self.told.is(Class::Place, at);
            (named && free && !described).then_some(Chain {
                span: TokenSpan::new(at, at + 1),
                particle: 0,
                sure: 0,
                given: 0,
                units: 1,
            })
        })
    }

    /// A name with nothing in front that says so.
    fn alone(&self, at: usize) -> Option<Chain> {
        if self.guarded[at] {
            return None;
        }
        let harmed = self.behind_harm(at);
        let ground = if harmed { Ground::Cue } else { Ground::Bare };
        let chains = if harmed { &self.told } else { &self.bare };
        let chain = chains.at(at, ground)?;
        let enough = match (chain.sure, chain.given) {
            _ if self.has_age(chain.span.end) => chain.given > 0 || chain.units > 1,
            (0, 0 | 1) => false,
            // «جمال سعيد» may be two everyday words: a third has to say that they are not.
            (0, _) => chain.units > 2 || harmed,
            _ => chain.units > 1,
        };
        enough.then_some(chain)
    }

    /// Whether a word of harm stands right in front: «مقتل أحمد …», «اعتقلت قوات النظام …» not.
    pub(super) fn behind_harm(&self, at: usize) -> bool {
        at > 0 && self.told.is(Class::Harm, at - 1)
    }

    pub(super) fn may_be_name(&self, at: usize) -> bool {
        let known = WORDS.is_known(self.reading, at) && WORDS.given(self.reading, at).is_none();
        self.told.is_free_word(at)
            && !self.guarded[at]
            && !known
            && !self.told.is(Class::Harm, at)
            && !Class::ANY.iter().any(|class| self.told.is(*class, at))
    }

    /// Leaves the name behind a word for a place, a group or an office as it is.
    fn guard(&mut self, class: Class, at: usize) -> usize {
        let mut start = at;
        while let Some(end) = WORDS.cue(self.reading, Class::Person, start) {
            start = end;
        }
        // «رئيس المجلس المحلي أحمد …» is in office, a soldier of a group is not its name.
        if class == Class::Office {
            let mut ahead = start;
            while ahead < start + 4
                && self.told.is_free_word(ahead)
                && self.told.at(ahead, Ground::Bare).is_none()
            {
                ahead += 1;
            }
            if self.told.at(ahead, Ground::Bare).is_some() {
                start = ahead;
            }
        }
        let ground = if class == Class::Office { Ground::Cue } else { Ground::Bare };
        match self.told.at(start, ground) {
            Some(chain) => {
                self.guarded[at..chain.span.end].fill(true);
                chain.span.end
            }
            None if class == Class::Place && start > at => {
                // «حي الشيخ مقصود»: the name is the word behind, whatever it is.
                let end = (start + 1).min(self.guarded.len());
                self.guarded[at..end].fill(true);
                end
            }
            None => at,
        }
    }

    /// Takes a name, and those that «و» ties to it.
    pub(super) fn take(&mut self, chain: Chain) -> usize {
        let mut end = chain.span.end;
        self.found.push(chain);
        let mut alone = chain.units == 1;
        while let Some(next) = self.tied(end, alone) {
            end = next.span.end;
            alone &= next.units == 1;
            self.found.push(next);
        }
        end
    }

    /// «… ومحمد», «… وشقيقه محمد» is read where it stands.
    fn tied(&self, at: usize, alone: bool) -> Option<Chain> {
        let and = self.reading.key(at).starts_with('و');
        let chain = self.told.at(at, Ground::Cue).filter(|_| and)?;
        (chain.particle > 0 && (chain.sure > 0 || chain.units > 1 || alone)).then_some(chain)
    }

    /// Past marks and quotes.
    pub(super) fn behind(&self, mut at: usize, marks: &[char]) -> usize {
        while self.reading.tokens.get(at).is_some_and(|t| {
            t.kind == TokenKind::Soft || marks.iter().any(|mark| t.is_punct(*mark))
        }) {
            at += 1;
        }
        at
    }

    /// Finds the names again where the text speaks of the same persons in passing.
    fn again(&mut self) {
        let mut firsts: Vec<&str> = Vec::new();
        for chain in &self.found {
            let at = chain.span.start;
            if chain.particle == 0 && WORDS.given(self.reading, at) == Some(false) {
                firsts.push(self.reading.key(at));
            }
        }
        firsts.sort_unstable();
        firsts.dedup();
        let covered = |found: &[Chain], at: usize| {
            found.iter().any(|c| (c.span.start..c.span.end).contains(&at))
        };
        let mut more = Vec::new();
        for at in 0..self.reading.tokens.len() {
            let free = self.bare.is_free_word(at) && !self.guarded[at] && !covered(&self.found, at);
            if free && firsts.binary_search(&self.reading.key(at)).is_ok() {
                let span = TokenSpan::new(at, at + 1);
                more.push(Chain { span, particle: 0, sure: 1, given: 1, units: 1 });
            }
        }
        self.found.extend(more);
    }
}
