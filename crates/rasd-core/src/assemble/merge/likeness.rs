//! Whether two tellings are of one incident: by act, place, side, day and toll.

use std::cell::LazyCell;

use super::listed_again::item_apart;
use super::same_day::{days_differ, days_told_apart, own_day};
use super::same_kind::{families, kind_likeness, led_away};
use super::same_place::{
    all_areas, all_regions, areas, names_around, of_governorate, place_likeness, same, town_around,
    unit_of,
};
use super::same_toll::{
    Toll, all_counted, civilians_here_fighters_there, figures_told_twice, killed, none_fewer,
    of_another_size, told_jointly, toll,
};
use super::spread::{lists_more, spread};
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{Draft, Firmness};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::scene::quarters::of_one_town;
use crate::model::{Certainty, Kind, PlaceType};
use crate::resolve::places::ResolvedPlace;

/// How much `b` looks like another telling of `a`, told before it; 0 when it cannot be one.
/// `previous`: nothing was told between the two.
pub(crate) fn likeness(a: &Draft, b: &Draft, resolved: &[ResolvedPlace], previous: bool) -> u32 {
    // The cheapest questions first: most pairs of tellings fall at one of them.
    let kinds = kind_likeness(a, b);
    let sides = if kinds == 0 { 0 } else { side_likeness(a, b) };
    if sides == 0 || item_apart(a, b, kinds, previous) {
        return 0;
    }
    let tolls = LazyCell::new(|| toll(a, b));
    let shared = || a.places.iter().any(|x| b.places.iter().any(|y| same(resolved, *x, *y)));
    let wide = || {
        let strikes = families(a.kind.kind) & families(b.kind.kind) & 1 != 0;
        let inside = || names_around(a, b, resolved);
        // «القبض على ستة … في الضالع. وقال المصدر إن … في منطقة … أسر ستة وقتل 15 … قرب الضالع»
        let told_again = (previous && (shared() || told_jointly(a, b))
            || strikes && areas(a, b, resolved)
            || (strikes || kinds > 1) && inside()
            || strikes && figures_told_twice(a, b) > 1 && of_governorate(a, b, resolved))
            && *tolls == Toll::Same;
        // «… على جبل الزاوية»، then «قصفت … بلدة كنصفرة بجبل الزاوية»: the lead, and where it was; nor is
        // the one wounded «بقصف على جسر الشغور» another than him «في قرية … قرب جسر الشغور».
        let known = || b.definite && !b.besides && town_around(a, b, resolved);
        let closer = || {
            if b.figures.is_empty() {
                strikes && (all_areas(a, resolved) || known())
            } else {
                kinds > 1 && !b.another && !a.figures.is_empty() && (known() || all_counted(a, b))
            }
        };
        let told = || !b.sources.is_empty() || known();
        let detail = || previous && !b.fresh && inside() && closer() && told();
        // «أصيب مدني بغارات قرب جسر الشغور», and below it one by raids on a village near it.
        let one_twice = || {
            kinds == 3
                && !(b.another || b.besides || b.item)
                && (town_around(a, b, resolved) || town_around(b, a, resolved))
                && figures_told_twice(a, b) > 0
                && *tolls == Toll::Open
        };
        // «11 جريحاً بغارة أمام مستشفى في جنوب لبنان»: the headline's region, where the body names the hospital;
        // «رفات 73 شخصاً غرب الموصل»: a count that no two acts have by chance.
        let headed = || {
            a.headline
                && kinds == 3
                && *tolls == Toll::Same
                && (told_jointly(a, b)
                    || all_regions(a, resolved) && figures_told_twice(a, b) > 0
                    || many_told_twice(a, b) && of_one_unit(a, b, resolved))
        };
        let spot = || where_it_was(a, b, resolved, previous);
        (told_again || detail() || one_twice() || headed() || spot()).then_some(2)
    };
    let Some(places) =
        place_likeness(a, b, resolved).or_else(|| spread(a, b, resolved, previous)).or_else(wide)
    else {
        return 0;
    };
    let toll = *tolls;
    // «غارات على مدينة حلب. … بقصف مدفعي على حي …»: by other means, another act in the same town.
    let otherwise = kinds == 1 && places == 2 && toll != Toll::Same && !b.definite;
    if otherwise && (of_one_town(a, b, resolved) || of_one_town(b, a, resolved)) {
        return 0;
    }
    let placed = !(b.places.is_empty() || b.assumed);
    // «اشتباكات في … وسيطرت على محيط قاعدة …. وقصفت القاعدة»: the place just told, and not that of the fight.
    if kinds == 1
        && b.assumed
        && !b.definite
        && !a.places.is_empty()
        && toll != Toll::Same
        && !shared()
    {
        return 0;
    }
    // «إبلين: 5 شهداء», «بلشون: شهيدان» below «قصف على إبلين وبلشون»: the list goes on with another place's people.
    let next_item = b.headed && a.places.len() > 1 && !a.figures.is_empty() && toll != Toll::Same;
    if next_item || days_differ(a, b, toll) || lists_more(a, b, previous) {
        return 0;
    }
    // «وعلى صعيد آخر … أعدم أربعة»: nor are four of another news among the three hundred told before; «فيما
    // أصيب 148 آخرون» tells of the same act whom it wounded.
    let another = !placed
        && (of_another_size(a, b) || b.fresh && killed(b).is_some() && of_another_size(b, a));
    if toll != Toll::Same && another {
        return 0;
    }
    // «وكانت مواجهات دارت في …. وأكدت مصادر مقتل 14 من …»: the people of what was recalled.
    let of_recalled = previous
        && !b.fresh
        && b.kind.firmness == Firmness::Harm
        && b.places.is_empty()
        && b.containers.is_empty()
        && a.figures.is_empty()
        && a.paragraph == b.paragraph
        && own_day(b).is_none();
    let goes_on = previous && !b.fresh && b.role == a.role;
    // «وفي الأثناء جرت اشتباكات …»: an act of another sort, told as what went on meanwhile.
    let firm = |d: &Draft| d.kind.firmness == Firmness::Strong;
    let strikes = families(a.kind.kind) & families(b.kind.kind) & 1 != 0;
    let elsewhere = !(b.places.is_empty() && b.containers.is_empty());
    if b.fresh && elsewhere && kinds == 1 && !strikes && toll != Toll::Same && firm(a) && firm(b) {
        return 0;
    }
    let told = a.headline && toll == Toll::Open || a.figures.is_empty() || b.figures.is_empty();
    let own = placed && !told;
    let one = match (places, toll) {
        (2, _) if where_it_was(a, b, resolved, previous) => true,
        // The same place struck by other means with a toll of its own is another incident.
        (3, Toll::Differ) => !b.another && kinds > 1 || b.update || a.headline,
        (_, Toll::Open) if civilians_here_fighters_there(a, b) => false,
        (3, Toll::Open) => !another_side_fought(a, b),
        (3, _) => true,
        // «كما قصفت … وأصيب تسعة», «وانفجرت عبوة أخرى في … فقتلت شرطياً»: another, with people of its own.
        (0..=2, Toll::Differ | Toll::Open) if own && (b.besides || b.another) => false,
        // «الاستهداف … تسبب بمقتل 4»: another count of the act just told.
        (_, Toll::Differ) if a.headline || (previous && b.definite) => {
            let unsaid = b.definite && b.places.is_empty() && b.perpetrators().next().is_none();
            // «ارتفعت حصيلة التفجير إلى 9»: below a headline as well.
            let risen = b.update && b.definite;
            kinds == 3 && (sides == 2 || risen || !a.headline && unsaid)
        }
        // «وسقطت قذيفة داخل ثكنة وأصابت جندياً»: behind a fight, and nowhere else.
        (_, Toll::Differ) if previous && a.kind.kind == Kind::ArmedClash => {
            b.kind.kind == Kind::Shelling && b.places.is_empty() && b.containers.is_empty()
        }
        (_, Toll::Differ) if previous && counts_on(a, b) => true,
        // «في حصيلة تفجير سيارة في حي …»: one that is told for the first time, where it was.
        (_, Toll::Differ) => b.update && (b.definite || previous && !placed),
        (_, Toll::Same) => true,
        // Told in general first and in detail then: only when the order says so.
        (2, Toll::Open) if !a.places.is_empty() && !b.places.is_empty() => goes_on || a.headline,
        (1, Toll::Open) if !a.places.is_empty() && !b.places.is_empty() => true,
        // «بالتزامن مع غارات …. وفي الجوف استعادت …»: an act of another sort at a place of its own.
        (_, Toll::Open) if other_news(a, b, kinds) => false,
        (2, Toll::Open) if kinds == 3 && !b.fresh && told_closer(a, b) => true,
        (_, Toll::Open) => {
            a.headline || b.headline || of_recalled || placeless(a, b, kinds, previous)
        }
    };
    let same = toll == Toll::Same;
    // «يذكر أن … جراء القصف الذي استهدف البلدة»: the very act, recalled.
    let recalled = previous && b.definite && b.assumed && b.figures.is_empty() && kinds == 3;
    let one = one || recalled && !days_told_apart(a, b);
    // Background with a day of its own is told once.
    let earlier_toll = b.update && b.definite;
    if !one
        || (a.role != b.role && places < 3 && !same && !earlier_toll && !recalled && !of_recalled)
    {
        return 0;
    }
    kinds + 2 * places + sides + 2 * u32::from(previous) + if same { 6 } else { 3 }
}

