//! What goes on day by day, and what is said of how often: no incident of its own.

use smallvec::SmallVec;

use super::counting::{has, has_place};
use super::series;
use crate::annotate::Mentions;
use crate::annotate::events::{EventClass, EventMention, Strength};
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::annotate::victims::FigureMention;
use crate::assemble::asked;
use crate::assemble::harm;
use crate::assemble::units::{Unit, acts_in};
use crate::model::{Count, DatePrecision, Kind};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::TokenSpan;
use crate::word_lists::habit::{CAMPAIGNS, COUNTS_AS, LASTED, STATES, TURNS, YEARS};

/// «ينفذ الطيران يومياً غارات», «وغالباً ما يوقع القصف ضحايا»: what goes on day by day, without a number
/// of people or a day of its own.
pub(crate) fn is_habit(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    // «بعد معارك استمرت ثلاثة أعوام»: a war, and no act of it.
    let years = |i: &usize| {
        LASTED.contains(&reading.key(*i)) && (i + 1..i + 4).any(|j| YEARS.contains(&reading.key(j)))
    };
    if !mentions.figures_in(unit.span).iter().any(|f| inside(f.span))
        && (unit.span.start..unit.span.end).any(|i| years(&i))
    {
        return true;
    }
    has(mentions, unit.span, TallyCueRole::Habit)
        && has(mentions, of_news(reading, mentions, unit.span), TallyCueRole::Habit)
        && !mentions
            .figures_in(unit.span)
            .iter()
            .any(|f| inside(f.span) && !harm::says_little(f) && !all_of_them(reading, f))
        && !on_a_day(mentions, unit.span)
}

/// «قصفت قوات … قرية …، في ظل التصعيد المستمر», «قصفت … قرية … التي تُقصف يومياً»: an act with its place, without
/// what it is set against or what is said of the place.
fn of_news(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> TokenSpan {
    let verb = |s: TokenSpan| {
        acts_in(mentions, s)
            .any(|e| matches!(e.class, EventClass::VerbActive | EventClass::VerbPassive))
    };
    let ends = |i: usize| match reading.key(i) {
        "التي" | "الذي" => verb(TokenSpan::new(span.start, i)),
        "في" => matches!(reading.key(i + 1), "ظل" | "اطار" | "سياق"),
        _ => false,
    };
    let front =
        (span.start + 1..span.end).find(|i| ends(*i)).map(|i| TokenSpan::new(span.start, i));
    front
        .filter(|f| has_place(mentions, *f) && acts_in(mentions, *f).next().is_some())
        .unwrap_or(span)
}

/// «بحق المقيمين»: a definite plural that is written like two, and counts nobody.
fn all_of_them(reading: &Reading, figure: &FigureMention) -> bool {
    let key = |i: usize| reading.key(i);
    figure.count == Count::exact(2)
        && figure.span.end == figure.span.start + 1
        && key(figure.span.start).ends_with("ين")
        && (key(figure.span.start).starts_with("ال") || key(figure.span.start).starts_with("وال"))
}

/// «وتشهد بلدات ريف حلب قصفاً من …», «وتتعرض القرى لقصف …»: behind the news, the present tense tells what goes on
/// there and no act of its own, unless it goes on to one («إذ قُتل …»). Where they fight or flee may be news.
pub(crate) fn tells_state(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let end = (unit.span.start + STATE_REACH).min(unit.span.end);
    let opening = TokenSpan { end, ..unit.span };
    let state = |i: usize| {
        let key = reading.key(i);
        let joined = key.starts_with(['و', 'ف']) || unit.opener.is_some();
        joined && STATES.contains(&key.trim_start_matches(['و', 'ف']))
    };
    let lasts = |e: &EventMention| matches!(e.kind, Some(Kind::ArmedClash | Kind::Displacement));
    let goes_on_there =
        || has_place(mentions, unit.span) && acts_in(mentions, unit.span).any(lasts);
    reading.forms.part_in(opening, asked::STATES)
        && !unit.headline
        && figures.iter().all(|f| harm::says_little(f) || all_of_them(reading, f))
        && !on_a_day(mentions, unit.span)
        && (opening.start..opening.end).any(state)
        && !(unit.span.start..unit.span.end).any(|i| TURNS.contains(&reading.key(i)))
        && !goes_on_there()
}

/// How far into its unit «تشهد» may stand, in tokens: «كما» and signs stand in front.
const STATE_REACH: usize = 3;

/// «تتعرض … بين الحين والآخر لقصف متبادل، فيما تقوم الفصائل باستهداف …»: more of a habit, with no
/// people that are counted, no day and no place of its own.
pub(crate) fn goes_on_habit(mentions: &Mentions, unit: &Unit, figures: &[FigureMention]) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    figures.iter().all(harm::says_little)
        && !mentions.dates_in(unit.span).iter().any(|d| inside(d.span) && d.names_a_day())
        && !has_place(mentions, unit.span)
}

