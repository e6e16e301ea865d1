//! Actors: names, nisba adjectives beside acts, unknown attackers, armed men of no named side.

mod context;
mod registry;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::{allegiance, bands, spoken_of};
use crate::lexicon::vocabulary::{Start, TableId, TableSet};
use crate::model::Certainty;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::actors::BUILDINGS;
use context::{factions, occupier, organisation, police};
use registry::{ALIASES, Alias, COUNTRY_WORDS, CUES, HEADS, HEDGES};
pub use registry::{Actor, get, registry};
pub(crate) use registry::{is_no_side, of_the_state, tables};

/// How an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorForm {
    /// By name.
    Name,
    /// By an adjective («روسية»), which counts beside an act or a weapon only.
    Adjective,
    /// As unknown.
    UnknownAttacker,
    /// As armed men of no named side.
    Generic,
}

/// An actor in the text.
#[derive(Debug, Clone)]
pub struct ActorMention {
    /// The name with its heads («عناصر قوات النظام»).
    pub span: TokenSpan,
    /// The name as the table has it.
    pub core: TokenSpan,
    /// Registry id.
    pub id: &'static str,
    /// The name's words.
    pub name: String,
    /// How it is named.
    pub form: ActorForm,
    /// How surely.
    pub hedge: Certainty,
    /// Table row.
    pub rule: &'static str,
}

/// What part a cue gives the actor next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueRole {
    /// Did it.
    Perpetrator,
    /// Was attacked.
    Target,
    /// Holds the ground.
    Controller,
    /// Claimed it.
    Claimant,
    /// Names whose people these are; no part of its own.
    Affiliation,
    /// Names those a side is made up of («المؤلفة من …»), who have no part of their own.
    Member,
}

/// A cue in the text.
#[derive(Debug, Clone, Copy)]
pub struct CueMention {
    /// Where.
    pub span: TokenSpan,
    /// What part it gives.
    pub role: CueRole,
    /// Whether it stands before its actor.
    pub before: bool,
}

/// The country that most names in a report tell, of equally many the one told first.
#[must_use]
pub fn country_of(reading: &Reading) -> Option<String> {
    let mut votes: SmallVec<[(usize, &str); 8]> = SmallVec::new();
    for hit in COUNTRY_WORDS.find_all(reading) {
        match votes.iter_mut().find(|(_, known)| *known == hit.value.as_str()) {
            Some((told, _)) => *told += 1,
            None => votes.push((1, hit.value.as_str())),
        }
    }
    // «درعا: قصف على صيدا»: of two told as often, the first.
    let most = votes.iter().map(|(told, _)| *told).max()?;
    votes.into_iter().find(|(told, _)| *told == most).map(|(_, country)| country.to_owned())
}

/// Every actor of the reading, left to right. `country` defaults to what the text tells.
#[must_use]
pub fn actors(reading: &Reading, country: Option<&str>) -> Vec<ActorMention> {
    let told = country.map(str::to_owned).or_else(|| country_of(reading));
    let published = reading.report.published_at;
    let mut out: Vec<ActorMention> = Vec::new();
    for at in reading.forms.starting(Start::Actor) {
        if out.last().is_some_and(|before| at < before.core.end) {
            continue;
        }
        let name = ALIASES.names.longest_at(reading, at);
        let adjective = ALIASES.adjectives.longest_at(reading, at);
        let hit = match (name, adjective) {
            (Some(n), Some(a)) if a.span.end > n.span.end => Some(a),
            (Some(n), _) => Some(n),
            (None, a) => a,
        };
        let found = hit
            .and_then(|h| choose(h.value, told.as_deref(), published).map(|alias| (h.span, alias)));
        let Some((core, alias)) = found else { continue };
        if only_heads(reading, core, told.as_deref()) {
            continue;
        }
        if alias.form == ActorForm::Adjective
            && (names_a_building(reading, core.start) || is_a_name(reading, core.start))
        {
            continue;
        }
        let core = with_closing_quote(reading, core);
        // «ميليشيات» by itself is nobody's; in front of a name it belongs to that, «ميليشيات (قسد)» as well.
        out.pop_if(|head| {
            alias.form == ActorForm::Name
                && head.form == ActorForm::Generic
                && (head.core.end..core.start).all(|i| opens_name(reading, i))
                && head.core.end == head.core.start + 1
                && HEADS.longest_at(reading, head.core.start).is_some()
        });
        let span = with_heads(reading, core, alias.form, out.last().map_or(0, |a| a.span.end));
        out.push(ActorMention {
            span,
            core,
            id: &alias.id,
            name: plain_name(reading, span),
            form: alias.form,
            hedge: hedge(reading, span.start),
            rule: &alias.rule,
        });
    }
    allegiance::settle(reading, told.as_deref(), &mut out);
    occupier(reading, &mut out);
    bands::beside_their_side(reading, told.as_deref(), &mut out);
    police(reading, &mut out);
    factions(reading, &mut out);
    organisation(reading, &mut out);
    spoken_of::settle(reading, &mut out);
    out
}

/// «عناصر الجيش» in «عناصر الجيش الوطني الليبي»: a head with the beginning of a longer name behind it.
fn only_heads(reading: &Reading, core: TokenSpan, country: Option<&str>) -> bool {
    let behind = core.start + 1;
    core.end > behind
        && HEADS.longest_at(reading, core.start).is_some()
        && ALIASES.names.longest_at(reading, behind).is_some_and(|n| {
            n.span.end > core.end && choose(n.value, country, reading.report.published_at).is_some()
        })
}