/// Whether no first-level unit is known of one telling's places that the other's lie outside of.
fn of_one_unit(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    unit_of(a, resolved).zip(unit_of(b, resolved)).is_none_or(|(a, b)| a == b)
}

/// Whether a count so large that no two acts have it by chance stands in both.
fn many_told_twice(a: &Draft, b: &Draft) -> bool {
    const MANY: u32 = 10;
    let counted = |f: &FigureMention| f.within.is_none() && f.count.min.is_some_and(|n| n >= MANY);
    let again = |f: &FigureMention, g: &FigureMention| f.outcome == g.outcome && f.count == g.count;
    a.figures.iter().filter(|f| counted(f)).any(|f| b.figures.iter().any(|g| again(f, g)))
}

/// Whether `a` told in general what `b` tells in detail, by the tolls as they stand in the end.
pub(super) fn tells_whole(a: &Draft, b: &Draft, resolved: &[ResolvedPlace]) -> bool {
    a.role == b.role
        && (all_areas(a, resolved)
            || names_around(a, b, resolved)
            || b.places.is_empty() && figures_told_twice(a, b) > 1)
        && toll(a, b) == Toll::Same
        && likeness(a, b, resolved, false) > 0
}

/// «قصف الطيران … قرية …», and a line below «تصدت الفصائل لمحاولة تقدم … باتجاه القرية»: others fought
/// where some bombed.
fn another_side_fought(a: &Draft, b: &Draft) -> bool {
    let firm = |d: &Draft| d.kind.firmness > Firmness::Harm && !d.headline;
    let fought = |d: &Draft| d.kind.kind == Kind::ArmedClash;
    let bombed = |d: &Draft| bombards(d.kind.kind);
    firm(a)
        && firm(b)
        && a.paragraph != b.paragraph
        && (fought(a) && bombed(b) || bombed(a) && fought(b))
        && a.perpetrators().next().is_some()
        && b.perpetrators().next().is_some()
        && !share_a_side(a, b)
}

