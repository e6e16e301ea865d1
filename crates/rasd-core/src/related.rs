//! Headlines of other news that a page sets between the paragraphs of a report, and its links with the time they
//! are old.

use crate::furniture::{Scope, cue, ends_sentence, words_in};
use crate::lexicon::vocabulary::TableId;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::related::OPENS;

/// Words that such a headline has, at least and at most: shorter lines are tags, or head what was done in a
/// region («في إدلب»).
const LEAST: usize = 6;
const MOST: usize = 24;
/// Words of a line that is a sentence of the report.
const SENTENCE: usize = 8;
/// Words of a paragraph.
const PARAGRAPH: usize = 20;
/// Such lines one behind the other.
const RUN: usize = 3;

/// The lines between two paragraphs that end in a full stop which end in none themselves, and open like a headline:
/// «… بريف إدلب. ⏎ إصابة ثلاثة بقصف على سرمين ⏎ وقال المراسل …»; and those behind the last paragraph.
pub(crate) fn between(reading: &Reading, lines: &[TokenSpan]) -> Vec<TokenSpan> {
    // Most texts have no line without a stop below their first.
    let open = |line: &TokenSpan| !stops(reading, *line) && words_in(reading, *line) >= LEAST;
    if !lines.iter().skip(1).any(open) {
        return Vec::new();
    }
    let told: Vec<TokenSpan> = lines
        .iter()
        .copied()
        .filter(|line| words_in(reading, *line) > 0 && !is_post(reading, *line))
        .collect();
    let (mut all, mut stopped) = (0, 0);
    for line in told.iter().filter(|line| words_in(reading, **line) >= PARAGRAPH) {
        all += 1;
        stopped += usize::from(stops(reading, *line));
    }
    // Where paragraphs end in no stop, a line without one is no sign of anything.
    if stopped < 2 || stopped * 4 < all * 3 {
        return Vec::new();
    }
    let sentence = |line: TokenSpan| is_sentence(reading, line);
    let mut out = Vec::new();
    let mut i = 1;
    while i < told.len() {
        let run = told[i..].iter().take_while(|line| is_headline(reading, **line)).count();
        let ends = match told.get(i + run) {
            Some(next) if sentence(*next) => run <= RUN,
            Some(next) => other_news(reading, *next),
            None => true,
        };
        if run > 0 && sentence(told[i - 1]) && ends {
            out.extend_from_slice(&told[i..i + run]);
        }
        i += run.max(1);
    }
    out
}

/// «اخترنا لك», «آخر الأخبار»: a line behind which the page prints its other news.
fn other_news(reading: &Reading, line: TokenSpan) -> bool {
    cue(reading, line).is_some_and(|(scope, _)| matches!(scope, Scope::Rest | Scope::Block))
}

/// Whether a line reads like a headline: no stop, no list, and no verb or connective that a paragraph opens with.
fn is_headline(reading: &Reading, line: TokenSpan) -> bool {
    let visible =
        |at: &usize| !matches!(reading.tokens[*at].kind, TokenKind::Break | TokenKind::Soft);
    let (Some(first), Some(last)) =
        ((line.start..line.end).find(visible), (line.start..line.end).rfind(visible))
    else {
        return false;
    };
    let words = words_in(reading, line);
    let open = matches!(
        reading.key(last),
        "." | ":" | "،" | "," | "؛" | "!" | "؟" | "?" | "…" | "»" | "\"" | "”" | ")"
    );
    (LEAST..=MOST).contains(&words)
        && !open
        && !opens_paragraph(reading, first)
        && !is_item(reading, first)
        && cue(reading, line).is_none()
}

/// «وقال …», «كما استهدفت …», «وثق …»: words that a paragraph opens with and a headline does not.
fn opens_paragraph(reading: &Reading, first: usize) -> bool {
    let key = reading.key(first);
    let joined = reading.forms[first].iter().any(|f| f.proclitic.conjunction.is_some());
    // «قصفت», «أعلنت», and not «غارات».
    let verb = key.ends_with('ت') && !key.ends_with("ات");
    joined || verb || OPENS.contains(&key)
}

/// Whether a line is an item of a list, or opens with a number or a date.
fn is_item(reading: &Reading, first: usize) -> bool {
    reading.tokens[first].kind == TokenKind::Number
        || matches!(
            reading.key(first),
            "-" | "–" | "—" | "*" | "•" | "●" | "▪" | "◼" | "■" | "#" | "("
        )
}

fn is_sentence(reading: &Reading, line: TokenSpan) -> bool {
    words_in(reading, line) >= SENTENCE && stops(reading, line)
}

/// Whether a line ends its sentence, whatever closes behind the stop.
fn stops(reading: &Reading, line: TokenSpan) -> bool {
    let closes = |at: usize| matches!(reading.key(at), "\"" | "”" | "“" | "»" | ")" | "'");
    let mut end = line.end;
    while end > line.start
        && (matches!(reading.tokens[end - 1].kind, TokenKind::Break | TokenKind::Soft)
            || closes(end - 1))
    {
        end -= 1;
    }
    ends_sentence(reading, TokenSpan::new(line.start, end))
}

