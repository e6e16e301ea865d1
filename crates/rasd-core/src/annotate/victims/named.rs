//! People who are told by name alone: «مقتل سامر الخطيب», «إصابة كل من هدى العلي وباسل العلي».
//!
//! A name counts one person. Its age says child or grown-up; without one nothing but the number
//! is known.

use std::sync::LazyLock;

use super::{FigureMention, Parsed, Parser, Shape};
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::annotate::persons::person_at;
use crate::annotate::starting_at;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table, text};
use crate::model::{Count, Group, Outcome};
use crate::reading::Reading;
use crate::segment::Sentence;
use crate::tokens::{TokenKind, TokenSpan};

/// The rule of these figures.
const RULE: &str = "victims.named";

/// A given name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    /// Of men or of women, where only one of them bears it.
    grown: Option<Group>,
    /// The name is an everyday word as well.
    everyday: bool,
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

/// Words of a name, at most.
const LONGEST: usize = 5;
/// How far behind a name its age stands, in tokens.
const AGE_REACH: usize = 7;
/// From this age on a person is grown-up.
const GROWN: u32 = 18;

/// Words between a name and its age.
const BEFORE_AGE: [&str; 10] =
    ["البالغ", "البالغه", "يبلغ", "تبلغ", "من", "العمر", "عمره", "عمرها", "ذو", "ذات"];
/// Words behind the number of an age.
const YEARS: [&str; 7] = ["عاما", "عام", "اعوام", "سنه", "سنوات", "ربيعا", "العمر"];

/// Verbs written alike whether their subject did it or suffered it.
const EITHER_WAY: [&str; 8] = ["قتل", "قتلت", "يقتل", "تقتل", "جرح", "جرحت", "اعتقل", "خطف"];

/// Tables whose words with the article are no families' names.
const NO_FAMILY: [TableId; 7] = [
    TableId::Persons,
    TableId::Outcomes,
    TableId::Events,
    TableId::PlaceTypes,
    TableId::ActorHeads,
    TableId::Means,
    TableId::Days,
];

/// A name as far as it goes.
struct Name {
    end: usize,
    /// Words that are part of it.
    words: usize,
    /// Whether one of them is a given name and no everyday word.
    sure: bool,
}

