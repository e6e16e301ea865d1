//! Where a unit's act was and what was damaged there; what units leave behind for later ones.

pub(in crate::assemble) mod apart;
pub(in crate::assemble) mod bylines;
pub(in crate::assemble) mod elsewhere;
mod firing;
pub(in crate::assemble) mod homes;
pub(in crate::assemble) mod landmarks;
pub(in crate::assemble) mod places;
pub(in crate::assemble) mod quarters;
mod site;
pub(in crate::assemble) mod spot;

use self::bylines::byline;
use crate::annotate::Mentions;
use crate::annotate::events::Strength;
use crate::assemble::day::when::{
    answers, earlier_toll, heads_digest, other_side, stated, that_day,
};
use crate::assemble::draft::{Draft, Firmness, KindRead, Read};
use crate::assemble::units::Unit;
use crate::model::{Damage, Kind, PlaceType, When};
use crate::reading::Reading;
use crate::segment::Opener;
use crate::tokens::TokenSpan;

/// What earlier units leave behind for later ones.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// The last stated date, its unit's paragraph and whether it may be carried on.
    pub(super) date: Option<(Read<When>, usize)>,
    /// The paragraph in which something was told aside («فيما …»), in one breath with the news.
    aside: Option<usize>,
    /// The day on which what goes on was said, with its paragraph.
    pub(super) said: Option<(Read<When>, usize)>,
    /// The area of the last unit that named one, with its paragraph.
    pub(super) area: Option<(Vec<usize>, usize)>,
    /// The day a list stands under («أبرز أحداث يوم الأحد:»).
    pub(super) list: Option<Read<When>>,
    /// The latest day stated so far.
    pub(super) latest: Option<jiff::civil::Date>,
    /// The first day of news that spans some («خلال الساعات الـ24 الماضية»).
    pub(super) spanned: Option<jiff::civil::Date>,
    /// The latest day on which something was done or said.
    pub(crate) told_on: Option<jiff::civil::Date>,
    /// The last stated day, where it was well before that of the news.
    pub(super) earlier: Option<TokenSpan>,
    /// The container of the last dateline («محافظة إدلب:»).
    pub(super) dateline: Option<usize>,
    /// The day that a digest's lead gives what it sums up («… اليوم في حوادث متفرقة»).
    pub(super) digest: Option<Read<When>>,
    /// The day of [`Self::digest`] stands in a first line by itself: a headline below it has it too.
    pub(super) headed: bool,
    /// A heading says that a digest follows («حصاد الأحد»): all below it are its items.
    pub(super) gathers: bool,
    /// The act of a series that was summed up («سلسلة تفجيرات»), with its paragraph.
    series: Option<(Kind, usize)>,
    /// The last line that was no item ended in a colon: the items below it are its list.
    pub(super) listed: bool,
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
        let colon = unit.ends_in_colon(reading);
        self.listed = colon;
        if heads_digest(reading, unit.span) {
            self.sums_up(reading, mentions, unit);
            self.gathers = true;
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
        if let Some(day) = day {
            self.latest = self.latest.max(day.value.end);
            self.digest = Some(day);
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
    pub(crate) fn recalls_on(&self, reading: &Reading, mentions: &Mentions, unit: &Unit) -> bool {
        // «وكان الطيران قد استهدف …، بينما ألقت طائرة …»: in the same breath, and on no other day.
        let breath = || {
            unit.opener == Some(Opener::Meanwhile)
                && unit.same_breath(reading)
                && stated(reading, mentions, unit.span).is_none()
        };
        self.recalled == Some(unit.paragraph)
            && (!unit.first || unit.opener == Some(Opener::Continuation) || breath())
    }

    /// Takes note of what a unit opens with.
    pub(crate) fn enter(&mut self, reading: &Reading, mentions: &Mentions, unit: &Unit) {
        self.fresh = false;
        // «قُتل رجل بقصف على سرمين يوم السبت الماضي. | كما أصيب طفل بقصف مماثل على بنش.»: the next line goes on
        // with what was told beside the news.
        let goes_on = unit.opener == Some(Opener::Continuation);
        self.said = self
            .said
            .take()
            .filter(|(_, line)| *line == unit.paragraph || goes_on && line + 1 == unit.paragraph);
        if let Some((_, line)) = &mut self.said {
            *line = unit.paragraph;
        }
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
        // «قُتل رجل اليوم في سرمين، فيما أصيب آخر بقصف على بنش»: told in one breath, and of one day. A further
        // sentence of that line may go on with either; the next line goes on with the news.
        let aside = unit.opener == Some(Opener::Meanwhile) && unit.same_breath(reading);
        let behind = unit.first && unit.opener.is_none() && self.aside == Some(unit.paragraph);
        self.aside = if aside { Some(unit.paragraph) } else { self.aside };
        let turns = match unit.opener {
            Some(Opener::Meanwhile) => !aside,
            // «قصفت القوات سرمين اليوم، بعد ساعات من مجزرة في بنش. | وقال ناشط …»: told in passing.
            Some(Opener::Recall) => unit.first && !earlier_toll(reading, unit.span),
            _ => behind,
        };
        let turns = turns || unit.first && other_side(reading, mentions, unit.span);
        if elsewhere || turns && !answers(reading, unit.span) && !that_day(reading, unit.span) {
            (self.date, self.said) = (None, None);
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
