//! Checking: what a careful reader would question in the report itself. Nothing is repaired.

use crate::annotate::Mentions;
use crate::assemble::draft::Draft;
use crate::assemble::{Assembly, TallyDraft};
use crate::model::{Count, Finding, FindingCode, Group};
use crate::reading::{EvidenceMaker, Reading};
use crate::tokens::TokenSpan;

/// The findings of one report, in codebook order.
pub(crate) fn check(
    reading: &Reading,
    mentions: &Mentions,
    assembly: &Assembly,
    maker: &EvidenceMaker,
) -> Vec<Finding> {
    let mut out = Vec::new();
    dates(mentions, assembly, maker, &mut out);
    contradictions(reading, mentions, maker, &mut out);
    for draft in &assembly.drafts {
        parts(draft, maker, &mut out);
        if let Some((head, body)) = draft.disagree {
            let message = "the headline gives another figure than the text".to_owned();
            out.push(finding(FindingCode::TitleBodyDisagree, message, maker, &[head, body]));
        }
    }
    tally_parts(&assembly.tallies, maker, &mut out);
    places(mentions, assembly, maker, &mut out);
    out
}

fn finding(
    code: FindingCode,
    message: String,
    maker: &EvidenceMaker,
    spans: &[TokenSpan],
) -> Finding {
    let rule = format!("check.{code}");
    Finding {
        code,
        message,
        evidence: spans.iter().map(|s| maker.make("finding", *s, rule.clone())).collect(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn dates(mentions: &Mentions, assembly: &Assembly, maker: &EvidenceMaker, out: &mut Vec<Finding>) {
    let outside = |span: TokenSpan| !mentions.furniture.iter().any(|f| f.overlaps(span));
    for (date, when) in mentions.dates.iter().zip(&mentions.whens) {
        if !outside(date.span) {
            continue;
        }
        if let Some((a, b)) = date.months_disagree {
            let name = |m: u8| MONTHS.get(usize::from(m.saturating_sub(1))).copied().unwrap_or("?");
            let message = format!("the date names both {} and {}", name(a), name(b));
            out.push(finding(FindingCode::MonthsDisagree, message, maker, &[date.span]));
        }
        if let (Some(start), Some(published)) = (when.start, mentions.published)
            && start > published
            && told(assembly, date.span)
            && date.explicit()
        {
            let message = format!("dated {start}, published {published}");
            out.push(finding(FindingCode::DateAfterPublication, message, maker, &[date.span]));
        }
    }
}

/// «مساء أمس … مساء اليوم»: one clause that puts the same part of the day on two days.
fn contradictions(
    reading: &Reading,
    mentions: &Mentions,
    maker: &EvidenceMaker,
    out: &mut Vec<Finding>,
) {
    for pair in mentions.dates.windows(2) {
        let [a, b] = pair else { continue };
        let differ = a.relative.is_some() && b.relative.is_some() && a.relative != b.relative;
        if !differ || b.span.start - a.span.end > 10 {
            continue;
        }
        let same_part = a.part.zip(b.part).is_some_and(|(x, y)| reading.key(x) == reading.key(y));
        let same_sentence =
            mentions.sentences.iter().any(|s| s.span.contains(a.span) && s.span.contains(b.span));
        if same_part && same_sentence {
            let message = "two relative dates of the same clause contradict each other".to_owned();
            let spans = [a.span, b.span];
            out.push(finding(FindingCode::RelativeDateUnanchored, message, maker, &spans));
        }
    }
}

/// Whether a span lies in a unit that tells an incident.
fn told(assembly: &Assembly, span: TokenSpan) -> bool {
    assembly.drafts.iter().any(|d| d.when.as_ref().is_some_and(|w| w.span == span))
}

fn exact(count: Count) -> Option<u32> {
    count.is_exact().then_some(count.min).flatten()
}

/// Groups that exclude each other, so that their parts add up.
fn exclusive(group: Group) -> bool {
    matches!(
        group,
        Group::Civilians | Group::Combatants | Group::Children | Group::Women | Group::Men
    )
}

fn parts(draft: &Draft, maker: &EvidenceMaker, out: &mut Vec<Finding>) {
    if draft.figures.iter().all(|f| f.within.is_none()) {
        return;
    }
    for (i, total) in draft.figures.iter().enumerate() {
        let Some(whole) = exact(total.count) else { continue };
        let parts: Vec<_> =
            draft.figures.iter().filter(|f| f.within == Some(i) && exclusive(f.group)).collect();
        let status = |g: Group| matches!(g, Group::Civilians | Group::Combatants);
        let mixed = parts.iter().any(|p| status(p.group)) && parts.iter().any(|p| !status(p.group));
        let Some(sum) = parts.iter().map(|p| exact(p.count)).sum::<Option<u32>>() else { continue };
        if mixed || parts.is_empty() {
            continue;
        }
        let spans: Vec<TokenSpan> =
            std::iter::once(total.span).chain(parts.iter().map(|p| p.span)).collect();
        if sum > whole {
            let message = format!("the parts add up to {sum}, the total is {whole}");
            out.push(finding(FindingCode::PartsExceedTotal, message, maker, &spans));
        } else if sum < whole && parts.iter().all(|p| p.exhaustive) {
            let message = format!("the listed parts add up to {sum}, the total is {whole}");
            out.push(finding(FindingCode::PartsBelowTotal, message, maker, &spans));
        }
    }
}

fn tally_parts(tallies: &[TallyDraft], maker: &EvidenceMaker, out: &mut Vec<Finding>) {
    for (i, total) in tallies.iter().enumerate() {
        let Some(whole) = exact(total.figure.count) else { continue };
        let parts: Vec<&TallyDraft> = tallies
            .iter()
            .filter(|t| {
                t.within == Some(i)
                    && matches!(
                        t.figure.group,
                        Group::Civilians | Group::Combatants | Group::People
                    )
            })
            .collect();
        if parts.is_empty() {
            continue;
        }
        let Some(sum) = parts.iter().map(|p| exact(p.figure.count)).sum::<Option<u32>>() else {
            continue;
        };
        let spans: Vec<TokenSpan> =
            std::iter::once(total.figure.span).chain(parts.iter().map(|p| p.figure.span)).collect();
        if sum > whole {
            let message = format!("the parts add up to {sum}, the tally is {whole}");
            out.push(finding(FindingCode::PartsExceedTotal, message, maker, &spans));
        } else if sum < whole && parts.len() > 2 && parts.iter().all(|p| p.exhaustive) {
            let message = format!("the listed parts add up to {sum}, the tally is {whole}");
            out.push(finding(FindingCode::PartsBelowTotal, message, maker, &spans));
        }
    }
}

fn places(mentions: &Mentions, assembly: &Assembly, maker: &EvidenceMaker, out: &mut Vec<Finding>) {
    let mut seen: Vec<&str> = Vec::new();
    for draft in &assembly.drafts {
        for &i in &draft.places {
            let (Some(mention), Some(resolved)) =
                (mentions.places.get(i), mentions.resolved.get(i))
            else {
                continue;
            };
            let Some(code) = resolved.finding.filter(|_| !seen.contains(&mention.name.as_str()))
            else {
                continue;
            };
            seen.push(&mention.name);
            let area = mention.containers.first().filter(|_| code != FindingCode::PlaceAmbiguous);
            let message = match area {
                None => format!(
                    "{} places bear this name and the context does not tell which",
                    mention.candidates.len()
                ),
                Some(_) => {
                    "no place of this name is known in the area that the text gives".to_owned()
                }
            };
            let mut spans = vec![mention.span];
            spans.extend(area.map(|area| area.span));
            out.push(finding(code, message, maker, &spans));
        }
    }
}
