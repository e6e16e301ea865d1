//! Places named beside people and not for what befell them: where the dead came from, where they were
//! buried, from where a source is quoted.

use crate::annotate::Mentions;
use crate::annotate::places::{Origin, PlaceMention};
use crate::annotate::victims::FigureMention;
use crate::assemble::units::{Unit, acts_in};
use crate::held::{HOSPITAL, WRITES};
use crate::model::{Kind, Outcome, PlaceType};
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare};
use crate::word_lists::homes::SPEAKERS;

/// Most tokens of a source's name in front of its place.
const QUOTED: usize = 6;

/// Whether a place closes the name of a source that opens its line, with a colon behind it.
pub(super) fn heads_quote(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    if place.container_only || !reading.tokens.get(place.frame.end).is_some_and(|t| t.is_punct(':'))
    {
        return false;
    }
    let start = place.frame.start;
    let opens = |i: &usize| reading.tokens[*i].kind == TokenKind::Break;
    let line = (start.saturating_sub(QUOTED)..start).rfind(opens).map(|i| i + 1);
    let Some(line) = line.or_else(|| (start <= QUOTED).then_some(0)) else { return false };
    let head = TokenSpan::new(line, start);
    let named = (line..start).any(|i| reading.reads_any(i, &SPEAKERS));
    named
        && !mentions.events_in(head).iter().any(|e| head.contains(e.span))
        && !mentions.outcomes_in(head).iter().any(|o| head.contains(o.span))
}

/// «أعلن مستشفى … وصول 16 شهيداً», «قال طبيب في مستشفى …»: the hospital of whoever counts the wounded.
pub(super) fn hospital_speaks(
    reading: &Reading,
    mentions: &Mentions,
    place: &PlaceMention,
) -> bool {
    let start = place.frame.start;
    if place.r#type != PlaceType::Facility
        || reading.forms.any_parts(place.span.start) & HOSPITAL == 0
    {
        return false;
    }
    let verb = mentions.sayings_before(start).next().filter(|s| start - s.end <= DOCTOR_REACH);
    verb.is_some_and(|verb| {
        let between = TokenSpan::new(verb.end, start);
        (between.start..between.end).all(|i| {
            matches!(reading.tokens[i].kind, TokenKind::Word | TokenKind::Soft)
                && !matches!(reading.key(i), "ان" | "بان")
        }) && !mentions.events_in(between).iter().any(|e| between.contains(e.span))
            && !mentions.outcomes_in(between).iter().any(|o| between.contains(o.span))
    })
}

/// How far behind a verb of saying the hospital of its subject is named, in tokens.
const DOCTOR_REACH: usize = 5;

/// How far behind «مراسل» his place may stand, in tokens.
const CORRESPONDENT: usize = 6;

/// «بحسب مراسل «الشبكة» في دير الزور»: nothing but the name of whom he writes for in between.
pub(super) fn correspondent(reading: &Reading, mentions: &Mentions, place: &PlaceMention) -> bool {
    let start = place.frame.start;
    let linked = start > 0 && matches!(reading.key(start - 1), "في" | "ب")
        || reading
            .forms
            .get(start)
            .is_some_and(|f| f.iter().any(|f| f.proclitic.preposition == Some('ب')));
    if !linked {
        return false;
    }
    let front = TokenSpan::new(start.saturating_sub(CORRESPONDENT), start);
    if !reading.forms.part_in(front, WRITES) {
        return false;
    }
    let by = (front.start..start).rfind(|i| {
        reading.forms.any_parts(*i) & WRITES != 0
            && matches!(
                bare(reading.key(*i)).trim_start_matches(['و', 'ل', 'ب']),
                "مراسل" | "مراسله" | "مراسلنا" | "مراسلتنا" | "مراسلو" | "مراسلي"
            )
    });
    by.is_some_and(|by| {
        let span = TokenSpan::new(by, start);
        !(by..start).any(|i| reading.tokens[i].is_punct('،'))
            && !mentions.events_in(span).iter().any(|e| span.contains(e.span))
            && !mentions.outcomes_in(span).iter().any(|o| span.contains(o.span))
    })
}

/// «قال مراسلنا في ريف حلب إن …»: a region that is all that he tells of.
pub(super) fn all_he_covers(reading: &Reading, mentions: &Mentions, at: usize) -> bool {
    let place = &mentions.places[at];
    place.container_only
        || mentions.resolved[at].place.named_as_unit() && correspondent(reading, mentions, place)
}

