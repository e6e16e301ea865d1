//! Where a unit's act was: which of the places it names, and what they lie in.

use super::bylines::{byline, town_in_front};
use super::elsewhere::{
    came_after, charged, elsewhere, on_its_way_to, speaker, supplied, taken_to, tells_act,
    told_before,
};
use super::firing::fired_from;
use super::homes::{all_he_covers, at_funeral, correspondent, home_of_victims, hospital_speaks};
use super::landmarks::{
    at_a_side, at_edge, beside, beside_spots, in_the_sky, leads_to, lies_between, on_the_road,
};
use super::places::{fronted, of_unit, quarter_of_area};
use super::spot::in_the_raid;
use super::{Context, Scene};
use crate::annotate::Mentions;
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::Strength;
use crate::annotate::places::{PlaceMention, in_city};
use crate::assemble::draft::Draft;
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::gazetteer::{Gazetteer, Level};
use crate::held::FUNERAL;
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

impl Context {
    /// The places of a unit, and what they lie in.
    pub(super) fn places(
        &mut self,
        reading: &Reading,
        mentions: &Mentions,
        unit: &Unit,
        previous: Option<&Draft>,
        scene: &mut Scene,
    ) {
        let said_by = speaker(reading, mentions, unit.span);
        let inside = |span: TokenSpan| unit.span.contains(span);
        let strong_act = mentions
            .events_in(unit.span)
            .iter()
            .any(|e| inside(e.span) && e.strength == Strength::Strong);
        let bombards = mentions
            .events_in(unit.span)
            .iter()
            .any(|e| inside(e.span) && e.kind.is_some_and(bombards));
        let funeral = reading.forms.part_in(unit.span, FUNERAL);
        let mut posts = Vec::new();
        let mut of_source = Vec::new();
        // The list of places that only tell where another lies.
        let mut aside = None;
        for i in mentions.place_numbers_in(unit.span) {
            let place = &mentions.places[i];
            if !unit.span.contains(place.span) || super::homes::only_home(mentions, unit, i) {
                continue;
            }
            // «من أبناء حي الصاخور بمدينة حلب»: nor is the town of the quarter they come from.
            let held = place.within_of.map(|at| &mentions.places[at]);
            if held.is_some_and(|held| held.origin.is_some()) {
                scene.containers.push(i);
                continue;
            }
            if home_of_victims(reading, mentions, unit, i)
                || hospital_speaks(reading, mentions, place)
                || charged(reading, place)
                || came_after(reading, mentions, unit, place)
            {
                continue;
            }
            if funeral && at_funeral(reading, unit.span, place.frame) {
                posts.extend(place.within_of.is_none().then_some(i));
                continue;
            }
            if elsewhere(reading, mentions, place) {
                // «على حواجزها المتمركزة في مدينة …»: where they stood is where they acted.
                // «قصفت الفصائل قوات النظام المتمركزة في مدينة …»: and where those stood that were hit.
                let hit = || {
                    let before = TokenSpan::new(unit.span.start, place.frame.start);
                    mentions.actors_in(before).iter().filter(|a| before.contains(a.span)).count()
                        > 1
                };
                let post = place.typed && !place.container_only && (!bombards || hit());
                posts.extend(post.then_some(i));
                continue;
            }
            // «أقلعت من مطار حماة …»: nor where the airport's town is told with it.
            let part_of_skipped = place.within_of.is_some_and(|at| {
                mentions.places[at].span.contains(place.span)
                    && !mentions.places[at].container_only
                    && !scene.places.contains(&at)
                    && !scene.containers.contains(&at)
            });
            if part_of_skipped {
                continue;
            }
            // The town of a named quarter or facility is kept; a village's town is a container.
            let quarter = |held: &PlaceMention| {
                // «المستشفى السعودي في الفاشر»
                ["المستشفى ", "المسجد ", "المدرسة "].iter().any(|b| held.name.starts_with(b))
                    || matches!(
                        held.r#type,
                        PlaceType::Neighbourhood
                            | PlaceType::Facility
                            | PlaceType::Road
                            | PlaceType::Camp
                    )
            };
            let held = place.within_of.and_then(|at| mentions.places.get(at));
            let lies_in = held.filter(|held| !on_its_way_to(reading, held));
            let holds = lies_in.is_some_and(|held| {
                // «في ناحية أ وحيي ب وج في مدينة د»: one quarter in its list is enough.
                let listed = || mentions.places.iter().any(|p| p.list == held.list && quarter(p));
                // «منطقة الضباب في مدينة تعز»: an area of a city is one of its quarters, unless
                // it is the seat of a district of its own.
                let seat = || {
                    let mut rows =
                        held.candidates.iter().filter_map(|id| Gazetteer::get().row(*id));
                    rows.any(|row| row.level.is_admin())
                };
                let outskirts = held.typed
                    && !held.container_only
                    && held.r#type == PlaceType::Area
                    && place.typed
                    && place.r#type == PlaceType::City
                    && !seat();
                !(quarter(held)
                    || outskirts
                    || held.list.is_some() && listed()
                    || place.is_sided()
                        && (in_city(held, place)
                            || held.list.is_some() && in_city_listed(mentions, held, place)))
                    || quarter_of_area(held, place)
                    || at_a_side(reading, held, place) && !in_city(held, place)
            }) || of_unit(mentions, i)
                || (place.within_of.is_some() || behind(scene, mentions, place))
                    && place.names_unit()
                || leads_to(reading, mentions, unit, i);
            // «صنعاء – وكالة: …» is where it was written; a bare word that is a village's name in
            // another country only is no place here.
            let abroad = !place.typed
                && place.list.is_none()
                && mentions.resolved.get(i).is_some_and(|r| r.abroad);
            // «وأدى القصف» folds to «وادي القصف».
            let led_to = reading.key(place.frame.start).starts_with("واد")
                && reading.words(place.frame).starts_with("وأد");
            if abroad
                || led_to
                || byline(reading, mentions, place)
                || fired_from(reading, mentions, unit, i)
            {
                continue;
            }
            let river = place.name.starts_with("نهر ")
                && !(place.typed && place.r#type == PlaceType::Village);
            let along = !scene.places.is_empty() && on_the_road(reading, mentions, i);
            // «الطريق الواصل بين س وص»: both ends.
            let last = scene.places.last().and_then(|p| mentions.places.get(*p));
            let floor = last.map_or(0, |p| p.span.end);
            // «الواقعة بالقرب من طريق س - ص»: both ends of the road.
            let listed = place.list.is_some() && place.list == aside;
            // «على الطريق الدولي M4 قرب قرية …»: where on that road.
            let spot = last.is_some_and(|p| {
                p.rule == "place.highway" && p.frame.end >= place.frame.start.saturating_sub(2)
            }) && beside(reading, floor, place);
            if spot {
                scene.containers.extend(scene.places.pop());
            } else if listed
                || last.is_some_and(|last| !last.names_unit()) && beside(reading, floor, place)
                || last.is_some_and(|last| lies_between(reading, last, place))
            {
                // «قرية … قرب مدينة جرابلس»: by what the lead may have told it.
                let tells =
                    last.is_some_and(|p| p.containers.iter().any(|c| c.span == place.frame));
                let edge = at_edge(reading, floor, place.frame.start);
                scene.containers.extend((tells || edge).then_some(i));
                aside = place.list.or(aside);
                continue;
            }
            let known = !(scene.places.is_empty() && scene.containers.is_empty());
            let told = || previous.is_some() && told_before(reading, mentions, unit);
            if taken_to(reading, place) && (known || !strong_act || told()) {
                aside = place.list.or(aside);
                continue;
            }
            if on_its_way_to(reading, place) || supplied(reading, place) {
                posts.push(i);
                aside = place.list.or(aside);
                continue;
            }
            if said_by.is_some_and(|s| s.contains(place.span))
                || correspondent(reading, mentions, place)
            {
                of_source.push(i);
                continue;
            }
            // «… بلدة حوارة وقرى مجاورة لها جنوبي نابلس»: on which side all that lies.
            let beyond = place.is_sided()
                && place.within_of.is_none()
                && !place.container_only
                && last.is_some_and(|last| {
                    let gap = TokenSpan::new(last.frame.end, place.frame.start);
                    gap.start < gap.end
                        && last.typed
                        && place.list.is_none()
                        && mentions.events_in(gap).is_empty()
                        && (gap.start..gap.end).all(|t| reading.tokens[t].is_word())
                        && gap.end - gap.start <= 4
                        && mentions.resolved.get(i).is_some_and(|r| {
                            let before =
                                scene.places.last().and_then(|p| mentions.resolved.get(*p));
                            before.is_some_and(|b| {
                                b.place.admin1.is_none() || b.place.admin1 == r.place.admin1
                            })
                        })
                });
            // «قرب مفرق حبيش بمديرية المخادر»: the town that its district is called after is kept.
            let seat = place.r#type == PlaceType::District
                && place.typed
                && place.within_of.and_then(|at| mentions.places.get(at)).is_some_and(|held| {
                    !held.container_only
                        && (held.rule == "place.institution" || held.r#type == PlaceType::Road)
                })
                && place
                    .candidates
                    .iter()
                    .filter_map(|id| Gazetteer::get().row(*id))
                    .any(|row| row.level == Level::Place);
            // «غارات على مديرية كتاف»: a district that nothing nearer is told of is the place.
            let district = place.r#type == PlaceType::District
                && place.typed
                && place.within_of.is_none()
                && !place.dateline;
            if place.container_only && !(district || seat || beside_spots(reading, mentions, i))
                || place.dateline
                || in_the_sky(reading, place)
                || holds && !seat
                || river
                || along
                || beyond
            {
                scene.containers.push(i);
            } else {
                scene.places.push(i);
            }
        }
        if scene.places.is_empty() {
            scene.places = posts;
        }
        match fronted(reading, mentions, unit, &scene.places) {
            // «وعلى محور الخازر، هاجم … مرتفعات حسن شام»
            Some(PlaceType::Area)
                if matches!(
                    mentions.places[scene.places[0]].r#type,
                    PlaceType::Area | PlaceType::Subdistrict
                ) =>
            {
                scene.containers.push(scene.places.remove(0));
            }
            Some(PlaceType::Village | PlaceType::Town) => {
                scene.containers.push(scene.places.remove(0));
            }
            // «وفي الخليل، … مخيم الفوار»: one of the camps that lie well outside the town.
            Some(PlaceType::Camp)
                if mentions.resolved[scene.places[0]]
                    .apart(&mentions.resolved[scene.places[1]]) =>
            {
                scene.containers.push(scene.places.remove(0));
            }
            Some(PlaceType::Neighbourhood | PlaceType::Facility)
                if mentions.resolved[scene.places[1]].place.admin1.is_some() =>
            {
                scene.places.swap(0, 1);
            }
            _ => {}
        }
        // «قالت مصادر في سرمين إن قصفاً …»: where the source is, for want of another place.
        // What a container of its own tells is nearer to it.
        let held = scene
            .containers
            .iter()
            .any(|c| mentions.places.get(*c).is_some_and(|c| c.within_of.is_none() && !c.dateline));
        let told = || !of_source.is_empty() && tells_act(reading, mentions, unit.span, said_by);
        if scene.places.is_empty() && !(held && said_by.is_some()) && told() {
            let region = of_source.extract_if(.., |i| all_he_covers(reading, mentions, *i));
            scene.containers.extend(region);
            scene.places = of_source;
        }
        // «سرمين: قصف مدفعي», «- سرمين: 3 جرحى»: the town in front of the news, for want of another place.
        if scene.places.is_empty() && !unit.headline {
            let listed = unit.bullet && self.listed;
            scene.places.extend(town_in_front(reading, mentions, &scene.containers, listed));
            scene.containers.retain(|i| !scene.places.contains(i));
        }
        let said_where = mentions
            .clauses_in(unit.span)
            .iter()
            .any(|c| c.role == ClauseRole::SamePlace && unit.span.contains(c.span));
        if scene.places.is_empty()
            && let Some(previous) = previous
            && (said_where
                || scene.containers.is_empty() && in_the_raid(reading, mentions, unit, previous))
        {
            scene.places.clone_from(&previous.places);
            scene.assumed = true;
        }
        if scene.containers.is_empty() {
            if scene.places.is_empty()
                && let Some((area, paragraph)) = &self.area
                && *paragraph == unit.paragraph
            {
                scene.area.clone_from(area);
            }
        } else {
            let (area, paragraph) = self.area.get_or_insert_default();
            area.clone_from(&scene.containers);
            *paragraph = unit.paragraph;
        }
        let dateline = self.dateline.filter(|_| scene.containers.is_empty());
        scene.containers.extend(dateline);
    }
}

/// «في مناطق أ وب شرقي الرمادي»: one part of the town in its list is enough.
fn in_city_listed(mentions: &Mentions, held: &PlaceMention, place: &PlaceMention) -> bool {
    mentions.places.iter().any(|p| p.list == held.list && in_city(p, place))
}

/// «رفح جنوب القطاع»: named right behind the last place, without a word between, and not in one list with it.
fn behind(scene: &Scene, mentions: &Mentions, place: &PlaceMention) -> bool {
    scene.places.last().is_some_and(|last| {
        let last = &mentions.places[*last];
        let listed = place.list.is_some() && last.list == place.list;
        last.frame.end == place.frame.start && (!listed || place.r#type == PlaceType::Country)
    })
}
