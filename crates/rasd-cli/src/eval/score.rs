//! The figures: true and false positives per slot, over all reports and for each.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::{Doc, Docs, Finding};
use super::likeness::pair;
use super::slots::{SLOTS, figure_keys, keys};

/// The slots whose mean F1 is the overall figure.
const HEADLINE: [&str; 7] =
    ["incidents", "kind", "when", "places", "perpetrator", "harm", "tallies"];

/// Hits, false alarms and misses of one slot.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    tp: usize,
    fp: usize,
    fn_: usize,
}

impl Counts {
    /// Compares two bags.
    fn add<T: PartialEq>(&mut self, gold: Vec<T>, mut predicted: Vec<T>) {
        for item in gold {
            match predicted.iter().position(|p| *p == item) {
                Some(at) => {
                    predicted.swap_remove(at);
                    self.tp += 1;
                }
                None => self.fn_ += 1,
            }
        }
        self.fp += predicted.len();
    }

    fn row(self) -> Row {
        let ratio = |part: usize, whole: usize| {
            if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
        };
        let p = ratio(self.tp, self.tp + self.fp);
        let r = ratio(self.tp, self.tp + self.fn_);
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        Row {
            precision: round4(p),
            recall: round4(r),
            f1: round4(f1),
            gold: self.tp + self.fn_,
            predicted: self.tp + self.fp,
        }
    }
}

/// Rounds to four decimal places: the decimal value of the float, halves to even.
///
/// Formatting is correctly rounded; multiplying, rounding and dividing is not (0.00005 and its
/// like lie beside their decimal value).
pub(super) fn round4(x: f64) -> f64 {
    format!("{x:.4}").parse().unwrap_or(x)
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
    pub(super) gold: usize,
    pub(super) predicted: usize,
}

/// The whole result.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scores {
    pub(super) reports: usize,
    pub(super) missing: usize,
    pub(super) overall: f64,
    pub(super) tally_leaks: usize,
    pub(super) slots: Vec<(&'static str, Row)>,
}

#[derive(Default)]
struct Slots(BTreeMap<&'static str, Counts>);

impl Slots {
    fn at(&mut self, slot: &'static str) -> &mut Counts {
        self.0.entry(slot).or_default()
    }

    fn row(&self, slot: &str) -> Row {
        self.0.get(slot).copied().unwrap_or_default().row()
    }

    fn join(&mut self, other: &Self) {
        for (slot, counts) in &other.0 {
            let sum = self.at(slot);
            sum.tp += counts.tp;
            sum.fp += counts.fp;
            sum.fn_ += counts.fn_;
        }
    }
}

/// Scores `predicted` against `gold`; also each report's own figure, in gold order.
pub(super) fn score(
    gold: &Docs,
    predicted: &BTreeMap<String, Doc>,
) -> (Scores, Vec<(String, f64)>) {
    let nothing = Doc::default();
    let mut all = Slots::default();
    let mut tally_leaks = 0;
    let mut per_report = Vec::with_capacity(gold.len());
    for (id, gold) in gold.iter() {
        let predicted = predicted.get(id).unwrap_or(&nothing);
        let local = report(gold, predicted);
        all.join(&local);
        tally_leaks += leaks(gold, predicted);
        let rows: Vec<f64> = HEADLINE
            .iter()
            .map(|slot| local.row(slot))
            .filter(|row| row.gold > 0 || row.predicted > 0)
            .map(|row| row.f1)
            .collect();
        let mean = if rows.is_empty() { 1.0 } else { rows.iter().sum::<f64>() / rows.len() as f64 };
        per_report.push((id.clone(), mean));
    }
    let names = ["incidents"].into_iter().chain(SLOTS).chain(["tallies", "findings"]);
    let slots: Vec<_> = names.map(|slot| (slot, all.row(slot))).collect();
    let overall = HEADLINE.iter().map(|slot| all.row(slot).f1).sum::<f64>() / HEADLINE.len() as f64;
    let missing = gold.iter().filter(|(id, _)| !predicted.contains_key(id)).count();
    let overall = round4(overall);
    (Scores { reports: gold.len(), missing, overall, tally_leaks, slots }, per_report)
}

fn report(gold: &Doc, predicted: &Doc) -> Slots {
    let mut slots = Slots::default();
    let pairing = pair(&gold.incidents, &predicted.incidents);
    let incidents = slots.at("incidents");
    incidents.tp = pairing.pairs.len();
    incidents.fn_ = pairing.missed.len();
    incidents.fp = pairing.extra.len();
    for slot in SLOTS {
        let of_gold = |i: usize| keys(slot, &gold.incidents[i]);
        let of_predicted = |j: usize| keys(slot, &predicted.incidents[j]);
        let counts = slots.at(slot);
        for (i, j) in &pairing.pairs {
            counts.add(of_gold(*i), of_predicted(*j));
        }
        for i in &pairing.missed {
            counts.add(of_gold(*i), Vec::new());
        }
        for j in &pairing.extra {
            counts.add(Vec::new(), of_predicted(*j));
        }
    }
    slots.at("tallies").add(figure_keys(&gold.tallies), figure_keys(&predicted.tallies));
    let codes = |findings: &[Finding]| {
        let set: BTreeSet<String> = findings.iter().map(|f| f.code.clone()).collect();
        set.into_iter().collect::<Vec<_>>()
    };
    slots.at("findings").add(codes(&gold.findings), codes(&predicted.findings));
    slots
}

/// Tally figures that stand in a predicted incident and in no gold incident.
fn leaks(gold: &Doc, predicted: &Doc) -> usize {
    let figures = |doc: &Doc| {
        doc.incidents.iter().flat_map(|n| figure_keys(&n.harm)).collect::<BTreeSet<_>>()
    };
    let (held, told) = (figures(gold), figures(predicted));
    figure_keys(&gold.tallies).iter().filter(|k| told.contains(k) && !held.contains(k)).count()
}