/// Whether a name or an adjective may begin with a word of this sort.
pub(crate) fn may_begin(open: TableSet) -> bool {
    open.any(&[TableId::ActorNames, TableId::Adjectives])
}

/// «المستشفى السعودي», «المدرسة الإيطالية»: who gave or runs a building that people use; «العاصمة
/// العراقية», «السفارة الإيرانية»: whose a town, a border or an embassy is.
fn names_a_building(reading: &Reading, at: usize) -> bool {
    at > 0 && reading.reads_any(at - 1, &BUILDINGS)
}

/// «في أسدية وتل حرمل»: right behind a preposition stands a place of that name, and no adjective.
fn is_a_name(reading: &Reading, at: usize) -> bool {
    at > 0 && matches!(reading.key(at - 1), "في" | "علي" | "الي" | "بين")
}

/// The name's words without the particles written onto the first of them.
pub(super) fn plain_name(reading: &Reading, span: TokenSpan) -> String {
    let words = reading.words(span);
    let first = reading.forms[span.start]
        .iter()
        .find(|f| f.proclitic.preposition.is_some() || f.proclitic.conjunction.is_some());
    let whole = reading.forms[span.start].first();
    // Only when the bare word is not itself the way the table writes it.
    let Some(form) =
        first.filter(|_| whole.is_some_and(|w| ALIASES.head_or_name.get(&w.stem).is_none()))
    else {
        return words.to_owned();
    };
    let mut rest = words;
    for particle in [form.proclitic.conjunction, form.proclitic.preposition].into_iter().flatten() {
        rest = rest.strip_prefix(particle).unwrap_or(rest);
    }
    // «للنظام», but «للواء القدس».
    let itself = |stem: &str| ALIASES.head_or_name.get(stem).is_some();
    let plain = reading.forms[span.start]
        .iter()
        .any(|f| f.proclitic.preposition == Some('ل') && !f.proclitic.article && itself(&f.stem));
    match rest.strip_prefix('ل') {
        Some(noun) if form.proclitic.preposition == Some('ل') && !plain => format!("ال{noun}"),
        _ => rest.to_owned(),
    }
}

/// The row that holds in this country and on this day: the most specific one. In an undated report a name that was
/// one side's at first and another's later is the first one's.
fn choose<'a>(
    rows: &'a [Alias],
    country: Option<&str>,
    published: Option<Date>,
) -> Option<&'a Alias> {
    rows.iter()
        .filter(|r| r.country.is_none() || r.country.as_deref() == country)
        .filter(|r| {
            published.is_none_or(|p| r.from.is_none_or(|f| p >= f) && r.to.is_none_or(|t| p < t))
        })
        .filter(|r| {
            published.is_some() || r.from.is_none() || r.country.is_some() && r.to.is_none()
        })
        .max_by_key(|r| {
            let begun = published.is_some() && r.from.is_some();
            (published.is_some() || r.from.is_none(), r.country.is_some(), begun)
        })
}

/// Takes in the quote that closes one opened inside the name.
fn with_closing_quote(reading: &Reading, core: TokenSpan) -> TokenSpan {
    let quote = |i: &usize| {
        let token = &reading.tokens[*i];
        token.kind == TokenKind::Soft && !matches!(token.key.as_str(), "#" | "_")
    };
    let open = (core.start..core.end).filter(quote).count() % 2 == 1;
    let closes = core.end < reading.tokens.len() && quote(&core.end);
    if open && closes { TokenSpan::new(core.start, core.end + 1) } else { core }
}

/// Whether a quote or a bracket stands here, which may part a name from the noun in front of it.
fn opens_name(reading: &Reading, at: usize) -> bool {
    reading.tokens[at].kind == TokenKind::Soft || reading.tokens[at].is_punct('(')
}

/// Takes in the heads in front of a name.
fn with_heads(reading: &Reading, core: TokenSpan, form: ActorForm, floor: usize) -> TokenSpan {
    let mut start = core.start;
    if form != ActorForm::Name {
        return core;
    }
    for _ in 0..2 {
        let mut before = start;
        while before > floor && opens_name(reading, before - 1) {
            before -= 1;
        }
        if before > floor && HEADS.longest_at(reading, before - 1).is_some() {
            start = before - 1;
        } else {
            break;
        }
    }
    TokenSpan::new(start, core.end)
}

/// How far in front of a name a hedge reaches, in tokens.
const HEDGE_REACH: usize = 5;

fn hedge(reading: &Reading, start: usize) -> Certainty {
    let near = TokenSpan::new(start.saturating_sub(HEDGE_REACH), start);
    let said = |i| HEDGES.longest_at(reading, i).map(|h| *h.value);
    let hedged = reading.forms.any_open(near, TableId::Hedges);
    let found = hedged.then(|| (near.start..start).rev().find_map(said));
    found.flatten().unwrap_or(Certainty::Stated)
}

/// Every cue of the reading.
#[must_use]
pub fn cues(reading: &Reading) -> Vec<CueMention> {
    CUES.find_all(reading)
        .map(|hit| CueMention { span: hit.span, role: hit.value.0, before: hit.value.1 })
        .collect()
}
