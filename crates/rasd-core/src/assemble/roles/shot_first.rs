//! Fire that is answered: «ردت الفصائل بقصف مصادر النيران» hits whoever had fired.

use super::subject::doers;
use crate::assemble::asked;
use crate::assemble::draft::{ActorDraft, Draft};
use crate::assemble::kind::gravity::bombards;
use crate::assemble::units::Unit;
use crate::model::{ActorRole, Certainty};
use crate::reading::Reading;
use crate::tokens::{TokenSpan, bare};
use crate::word_lists::shot_first::{SITES, SOURCES};

/// How many paragraphs further on a strike is answered.
const ANSWERED_REACH: usize = 2;

/// The side whose fire those of a unit answer, where they are told to hit no other.
pub(in crate::assemble) fn target(
    reading: &Reading,
    unit: &Unit,
    actors: &[ActorDraft],
    told: &[Draft],
) -> Vec<ActorDraft> {
    let did = |id: &str| actors.iter().any(|a| a.did_it() && a.id == id);
    let named = actors.iter().any(|a| a.role == ActorRole::Target);
    if named
        || unit.headline
        || !reading.forms.part_in(unit.span, asked::SOURCES)
        || !actors.iter().any(ActorDraft::did_it)
    {
        return Vec::new();
    }
    let Some(source) = (unit.span.start..unit.span.end).find(|i| fired_from(reading, *i)) else {
        return Vec::new();
    };
    let answered = told
        .iter()
        .rev()
        .take_while(|d| unit.paragraph <= d.paragraph + ANSWERED_REACH)
        .filter(|d| bombards(d.kind.kind) && doers(d).next().is_some())
        .find(|d| !doers(d).any(|a| did(a.id)));
    let Some(first) = answered else { return Vec::new() };
    doers(first)
        .filter(|a| a.role == ActorRole::Perpetrator && !matches!(a.id, "unknown" | "other"))
        .map(|a| ActorDraft {
            role: ActorRole::Target,
            certainty: Certainty::Stated,
            span: TokenSpan::new(source, source + 2),
            rule: "roles.answered",
            ..a.clone()
        })
        .collect()
}

/// «مصادر النيران», «مصدر القصف», «مواقع إطلاق القذائف»: the place that fire came from, as what is hit.
fn fired_from(reading: &Reading, at: usize) -> bool {
    let next = bare(reading.key(at + 1));
    if !["نيران", "نار", "قصف", "اطلاق", "قذايف", "صواريخ", "رمايات"].contains(&next)
    {
        return false;
    }
    let source = SOURCES.contains(&reading.key(at).trim_start_matches(['ل', 'ب', 'و']));
    let sites = || reading.reads_any(at, &SITES);
    // «القصف مصدره …», «كان مصدر القصف مناطق …»: tells who fired, and hits nobody.
    let tells = at > 0 && matches!(reading.key(at - 1), "كان" | "وكان" | "ان" | "هو");
    !tells && (source || next == "اطلاق" && sites())
}
