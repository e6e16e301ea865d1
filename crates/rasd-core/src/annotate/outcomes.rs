//! Words that say what became of people, and the cues that bind figures together.

use std::sync::LazyLock;

use crate::annotate::persons::person_at;
use crate::annotate::starting_in;
use crate::held::LEADS;
use crate::lexicon::verbs::Verb;
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Outcome;
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::links::BY_THE_WAY;
pub(crate) use crate::word_lists::outcomes::LED;
use crate::word_lists::outcomes::{CAME_OF, LIVES, WOUNDS};
use crate::word_lists::unreal::AIMS;

/// How an outcome word takes its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeClass {
    /// A verb: «أصيب».
    Verb,
    /// A verbal noun: «إصابة».
    Masdar,
    /// A definite noun: «القتلى» in «عدد القتلى».
    Noun,
    /// «سقوط», «فُقد»: shells fall too, so it speaks only of people right behind it.
    Fall,
    /// «فارق … الحياة», «تعرض … لجروح»: says nothing unless a life or a wound stands behind it.
    Life,
    /// A verb whose people stand behind ب, wherever its subject is («أودت غارة بثلاثة»).
    Brings,
    /// «قتلتهم»: its people are those told before it.
    Own,
}

/// A word that says what became of people.
#[derive(Debug, Clone)]
pub struct OutcomeMention {
    /// Where.
    pub span: TokenSpan,
    /// What.
    pub outcome: Outcome,
    /// How it takes its people.
    pub class: OutcomeClass,
    /// Written with و or ف.
    pub conjunction: bool,
    /// The report says it did not happen, or was only tried.
    pub negated: bool,
    /// Table row.
    pub rule: &'static str,
}

/// What a cue does to the figures around it (`data/subset_cues.tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueRole {
    /// The next figures are part of the last one.
    Subset,
    /// One of them.
    One,
    /// Most of them.
    Most,
    /// The next figures list the last one in full.
    Exhaustive,
    /// Nothing of the kind happened.
    Negation,
    /// The same of the noun that follows, or of the verb behind «أن».
    Without,
    /// How it was done, or a name: denies nothing.
    Manner,
    /// It was only tried.
    Attempt,
    /// The next figure is unconfirmed.
    ProvisionalNext,
    /// The figure may rise.
    Provisional,
}

/// A cue in the text.
#[derive(Debug, Clone, Copy)]
pub struct CueMention {
    /// Where.
    pub span: TokenSpan,
    /// What it does.
    pub role: CueRole,
}

pub(crate) static OUTCOMES: LazyLock<PhraseTable<(Outcome, OutcomeClass, String)>> =
    LazyLock::new(|| {
        let table = outcomes_table();
        let mut forms = PhraseTable::new(Article::AsWritten);
        for row in &table.rows {
            let class = match table.get(row, "class") {
                "verb" => OutcomeClass::Verb,
                "noun" => OutcomeClass::Noun,
                "fall" => OutcomeClass::Fall,
                "own" => OutcomeClass::Own,
                "life" => OutcomeClass::Life,
                "brings" => OutcomeClass::Brings,
                _ => OutcomeClass::Masdar,
            };
            if let Ok(outcome) = table.get(row, "outcome").parse() {
                let form = table.get(row, "form");
                let rule = table.rule(form);
                forms.insert(form, (outcome, class, rule.clone()));
                if class == OutcomeClass::Masdar && !form.contains(' ') {
                    forms.insert(&["ال", form].concat(), (outcome, class, rule));
                }
            }
        }
        // Behind the rows: a form that has one is read as it stands there.
        for verb in Verb::all() {
            if let Ok(outcome) = verb.get("outcome").parse() {
                for form in verb.forms() {
                    forms.insert(&form, (outcome, OutcomeClass::Verb, verb.rule()));
                }
            }
        }
        forms.known_as(TableId::Outcomes)
    });

pub(crate) static CUES: LazyLock<PhraseTable<CueRole>> = LazyLock::new(|| {
    let table = cues_table();
    let mut forms = PhraseTable::new(Article::AsWritten);
    for row in &table.rows {
        let role = match table.get(row, "role") {
            "subset" => CueRole::Subset,
            "one" => CueRole::One,
            "most" => CueRole::Most,
            "exhaustive" => CueRole::Exhaustive,
            "negation" => CueRole::Negation,
            "without" => CueRole::Without,
            "manner" => CueRole::Manner,
            "attempt" => CueRole::Attempt,
            "provisional_next" => CueRole::ProvisionalNext,
            _ => CueRole::Provisional,
        };
        forms.insert(table.get(row, "form"), role);
    }
    forms.known_as(TableId::FigureCues)
});

