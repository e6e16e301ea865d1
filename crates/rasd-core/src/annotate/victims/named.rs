//! People who are told by name alone: «مقتل سامر الخطيب», «إصابة كل من هدى العلي وباسل العلي».
//!
//! A name counts one person. Its age says child or grown-up; without one nothing but the number
//! is known.

use std::sync::LazyLock;

use super::{FigureMention, Parsed, Parser, Shape};
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::annotate::persons::{Number, person_at};
use crate::annotate::starting_at;
use crate::held::CALLS;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table, text};
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::segment::Sentence;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::named::{CALLED, EITHER_WAY};

/// The rule of these figures.
pub(super) const RULE: &str = "victims.named";

/// A given name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    /// Of men or of women, where only one of them bears it.
    grown: Option<Group>,
    /// The name is an everyday word as well.
    pub(super) everyday: bool,
}

pub(crate) static GIVEN: LazyLock<PhraseTable<Given>> = LazyLock::new(|| {
    let table = Table::parse("given_names", text("given_names")).expect("compiled-in table");
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let grown = match table.get(row, "sex") {
            "m" => Some(Group::Men),
            "f" => Some(Group::Women),
            _ => None,
        };
        let everyday = table.get(row, "word") == "yes";
        forms.insert(table.get(row, "form"), Given { grown, everyday });
    }
    // «عبد الرحمن»: the second half is looked at where the name is read.
    forms.insert("عبد", Given { grown: Some(Group::Men), everyday: true });
    forms.known_as(TableId::GivenNames)
});

/// From this age on a person is grown-up.
pub(super) const GROWN: u32 = 18;

/// Whether the one person of a figure is called by name, in it, right behind it, or where a pronoun
/// in it speaks of him.
pub(crate) fn called_by_name(reading: &Reading, figure: &FigureMention) -> bool {
    let end = figure.span.end.max(figure.frame.end) + NAME_REACH;
    (figure.frame.start..end).any(|i| {
        reading.forms.any_parts(i) & CALLS != 0 && reading.reads_any(i, &CALLED)
            || GIVEN.longest_at(reading, i).is_some_and(|hit| !hit.value.everyday)
            || quoted_name(reading, i)
    })
}

/// «الشاب "علي …"»: quotation marks open right behind a person with the article, around two words or more.
fn quoted_name(reading: &Reading, at: usize) -> bool {
    let quote = |i: usize| {
        reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Soft)
            && !reading.key(i).contains('#')
    };
    let word = |i: usize| reading.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    quote(at)
        && word(at + 1)
        && word(at + 2)
        && at > 0
        && reading.key(at - 1).starts_with("ال")
        && person_at(reading, at - 1).is_some_and(|hit| hit.value.number == Number::Singular)
}

/// How far behind a person the name begins, in tokens.
const NAME_REACH: usize = 3;

impl Parser<'_, '_> {
    /// Whether a person's name may begin at a token.
    pub(super) fn name_behind(&self, at: usize) -> bool {
        GIVEN.longest_at(self.reading, at).is_some()
    }

    /// A person named at `at`, right behind a word for what befell them or behind another who was
    /// named; where to go on.
    pub(super) fn named(&mut self, at: usize) -> Option<usize> {
        if self.parent.is_some() || !self.reading.forms.open(at).has(TableId::GivenNames) {
            return None;
        }
        let hit = GIVEN.longest_at(self.reading, at)?;
        if hit.proclitic.preposition.is_some() || person_at(self.reading, at).is_some() {
            return None;
        }
        let joined = hit.proclitic.conjunction.is_some();
        let another = joined
            && self
                .chain_end
                .is_some_and(|end| end <= at && (end..at).all(|i| self.reading.key(i) == "،"))
            && self.out.last().is_some_and(|f| f.rule == RULE && f.span.end <= at);
        let behind = another || (!joined && self.opens_named(at));
        if joined && !behind {
            return None;
        }
        let name = self.name(at)?;
        let quoted = at > 0 && self.reading.tokens[at - 1].kind == TokenKind::Soft;
        let age = self.age(name.end);
        if !(name.sure
            || behind && name.likely
            || another
            || age.is_some()
            || quoted && name.words > 1)
        {
            return None;
        }
        if !behind && (name.words < 2 && age.is_none() || !name.sure && !quoted) {
            return None;
        }
        let either = behind
            && self.trigger.is_some_and(|t| {
                let key = self.reading.key(t.end - 1);
                EITHER_WAY.contains(&key.trim_start_matches(['و', 'ف']))
            });
        if either && name.words < 2 && self.names_in_row(at).is_none() {
            return None;
        }
        let group = match age {
            Some((years, _)) if years < GROWN => Group::Children,
            Some(_) => hit.value.grown.unwrap_or(Group::People),
            // «استشهدت الأم هدى العلي»
            None if at > 0 && self.reading.key(at - 1) == "الام" => Group::Women,
            None => Group::People,
        };
        let parsed = Parsed {
            span: TokenSpan::new(at, age.map_or(name.end, |(_, end)| end)),
            count: Count::exact(1),
            group,
            second: None,
            outcome: None,
            affiliation: None,
            shape: Shape::Singular,
            definite: false,
            part: false,
        };
        if !behind {
            // «خالد الأحمد (45 عاماً) أصيب»; a noun in front of the name says more than it does.
            let end = parsed.span.end;
            match &mut self.pending {
                Some((_, until)) if at.saturating_sub(*until) <= 1 => *until = end,
                _ => self.wait(parsed, end),
            }
            return Some(end);
        }
        let both = [Outcome::Killed, Outcome::Injured].iter().all(|o| self.outcomes.contains(o));
        let outcome = if both { Outcome::Casualties } else { *self.outcomes.first()? };
        // Names in a row are one figure, unless ages tell them apart.
        let parsed = match self.names_in_row(at).filter(|row| !row.aged && !another) {
            Some(row) => self.called(TokenSpan::new(at, row.end), row.count),
            None => parsed,
        };
        let frame = self.trigger.map_or(parsed.span, |t| t.cover(parsed.span));
        self.emit(&parsed, outcome, frame, RULE);
        Some(parsed.span.end)
    }

