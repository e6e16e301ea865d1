//! Where a unit's act was and what was damaged there; what units leave behind for later ones.

use super::bylines::byline;
use super::draft::{Draft, Firmness, KindRead, Read};
use super::elsewhere::{at_a_side, beside, elsewhere, fired_from, speaker, taken_to};
use super::homes::{at_funeral, correspondent, home_of_victims, hospital_speaks};
use super::kind;
use super::places::{fronted, of_unit};
use super::units::Unit;
use super::when::{answers, heads_digest, stated};
use crate::annotate::Mentions;
use crate::annotate::clauses::ClauseRole;
use crate::annotate::events::Strength;
use crate::annotate::places::PlaceMention;
use crate::gazetteer::{Gazetteer, Level};
use crate::held::FUNERAL;
use crate::model::{Damage, Kind, PlaceType, When};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::TokenSpan;

/// What earlier units leave behind for later ones.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// The last stated date, its unit's paragraph and whether it may be carried on.
    pub(super) date: Option<(Read<When>, usize)>,
    /// The day on which what goes on was said, with its paragraph.
    pub(super) said: Option<(Read<When>, usize)>,
    /// The area of the last unit that named one, with its paragraph.
    area: Option<(Vec<usize>, usize)>,
    /// The day a list stands under («أبرز أحداث يوم الأحد:»).
    pub(super) list: Option<Read<When>>,
    /// The latest day stated so far.
    pub(crate) latest: Option<jiff::civil::Date>,
    /// The first day of news that spans some («خلال الساعات الـ24 الماضية»).
    pub(super) spanned: Option<jiff::civil::Date>,
    /// The last stated day was well before that of the news.
    pub(super) earlier: bool,
    /// The container of the last dateline («محافظة إدلب:»).
    dateline: Option<usize>,
    /// The day that a digest's lead gives what it sums up («… اليوم في حوادث متفرقة»).
    pub(super) digest: Option<Read<When>>,
    /// The act of a series that was summed up («سلسلة تفجيرات»), with its paragraph.
    series: Option<(Kind, usize)>,
    /// The last line that was no item ended in a colon: the items below it are its list.
    listed: bool,
    fresh: bool,
    /// Paragraph of the unit before, when that one recalled earlier news.
    pub(crate) recalled: Option<usize>,
}

/// When and where of one unit.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    pub(crate) when: Option<Read<When>>,
    pub(crate) when_inherited: bool,
    pub(crate) places: Vec<usize>,
    /// The places are those of the unit before («في البلدة»).
    pub(crate) assumed: bool,
    pub(crate) containers: Vec<usize>,
    /// Containers named just before, for want of any of its own.
    pub(crate) area: Vec<usize>,
    pub(crate) new_dateline: bool,
    /// Dated well before the report.
    pub(crate) earlier: bool,
}

impl Context {
    /// Takes note of the day that a line ending in a colon gives the list below it.
    pub(crate) fn heads_list(&mut self, reading: &Reading, mentions: &Mentions, unit: &Unit) {
        if unit.bullet {
            return;
        }
        let colon =
            (unit.span.start..unit.span.end).rev().take(3).any(|i| reading.tokens[i].is_punct(':'));
        self.listed = colon;
        if heads_digest(reading, unit.span) {
            self.sums_up(reading, mentions, unit);
            return;
        }
        self.list = if colon { stated(reading, mentions, unit.span) } else { None };
        if colon {
            self.series = series_of(mentions, unit);
        }
    }

    /// Takes note of the day of a digest, whose acts are told one by one behind it.
    pub(crate) fn sums_up(&mut self, reading: &Reading, mentions: &Mentions, unit: &Unit) {
        let day = stated(reading, mentions, unit.span)
            .filter(|w| w.value.start.is_some() && w.value.start == w.value.end);
        if day.is_some() {
            self.digest = day;
        }
        self.series = series_of(mentions, unit);
    }

    /// «سلسلة تفجيرات … أكثر الهجمات دموية …»: an attack without a kind of its own, told of a series.
    pub(crate) fn of_the_series(&mut self, unit: &Unit, kind: &mut KindRead) {
        let item = unit.bullet && self.listed;
        let told = self.series.filter(|(_, paragraph)| item || unit.paragraph <= paragraph + 1);
        let vague = kind.firmness == Firmness::Harm || kind.rule == "kind.attack_on_people";
        let Some((of, _)) = told else { return };
        if vague && kind.kind == Kind::Shooting {
            kind.kind = of;
            kind.rule = "kind.of_the_series";
            kind.firmness = if item { Firmness::Strong } else { Firmness::Weak };
        }
        // The next line may go on with it.
        if kind.kind == of {
            self.series = Some((of, unit.paragraph));
        }
    }

