//! Victims: how many of whom were killed, injured, detained and so on, as the text groups them.
//!
//! A figure is a number with a noun («8 أشخاص»), a dual («طفلين»), a single person («مدني»,
//! «أحد الوجهاء»), a bare plural («جرحى») or a bare number right behind an outcome word
//! («إصابة 23»). It takes its outcome from the noun itself, from the outcome word before it, or
//! from a verb right behind it («4 أطفال قتلوا»). Lists go on through و; «بينهم» opens a subset.

use crate::annotate::actors::{self, ActorMention};
use crate::annotate::events::EventMention;
use crate::annotate::numbers::NumberMention;
use crate::annotate::outcomes::{CueMention, OutcomeMention};
use crate::lexicon::vocabulary::{Parts, TableId, TableSet};
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

mod bodies;
mod cues;
mod doers;
mod emit;
mod fighters;
mod figure;
mod fled;
mod index;
mod keep;
mod links;
mod named;
mod names;
mod numbered;
mod others;
mod outcome_words;
mod phrase;
mod roll;
mod same;
mod sentences;
mod services;
mod sides;
mod told;
mod tolls;
mod traits;
mod whose;

pub(crate) use bodies::BODIES;
pub(crate) use fighters::{LOSING, RANKS, SELVES, losing_verb};
pub use figure::FigureMention;
pub(crate) use fled::RULE as FLED;
pub use index::TokenIndex;
pub(crate) use links::BY_THE_WAY;
pub(crate) use named::{GIVEN, called_by_name};
pub(crate) use others::{ONE_MORE, ONES, OTHERS};
pub(crate) use sentences::all_figures;

/// What the annotators before this one found.
#[derive(Debug, Clone, Copy)]
pub struct VictimInput<'a> {
    /// Numbers.
    pub numbers: &'a [NumberMention],
    /// Actors.
    pub actors: &'a [ActorMention],
    /// Outcome words.
    pub outcomes: &'a [OutcomeMention],
    /// Cues between figures.
    pub cues: &'a [CueMention],
    /// Acts.
    pub events: &'a [EventMention],
    /// Cues of the parts of actors.
    pub role_cues: &'a [actors::CueMention],
    /// What is known of each token.
    pub index: &'a TokenIndex,
    /// In a list item: what the list's heading says became of its people.
    pub listed: Option<Outcome>,
    /// Those led away whom the sentence before told last.
    pub taken: Option<&'a FigureMention>,
}

/// The figures of one sentence, left to right.
fn figures(reading: &Reading, input: VictimInput, sentence: TokenSpan) -> Vec<FigureMention> {
    let mut parser = Parser {
        reading,
        input,
        floor: sentence.start,
        out: Vec::new(),
        outcomes: input.listed.into_iter().collect(),
        trigger: None,
        chain_end: input.listed.map(|_| first_word(reading, sentence)),
        parent: None,
        exhaustive: false,
        unconfirmed_until: 0,
        pending: None,
        parts: Vec::new(),
        beside: Vec::new(),
        dividing: false,
        of_told: false,
    };
    parser.run(sentence);
    in_order(parser.out)
}

/// The figures as they stand in the text: people told before their verb («بينهم …» in between) are
/// read after their parts.
fn in_order(figures: Vec<FigureMention>) -> Vec<FigureMention> {
    if figures.is_sorted_by_key(|f| f.span.start) {
        return figures;
    }
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|i| figures[*i].span.start);
    let place = |old: usize| order.iter().position(|i| *i == old);
    order
        .iter()
        .map(|i| FigureMention {
            within: figures[*i].within.and_then(place),
            ..figures[*i].clone()
        })
        .collect()
}

/// The first token of a list item behind its bullet.
fn first_word(reading: &Reading, sentence: TokenSpan) -> usize {
    // «1- طفل بقصف على …»: the item's own number counts nobody.
    let item = |i: usize| {
        reading.tokens[i].kind == TokenKind::Number && matches!(reading.key(i + 1), "-" | "–" | ")")
    };
    (sentence.start..sentence.end)
        .find(|i| match reading.tokens[*i].kind {
            TokenKind::Word => true,
            TokenKind::Number => !item(*i),
            _ => false,
        })
        .unwrap_or(sentence.start)
}

/// A word that opens a rule of figures by itself: one of [`OPENERS`].
pub(crate) const OPENS: Parts = 1 << 58;
/// The words that open a rule and tell of nobody.
pub(crate) const OPENERS: [&str; 5] = ["بين", "وبين", "كل", "كلا", "ضحيه"];

/// Whether a word tells of a figure or of what befell people: the words that [`Parser::run`] looks at.
pub(crate) fn may_begin(kind: TokenKind, key: &str, open: TableSet, parts: Parts) -> bool {
    const TABLES: [TableId; 5] = [
        TableId::FigureCues,
        TableId::GivenNames,
        TableId::Outcomes,
        TableId::Persons,
        TableId::PersonsWithSuffix,
    ];
    kind == TokenKind::Soft
        || matches!(key, "(" | ")" | "بين" | "وبين" | "كل" | "كلا")
        || open.any(&TABLES)
        || parts & ONE_MORE != 0
}