/// The table of outcome words.
pub(crate) fn outcomes_table() -> Table {
    Table::parse("outcomes", include_str!("../../data/outcomes.tsv")).expect("compiled-in table")
}

/// The table of cues between figures.
pub(crate) fn cues_table() -> Table {
    Table::parse("subset_cues", include_str!("../../data/subset_cues.tsv"))
        .expect("compiled-in table")
}

/// How far in front of a word a negation still reaches, in tokens.
const NEGATION_REACH: usize = 6;

/// Every outcome word of the reading.
#[must_use]
pub fn outcomes(reading: &Reading, cues: &[CueMention]) -> Vec<OutcomeMention> {
    let found = OUTCOMES
        .find_all(reading)
        .filter(|hit| {
            // «لاعتقال قيادي», «بذريعة اعتقال …»: what they came for, not what happened.
            let purpose = hit.proclitic.preposition == Some('ل')
                || hit.span.start > 0 && AIMS.contains(&reading.key(hit.span.start - 1));
            let taken = matches!(hit.value.0, Outcome::Detained | Outcome::Abducted);
            let fall = hit.value.1 == OutcomeClass::Fall;
            let bare_fall = fall
                && match hit.value.0 {
                    Outcome::Missing => !people_at(reading, hit.span.end),
                    _ => !people_near(reading, hit.span.end),
                };
            let lives_on = hit.value.1 == OutcomeClass::Life
                && !match hit.value.0 {
                    Outcome::Injured => wound_behind(reading, hit.span.end),
                    _ => life_behind(reading, hit.span.end),
                };
            // «انتُشلت من تحت الأنقاض»: no longer there.
            let out = hit.value.0 == Outcome::Missing
                && hit.span.start > 0
                && reading.reads(hit.span.start, "تحت")
                && reading.key(hit.span.start - 1) == "من";
            !(purpose && taken || bare_fall || lives_on || out)
        })
        .map(|hit| {
            let (outcome, class, rule) = hit.value;
            let lost = *outcome == Outcome::Missing;
            // «بتر ساق مدني»: whose it was stands behind it.
            let wound = *class == OutcomeClass::Life && WOUNDS.contains(&reading.key(hit.span.end));
            OutcomeMention {
                span: TokenSpan::new(hit.span.start, hit.span.end + usize::from(wound)),
                outcome: match *outcome {
                    _ if lost && life_behind(reading, hit.span.end) => Outcome::Killed,
                    _ if lost && wound_behind(reading, hit.span.end) => Outcome::Injured,
                    told => told,
                },
                class: *class,
                conjunction: hit.proclitic.conjunction.is_some(),
                negated: negated(reading, cues, hit.span.start, *class == OutcomeClass::Verb),
                rule,
            }
        });
    let mut out = Vec::with_capacity(ROOM);
    out.extend(found);
    out
}

/// How many outcome words an article has.
const ROOM: usize = 32;

/// How far behind «فقدان» the life that was lost stands, in tokens.
const LIFE_REACH: usize = 6;

/// How far behind «فارق» the life may stand: a name and its age fit, in tokens.
const LIFE_BEHIND: usize = 10;

/// «فقدان ثلاثة مدنيين لحياتهم», «فقدان مدني حياته»: they are dead, not missing.
fn life_behind(reading: &Reading, at: usize) -> bool {
    (at..at + LIFE_BEHIND)
        .any(|i| LIVES.iter().any(|life| reading.key(i).trim_start_matches('ل') == *life))
}

/// «فقد مزارع ساقه», «تعرض مواطن لجروح», «بُترت ساق راع»: they are hurt.
fn wound_behind(reading: &Reading, at: usize) -> bool {
    (at..at + LIFE_REACH).any(|i| WOUNDS.contains(&reading.key(i)))
}

/// How many words bound a number, at most.
const BOUND: usize = 4;

