//! The result as a table or as one line of JSON.

use std::fmt::Write;

use super::score::Scores;

/// The table and the line of sums beneath it.
pub(super) fn text(scores: &Scores) -> String {
    let mut out = String::new();
    let (p, r, f1, gold, pred) = ("P", "R", "F1", "gold", "pred");
    let _ = writeln!(out, "{:14} {p:>6} {r:>6} {f1:>6} {gold:>6} {pred:>6}", "slot");
    for (name, row) in &scores.slots {
        let _ = writeln!(
            out,
            "{name:14} {:6.3} {:6.3} {:6.3} {:6} {:6}",
            row.precision, row.recall, row.f1, row.gold, row.predicted
        );
    }
    let _ = writeln!(
        out,
        "reports {}, missing {}, tally leaks {}, overall {:.4}",
        scores.reports, scores.missing, scores.tally_leaks, scores.overall
    );
    out
}

/// The `n` reports with the lowest figures, lowest first.
pub(super) fn worst(mut per_report: Vec<(String, f64)>, n: usize) -> String {
    per_report.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = String::new();
    for (id, value) in per_report.iter().take(n) {
        let _ = writeln!(out, "  {value:.3} {id}");
    }
    out
}

/// One line of JSON. Written by hand so that the spacing is that of the reference scorer and the
/// two outputs can be compared byte by byte.
pub(super) fn json(scores: &Scores) -> String {
    let rows: Vec<String> = scores
        .slots
        .iter()
        .map(|(name, row)| {
            format!(
                "\"{name}\": {{\"precision\": {:?}, \"recall\": {:?}, \"f1\": {:?}, \"gold\": {}, \
                 \"predicted\": {}}}",
                row.precision, row.recall, row.f1, row.gold, row.predicted
            )
        })
        .collect();
    format!(
        "{{\"reports\": {}, \"missing\": {}, \"overall\": {:?}, \"tally_leaks\": {}, \
         \"slots\": {{{}}}}}",
        scores.reports,
        scores.missing,
        scores.overall,
        scores.tally_leaks,
        rows.join(", ")
    )
}
