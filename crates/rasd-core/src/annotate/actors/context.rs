//! Names that mean one side or another by what the report told before.

use super::{ActorForm, ActorMention};
use crate::reading::Reading;

/// «قصف الاحتلال», «قصف العدو» in a report that has named whose occupation or what enemy it means speaks of the same.
pub(super) fn occupier(reading: &Reading, out: &mut [ActorMention]) {
    const ISRAEL: &str = "il.mil";
    for word in ["الاحتلال", "العدو"] {
        let named = |m: &ActorMention| {
            (m.core.start..m.core.end.saturating_sub(1)).any(|i| reading.reads(i, word))
        };
        let bare = |m: &ActorMention| m.id == ISRAEL && reading.reads(m.core.end - 1, word);
        let told = |m: &&ActorMention| m.id != ISRAEL && m.form == ActorForm::Name && named(m);
        let Some((id, rule)) = out.iter().find(told).map(|m| (m.id, m.rule)) else { continue };
        if out.iter().any(|m| m.id == ISRAEL && !bare(m)) {
            continue;
        }
        for mention in out.iter_mut().filter(|m| bare(m)) {
            (mention.id, mention.rule) = (id, rule);
        }
    }
}

/// «قُتل عنصران من الفصائل» in a report whose only factions are those of the National Army.
pub(super) fn factions(reading: &Reading, out: &mut [ActorMention]) {
    const FACTIONS: &str = "فصايل";
    let rebels = |m: &ActorMention| m.id == "sy.rebels" && m.form == ActorForm::Name;
    let bare = |m: &ActorMention| {
        rebels(m) && m.core.end == m.core.start + 1 && reading.reads(m.core.start, FACTIONS)
    };
    let army = |m: &&ActorMention| m.id == "sy.sna" && m.form == ActorForm::Name;
    if !out.iter().any(bare) || out.iter().any(|m| rebels(m) && !bare(m)) {
        return;
    }
    let Some((id, rule)) = out.iter().find(army).map(|m| (m.id, m.rule)) else { return };
    for mention in out.iter_mut().filter(|m| bare(m)) {
        (mention.id, mention.rule) = (id, rule);
    }
}

/// «عناصر الشرطة» in a report that has named whose police it means («الشرطة التركية») speaks of the same.
pub(super) fn police(reading: &Reading, out: &mut [ActorMention]) {
    const POLICE: &str = "شرطه";
    let named = |m: &ActorMention| {
        m.form == ActorForm::Name && (m.core.start..m.core.end).any(|i| reading.reads(i, POLICE))
    };
    let bare = |m: &ActorMention| named(m) && reading.reads(m.core.end - 1, POLICE);
    let mut whose = out.iter().filter(|m| named(m) && !bare(m)).map(|m| (m.id, m.rule));
    let Some((id, rule)) = whose.next() else { return };
    if whose.any(|(other, _)| other != id) {
        return;
    }
    for mention in out.iter_mut().filter(|m| bare(m)) {
        (mention.id, mention.rule) = (id, rule);
    }
}

/// «في صفوف التنظيم» in a report about al-Qaeda speaks of that, and not of the Islamic State.
pub(super) fn organisation(reading: &Reading, out: &mut [ActorMention]) {
    let mut told: Option<(&'static str, &'static str)> = None;
    for mention in out.iter_mut().filter(|m| m.form == ActorForm::Name) {
        let core = mention.core;
        if mention.id == "is" && core.end == core.start + 1 && reading.reads(core.start, "التنظيم")
        {
            if let Some((id, rule)) = told {
                mention.id = id;
                mention.rule = rule;
            }
        } else if mention.id == "is" {
            told = None;
        } else if mention.id == "other" && reading.reads(core.end - 1, "القاعده") {
            told = Some((mention.id, mention.rule));
        }
    }
}
