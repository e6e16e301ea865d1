//! Figures and vocabulary words as English phrases.

use std::fmt::Write;

use rasd::model::{ActorRef, Certainty, Count, Group, Harm, Outcome, Tally, Vague};

use super::show;

/// A vocabulary word as it is written in a sentence.
pub(super) fn word(word: &str) -> String {
    match word {
        "ied" => "explosive device".to_owned(),
        "landmine_erw" => "landmine or explosive remnant".to_owned(),
        _ => word.replace('_', " "),
    }
}

/// The actors, each with its part.
pub(super) fn actors(actors: &[ActorRef]) -> Vec<String> {
    actors
        .iter()
        .map(|actor| {
            let mut text = format!("{}: ", word(actor.role.as_str()));
            match &actor.name {
                Some(name) => {
                    let _ = write!(text, "{} [{}]", show(name), show(&actor.id));
                }
                None => text.push_str(&show(&actor.id)),
            }
            if actor.certainty != Certainty::Stated {
                let _ = write!(text, " ({})", actor.certainty);
            }
            text
        })
        .collect()
}

/// One figure of a list in which figures are parts of others.
pub(super) trait Figure {
    fn outcome(&self) -> Outcome;
    fn group(&self) -> Group;
    fn affiliation(&self) -> Option<&str>;
    fn count(&self) -> Count;
    fn within(&self) -> Option<usize>;
    fn provisional(&self) -> bool;
}

macro_rules! figure {
    ($type:ty) => {
        impl Figure for $type {
            fn outcome(&self) -> Outcome {
                self.outcome
            }
            fn group(&self) -> Group {
                self.group
            }
            fn affiliation(&self) -> Option<&str> {
                self.affiliation.as_deref()
            }
            fn count(&self) -> Count {
                self.count
            }
            fn within(&self) -> Option<usize> {
                self.within
            }
            fn provisional(&self) -> bool {
                self.provisional
            }
        }
    };
}
figure!(Harm);
figure!(Tally);

/// The figures that stand alone, each with its parts: "killed: 5 or more people, of them 2
/// children, 1 woman".
pub(super) fn figures<F: Figure>(list: &[F]) -> Vec<String> {
    top_figures(list).into_iter().map(|(_, text)| text).collect()
}

/// As [`figures`], with the figure itself.
pub(super) fn top_figures<F: Figure>(list: &[F]) -> Vec<(&F, String)> {
    let mut told = vec![false; list.len()];
    let mut out = Vec::new();
    // A figure whose whole is not in the list, or that a broken record makes part of itself,
    // stands alone: nothing is left out.
    for pass in [true, false] {
        for (i, figure) in list.iter().enumerate() {
            let alone = figure.within().is_none_or(|w| w >= list.len());
            if told[i] || alone != pass && pass {
                continue;
            }
            let mut text = format!("{}: ", figure.outcome());
            tell(list, i, figure.outcome(), &mut told, &mut text, 0);
            out.push((figure, text));
        }
    }
    out
}

fn tell<F: Figure>(
    list: &[F],
    at: usize,
    outcome: Outcome,
    told: &mut [bool],
    text: &mut String,
    depth: usize,
) {
    let figure = &list[at];
    told[at] = true;
    text.push_str(&people(figure.count(), figure.group()));
    if let Some(side) = figure.affiliation() {
        let _ = write!(text, " of {}", show(side));
    }
    if figure.outcome() != outcome {
        let _ = write!(text, " {}", figure.outcome());
    }
    if figure.provisional() {
        text.push_str(" (provisional)");
    }
    let parts: Vec<usize> =
        (0..list.len()).filter(|i| list[*i].within() == Some(at) && !told[*i]).collect();
    for (i, part) in parts.iter().enumerate() {
        text.push_str(match (depth, i) {
            (0, 0) => ", of them ",
            (_, 0) => " (of them ",
            _ => ", ",
        });
        tell(list, *part, figure.outcome(), told, text, depth + 1);
    }
    if depth > 0 && !parts.is_empty() {
        text.push(')');
    }
}