    /// «المرصد أشار صباح اليوم إلى قصف …، كما قصفت …»: still what was said before.
    pub(crate) fn recalls_on(&self, unit: &Unit) -> bool {
        self.recalled == Some(unit.paragraph)
            && (!unit.first || unit.opener == Some(Opener::Continuation))
    }

    /// Takes note of what a unit opens with.
    pub(crate) fn enter(&mut self, reading: &Reading, mentions: &Mentions, unit: &Unit) {
        self.fresh = false;
        if let Some(at) = mentions.place_numbers_in(unit.span).find(|i| {
            let place = &mentions.places[*i];
            place.dateline && unit.span.contains(place.span) && !byline(reading, mentions, place)
        }) {
            self.fresh = self.dateline.is_some();
            self.dateline = Some(at);
            if self.fresh {
                self.date = None;
            }
        }
        // «وفي دير الزور …»: a line that opens with another area tells other news.
        let elsewhere = unit.first
            && mentions.places_in(unit.span).iter().any(|p| {
                p.container_only
                    && unit.span.contains(p.span)
                    && p.frame.start <= unit.span.start + 1
            });
        let turns = matches!(unit.opener, Some(Opener::Meanwhile | Opener::Recall));
        if elsewhere || turns && !answers(reading, unit.span) {
            self.date = None;
        }
    }

    /// The scene of a unit.
    pub(crate) fn scene(
        &mut self,
        reading: &Reading,
        mentions: &Mentions,
        unit: &Unit,
        previous: Option<&Draft>,
    ) -> Scene {
        let mut scene = Scene { new_dateline: self.fresh, ..Scene::default() };
        self.day(reading, mentions, unit, previous, &mut scene);
        self.places(reading, mentions, unit, previous, &mut scene);
        scene
    }