/// Whether the one person of a figure is called by name, in it, right behind it, or where a pronoun
/// in it speaks of him.
pub(crate) fn called_by_name(reading: &Reading, figure: &FigureMention) -> bool {
    const CALLED: [&str; 4] = ["المدعو", "المدعوه", "يدعي", "تدعي"];
    let end = figure.span.end.max(figure.frame.end) + NAME_REACH;
    (figure.frame.start..end).any(|i| {
        reading.reads_any(i, &CALLED)
            || GIVEN.longest_at(reading, i).is_some_and(|hit| !hit.value.everyday)
    })
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
            && self.chain_end == Some(at)
            && self.out.last().is_some_and(|f| f.rule == RULE && f.span.end <= at);
        let behind = another || (!joined && self.opens_named(at));
        if joined && !behind {
            return None;
        }
        let name = self.name(at)?;
        let quoted = at > 0 && self.reading.tokens[at - 1].kind == TokenKind::Soft;
        let age = self.age(name.end);
        if !(name.sure || another || age.is_some() || quoted && name.words > 1) {
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
        if either && name.words < 2 {
            return None;
        }
        let group = match age {
            Some((years, _)) if years < GROWN => Group::Children,
            Some(_) => hit.value.grown.unwrap_or(Group::People),
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
        let frame = self.trigger.map_or(parsed.span, |t| t.cover(parsed.span));
        self.emit(&parsed, outcome, frame, RULE);
        Some(parsed.span.end)
    }

    /// Whether the word for what befell somebody stands right in front and has nobody yet.
    fn opens_named(&self, at: usize) -> bool {
        let Some(trigger) = self.trigger else { return false };
        let told = starting_at(self.input.outcomes, |o| o.span.start, trigger.start)
            .any(|o| matches!(o.class, OutcomeClass::Masdar | OutcomeClass::Verb));
        told && self.chain_end.is_some_and(|end| end <= at)
            && self.is_soft_gap(at)
            && !self.out.iter().any(|f| f.span.start >= trigger.start)
    }

    /// The name that begins with a given name at `at`.
    fn name(&self, at: usize) -> Option<Name> {
        let everyday = |i: usize| GIVEN.longest_at(self.reading, i).map(|hit| hit.value.everyday);
        let slave = |i: usize| self.reading.reads(i, "عبد");
        let article = |i: usize| self.reading.key(i).starts_with("ال");
        if slave(at) && !article(at + 1) {
            return None;
        }
        let mut name = Name { end: at + 1, words: 1, sure: everyday(at) == Some(false) };
        if slave(at) {
            name = Name { end: at + 2, words: 2, sure: true };
        }
        while name.words < LONGEST {
            let next = self.skip_soft(name.end);
            let key = self.reading.key(next);
            let free = self.reading.tokens.get(next).is_some_and(|t| t.is_word())
                && self.input.index.taken(next).is_none();
            let given = GIVEN.longest_at(self.reading, next).filter(|hit| {
                hit.proclitic.conjunction.is_none() && hit.proclitic.preposition.is_none()
            });
            let family =
                article(next) && !NO_FAMILY.iter().any(|id| self.reading.forms.open(next).has(*id));
            if !free || !(given.is_some() || family || matches!(key, "بن" | "ابو" | "ال")) {
                break;
            }
            name.sure |= given.is_some_and(|hit| !hit.value.everyday);
            name.end = next + 1;
            name.words += 1;
        }
        Some(name)
    }

    /// The age told behind a name, and where that ends: «(16 عاماً)», «البالغ من العمر 40 عاماً».
    fn age(&self, from: usize) -> Option<(u32, usize)> {
        let number = (from..from + AGE_REACH)
            .find(|i| self.reading.tokens.get(*i).is_none_or(|t| t.kind == TokenKind::Number))?;
        let years = self.reading.tokens.get(number)?.number()?;
        let leads = (from..number).all(|i| {
            let token = &self.reading.tokens[i];
            token.kind == TokenKind::Soft
                || token.is_punct('(')
                || token.is_punct('،')
                || BEFORE_AGE.contains(&token.key.as_str())
        });
        let bracketed = number > from && self.reading.tokens[number - 1].is_punct('(');
        let mut end = number + 1;
        let mut told = false;
        while let Some(token) = self.reading.tokens.get(end).filter(|_| end < number + 4) {
            let years = YEARS.contains(&token.key.as_str());
            let closes = bracketed && token.is_punct(')');
            if !(years || closes) {
                break;
            }
            told = true;
            end += 1;
        }
        (leads && told && years < 110).then_some((years, end))
    }
}

/// How many sentences may stand between two lines of a numbered list.
const LINES_APART: usize = 14;

/// «أسماء الشهداء …» with numbered lines below: as many people as lines, or more where the list is
/// cut off («...»).
#[must_use]
pub(crate) fn names_below(
    reading: &Reading,
    sentences: &[Sentence],
    header: usize,
    outcomes: &[OutcomeMention],
) -> Option<FigureMention> {
    let span = sentences.get(header)?.span;
    let first = outcomes.partition_point(|o| o.span.start <= span.start);
    let told = outcomes[first..].iter().take_while(|o| o.span.start < span.end);
    let noun = told.into_iter().find(|o| {
        o.class == OutcomeClass::Noun
            && span.contains(o.span)
            && reading.key(o.span.start - 1).ends_with("اسماء")
    })?;
    let (mut lines, mut apart, mut last) = (0_u32, 0, span);
    for sentence in &sentences[header + 1..] {
        let mut first = (sentence.span.start..sentence.span.end)
            .filter(|i| !matches!(reading.tokens[*i].kind, TokenKind::Soft | TokenKind::Break));
        let number = first.next().and_then(|i| reading.tokens[i].number());
        if number == Some(lines + 1) {
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
