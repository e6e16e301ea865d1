//! Gunmen of whom no more is told.

use super::part;
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::events::EventClass;
use crate::annotate::victims::FigureMention;
use crate::assemble::draft::{ActorDraft, KindRead};
use crate::model::{ActorRole, Certainty, Kind};
use crate::reading::Reading;
use crate::tokens::{Token, TokenSpan};
use crate::word_lists::gunmen::{BANDS, SOMEBODY};

/// How far in front of the second side of a fight «بين» stands, in tokens.
const BETWEEN_REACH: usize = 6;

/// «هاجم مسلحون حاجزاً», «قُتل برصاص مسلحين»: gunmen of whom no more is told, where nobody else is told to
/// have done it.
pub(super) fn gunmen(
    reading: &Reading,
    mentions: &Mentions,
    span: TokenSpan,
    kind: &KindRead,
    figures: &[FigureMention],
    out: &mut Vec<ActorDraft>,
) {
    let claims = |a: &ActorDraft| a.did_it() || a.role == ActorRole::Claimant;
    if out.iter().any(claims) || matches!(kind.kind, Kind::BodyFound | Kind::Arrest) {
        return;
    }
    // «هجوم مسلح» is an armed attack, and no gunman; «أطلق مسلح النار» tells of one.
    let adjective = |a: &ActorMention| {
        reading.key(a.span.start) == "مسلح"
            && mentions.events_at(a.span.start).iter().any(|e| {
                e.span.end >= a.span.start
                    && (e.class != EventClass::VerbActive || e.span.end > a.span.start)
            })
    };
    // «اشتباكات بين القوة المهاجمة ومسلحين»: one side of a fight.
    let one_of_two = |a: &ActorMention| {
        reading.key(a.span.start).starts_with('و')
            && (a.span.start.saturating_sub(BETWEEN_REACH)..a.span.start)
                .any(|i| reading.key(i) == "بين")
    };
    let men = |a: &&ActorMention| {
        span.contains(a.span)
            && a.form == ActorForm::Generic
            && reading.words(a.span).contains("مسلح")
            && !adjective(a)
            && !one_of_two(a)
    };
    // «اعترض مسلحون سيارة … وأطلقوا النار عليها»: what they went on to do.
    let went_on = |a: &ActorMention| {
        reading.key(a.span.start).ends_with("ون")
            && mentions.events_in(span).iter().any(|e| {
                let key = reading.key(e.span.start);
                e.class == EventClass::VerbActive
                    && e.span.start >= a.span.end
                    && key.starts_with(['و', 'ف'])
                    && key.contains("وا")
            })
    };
    let doer = mentions.actors_in(span).iter().filter(men).find(|a| {
        match part(reading, mentions, a, span, kind, figures, None, !out.is_empty()) {
            Some((role, rule)) => role == ActorRole::Perpetrator && rule != "roles.fought",
            None => went_on(a),
        }
    });
    let Some(actor) = doer else {
        out.extend(somebody(reading, mentions, span));
        return;
    };
    let draft = ActorDraft::of(actor, ActorRole::Perpetrator, "roles.gunmen");
    out.push(match theirs(reading, actor) {
        Some(span) => {
            ActorDraft { id: "other", name: Some(reading.words(span).to_owned()), span, ..draft }
        }
        None => ActorDraft { id: "unknown", certainty: Certainty::Unknown, ..draft },
    });
}

/// «مسلحون من كتيبة …»: the band they are of, by a name that no table holds.
fn theirs(reading: &Reading, men: &ActorMention) -> Option<TokenSpan> {
    let of = men.span.end;
    let band = reading.key(of) == "من" && reading.reads_any(of + 1, &BANDS);
    let name = reading.tokens.get(of + 2).is_some_and(Token::is_word);
    (band && name).then(|| TokenSpan::new(of + 1, of + 3))
}

/// «أطلق عليه شخصان على متن دراجة النار», «أطلق ركاب سيارة النار»: people of whom no more is told, right behind the
/// verb of what they did.
fn somebody(reading: &Reading, mentions: &Mentions, span: TokenSpan) -> Option<ActorDraft> {
    let armed = |kind: Option<Kind>| {
        matches!(kind, Some(Kind::Shooting | Kind::Assassination | Kind::Abduction | Kind::Grenade))
    };
    let verb = mentions
        .events_in(span)
        .iter()
        .find(|e| span.contains(e.span) && e.class == EventClass::VerbActive && armed(e.kind))?;
    let first = verb.span.start + 1;
    let at =
        first + usize::from(["عليه", "عليها", "عليهم", "عليهما"].contains(&reading.key(first)));
    let whose = |a: &ActorMention| a.form != ActorForm::Generic && a.span.start >= at;
    let named = mentions.actors_in(TokenSpan::new(at, at + 3)).iter().any(whose);
    (SOMEBODY.contains(&reading.key(at)) && !named).then(|| ActorDraft {
        role: ActorRole::Perpetrator,
        id: "unknown",
        name: None,
        certainty: Certainty::Unknown,
        span: TokenSpan::new(at, at + 1),
        rule: "roles.gunmen",
    })
}
