//! Armed bands that stand behind a side and are its own by a pronoun: «قوات النظام والميليشيات المساندة لها»,
//! «الجيش التركي وفصائله».

use super::actors::{ActorForm, ActorMention, plain_name};
use super::allegiance::{GROUPS, attached, backed_by, band, rename};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};

/// How far behind a side its bands are named, in tokens.
const BAND_REACH: usize = 3;

/// Words between the noun of a band and «التابعة»: «الفصائل المحلية المسلحة التابعة له».
const QUALITIES: usize = 3;

/// Bands with the pronoun of their side written onto them.
const ITS_OWN: [&str; 10] = [
    "فصايله",
    "فصايلها",
    "ميليشياته",
    "ميليشياتها",
    "مليشياته",
    "مليشياتها",
    "مرتزقته",
    "مرتزقتها",
    "مجموعاته",
    "مجموعاتها",
];

/// What the words behind a side say of the bands beside it.
struct Band {
    span: TokenSpan,
    side: &'static str,
    /// The mention that these words are already.
    read: Option<usize>,
}

/// Gives the bands beside each side their side, those that no table names included.
pub(super) fn beside_their_side(
    reading: &Reading,
    country: Option<&str>,
    out: &mut Vec<ActorMention>,
) {
    let mut at = 0;
    while at < out.len() {
        if let Some(found) = behind(reading, country, out, at) {
            if let Some(read) = found.read {
                rename(reading, &mut out[read], found.span, found.side);
            } else {
                let mention = ActorMention {
                    span: found.span,
                    core: found.span,
                    id: found.side,
                    name: plain_name(reading, found.span),
                    form: ActorForm::Name,
                    ..out[at].clone()
                };
                out.insert(at + 1, mention);
            }
        }
        at += 1;
    }
}

/// The bands behind the side at `at`.
fn behind(
    reading: &Reading,
    country: Option<&str>,
    out: &[ActorMention],
    at: usize,
) -> Option<Band> {
    let backer = &out[at];
    if backer.form != ActorForm::Name {
        return None;
    }
    let side = backed_by(backer.id, country)?;
    let (from, end) = (backer.span.end, reading.tokens.len());
    let word = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let joined = |i: usize| {
        reading.forms[i].iter().any(|f| f.proclitic.conjunction == Some('و'))
            || i > from && reading.key(i - 1) == "و"
    };
    let own = |i: usize| ITS_OWN.contains(&reading.key(i).trim_start_matches('و'));
    let noun = (from..end.min(from + BAND_REACH)).filter(word).find(|i| {
        joined(*i)
            && (band(reading, *i) || own(*i))
            && (from..*i)
                .all(|j| reading.tokens[j].kind == TokenKind::Soft || reading.key(j) == "و")
    })?;
    let last = if own(noun) { own_end(reading, noun) } else { linked(reading, noun)? };
    let span = TokenSpan::new(noun, last + 1);
    // What the tables name there: «فصائل المعارضة», or an adjective only («الميليشيات الروسية»).
    let inside = |m: &ActorMention| m.core.start < span.end && noun < m.core.end;
    let Some(read) = out.iter().position(inside) else {
        return Some(Band { span, side, read: None });
    };
    let mention = &out[read];
    let vague = mention.form == ActorForm::Generic || GROUPS.contains(&mention.id);
    let side = match mention.form {
        _ if vague => side,
        ActorForm::Adjective => backed_by(mention.id, None).unwrap_or(mention.id),
        _ => return None,
    };
    Some(Band { span, side, read: Some(read) })
}

/// «وفصائله الإرهابية»: where a band with a pronoun ends.
fn own_end(reading: &Reading, noun: usize) -> usize {
    let quality = |i: usize| reading.key(i).starts_with("ال") && reading.key(i).ends_with("يه");
    if quality(noun + 1) { noun + 1 } else { noun }
}

/// «الميليشيات المحلية المساندة لها»: where «لها» stands behind a band's noun.
fn linked(reading: &Reading, noun: usize) -> Option<usize> {
    let theirs =
        |i: usize| matches!(reading.key(i), "له" | "لها" | "لهم" | "معه" | "معها" | "معهم");
    let tied = |i: usize| {
        let stem = bare(reading.key(i));
        attached(reading.key(i))
            || ["تابع", "مساند", "داعم", "متحالف", "متعاون", "حليف"]
                .iter()
                .any(|s| stem.starts_with(s))
    };
    let end = reading.tokens.len().min(noun + 2 + QUALITIES);
    let link = (noun + 1..end)
        .take_while(|i| matches!(reading.tokens[*i].kind, TokenKind::Word | TokenKind::Soft))
        .find(|i| tied(*i))?;
    theirs(link + 1).then_some(link + 1)
}