fn people(count: Count, group: Group) -> String {
    let noun = |n: Option<u32>| noun(group, n == Some(1));
    let many = noun(None);
    match (count.vague, count.min, count.max) {
        (Some(Vague::About), Some(n), _) | (Some(Vague::About), None, Some(n)) => {
            format!("about {n} {}", noun(Some(n)))
        }
        (Some(Vague::Most), Some(min), Some(max)) => format!("most of them, {min} to {max} {many}"),
        (Some(vague @ (Vague::Several | Vague::Many)), min, max) => {
            format!("{vague} {many}{}", bounds(min, max))
        }
        (Some(Vague::Most), min, max) => format!("most of the {many}{}", bounds(min, max)),
        (Some(vague), min, max) => {
            format!("{} of {many}{}", word(vague.as_str()), bounds(min, max))
        }
        (None, Some(min), Some(max)) if min == max => format!("{min} {}", noun(Some(min))),
        (None, Some(min), Some(max)) => format!("{min} to {max} {many}"),
        (None, Some(min), None) => format!("{min} or more {many}"),
        (None, None, Some(max)) => format!("up to {max} {}", noun(Some(max))),
        (None, None, None) => format!("{many}, number not given"),
    }
}

fn bounds(min: Option<u32>, max: Option<u32>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!(" ({min} to {max})"),
        (Some(min), None) => format!(" ({min} or more)"),
        (None, Some(max)) => format!(" (up to {max})"),
        (None, None) => String::new(),
    }
}

const fn noun(group: Group, one: bool) -> &'static str {
    match (group, one) {
        (Group::People, true) => "person",
        (Group::People, false) => "people",
        (Group::Civilians, true) => "civilian",
        (Group::Civilians, false) => "civilians",
        (Group::Combatants, true) => "combatant",
        (Group::Combatants, false) => "combatants",
        (Group::Children, true) => "child",
        (Group::Children, false) => "children",
        (Group::Women, true) => "woman",
        (Group::Women, false) => "women",
        (Group::Men, true) => "man",
        (Group::Men, false) => "men",
        (Group::Elderly, true) => "elderly person",
        (Group::Elderly, false) => "elderly people",
        (Group::Medics, true) => "medic",
        (Group::Medics, false) => "medics",
        (Group::Journalists, true) => "journalist",
        (Group::Journalists, false) => "journalists",
        (Group::AidWorkers, true) => "aid worker",
        (Group::AidWorkers, false) => "aid workers",
        (Group::Rescuers, true) => "rescuer",
        (Group::Rescuers, false) => "rescuers",
        (Group::DisplacedPeople, true) => "displaced person",
        (Group::DisplacedPeople, false) => "displaced people",
        (Group::Officials, true) => "official",
        (Group::Officials, false) => "officials",
        (Group::Detainees, true) => "detainee",
        (Group::Detainees, false) => "detainees",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn harm(outcome: Outcome, group: Group, count: Count, within: Option<usize>) -> Harm {
        let (affiliation, provisional, text) = (None, false, String::new());
        Harm { outcome, group, affiliation, count, within, provisional, text }
    }

    #[test]
    fn figures_read_as_sentences() {
        use Group::{Children, Civilians, Combatants, People, Women};
        use Outcome::{Casualties, Injured, Killed};
        let list = [
            harm(Killed, People, Count::at_least(5), None),
            harm(Killed, Children, Count::exact(2), Some(0)),
            harm(Killed, Women, Count::exact(1), Some(0)),
            harm(Injured, People, Count::vague(Vague::Several), None),
        ];
        assert_eq!(
            figures(&list),
            [
                "killed: 5 or more people, of them 2 children, 1 woman",
                "injured: several people (2 or more)"
            ]
        );
        let nested = [
            harm(Casualties, People, Count::about(30), None),
            harm(Killed, Civilians, Count::between(8, 10), Some(0)),
            harm(Killed, Children, Count::exact(1), Some(1)),
            harm(Killed, Combatants, Count::up_to(3), Some(9)),
        ];
        assert_eq!(
            figures(&nested),
            [
                "casualties: about 30 people, of them 8 to 10 civilians killed (of them 1 child)",
                "killed: up to 3 combatants"
            ]
        );
    }

    #[test]
    fn a_figure_that_is_part_of_itself_is_still_told() {
        let count = Count::exact(1);
        let list = [
            harm(Outcome::Killed, Group::Men, count, Some(1)),
            harm(Outcome::Killed, Group::Women, count, Some(0)),
        ];
        assert_eq!(figures(&list), ["killed: 1 man, of them 1 woman"]);
    }
}
