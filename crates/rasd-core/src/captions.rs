//! Lines that stand under a picture, or lead to a film: «آثار القصف على … (الأناضول)», «ضحايا بغارات … | فيديو».

use crate::furniture::{CUES, Scope};
use crate::lexicon::vocabulary::TableId;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// Words that a caption has in front of its credit, at least.
const CAPTION: usize = 4;
/// Tokens of a credit, at most.
const CREDIT: usize = 10;

/// Whether a line without a full stop ends in the name of an agency, a paper or a network in brackets or
/// behind a dash: whose picture it is.
pub(crate) fn is_caption(reading: &Reading, line: TokenSpan) -> bool {
    let Some(last) = last_visible(reading, line) else { return false };
    let floor = last.saturating_sub(CREDIT).max(line.start);
    // Few lines end in a word for whose it is.
    if !reading.forms.any_open(TokenSpan::new(floor, last + 1), TableId::Furniture) {
        return false;
    }
    let bracket = reading.key(last) == ")";
    let opens = |i: &usize| match reading.key(*i) {
        "(" => bracket,
        "-" | "–" | "—" | "ـ" => !bracket,
        _ => false,
    };
    let Some(open) = (floor..last).rfind(opens) else { return false };
    let words = (line.start..open).filter(|i| reading.tokens[*i].is_word()).count();
    words >= CAPTION && (open + 1..=last).any(|i| credits(reading, i, bracket, last))
}

/// Whether a credit stands at `at`; one behind a dash is all that stands there.
fn credits(reading: &Reading, at: usize, bracket: bool, last: usize) -> bool {
    CUES.longest_at(reading, at).is_some_and(|hit| match hit.value.scope() {
        Scope::Credit => bracket || hit.span.end > last,
        // «(تويتر)»
        Scope::Line => bracket && hit.span.end == last && hit.span.start == at,
        _ => false,
    })
}

/// «… | فيديو», «… |صور»: the headline of a film or of pictures, in the midst of the report.
pub(crate) fn leads_to_film(reading: &Reading, line: TokenSpan) -> bool {
    last_visible(reading, line).is_some_and(|last| {
        last > line.start + CAPTION
            && matches!(reading.key(last), "فيديو" | "صور" | "شاهد" | "بالفيديو" | "بالصور")
            && (last.saturating_sub(2)..last).any(|i| reading.key(i) == "|")
    })
}

fn last_visible(reading: &Reading, line: TokenSpan) -> Option<usize> {
    (line.start..line.end)
        .rev()
        .find(|at| !matches!(reading.tokens[*at].kind, TokenKind::Break | TokenKind::Soft))
}
