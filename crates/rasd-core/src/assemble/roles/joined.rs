//! Sides that act with another: «X و Y», «بدعم من …», «وحليفها الروسي».

use super::reach::possessor_start;
use super::words::{WordClass, is};
use crate::annotate::actors::ActorMention;
use crate::assemble::asked::COVERS;
use crate::model::ActorRole;
use crate::reading::Reading;
use crate::tokens::TokenKind;
use crate::word_lists::joined::ALLIES;

/// How far in front of a side its people are named, in tokens.
const PEOPLE_REACH: usize = 9;

/// «X و Y»: the second shares the first's part; who joins a perpetrator is a co-perpetrator.
pub(super) fn joined(
    reading: &Reading,
    actor: &ActorMention,
    previous: Option<(usize, ActorRole)>,
    clash: bool,
) -> Option<(ActorRole, &'static str)> {
    let start = actor.span.start;
    // «تحت حماية جيش …», «تحت غطاء جوي روسي»
    let cover = |i: usize| reading.forms.any_parts(i) & COVERS != 0 && i > 0;
    let covers = |i: usize| {
        cover(i)
            && matches!(reading.key(i), "حمايه" | "غطاء" | "حراسه")
            && reading.key(i - 1) == "تحت"
    };
    // «بالاشتراك مع وحدات مكافحة … التابعة لـ…»: it stands in front of its people.
    let people = possessor_start(reading, start, start.saturating_sub(PEOPLE_REACH));
    // «متهم بالتعاون مع تنظيم …»: what he is accused of, and no help in what was done.
    let charged = |i: usize| {
        i > 0 && ["تهم", "اشتباه", "يشتبه"].iter().any(|s| reading.key(i - 1).contains(s))
    };
    let joins = |i: usize| is(reading, i, WordClass::Joins) && !charged(i) || covers(i);
    let hard = |i: &usize| reading.tokens[*i].kind != TokenKind::Soft;
    let near = |at: usize| (0..at).rev().filter(hard).take(4).any(joins);
    if near(start) || near(people) {
        return Some((ActorRole::CoPerpetrator, "roles.supported_by"));
    }
    let (end, role) = previous?;
    let gap = start.checked_sub(end)?;
    let before = (0..start).rev().find(hard).map_or("", |i| reading.key(i));
    let and =
        reading.key(start).starts_with('و') && reading.forms[start].len() > 1 || before == "و";
    let soft = (end..start).filter(hard).all(|i| {
        matches!(reading.key(i), "و" | "،" | "(" | ")") || is(reading, i, WordClass::Trails)
    });
    // «قوات … وحليفها الروسي»: an ally told by whose ally he is.
    let ally = gap == 1 && ALLIES.contains(&reading.key(end));
    // «قصفت مدفعية الجيش التركي الجيش الوطني مواقع لـ…»: two subjects, the «و» left out.
    let two =
        gap == 0 && role == ActorRole::Perpetrator && is(reading, actor.span.end, WordClass::Held);
    if gap <= 8 && and && soft || ally || two {
        return Some(match role {
            ActorRole::Perpetrator | ActorRole::CoPerpetrator if !clash => {
                (ActorRole::CoPerpetrator, "roles.and_with_perpetrator")
            }
            role => (role, "roles.and"),
        });
    }
    None
}
