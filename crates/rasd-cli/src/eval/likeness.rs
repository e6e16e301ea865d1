//! Which predicted incident stands for which gold incident.

use std::collections::BTreeSet;

use super::gold::Incident;
use super::slots::{figure_keys, perpetrators, places, when};

/// Kinds that are easily taken for one another.
const FAMILIES: [&[&str]; 5] = [
    &["air_strike", "drone_strike", "shelling"],
    &["ied", "landmine_erw", "suicide_bombing", "grenade"],
    &[
        "shooting",
        "assassination",
        "armed_clash",
        "execution",
        "body_found",
        "death_in_custody",
        "raid",
    ],
    &["arrest", "raid", "abduction", "ill_treatment"],
    &["protest", "protest_violence", "mob_violence"],
];

/// A pair must be at least so much alike.
const FLOOR: f64 = 1.6;

fn kind(gold: &Incident, predicted: &Incident) -> f64 {
    let (g, p) = (gold.kind.as_str(), predicted.kind.as_str());
    if g == p {
        1.0
    } else if gold.also.iter().any(|k| k == p) || predicted.also.iter().any(|k| k == g) {
        0.7
    } else if FAMILIES.iter().any(|f| f.contains(&g) && f.contains(&p)) {
        0.4
    } else {
        0.0
    }
}

/// How much alike two incidents are, 0 to 5.2.
#[expect(clippy::cast_precision_loss, reason = "counts of slots are small")]
pub(super) fn likeness(gold: &Incident, predicted: &Incident) -> f64 {
    let kind = kind(gold, predicted);
    let (g, p) = (places(gold), places(predicted));
    let place = if g.is_empty() || p.is_empty() {
        0.0
    } else {
        g.intersection(&p).count() as f64 / g.len().min(p.len()).max(1) as f64
    };
    let set = |i: &Incident| figure_keys(&i.harm).into_iter().collect::<BTreeSet<_>>();
    let (g, p) = (set(gold), set(predicted));
    let harm = if g.is_empty() && p.is_empty() {
        0.4
    } else {
        (2 * g.intersection(&p).count()) as f64 / (g.len() + p.len()) as f64
    };
    let date = match (when(gold), when(predicted)) {
        (Some(g), Some(p)) if g == p => 1.0,
        (None, None) => 0.4,
        _ => 0.0,
    };
    let who = if perpetrators(gold).is_disjoint(&perpetrators(predicted)) { 0.0 } else { 1.0 };
    1.2 * kind + 1.5 * place + 1.3 * harm + 0.6 * date + 0.6 * who
}

/// The outcome of pairing: pairs, gold and predicted incidents left over, all by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) missed: Vec<usize>,
    pub(crate) extra: Vec<usize>,
}

/// Pairs greedily one to one, most alike first; ties go to the earlier incident.
pub(super) fn pair(gold: &[Incident], predicted: &[Incident]) -> Pairing {
    let mut ranked = Vec::with_capacity(gold.len() * predicted.len());
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            ranked.push((likeness(g, p), i, j));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut gold_used, mut predicted_used) =
        (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (score, i, j) in ranked {
        if score >= FLOOR && !gold_used[i] && !predicted_used[j] {
            gold_used[i] = true;
            predicted_used[j] = true;
            pairs.push((i, j));
        }
    }
    let left = |used: &[bool]| (0..used.len()).filter(|i| !used[*i]).collect();
    Pairing { missed: left(&gold_used), extra: left(&predicted_used), pairs }
}
