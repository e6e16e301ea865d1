//! Names of the gazetteer where they stand: which is meant at a token, and how surely it is a place.

use super::name::{Name, Strength, text_of};
use super::walks::{Walk, Walks};
use super::words::{COMMON, COMMON_HARD, COMMON_OPENS, HEAD, Roles, Words};
use crate::gazetteer::{Gazetteer, Level, NameEntry, RowId};
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Form, Proclitic};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// A name of the gazetteer where it stands, not yet taken out of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'r> {
    pub(super) span: TokenSpan,
    form: &'r Form,
    /// Its words.
    count: u8,
    /// The rows of that name.
    rows: &'static [NameEntry],
    typed: bool,
}

impl<'r> Found<'r> {
    /// A name that one word is.
    fn word(at: usize, form: &'r Form, typed: bool) -> Self {
        Self { span: TokenSpan::new(at, at + 1), form, count: 1, rows: form.names.names, typed }
    }

    /// A name of several words.
    fn words(at: usize, form: &'r Form, walk: &Walk, typed: bool) -> Self {
        let span = TokenSpan::new(at, walk.last as usize + 1);
        Self { span, form, count: walk.count, rows: walk.entries, typed }
    }

    /// What is written onto it.
    pub(super) const fn proclitic(&self) -> Proclitic {
        self.form.proclitic
    }

    /// Its first word as it was read.
    pub(super) fn stem(&self) -> &str {
        &self.form.stem
    }

    /// What its first word says around a place.
    pub(super) const fn roles(&self) -> Roles {
        self.form.known.roles
    }

    /// The rows it may be, as the index holds their names.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'static NameEntry> {
        self.rows.iter().filter(|entry| self.fits(entry))
    }

    fn fits(&self, entry: &NameEntry) -> bool {
        let several = self.count > 1;
        // Blanks inside a name only come and go behind «تل», «كفر» and the like.
        (entry.words == self.count || !several || self.roles() & HEAD != 0)
            && (self.typed
                || several
                || entry.words > 1
                || entry.article == self.form.proclitic.article)
            && (several || !is_adjective(&self.form.stem, entry.row))
    }

    /// How surely it is a place.
    pub(super) fn strength(&self, reading: &Reading) -> Strength {
        let (roles, several) = (self.roles(), self.count > 1);
        let common = if several {
            // The name as it is looked up: its first word as it was read, the others as they stand.
            let others = &reading.tokens[self.span.start + 1..self.span.end];
            (roles & COMMON_OPENS != 0)
                .then(|| Words::get().common_phrase(&self.form.stem, others))
                .flatten()
        } else {
            (roles & COMMON != 0).then_some(roles & COMMON_HARD != 0)
        };
        if let Some(hard) = common.filter(|_| several || !self.is_unit_by_hamza(reading)) {
            return if hard { Strength::Hard } else { Strength::Soft };
        }
        let personal = || {
            let stem = self.form.stem.as_str();
            matches!(stem, "ابو" | "ام" | "شيخ" | "الشيخ" | "حاج" | "عبد" | "ال" | "بني")
        };
        // «شابان (عمران … و…)»: a governorate's name that people bear.
        let given = || !several && reading.forms.open(self.span.start).has(TableId::GivenNames);
        let sure = || self.entries().any(|entry| entry.sure) && !given();
        if sure() || (several && roles & HEAD != 0 && !personal()) {
            Strength::Strong
        } else {
            Strength::Weak
        }
    }

    /// «إب» is a governorate, «أب» a father: the hamza below tells them apart.
    fn is_unit_by_hamza(&self, reading: &Reading) -> bool {
        let written = reading.normal.text[reading.tokens[self.span.start].start..]
            .trim_start_matches(['و', 'ف', 'ب', 'ل']);
        let below = |name: &str| name.starts_with('إ') && written.starts_with(name);
        let all = Gazetteer::get();
        let mut rows = self.entries().filter_map(|entry| all.row(entry.row));
        rows.any(|row| row.level.is_admin() && below(row.name))
    }

    /// The name with its words and its rows.
    pub(super) fn name(&self, reading: &Reading) -> Name {
        Name {
            span: self.span,
            text: text_of(reading, self.span, self.proclitic()),
            rows: self.entries().map(|entry| entry.row).collect(),
            proclitic: self.proclitic(),
            strength: self.strength(reading),
        }
    }
}

/// Whether a word read like that may be a name by itself, without a type word in front: few of those that begin
/// longer names are.
pub(crate) fn names_alone(form: &Form) -> bool {
    let fits = |typed| Found::word(0, form, typed).entries().next().is_some();
    let Proclitic { preposition, .. } = form.proclitic;
    preposition != Some('ك') && fits(false) || may_stand_alone(&form.proclitic) && fits(true)
}

/// «السرمانية», «بالسرمانية»: with its article a word may be a village that the gazetteer writes without.
pub(super) const fn may_stand_alone(p: &Proclitic) -> bool {
    p.article && matches!(p.preposition, None | Some('ب'))
}

/// The longest gazetteer name that starts at word `at` in one of the readings `allow` admits.
///
/// `typed`: a type word stands before, so the article need not agree with the gazetteer's.
pub(super) fn found_at<'r>(
    reading: &'r Reading,
    at: usize,
    typed: bool,
    allow: impl Fn(&Proclitic) -> bool,
) -> Option<Found<'r>> {
    if !reading.forms.begins_name(at) {
        return None;
    }
    let forms = &reading.forms[at];
    let fits = |found: &Found| allow(&found.form.proclitic) && found.entries().next().is_some();
    let mut best: Option<Found> = None;
    for walk in Walks::at(reading, at) {
        let found = Found::words(at, &forms[usize::from(walk.form)], walk, typed);
        if best.is_none_or(|best| found.span.end > best.span.end) && fits(&found) {
            best = Some(found);
        }
    }
    best.or_else(|| forms.iter().map(|form| Found::word(at, form, typed)).find(fits))
}

/// The same with its words and its rows.
pub(super) fn known_at(
    reading: &Reading,
    at: usize,
    typed: bool,
    allow: impl Fn(&Proclitic) -> bool,
) -> Option<Name> {
    found_at(reading, at, typed, allow).map(|found| found.name(reading))
}

/// «روسية» is no «روسيا»: a state's name ends as it is written.
fn is_adjective(stem: &str, row: RowId) -> bool {
    if !stem.ends_with('ه') {
        return false;
    }
    let row = Gazetteer::get().row(row).filter(|r| r.level == Level::Country);
    row.is_some_and(|r| {
        !std::iter::once(r.name).chain(r.aliases.iter().copied()).any(|n| n.ends_with('ة'))
    })
}