/// «قُتل عشرات بقصف على مدينة …»، then «وقال المرصد إن 54 مدنياً قُتلوا»: a count of the people just told, with
/// no act, place, day or side of its own.
fn counts_on(a: &Draft, b: &Draft) -> bool {
    b.kind.firmness == Firmness::Harm
        && (b.places.is_empty() || b.assumed)
        && b.containers.is_empty()
        && own_day(b).is_none()
        && b.actors.iter().all(|x| a.actors.iter().any(|y| x.id == y.id))
        && !(b.fresh || b.another || b.besides || b.item)
        && none_fewer(a, b)
}

/// «تفجير في مدينة … أوقع عشرات القتلى. ووقع الانفجار على طريق …، وقُتل فيه 11»: in which quarter or street the
/// blast just told was.
fn where_it_was(a: &Draft, b: &Draft, resolved: &[ResolvedPlace], previous: bool) -> bool {
    let part_of_town = |i: &usize| {
        let sort = resolved.get(*i).map(|r| r.place.r#type);
        matches!(sort, Some(PlaceType::Road | PlaceType::Neighbourhood | PlaceType::Facility))
    };
    let blast = |d: &Draft| matches!(d.kind.kind, Kind::Ied | Kind::SuicideBombing);
    (previous || a.headline)
        && blast(a)
        && blast(b)
        && b.definite
        && !(b.another || b.besides || b.item)
        && !a.places.is_empty()
        && b.places.first().is_some_and(part_of_town)
        && none_fewer(a, b)
}

/// Whether a telling of another sort of act names a place where the one before it named none.
fn other_news(a: &Draft, b: &Draft, kinds: u32) -> bool {
    let firm = |d: &Draft| d.kind.firmness == Firmness::Strong;
    kinds < 3
        && !a.headline
        && a.places.is_empty()
        && a.figures.is_empty()
        && !b.places.is_empty()
        && !b.assumed
        && firm(a)
        && firm(b)
}

/// «قُتل مدني بقصف جنوبي إدلب»، then «استهدفت المدفعية قرية …، ما أدى إلى مقتل مدني»: the lead names nothing but
/// the unit, and what comes behind it tells where that was, with the people that the lead told.
///
/// Whom they arrest here and there is told unit by unit.
fn told_closer(a: &Draft, b: &Draft) -> bool {
    !matches!(a.kind.kind, Kind::Arrest | Kind::Abduction)
        && a.places.is_empty()
        && !b.places.is_empty()
        && !b.assumed
        && !b.another
        && !b.item
        && !a.figures.is_empty()
        && all_counted(a, b)
}

/// A telling without a place of its own goes on about what was just told, or says «القصف» of it.
fn placeless(a: &Draft, b: &Draft, kinds: u32, previous: bool) -> bool {
    // «بينما قُتل اثنان من …»: the other side's dead of the same fight.
    let other_side = b.kind.firmness == Firmness::Harm && a.paragraph == b.paragraph;
    let goes_on = previous && (!b.fresh || b.detail || other_side);
    // Another act named for the first time, with people of its own or none at all.
    let firm = |d: &Draft| d.kind.firmness == Firmness::Strong;
    // «استشهد أربعة في …. وأطلقت … صواريخ …، ما أدى لإصابة …»: what another side did, and to others.
    let others = || {
        a.kind.firmness == Firmness::Harm
            && !a.headline
            && a.paragraph == b.paragraph
            && b.perpetrators().next().is_some()
            && b.figures.iter().all(|f| a.figures.iter().all(|told| told.outcome != f.outcome))
    };
    let own = b.figures.is_empty() || !a.figures.is_empty() && !b.definite && (firm(a) || others());
    let another = b.places.is_empty() && firm(b) && kinds < 3 && own && !led_away(a, b);
    // «في سياق آخر، …»: a line that turns to other news.
    let turns = b.fresh && !a.headline && a.paragraph != b.paragraph;
    let alike = kinds == 3 && !turns && b.places.is_empty() && b.kind.firmness > Firmness::Harm;
    b.role == a.role && !another && (goes_on || alike || (b.definite && b.places.is_empty()))
}

/// «قسد» and «الوحدات الكردية», the coalition and its Americans: names of one side.
fn camp(id: &str) -> &str {
    match id {
        "sy.ypg" => "sy.sdf",
        "us.mil" => "coalition",
        other => other,
    }
}

/// Whether somebody of one camp did both.
fn share_a_side(a: &Draft, b: &Draft) -> bool {
    a.perpetrators().any(|id| b.perpetrators().any(|other| camp(other) == camp(id)))
}

/// 2 a shared perpetrator, 1 when one side names none, 0 when they differ.
fn side_likeness(a: &Draft, b: &Draft) -> u32 {
    let clash = |d: &Draft| d.kind.kind == Kind::ArmedClash;
    // «مسيّرة مجهولة قصفت …»، then «رجحت مصادر أن التحالف يقف خلف الاستهداف»: whom some take it to be.
    let nobody = |d: &Draft| d.perpetrators().all(|id| id == "unknown");
    if b.definite && (nobody(a) || nobody(b)) {
        return 1;
    }
    // «مسيّرة يُرجح أنها للتحالف», and below it «مسيّرة مجهولة».
    let guessed = |d: &Draft| {
        d.actors.iter().filter(|x| x.did_it()).all(|x| x.certainty != Certainty::Stated)
    };
    if a.kind.kind == b.kind.kind
        && bombards(a.kind.kind)
        && (nobody(a) && guessed(b) || nobody(b) && guessed(a))
    {
        return 1;
    }
    if a.perpetrators().next().is_none() || b.perpetrators().next().is_none() {
        return 1;
    }
    if share_a_side(a, b) {
        return 2;
    }
    u32::from(clash(a) || clash(b))
}