/// A post set into the report, or whose it is: «… pic.twitter.com/…», «— الدفاع المدني (@…)».
fn is_post(reading: &Reading, line: TokenSpan) -> bool {
    let words = reading.words(line);
    let may_be = words.bytes().any(|byte| matches!(byte, b'@' | b'/'));
    may_be && (words.contains("twitter.com/") || words.contains("//t.co/") || words.contains("(@"))
}

/// Words of a tag, at most, and tags of a page, at least.
const TAG: usize = 3;
const TAGS: usize = 3;

/// The tags that stand alone in front of a page's other news: «… بريف إدلب. ⏎ إدلب ⏎ روسيا ⏎ ضحايا ⏎ مواد متعلقة».
pub(crate) fn tags(reading: &Reading, lines: &[TokenSpan]) -> Vec<TokenSpan> {
    let rest =
        |line: &TokenSpan| cue(reading, *line).is_some_and(|(scope, _)| scope == Scope::Rest);
    if !lines.iter().skip(1).any(rest) {
        return Vec::new();
    }
    let told: Vec<TokenSpan> =
        lines.iter().copied().filter(|line| words_in(reading, *line) > 0).collect();
    let Some(end) = (1..told.len())
        .find(|i| rest(&told[*i]) && told[..*i].iter().any(|line| is_sentence(reading, *line)))
    else {
        return Vec::new();
    };
    let tag = |line: &TokenSpan| {
        let item = (line.start..line.end).any(|i| reading.tokens[i].kind == TokenKind::Punct);
        words_in(reading, *line) <= TAG && !item && cue(reading, *line).is_none()
    };
    let run = told[..end].iter().rev().take_while(|line| tag(line)).count();
    let behind_sentence = end > run && is_sentence(reading, told[end - run - 1]);
    if run >= TAGS && behind_sentence { told[end - run..end].to_vec() } else { Vec::new() }
}

/// «ساعة واحدة مضت», «3 أيام مضت»: how long ago a linked article was put up.
fn is_age(reading: &Reading, line: TokenSpan) -> bool {
    let mut words = (line.start..line.end).filter(|i| reading.tokens[*i].is_word());
    words_in(reading, line) <= 3 && words.next_back().is_some_and(|i| reading.key(i) == "مضت")
}

/// «غزة: قصف على … ⏎ الأحد 2025/05/18 ⏎ دمشق: … ⏎ الأحد 2025/05/18»: headlines of other news, each above its day.
pub(crate) fn dated(reading: &Reading, lines: &[TokenSpan]) -> Vec<TokenSpan> {
    let told = |line: &&TokenSpan| words_in(reading, **line) > 0 || is_day(reading, **line);
    if lines.iter().filter(|line| is_day(reading, **line)).nth(1).is_none() {
        return Vec::new();
    }
    let told: Vec<TokenSpan> = lines.iter().filter(told).copied().collect();
    let pairs = told.windows(2).filter(|pair| {
        is_day(reading, pair[1]) && !is_day(reading, pair[0]) && !stops(reading, pair[0])
    });
    let pairs: Vec<&[TokenSpan]> = pairs.collect();
    if pairs.len() < 2 { Vec::new() } else { pairs.concat() }
}

/// «الأحد 2025/05/18», «2021-08-10»: a line that holds a day and nothing else.
fn is_day(reading: &Reading, line: TokenSpan) -> bool {
    let mut numbers = 0;
    (line.start..line.end).all(|i| match reading.tokens[i].kind {
        TokenKind::Number => {
            numbers += 1;
            true
        }
        TokenKind::Word => reading.forms.open(i).any(&[TableId::Days, TableId::Months]),
        _ => true,
    }) && numbers == 3
}

/// How many lines at a page's top are links to other news, each with its age below.
pub(crate) fn links(reading: &Reading, lines: &[TokenSpan]) -> usize {
    let mut taken = 0;
    loop {
        let mut told = (taken..lines.len()).filter(|i| words_in(reading, lines[*i]) > 0);
        match (told.next(), told.next()) {
            (Some(title), Some(age))
                if words_in(reading, lines[title]) <= MOST && is_age(reading, lines[age]) =>
            {
                taken = age + 1;
            }
            _ => return taken,
        }
    }
}

/// Whether the report goes on with `next` behind a box of links that ends in «عرض المزيد».
pub(crate) fn goes_on(reading: &Reading, before: &[TokenSpan], next: TokenSpan) -> bool {
    let last = before.iter().rfind(|line| words_in(reading, **line) > 0);
    let more = last.is_some_and(|line| {
        let mut words = (line.start..line.end).filter(|i| reading.tokens[*i].is_word());
        let shown = |i: usize| reading.key(i) == "عرض" && reading.key(i + 1) == "المزيد";
        words_in(reading, *line) == 2 && words.next().is_some_and(shown)
    });
    more && words_in(reading, next) >= SENTENCE && stops(reading, next)
}
