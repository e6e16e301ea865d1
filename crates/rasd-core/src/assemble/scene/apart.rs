//! Places that are told apart from their act: in lines of their own, as hashtags.

use crate::annotate::{List, Mentions};
use crate::assemble::draft::Draft;
use crate::assemble::units::Unit;
use crate::model::{IncidentRole, PlaceType};
use crate::reading::Reading;
use crate::tokens::TokenKind;

/// «استهدفت الغارات: ⏎ - أطراف مدينة أريحا ⏎ - سراقب»: a line that names places and nothing else, right below `line`,
/// gives them to what was told.
pub(in crate::assemble) fn lists(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    line: usize,
    told: &mut Draft,
) -> bool {
    let span = unit.span;
    let named: Vec<usize> = mentions
        .place_numbers_in(span)
        .filter(|i| span.contains(mentions.places[*i].span) && !mentions.places[*i].container_only)
        .collect();
    let framed = |at: usize| {
        named.iter().any(|i| {
            let place = &mentions.places[*i];
            (place.frame.start..place.frame.end).contains(&at)
        })
    };
    let others = (span.start..span.end).filter(|i| reading.tokens[*i].is_word() && !framed(*i));
    if named.is_empty()
        || unit.paragraph != line + 1
        || others.count() > ASIDE
        || (span.start..span.end).any(|i| reading.tokens[i].kind == TokenKind::Number)
        || !mentions.none_in(
            span,
            [List::events, List::outcomes, List::figures, List::means, List::tally_cues],
        )
    {
        return false;
    }
    told.places.extend(named);
    told.headline = false;
    true
}

/// Words of such a line that belong to no place («أطراف», «ومحيط»), at most.
const ASIDE: usize = 3;

/// «#اعزاز», and below it «قصف على المدينة»: where no incident has a place, the one settlement that a report names
/// beside its acts is where they were; «#حلب #الأشرفية #الشيخ_مقصود» are the quarters, and then their town.
pub(in crate::assemble) fn only_one(reading: &Reading, drafts: &mut [Draft], mentions: &Mentions) {
    if drafts.is_empty() || drafts.iter().any(|d| !d.places.is_empty()) {
        return;
    }
    let tagged = |i: usize| mentions.places[i].rule == "place.hashtag";
    let settlement = |i: &usize| {
        let m = &mentions.places[*i];
        (matches!(m.r#type, PlaceType::City | PlaceType::Town | PlaceType::Village)
            || tagged(*i) && m.r#type == PlaceType::Neighbourhood)
            && !(m.container_only || m.dateline || m.origin.is_some())
    };
    let place = |i: usize| mentions.resolved.get(i).map(|r| &r.place);
    let key = |i: usize| place(i).map(|p| &p.key);
    let mut named: Vec<usize> = (0..mentions.places.len()).filter(settlement).collect();
    // «#حلب #الأشرفية» in the first line says where, whatever towns are named below.
    let line = reading.tokens.iter().position(|t| t.kind == TokenKind::Break);
    let in_line = |i: usize| line.is_some_and(|end| mentions.places[i].span.end <= end);
    let heads = |i: &usize| in_line(*i) && tagged(*i);
    if reading.key(0) == "#" && named.iter().any(heads) {
        named.retain(heads);
    }
    let mut apart: Vec<usize> = Vec::new();
    for i in &named {
        if !apart.iter().any(|known| key(*known) == key(*i)) {
            apart.push(*i);
        }
    }
    let Some(&first) = apart.first() else { return };
    let tags = |all: &[usize]| all.iter().all(|i| tagged(*i));
    if !(named.iter().any(|i| tagged(*i)) && apart.len() == 1 || tags(&named)) {
        return;
    }
    let unit = place(first).and_then(|p| p.admin1);
    let agrees = |i: &usize| place(*i).and_then(|p| p.admin1).is_none_or(|u| Some(u) == unit);
    if !apart.iter().all(agrees) {
        return;
    }
    // The seat of a governorate holds the others, or stands for it.
    let seat = |i: &usize| place(*i).is_some_and(|p| p.named_as_unit());
    let quarter = |i: &usize| mentions.places[*i].r#type == PlaceType::Neighbourhood;
    if apart.len() > 1 {
        let quarters = apart.iter().any(quarter);
        apart.sort_by_key(seat);
        let towns = apart.iter().filter(|i| !seat(i)).count();
        apart.truncate(if quarters { apart.len() } else { towns });
    }
    let news = |d: &&mut Draft| apart.len() == 1 || d.role == IncidentRole::Lead;
    let fits = |d: &&mut Draft| d.containers.iter().chain(&d.area).all(agrees);
    for draft in drafts.iter_mut().filter(fits).filter(news) {
        draft.places.extend_from_slice(&apart);
    }
}