/// Whether people who are not told dead or wounded already stand right behind, or behind one word.
fn people_near(reading: &Reading, at: usize) -> bool {
    let people = |at: usize| person_at(reading, at).is_some_and(|h| h.value.outcome.is_none());
    // «سقط فيها عشرون عنصراً»
    let at = at + usize::from(BY_THE_WAY.contains(&reading.key(at)));
    // «سقط ما لا يقل عن 16 عنصراً», «سقط نحو عشرين مقاتلاً»
    let at = match reading.key(at) {
        "ما" => {
            (at..at + BOUND).find(|i| matches!(reading.key(*i), "عن" | "علي")).unwrap_or(at) + 1
        }
        "اكثر" if reading.key(at + 1) == "من" => at + 2,
        "نحو" | "حوالي" | "قرابه" | "زهاء" => at + 1,
        _ => at,
    };
    let link = matches!(reading.key(at), "علي" | "في" | "من" | "بين" | "فوق" | "قرب" | "حكم");
    // «سقط سبعة من رجال …»: a number of a side's people.
    let some_of = || reading.forms.open(at).has(TableId::Numbers) && reading.key(at + 1) == "من";
    people(at) || !link && (people(at + 1) || some_of())
}

/// «فُقد عشرة», «فُقد طفلان»: a number or people right behind. «فقد قُتل …» tells of no loss, «فقد شقيقه»,
/// «فقد اثنين من أبنائه» of what one man lost.
fn people_at(reading: &Reading, at: usize) -> bool {
    // «امرأة» ends as «شقيقه» does when it is folded.
    let his = |i: usize| {
        let word = reading.words(TokenSpan::new(i, i + 1));
        word.ends_with(['ه', 'م'])
    };
    let number = reading.tokens.get(at).is_some_and(|t| t.number().is_some())
        || reading.forms.open(at).has(TableId::Numbers);
    number && !(reading.key(at + 1) == "من" && his(at + 2))
        || !number && !his(at) && person_at(reading, at).is_some_and(|h| h.value.outcome.is_none())
}

/// Every cue of the reading.
#[must_use]
pub fn figure_cues(reading: &Reading) -> Vec<CueMention> {
    CUES.find_all(reading).map(|hit| CueMention { span: hit.span, role: *hit.value }).collect()
}

/// «لم تصبه وجرحت اثنين», «لم تقتل أحداً وأصابت طفلين»: whether the verb at `at` is a past tense, joined to the one that
/// the cue denies.
fn went_on(reading: &Reading, cue: TokenSpan, at: usize) -> bool {
    let key = reading.key(at);
    let verb = key.trim_start_matches(['و', 'ف']);
    cue.end < at
        && matches!(reading.key(cue.start).trim_start_matches(['و', 'ف']), "لم" | "لن")
        && key.starts_with(['و', 'ف'])
        && !verb.starts_with(['ي', 'ت'])
}

/// Whether a negation or "attempt" in the same clause governs token `at`, a verb or not.
#[must_use]
pub fn negated(reading: &Reading, cues: &[CueMention], at: usize, verb: bool) -> bool {
    let led = |i: usize| reading.forms.any_parts(i) & LEADS != 0;
    let near = TokenSpan::new(at.saturating_sub(3 * NEGATION_REACH), at);
    starting_in(cues, |cue| cue.span.start, near).iter().any(|cue| {
        let (behind, distance) = (cue.span.end, at - cue.span.start);
        let governs = match cue.role {
            CueRole::Attempt => return behind == at,
            CueRole::Negation => !(verb && went_on(reading, cue.span, at)),
            // «بلا هوادة وقتلوا شابين»: a verb is denied behind «أن» only.
            CueRole::Without => !verb || reading.key(behind) == "ان",
            _ => false,
        };
        // «لم يسفر انفجار … في حي … عن سقوط قتلى»: what did not come of it stands far behind.
        let reaches = distance <= NEGATION_REACH || (distance <= 3 * NEGATION_REACH && led(behind));
        governs
            && reaches
            && !(behind..at).any(|i| {
                let token = &reading.tokens[i];
                // «قصف بلا هدف أوقع 4 قتلى»: what came of it is told again.
                let resumes = || {
                    let word = token.key.trim_start_matches(['و', 'ف']);
                    let came_of = CAME_OF.iter().any(|verb| word.starts_with(verb));
                    came_of && i > behind && reading.key(i - 1) != "ان"
                };
                cue.role == CueRole::Without && resumes()
                    || matches!(token.key.as_str(), "،" | "." | "؛" | "الا" | "ولكن" | "لكن" | "ما")
                    || token.kind == crate::tokens::TokenKind::Break
            })
    })
}