    /// Whether the word for what befell somebody stands right in front, or with nothing but who did it
    /// between, and has nobody yet.
    fn opens_named(&self, at: usize) -> bool {
        let Some(trigger) = self.trigger else { return false };
        let told = starting_at(self.input.outcomes, |o| o.span.start, trigger.start)
            .any(|o| matches!(o.class, OutcomeClass::Masdar | OutcomeClass::Verb));
        told && self.chain_end.is_some_and(|end| end <= at)
            && (self.is_soft_gap(at) || self.only_actor_between(at) || self.only_titles_between(at))
            && !self.out.iter().any(|f| f.span.start >= trigger.start)
    }

    /// «استشهاد المدرّسة الفلسطينية "هدى العلي"»: words with the article that no table knows as people.
    fn only_titles_between(&self, at: usize) -> bool {
        let Some(end) = self.chain_end.filter(|_| self.outcomes == [Outcome::Killed]) else {
            return false;
        };
        let mut titles = 0;
        let all = (end..at).all(|i| {
            let token = &self.reading.tokens[i];
            let title = token.is_word()
                && token.key.starts_with("ال")
                && self.input.index.taken(i).is_none()
                && !self.reading.forms.open(i).has(TableId::PlaceTypes);
            titles += usize::from(title);
            title || token.kind == TokenKind::Soft
        });
        all && (1..=TITLES).contains(&titles)
    }
}

/// How many words may say what somebody is, between what befell them and their name.
const TITLES: usize = 3;

/// How many sentences may stand between two lines of a numbered list.
const LINES_APART: usize = 14;

/// «أسماء الشهداء …», «والشهداء هم:» or a line «الشهداء:» with numbered lines below, or with names behind a sign: as many
/// people as lines, or more where the list is cut off («...»).
#[must_use]
pub(super) fn names_below(
    reading: &Reading,
    sentences: &[Sentence],
    header: usize,
    outcomes: &[OutcomeMention],
) -> Option<FigureMention> {
    let span = sentences.get(header)?.span;
    let first = outcomes.partition_point(|o| o.span.start < span.start);
    let told = outcomes[first..].iter().take_while(|o| o.span.start < span.end);
    let alone = |o: &OutcomeMention| {
        reading.key(o.span.end) == ":"
            && (o.span.end + 1..span.end).all(|i| !reading.tokens[i].is_word())
    };
    let noun = told.into_iter().find(|o| {
        o.class == OutcomeClass::Noun
            && span.contains(o.span)
            && (reading.key(o.span.start.saturating_sub(1)).ends_with("اسماء")
                || alone(o)
                || reading.key(o.span.end) == "هم" && reading.key(o.span.end + 1) == ":")
    })?;
    let (mut lines, mut apart, mut last) = (0_u32, 0, span);
    for sentence in &sentences[header + 1..] {
        let mut first = (sentence.span.start..sentence.span.end)
            .filter(|i| !matches!(reading.tokens[*i].kind, TokenKind::Soft | TokenKind::Break));
        let number = first.next().and_then(|i| reading.tokens[i].number());
        let named = || number.is_none() && apart == 0 && names_somebody(reading, sentence);
        if number == Some(lines + 1) || named() {
            (lines, apart, last) = (lines + 1, 0, sentence.span);
        } else if number.is_some_and(|n| n <= lines) || apart > LINES_APART {
            break;
        } else {
            apart += 1;
        }
    }
    let dots = (last.end.saturating_sub(2)..last.end + 2)
        .filter_map(|i| reading.tokens.get(i))
        .filter(|t| t.is_punct('.') || t.is_punct('…'))
        .map(|t| if t.is_punct('…') { 2 } else { 1 })
        .sum::<u32>();
    let count = Count { min: Some(lines), max: Some(lines).filter(|_| dots < 2), vague: None };
    (lines > 1)
        .then(|| FigureMention::new(noun.span, noun.outcome, Group::People, count, "victims.list"))
}

/// «- فاطمة الأحمد (34 عاماً)», «- الطفل خالد الحسن»: an item that is a name and tells nothing.
fn names_somebody(reading: &Reading, item: &Sentence) -> bool {
    let mut words = (item.span.start..item.span.end).filter(|i| reading.tokens[*i].is_word());
    let open = |i: usize| reading.forms.open(i);
    let tells = [TableId::Events, TableId::Means, TableId::Outcomes, TableId::SplitVerbs];
    let first = words.next();
    item.bullet
        && first.is_some_and(|i| open(i).any(&[TableId::GivenNames, TableId::Persons]))
        && words.clone().count() < NAME
        && !words.any(|i| open(i).any(&tells))
}

/// Words of such an item, at most.
const NAME: usize = 6;