/// How far behind a victim «من» and the town may stand: a name with its age fits, in tokens.
const HOME_REACH: usize = 9;

/// «استشهد الشاب فلان من مخيم … برصاص … قرب حاجز …»: where the dead or wounded came from, when another
/// place is told for what befell them. Who is arrested «من بلدة …» was arrested there.
pub(super) fn home_of_victims(
    reading: &Reading,
    mentions: &Mentions,
    unit: &Unit,
    at: usize,
) -> bool {
    let place = &mentions.places[at];
    let start = place.frame.start;
    if start == 0 || reading.key(start - 1) != "من" {
        return false;
    }
    let behind = TokenSpan::new(start.saturating_sub(HOME_REACH).max(unit.span.start), start);
    let victim = mentions.figures_in(behind).iter().any(|f| {
        f.span.end <= start
            && matches!(f.outcome, Outcome::Killed | Outcome::Injured)
            && f.count.max.is_some_and(|n| n <= FEW)
            && f.frame.start < f.span.start
            && !(f.span.end..start).any(|i| reading.tokens[i].is_punct('،'))
    });
    // «نُقل جريح من بلدة …»
    let carried = || {
        (unit.span.start..start).any(|i| {
            let key = reading.key(i);
            ["نقل", "نتشل", "نتشال", "سعف", "جلاء"].iter().any(|stem| key.contains(stem))
        })
    };
    let own = |p: &PlaceMention| {
        p.within_of == Some(at)
            || p.frame.start <= place.frame.end && p.frame.end > place.frame.start
            || place.frame.contains(p.span)
    };
    let told = |p: &PlaceMention| {
        let before = p.frame.start.checked_sub(1).map_or("", |i| reading.key(i));
        unit.span.contains(p.span)
            && p.frame.start > place.frame.end
            && !own(p)
            && !p.container_only
            && p.origin.is_none()
            && !matches!(before, "من" | "الي" | "نحو")
    };
    victim && !carried() && mentions.places_in(unit.span).iter().any(told)
}

/// Whether a place is only where people come from or were taken.
pub(super) fn only_home(mentions: &Mentions, unit: &Unit, at: usize) -> bool {
    mentions.places[at].origin.is_some() && !taken_there(mentions, unit, at)
}

/// «اختطفت الجماعة 9 من أهالي قرية …», «تظاهر المئات من أبناء مدينة …»: who is led away or demonstrates was at home,
/// where no other place is told.
fn taken_there(mentions: &Mentions, unit: &Unit, at: usize) -> bool {
    let place = &mentions.places[at];
    let start = place.frame.start;
    let front = TokenSpan::new(start.saturating_sub(TAKEN_REACH).max(unit.span.start), start);
    let taken = |f: &FigureMention| {
        front.contains(f.span) && matches!(f.outcome, Outcome::Detained | Outcome::Abducted)
    };
    place.origin == Some(Origin::Native)
        && (mentions.figures_in(front).iter().any(taken)
            || acts_in(mentions, unit.span).any(|e| e.kind == Some(Kind::Protest)))
        && mentions.place_numbers_in(unit.span).all(|i| {
            let p = &mentions.places[i];
            let around = p.within_of == Some(at) && p.is_sided();
            let around = around || holds(place, p);
            i == at || around || p.container_only || p.origin.is_some()
        })
}

/// «قرية … بناحية …»: whether the one stands right behind the other as what it lies in.
fn holds(small: &PlaceMention, large: &PlaceMention) -> bool {
    let unit = matches!(
        large.r#type,
        PlaceType::Subdistrict | PlaceType::District | PlaceType::Governorate
    );
    unit && small.containers.iter().any(|c| c.span.overlaps(large.span))
}

/// How far behind people their home is told, in tokens.
const TAKEN_REACH: usize = 5;

/// More people than this did not come from one town to another.
const FEW: u32 = 3;

/// «شيّع أهالي … جثمان الشهيد … الذي ارتقى …»: whether what a span tells belongs to the funeral, and
/// what befell the dead is told behind it.
pub(in crate::assemble) fn at_funeral(reading: &Reading, unit: TokenSpan, told: TokenSpan) -> bool {
    let carried = (unit.start..told.start).any(|i| {
        let key = reading.key(i).trim_start_matches('و');
        matches!(key, "شيع" | "شيعت" | "شيعوا" | "يشيع" | "يشيعون" | "تشيع" | "تشييع" | "التشييع")
    });
    carried
        && (told.end..unit.end)
            .any(|i| matches!(reading.key(i), "الذي" | "الذين" | "التي" | "اللذين"))
}