/// A figure as parsed, before it has an outcome.
#[derive(Debug, Clone)]
struct Parsed {
    span: TokenSpan,
    count: Count,
    group: Group,
    /// A narrower or second group told of the same people.
    second: Option<Group>,
    outcome: Option<Outcome>,
    affiliation: Option<&'static str>,
    shape: Shape,
    definite: bool,
    /// «3 منهم أطفال»: part of the figure before.
    part: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Numbered,
    BareNumber,
    Dual,
    Singular,
    Accusative,
    Plural,
    OneOf,
    Others,
}

struct Parser<'a, 'r> {
    reading: &'a Reading<'r>,
    input: VictimInput<'a>,
    /// The sentence's first token: people in front of it were told already.
    floor: usize,
    out: Vec<FigureMention>,
    outcomes: Vec<Outcome>,
    trigger: Option<TokenSpan>,
    chain_end: Option<usize>,
    parent: Option<usize>,
    exhaustive: bool,
    unconfirmed_until: usize,
    pending: Option<(Parsed, usize)>,
    /// What «بينهم» told of the pending figure, before its verb.
    parts: Vec<Parsed>,
    /// What is joined to the pending figure with و: «امرأة وثلاثة أطفال … قُتلوا».
    beside: Vec<Parsed>,
    /// The pending figure is being divided.
    dividing: bool,
    /// The next figures are part of one told before this sentence.
    of_told: bool,
}

/// How far a numbered figure may stand behind its outcome word, in tokens.
const REACH: usize = 14;

/// How far behind people «وهم» and the bracket may stand that tells who they were, in tokens.
const WHO_THEY_WERE: usize = 8;

impl Parser<'_, '_> {
    fn run(&mut self, sentence: TokenSpan) {
        let mut at = sentence.start;
        let mut paren_parent: Option<(Option<usize>, bool)> = None;
        while at < sentence.end {
            // Most words say nothing of people and of what befell them.
            let tells = self.input.index.tells[at..sentence.end].iter().position(|tells| *tells);
            let Some(passed) = tells else { break };
            at += passed;
            if let Some(taken) = self.input.index.taken(at) {
                if self.chain_end == Some(at) {
                    self.chain_end = Some(taken);
                }
                at = taken;
                continue;
            }
            let token = &self.reading.tokens[at];
            // «إصابة (6) أشخاص»: brackets around the number alone.
            let bracketed = token.is_punct('(')
                && self.reading.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
                && self.reading.tokens.get(at + 2).is_some_and(|t| t.is_punct(')'));
            if bracketed {
                if self.chain_end == Some(at) {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            // «5 مدنيين (طفلان ورجل) أُصيبوا»: the bracket stands between people and their verb.
            if token.is_punct('(')
                && self.pending.as_ref().is_some_and(|(_, end)| at.saturating_sub(*end) <= 3)
                && let Some(close) =
                    (at..sentence.end.min(at + 16)).find(|i| self.reading.tokens[*i].is_punct(')'))
            {
                self.bracketed_parts(at + 1, close);
                if let Some((_, end)) = &mut self.pending {
                    *end = close;
                }
                at = close + 1;
                continue;
            }
            // «ثلاثة شهداء من عائلة واحدة وهم (رجل وزوجته وطفلهما)»
            let they = at > 0 && matches!(self.reading.key(at - 1), "هم" | "وهم" | "هما" | "وهما");
            let reach = if they { WHO_THEY_WERE } else { 3 };
            let near = self.chain_end.is_some_and(|end| end <= at && at - end <= reach);
            if token.is_punct('(') && near && !self.out.is_empty() {
                paren_parent = Some((self.parent, self.exhaustive));
                self.parent = Some(self.out.len() - 1);
                self.exhaustive = true;
                self.chain_end = Some(at + 1);
                at += 1;
                continue;
            }
            // «راح ضحيتها عائلة كاملة (رجل وزوجته …)»: who they were, of whom no number is told.
            if token.is_punct('(') && self.family_between(at) {
                self.chain_end = Some(at + 1);
                at += 1;
                continue;
            }
            if token.is_punct(')')
                && let Some((parent, exhaustive)) = paren_parent.take()
            {
                self.parent = parent;
                self.exhaustive = exhaustive;
                if self.chain_end == Some(at) {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            if let Some(next) = self.quoted_list(at, sentence.end) {
                at = next;
                continue;
            }
            if token.kind == TokenKind::Soft {
                if self.chain_end == Some(at) {
                    self.chain_end = Some(at + 1);
                }
                at += 1;
                continue;
            }
            if self.reading.forms.any_parts(at) & (ONE_MORE | OPENS) != 0
                && let Some(next) = self.by_its_word(at)
            {
                at = next;
                continue;
            }
            let next = self.roll(at).or_else(|| self.cue(at)).or_else(|| self.outcome_word(at));
            if let Some(next) = next.or_else(|| self.named(at)) {
                at = next;
                continue;
            }
            match self.parse(at, sentence.end) {
                Some(parsed) => at = self.accept(parsed).unwrap_or(at + 1),
                None => at += 1,
            }
        }
    }

    /// The rules that few words open, which have a bit; where to go on.
    fn by_its_word(&mut self, at: usize) -> Option<usize> {
        self.between(at)
            .or_else(|| self.of_the_told(at))
            .or_else(|| self.in_their_ranks(at))
            .or_else(|| self.blew_up(at))
            .or_else(|| self.each_of(at))
            .or_else(|| self.hurt_only(at))
            .or_else(|| self.by_the_way(at))
            .or_else(|| self.body_of_told(at))
    }
}
