//! What is compared: each slot of an incident as a bag of keys.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::gold::{Figure, Incident};

/// A figure as it is compared: outcome, group, smallest, largest number.
pub(super) type FigureKey = (String, String, Option<i64>, Option<i64>);

/// Words that say what sort of place a name is; they are no part of the name.
const TYPE_WORDS: &[&str] = &[
    "مدينه",
    "بلده",
    "قريه",
    "منطقه",
    "ناحيه",
    "محافظه",
    "ريف",
    "حي",
    "مخيم",
    "محيط",
    "اطراف",
    "طريق",
    "مزرعه",
    "قرب",
    "بلدتي",
    "قريتي",
    "مدينتي",
    "جبل",
    "وادي",
];

// Letters and numbers only: unlike the usual word class, a combining mark ends a word here.
static BETWEEN_WORDS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}_]+").ok());

/// Arabic look-up form of a place name: no diacritics or tatweel, alef, ya and ta marbuta folded,
/// articles and type words off, words run together.
pub(super) fn fold(name: &str) -> String {
    let folded: String = name
        .chars()
        .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{670}' | 'ـ'))
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            c => c,
        })
        .collect();
    let Some(between) = BETWEEN_WORDS.as_ref() else { return folded };
    between
        .split(&folded)
        .filter(|w| !w.is_empty() && !TYPE_WORDS.contains(w))
        .map(|w| match w.strip_prefix("ال") {
            Some(rest) if w.chars().count() > 4 => rest,
            _ => w,
        })
        .collect()
}

pub(super) fn figure_keys(figures: &[Figure]) -> Vec<FigureKey> {
    figures
        .iter()
        .map(|f| {
            let count = f.count.unwrap_or_default();
            (f.outcome.clone(), f.group.clone(), count.min, count.max)
        })
        .collect()
}

pub(super) fn places(incident: &Incident) -> BTreeSet<String> {
    let names = incident.places.iter().filter_map(|p| p.name.as_deref()).map(fold);
    names.filter(|n| !n.is_empty()).collect()
}

pub(super) fn actors<'i>(incident: &'i Incident, roles: &[&str]) -> BTreeSet<&'i str> {
    let fits = |role: &Option<String>| role.as_deref().is_some_and(|r| roles.contains(&r));
    let found = incident.actors.iter().filter(|a| fits(&a.role));
    found.filter_map(|a| a.id.as_deref()).filter(|id| !id.is_empty()).collect()
}

/// Those who did it.
pub(super) fn perpetrators(incident: &Incident) -> BTreeSet<&str> {
    actors(incident, &["perpetrator", "co_perpetrator"])
}

/// First and last day; none when no day is known.
pub(super) fn when(incident: &Incident) -> Option<(&str, &str)> {
    let when = incident.when.as_ref()?;
    let given = |date: &'_ Option<String>| date.as_ref().is_some_and(|d| !d.is_empty());
    let start = when.start.as_deref().filter(|_| given(&when.start))?;
    Some((start, when.end.as_deref().filter(|_| given(&when.end)).unwrap_or(start)))
}

/// Sum of an outcome's stand-alone figures, each by its smallest number or else its largest;
/// none when there is no such figure.
fn total(incident: &Incident, outcome: &str) -> Option<i64> {
    let alone = incident.harm.iter().filter(|h| h.outcome == outcome && h.within.is_none());
    let numbers: Vec<i64> = alone
        .map(|h| {
            let count = h.count.unwrap_or_default();
            count.min.filter(|n| *n != 0).or(count.max).unwrap_or(0)
        })
        .collect();
    (!numbers.is_empty()).then(|| numbers.iter().sum())
}

/// The slots that are counted, in the order of the table.
pub(super) const SLOTS: [&str; 11] = [
    "kind",
    "role",
    "when",
    "places",
    "admin1",
    "perpetrator",
    "target",
    "means",
    "harm",
    "killed_total",
    "injured_total",
];

/// One slot of an incident as keys.
pub(super) fn keys(slot: &str, incident: &Incident) -> Vec<String> {
    let owned = |set: BTreeSet<&str>| set.into_iter().map(str::to_owned).collect();
    let number = |n: Option<i64>| n.iter().map(i64::to_string).collect();
    match slot {
        "kind" => vec![incident.kind.clone()],
        "role" => vec![incident.role.clone()],
        "when" => when(incident).iter().map(|(start, end)| format!("{start}\0{end}")).collect(),
        "places" => places(incident).into_iter().collect(),
        "admin1" => {
            let admin1 = incident.places.first().and_then(|p| p.admin1.clone());
            admin1.filter(|a| !a.is_empty()).into_iter().collect()
        }
        "perpetrator" => owned(perpetrators(incident)),
        "target" => owned(actors(incident, &["target"])),
        "means" => owned(incident.means.iter().map(String::as_str).collect()),
        "harm" => figure_keys(&incident.harm).iter().map(|key| format!("{key:?}")).collect(),
        "killed_total" => number(total(incident, "killed")),
        "injured_total" => number(total(incident, "injured")),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn names_fold() {
        for (name, expected) in [
            ("بلدة سَرمين", "سرمين"),
            ("الأتارب", "اتارب"),
            ("البلد", "بلد"),
            ("الحي", "الحي"),
            ("تل أبيض", "تلابيض"),
            ("جبل الزاوية", "زاويه"),
            ("معرّة النعمان", "معرهنعمان"),
            ("حي، الـ(شعار)", "الشعار"),
            ("ريف", ""),
        ] {
            assert_eq!(fold(name), expected, "{name}");
        }
    }
}
