//! Whom unknown men came for: one person by name, or one who holds a post.

use crate::annotate::Mentions;
use crate::annotate::victims::{FigureMention, called_by_name};
use crate::assemble::draft::{ActorDraft, Firmness, KindRead};
use crate::model::{ActorRole, Count, Group, Kind, Outcome};
use crate::reading::Reading;
use crate::tokens::TokenSpan;
use crate::word_lists::chosen::{COMMANDS, FIRE, HOME, MEMBERS, POSTS};

/// How far behind him «كان برفقته» may stand, in tokens.
const WITH_HIM: usize = 4;

/// «أطلق مجهولون النار على المدعو …»: unknown men who came for one person, told by name or by his post.
pub(crate) fn came_for_one(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &mut KindRead,
    actors: &[ActorDraft],
    figures: &[FigureMention],
) {
    let mut doers = actors.iter().filter(|a| a.role == ActorRole::Perpetrator).peekable();
    let named = doers.peek().is_some();
    let unknown = doers.all(|a| a.id == "unknown");
    // «قُتل العنصر … بهجوم لمجهولين»: nobody whom one could fight.
    let bare = kind.kind == Kind::ArmedClash && kind.firmness == Firmness::Weak;
    if !(kind.kind == Kind::Shooting || bare) || !unknown {
        return;
    }
    // «ما أسفر عن مقتله وإصابة مدني كان إلى جانبه»: one by name, and who happened to be with him.
    let one = |f: &FigureMention| {
        matches!(f.outcome, Outcome::Killed | Outcome::Injured) && f.count == Count::exact(1)
    };
    let with_him = |f: &FigureMention| {
        (f.span.start..f.span.end + WITH_HIM).any(|i| {
            ["جانبه", "برفقته", "مرافق", "بجانبه", "معه"].iter().any(|w| reading.key(i).contains(w))
        })
    };
    let by_name = || {
        let Some((first, others)) = figures.split_first() else { return false };
        one(first)
            && called_by_name(reading, first)
            && others.len() <= 1
            && others.iter().all(|f| one(f) && with_him(f))
    };
    if named && (by_name() || !bare && fired_at_post(reading, span)) {
        kind.kind = Kind::Assassination;
        kind.rule = "kind.came_for_one";
        return;
    }
    // «قتل شاب برصاص مجهولين أمام منزله», «… على دراجة نارية»: they had come for him.
    let alone = figures.len() == 1
        && figures
            .iter()
            .all(|f| one(f) && f.outcome == Outcome::Killed && f.group != Group::Children);
    if named
        && !bare
        && alone
        && kind.firmness >= Firmness::Means
        && (rode(reading, span) || at_home(reading, span))
    {
        kind.kind = Kind::Assassination;
        kind.rule = "kind.came_for_one";
        return;
    }
    // «مقتل مدير السجن برصاص شخصين على دراجة نارية»
    let shot = || {
        mentions
            .means_in(span)
            .iter()
            .any(|m| span.contains(m.span) && m.kind_hint == Some(Kind::Shooting))
    };
    let of_post = || {
        figures.first().is_some_and(|f| {
            one(f)
                && f.outcome == Outcome::Killed
                && (f.group == Group::Officials
                    || (f.span.start..f.span.end).any(|i| reading.reads_any(i, &COMMANDS)))
        })
    };
    if !bare && of_post() && shot() && (named || rode(reading, span)) {
        kind.kind = Kind::Assassination;
        kind.rule = "kind.came_for_post";
    }
}

/// «برصاص شخصين كانا يستقلان دراجة نارية»: how those come who come for somebody.
fn rode(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.end).any(|i| {
        reading.key(i).contains("دراج") && reading.key(i + 1).trim_start_matches("ال") == "ناريه"
    })
}

/// «أمام منزله», «داخل متجره»: where those wait who come for somebody.
fn at_home(reading: &Reading, span: TokenSpan) -> bool {
    (span.start + 1..span.end).any(|i| {
        HOME.contains(&reading.key(i))
            && matches!(
                reading.key(i - 1),
                "امام" | "قرب" | "داخل" | "عند" | "باب" | "في" | "قباله"
            )
    })
}

/// How far behind «تعرض» the fire stands that he met with, in tokens: a name and a side fit.
const MET_WITHIN: usize = 12;

/// «أطلق مجهولون النار على أحد عناصر …», «… على إمام مسجد»: one who was shot at for what he is.
fn fired_at_post(reading: &Reading, span: TokenSpan) -> bool {
    (span.start..span.end).any(|i| {
        // «تعرض قيادي … لإطلاق نار»
        let met = matches!(reading.key(i), "تعرض" | "تعرضت")
            && (i + 2..span.end.min(i + MET_WITHIN))
                .any(|j| reading.key(j) == "لاطلاق" && FIRE.contains(&reading.key(j + 1)));
        if !met && (!FIRE.contains(&reading.key(i)) || reading.key(i + 1) != "علي") {
            return false;
        }
        let who = if met { i + 1 } else { i + 2 };
        if matches!(reading.key(who), "احد" | "العنصر") {
            return reading.reads_any(who, &POSTS) || reading.reads_any(who + 1, &MEMBERS);
        }
        reading.reads_any(who, &POSTS) || reading.reads_any(who, &COMMANDS)
    })
}