    /// The places of a unit, and what they lie in.
    fn places(
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
            .any(|e| inside(e.span) && e.kind.is_some_and(kind::bombards));
        let funeral = reading.forms.part_in(unit.span, FUNERAL);
        let mut posts = Vec::new();
        let mut of_source = Vec::new();
        // The list of places that only tell where another lies.
        let mut aside = None;
        for i in mentions.place_numbers_in(unit.span) {
            let place = &mentions.places[i];
            if !unit.span.contains(place.span) || place.origin.is_some() {
                continue;
            }
            if home_of_victims(reading, mentions, unit, i)
                || hospital_speaks(reading, mentions, place)
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
            let holds =
                place.within_of.and_then(|at| mentions.places.get(at)).is_some_and(|held| {
                    // «في ناحية أ وحيي ب وج في مدينة د»: one quarter in its list is enough.
                    let listed =
                        || mentions.places.iter().any(|p| p.list == held.list && quarter(p));
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
                    !(quarter(held) || outskirts || held.list.is_some() && listed())
                        || at_a_side(reading, held, place)
                }) || of_unit(mentions, i)
                    || place.within_of.is_some() && is_unit(place);
            // «صنعاء – وكالة: …» is where it was written; a bare word that is a village's name in
            // another country only is no place here.
            let abroad = !place.typed
                && place.list.is_none()
                && mentions.resolved.get(i).is_some_and(|r| r.abroad);
            if abroad || byline(reading, mentions, place) || fired_from(reading, mentions, unit, i)
            {
                continue;
            }
            // «وأدى القصف» folds to «وادي القصف».
            if reading.key(place.frame.start).starts_with("واد")
                && reading.words(place.frame).starts_with("وأد")
            {
                continue;
            }
            let river = place.name.starts_with("نهر ");
            // «الطريق الواصل بين س وص»: both ends.
            let last = scene.places.last().and_then(|p| mentions.places.get(*p));
            let floor = last.map_or(0, |p| p.span.end);
            // «الواقعة بالقرب من طريق س - ص»: both ends of the road.
            let listed = place.list.is_some() && place.list == aside;
            if listed || !scene.places.is_empty() && beside(reading, floor, place) {
                aside = place.list.or(aside);
                continue;
            }
            let known = !(scene.places.is_empty() && scene.containers.is_empty());
            if (known || !strong_act) && taken_to(reading, place) {
                continue;
            }
            if said_by.is_some_and(|s| s.contains(place.span))
                || correspondent(reading, mentions, place)
            {
                of_source.push(i);
                continue;
            }
            // «غارات على مديرية كتاف»: a district that nothing nearer is told of is the place.
            let district = place.r#type == PlaceType::District
                && place.typed
                && place.within_of.is_none()
                && !place.dateline;
            if place.container_only && !district || place.dateline || holds || river {
                scene.containers.push(i);
            } else {
                scene.places.push(i);
            }
        }
        if scene.places.is_empty() {
            scene.places = posts;
        }
        match fronted(reading, mentions, unit, &scene.places) {
            Some(PlaceType::Village) => scene.containers.push(scene.places.remove(0)),
            Some(PlaceType::Neighbourhood | PlaceType::Facility)
                if mentions.resolved[scene.places[1]].place.admin1.is_some() =>
            {
                scene.places.swap(0, 1);
            }
            _ => {}
        }
        // «قالت مصادر في سرمين إن قصفاً …»: where the source is, for want of another place.
        let acts = mentions
            .events_in(unit.span)
            .iter()
            .any(|e| unit.span.contains(e.span) && e.strength != Strength::Support);
        // What a container of its own tells is nearer to it.
        let held = scene
            .containers
            .iter()
            .any(|c| mentions.places.get(*c).is_some_and(|c| c.within_of.is_none() && !c.dateline));
        if scene.places.is_empty() && acts && !(held && said_by.is_some()) {
            scene.places = of_source;
        }
        // «- سرمين: 3 جرحى»: the town in front of an item is where that was.
        if scene.places.is_empty() && unit.bullet && self.listed {
            let town = |i: &usize| {
                mentions.places[*i].dateline
                    && !mentions.places[*i].container_only
                    && mentions.resolved[*i].place.r#type != PlaceType::Governorate
            };
            scene.places.extend(scene.containers.iter().copied().find(town));
            scene.containers.retain(|i| !scene.places.contains(i));
        }
        let said_where = mentions
            .clauses_in(unit.span)
            .iter()
            .any(|c| c.role == ClauseRole::SamePlace && unit.span.contains(c.span));
        if scene.places.is_empty()
            && said_where
            && let Some(previous) = previous
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

/// «مخيم … وسط قطاع غزة»: a name that is a first-level unit's or a country's and nothing else's.
fn is_unit(place: &PlaceMention) -> bool {
    let mut rows = place.candidates.iter().filter_map(|id| Gazetteer::get().row(*id)).peekable();
    rows.peek().is_some() && rows.all(|r| matches!(r.level, Level::Admin1 | Level::Country))
}

/// The act that a unit tells by itself, for what is told one by one behind it.
fn series_of(mentions: &Mentions, unit: &Unit) -> Option<(Kind, usize)> {
    let mut acts = mentions.events_in(unit.span).iter().filter(|e| {
        unit.span.contains(e.span) && e.strength == Strength::Strong && e.kind.is_some()
    });
    acts.next().and_then(|e| e.kind).map(|kind| (kind, unit.paragraph))
}

/// What a unit says was damaged: words for damage, and things right behind an act word.
pub(crate) fn damage(mentions: &Mentions, span: TokenSpan) -> Vec<Read<Damage>> {
    let mut out: Vec<Read<Damage>> = Vec::new();
    // «جسر الشغور», «سوق وادي بردى»: a town's name, and no bridge or market.
    let named = |thing: TokenSpan| {
        mentions.place_numbers_in(span).any(|i| {
            let built = matches!(
                mentions.resolved[i].place.r#type,
                PlaceType::Facility | PlaceType::Camp | PlaceType::Road
            );
            !built && mentions.places[i].span.contains(thing)
        })
    };
    for thing in mentions.damage_in(span).iter().filter(|d| span.contains(d.span)) {
        if thing.object && named(thing.span) {
            continue;
        }
        let hit = !thing.object
            || mentions
                .events
                .iter()
                .any(|e| e.span.end <= thing.span.start && thing.span.start - e.span.end <= 6);
        if hit && !out.iter().any(|d| d.value == thing.damage) {
            out.push(Read::new(thing.damage, thing.span, thing.rule));
        }
    }
    out
}
