//! Ties containers to what they contain and coordinated names to lists.

use super::container::is_length;
use super::datelines::dateline;
use super::found::found_at;
use super::name::{roles_at, skip_soft};
use super::scan::{Item, is_dash, plain};
use super::towns::in_city;
use super::words::LINK;
use super::{Container, ContainerKind, PlaceMention};
use crate::gazetteer::{Gazetteer, RowId, RowIds};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::attach::BELONGS;

/// Most words between a place and its container («الواقعة ضمن …»).
const GAP: usize = 4;

/// Most containers of one place; also bounds the work on a text that is one endless list.
const CONTAINERS: usize = 6;

/// Most mentions that one container can hold.
const LIST: usize = 64;

/// How two neighbouring mentions are tied.
enum Tie {
    None,
    List,
    Contained(ContainerKind),
}

pub(super) fn attach(reading: &Reading, items: Vec<Item>) -> Vec<PlaceMention> {
    let mut out: Vec<PlaceMention> = Vec::with_capacity(items.len());
    let mut lists = 0;
    // The mentions that a container coming now would hold, and where the last one ends.
    let mut chain: Vec<usize> = Vec::new();
    let mut contained = false;
    let mut last_end = 0;
    for item in items {
        let mut mention = item.mention;
        let start = mention.frame.start;
        if let Some(last) = out.last_mut() {
            apposition(reading, last, start);
            last_end = last_end.max(last.frame.end);
            // The second name of an apposition was also scanned as a mention of its own.
            if last.alias.is_some() && mention.span.end <= last.frame.end {
                continue;
            }
        }
        let tie = match chain.last() {
            Some(&last) => tie(
                reading,
                &out[last],
                &mention,
                last_end,
                (&item.kind, item.conjunction, item.preposition),
            ),
            None => Tie::None,
        };
        let index = out.len();
        match tie {
            Tie::None => {
                chain.clear();
                chain.push(index);
                contained = false;
            }
            Tie::List => {
                let last = chain.last().copied().unwrap_or(index);
                let list = *out[last].list.get_or_insert_with(|| {
                    lists += 1;
                    lists - 1
                });
                mention.list = Some(list);
                if contained {
                    chain.clear();
                    contained = false;
                }
                chain.push(index);
            }
            Tie::Contained(kind) => {
                let container =
                    Container { span: mention.frame, rows: mention.candidates.clone(), kind };
                for &held in &chain {
                    if out[held].containers.len() < CONTAINERS {
                        out[held].containers.push(container.clone());
                    }
                    if chain.len() == 1 {
                        out[held].frame = out[held].frame.cover(mention.frame);
                    }
                }
                if kind != ContainerKind::Near {
                    // «في معمل القرميد بقرية صفيا التابعة لمدينة الحسكة»: the village lies in it.
                    let nearest = chain.iter().rev().copied().find(|held| {
                        let held = &out[*held];
                        held.within_of.is_some()
                            && held.typed
                            && matches!(held.r#type, PlaceType::Village | PlaceType::Town)
                    });
                    mention.within_of = nearest.or(chain.first().copied());
                }
                // «في الزعفرانية جنوبي بغداد»: the city, and not the governorate of that name.
                if kind == ContainerKind::Direction
                    && mention.container_only
                    && chain.iter().all(|held| in_city(&out[*held], &mention))
                {
                    mention.container_only = false;
                }
                // «بلدة عيترون جنوبي لبنان»: the country that the town lies in.
                if mention.rule == "place.direction" {
                    mention.whole = None;
                }
                chain.push(index);
                contained = true;
            }
        }
        if chain.len() > LIST {
            chain.remove(0);
        }
        last_end = mention.frame.end;
        out.push(mention);
    }
    if let Some(last) = out.last_mut() {
        apposition(reading, last, usize::MAX);
    }
    for mention in &mut out {
        // «مارع وتل رفعت: …» are places of the news; «اللاذقية - فديو: …» may be where it comes from.
        let joined = mention.list.is_some() && reading.key(mention.frame.start).starts_with('و');
        mention.dateline = !joined && dateline(reading, mention);
    }
    out
}

fn tie(
    reading: &Reading,
    last: &PlaceMention,
    next: &PlaceMention,
    last_end: usize,
    (kind, conjunction, preposition): (&Option<ContainerKind>, bool, Option<char>),
) -> Tie {
    if next.frame.start < last_end {
        // «محطة تحويل تل تمر» holds its town's name.
        let inside = last.span.contains(next.span);
        return if inside { Tie::Contained(ContainerKind::Locality) } else { Tie::None };
    }
    let gap = last_end..next.frame.start;
    if gap.len() > GAP + 4 {
        return Tie::None;
    }
    let mut words = 0;
    let (mut commas, mut near, mut link, mut alone) = (0, false, false, false);
    // «قرية …، التابعة لبلدة …»: the comma parts nothing.
    let mut belongs = false;
    for i in gap {
        let token = &reading.tokens[i];
        match token.kind {
            TokenKind::Soft => {}
            TokenKind::Punct
                if matches!(token.key.as_str(), "،" | "," | "/") || is_dash(&token.key) =>
            {
                commas += 1
            }
            TokenKind::Punct if matches!(token.key.as_str(), "(" | ")") => {}
            // «بلدة خانقين (100 كلم) شمال شرق بعقوبة»: how far it is.
            TokenKind::Number if is_length(reading.key(i + 1)) => {}
            TokenKind::Word
                if is_length(&token.key)
                    && i > 0
                    && reading.tokens[i - 1].kind == TokenKind::Number => {}
            TokenKind::Word if token.key == "و" => alone = true,
            // «أ ومحيط ب»
            TokenKind::Word
                if reading.forms[i].iter().any(|f| {
                    f.proclitic.conjunction == Some('و')
                        && matches!(f.stem.as_str(), "محيط" | "اطراف" | "قرب" | "في" | "علي")
                }) =>
            {
                alone = true;
            }
            TokenKind::Word => {
                words += 1;
                if matches!(token.key.as_str(), "قرب" | "بالقرب" | "محيط" | "بمحيط")
                {
                    near = true;
                } else if roles_at(reading, i) & LINK == 0 {
                    return Tie::None;
                }
                link = true;
                belongs |= BELONGS.contains(&token.key.as_str());
            }
            _ => return Tie::None,
        }
    }
    if words > GAP {
        return Tie::None;
    }
    if conjunction || alone {
        // «ريف طرطوس وريف حمص»: two that hold nothing, one beside the other.
        let both = last.container_only && next.container_only && last.within_of.is_none();
        return if words == 0 && (both || last.within_of.is_none() == next_is_spot(next, kind)) {
            Tie::List
        } else {
            Tie::None
        };
    }
    let joined = link || preposition == Some('ب') || preposition == Some('ل');
    let how = match kind {
        Some(kind) => *kind,
        None if near => ContainerKind::Near,
        None if next.container_only => ContainerKind::Governorate,
        None => ContainerKind::Locality,
    };
    if next.container_only || *kind == Some(ContainerKind::Direction) {
        return Tie::Contained(how);
    }
    // «عائلة من مدينة الباب بقرية الحلوانجي», «في مدينة البصيرة في شارع العشرين»: no town lies in a
    // village or a street.
    let in_smaller = matches!(how, ContainerKind::Locality)
        && next.typed
        && match next.r#type {
            PlaceType::Village => {
                last.typed && matches!(last.r#type, PlaceType::City | PlaceType::Town)
            }
            PlaceType::Neighbourhood | PlaceType::Road | PlaceType::Facility => {
                matches!(last.r#type, PlaceType::City | PlaceType::Town | PlaceType::Village)
            }
            _ => false,
        }
        && !belongs
        && !last.container_only;
    if in_smaller {
        return Tie::None;
    }
    // «قرية …، قرب مدينة …»: nor does this one.
    if (commas == 0 || commas == 1 && near || belongs) && joined && !last.container_only {
        return Tie::Contained(how);
    }
    // «على بلدة البارة، في جبل الزاوية»: the range that a village lies in.
    let range = next.r#type == PlaceType::Area
        && ["جبل ", "سهل ", "جبال "].iter().any(|word| next.name.starts_with(word));
    let settled = matches!(last.r#type, PlaceType::City | PlaceType::Town | PlaceType::Village);
    if range && settled && commas == 1 && joined {
        return Tie::Contained(how);
    }
    let small = matches!(
        last.r#type,
        PlaceType::Neighbourhood | PlaceType::Facility | PlaceType::Camp | PlaceType::Road
    );
    if commas == 0
        && words == 0
        && small
        && matches!(next.r#type, PlaceType::City | PlaceType::Town)
    {
        return Tie::Contained(how);
    }
    if commas > 0 && words == 0 && preposition.is_none() {
        return Tie::List;
    }
    Tie::None
}

/// A spot is coordinated with spots; a container with the container before it.
const fn next_is_spot(next: &PlaceMention, kind: &Option<ContainerKind>) -> bool {
    kind.is_none() && !next.container_only
}

/// «عين العرب (كوباني)»: a second name in parentheses.
fn apposition(reading: &Reading, mention: &mut PlaceMention, before: usize) {
    let open = skip_soft(reading, mention.frame.end);
    if mention.alias.is_some()
        || open > before
        || mention.frame.end < mention.span.end
        || !reading.tokens.get(open).is_some_and(|t| t.is_punct('('))
    {
        return;
    }
    let start = skip_soft(reading, open + 1);
    let Some(close) =
        (start..start + 8).find(|i| reading.tokens.get(*i).is_some_and(|t| t.is_punct(')')))
    else {
        return;
    };
    let Some(name) = found_at(reading, start, true, plain) else { return };
    if skip_soft(reading, name.span.end) != close {
        return;
    }
    let name = name.name(reading);
    let shared = same_spot(&mention.candidates, &name.rows);
    if !mention.candidates.is_empty() && shared.is_empty() {
        return;
    }
    mention.candidates = if shared.is_empty() { name.rows } else { shared };
    mention.alias = Some(name.text);
    mention.frame = mention.frame.cover(TokenSpan::new(open, close + 1));
}

/// The rows of `a` that are, or lie next to, a row of `b`.
fn same_spot(a: &[RowId], b: &[RowId]) -> RowIds {
    let all = Gazetteer::get();
    let near = |x: RowId, y: RowId| match (all.row(x), all.row(y)) {
        (Some(p), Some(q)) => {
            x == y
                || !p.level.is_admin()
                    && !q.level.is_admin()
                    && (p.lat - q.lat).abs() < 0.15
                    && (p.lon - q.lon).abs() < 0.15
        }
        _ => false,
    };
    a.iter().copied().filter(|x| b.iter().any(|y| near(*x, *y))).collect()
}