/// Whether a unit counts what went on day by day («قُتل 20 في هذه الغارات»).
pub(crate) fn counts_habit(mentions: &Mentions, unit: &Unit, figures: &[FigureMention]) -> bool {
    !figures.is_empty() && has(mentions, unit.span, TallyCueRole::Same)
}

/// «أحصى المرصد منذ مطلع العام 32 استهدافاً», «كثف النظام قصفه منذ بداية حزيران»: acts of a long time, and
/// nothing yet of the people they hurt.
pub(crate) fn counts_acts(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    !mentions.tally_cues_in(unit.span).is_empty()
        && figures.iter().all(harm::says_little)
        && (over_long(reading, mentions, unit.span)
            || has(mentions, unit.span, TallyCueRole::Count)
                && !has_place(mentions, unit.span)
                && over_month(reading, mentions, unit.span))
}

/// «في شهر أيلول الماضي», «بين 11 و24 أيلول»: a month, or days too far from each other for one incident.
pub(super) fn over_month(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let told = TokenSpan { start: series::said_from(reading, mentions, span), ..span };
    let mut dates = mentions.dates_in(told).iter().filter(|d| told.contains(d.span) && !d.posted);
    dates.clone().next().is_some() && dates.all(|d| series::whole_month(reading, d) && !d.since)
        || series::over_months(reading, mentions, told)
}

/// Whether a stretch tells of a time that is longer than one incident.
pub(super) fn over_long(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let cues = mentions.tally_cues_in(span);
    cues.iter().any(|c| c.role == TallyCueRole::Span && !c.short && span.contains(c.span))
        || long_since(reading, mentions, span)
}

/// «منذ 4 حزيران»: a period that a date opens and that is longer than one incident.
fn long_since(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> bool {
    let cues = || mentions.tally_cues_in(span).iter().filter(|c| span.contains(c.span));
    cues().any(|c| c.role == TallyCueRole::Period)
        && series::lasts(reading, mentions, span, &cues().collect::<SmallVec<[&TallyCue; 4]>>())
}

/// Whether such a unit tells of nowhere and no day: no act of its own is told there.
pub(crate) fn counts_acts_of_nowhere(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    let long = |c: &TallyCue| c.role == TallyCueRole::Span && !c.short && inside(c.span);
    figures.is_empty()
        && counts_acts(reading, mentions, unit, figures)
        && !has_place(mentions, unit.span)
        && !on_a_day(mentions, unit.span)
        && !mentions
            .tally_cues_in(unit.span)
            .iter()
            .any(|c| long(c) && series::describes(reading, mentions, unit.span, c))
}

/// «وتسببت تلك الضربات بمقتل 72 شخصاً»: what acts that were counted came to, with no day or place of its own.
pub(crate) fn tolls_of_acts(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let inside = |s: TokenSpan| unit.span.contains(s);
    // «الهجمات», «الغارات», «الحملة»: those told in front.
    let those = |i: usize| {
        let word = reading.key(i).trim_start_matches('و');
        word.starts_with("ال") && (word.ends_with("ات") || CAMPAIGNS.contains(&word))
    };
    let acts = || {
        mentions
            .events_in(unit.span)
            .iter()
            .filter(|e| inside(e.span) && e.strength != Strength::Support)
    };
    !figures.is_empty()
        && unit.opener != Some(Opener::Meanwhile)
        && (has(mentions, unit.span, TallyCueRole::Same)
            || toll_told(reading, mentions, unit)
            || (unit.span.start..unit.span.end.min(unit.span.start + OPENING)).any(|i| {
                those(i)
                    && (CAMPAIGNS.contains(&reading.key(i)) || acts().any(|e| e.span.start == i))
            }))
        && !on_a_day(mentions, unit.span)
        && !has_place(mentions, unit.span)
}

/// «بلغت حصيلة القتلى 77», and no one act it could be of («حصيلة الهجوم»).
fn toll_told(reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
    let one = |e: &&EventMention| {
        let key = reading.key(e.span.start);
        unit.span.contains(e.span) && key.contains("ال") && !key.ends_with("ات")
    };
    has(mentions, unit.span, TallyCueRole::Count)
        && !mentions.events_in(unit.span).iter().any(|e| one(&e))
}

/// How far into its unit «الهجمات» may stand, in tokens.
const OPENING: usize = 5;

/// «ويعد هذا ثالث مقذوف يسقط على …»: how often it has happened, and nothing that happened.
pub(crate) fn only_comments(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    figures: &[FigureMention],
) -> bool {
    let start = unit.span.start;
    COUNTS_AS.contains(&reading.key(start))
        && figures.iter().all(harm::says_little)
        && mentions
            .tally_cues_in(TokenSpan::new(start, start + 3))
            .iter()
            .any(|c| c.role == TallyCueRole::Nth && c.span.start <= start + 2)
}

/// Whether a stretch tells a day that is not the beginning of a longer time.
pub(super) fn on_a_day(mentions: &Mentions, span: TokenSpan) -> bool {
    mentions
        .days_in(span)
        .any(|(d, w)| span.contains(d.span) && !d.since && w.precision == DatePrecision::Day)
}
