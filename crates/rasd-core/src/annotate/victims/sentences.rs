//! The figures of a whole report: sentence by sentence, and what one sentence says of the next.

use super::bodies::taken;
use super::named::names_below;
use super::told::others_of_those;
use super::{FigureMention, VictimInput, figures};
use crate::annotate::outcomes::OutcomeClass;
use crate::annotate::tally_cues::{TallyCue, TallyCueRole};
use crate::model::Outcome;
use crate::reading::Reading;
use crate::segment::{Sentence, heads_items};

/// How many figures an article has.
const ROOM: usize = 16;

/// The figures of a report, left to right in each of its sentences.
#[must_use]
pub(crate) fn all_figures(
    reading: &Reading,
    sentences: &[Sentence],
    tally_cues: &[TallyCue],
    input: VictimInput,
) -> Vec<FigureMention> {
    let mut all: Vec<FigureMention> = Vec::with_capacity(ROOM);
    let mut listed: Option<Outcome> = None;
    // Whether words said that a list follows, and no colon alone.
    let mut by_cue = false;
    let mut before = None;
    for (number, sentence) in sentences.iter().enumerate() {
        // «وتوزع القتلى على النحو الآتي:» says what became of the people in the list behind it.
        let opens_list = tally_cues
            .iter()
            .any(|c| c.role == TallyCueRole::List && sentence.span.contains(c.span));
        // «شهداء حلب اليوم:», «قضى اليوم في ريف إدلب:», with items below.
        let heads = !opens_list && heads_items(reading, sentences, number);
        by_cue = opens_list || by_cue && !heads;
        let line = !sentence.bullet && before != Some(sentence.paragraph);
        if !by_cue && line && words(reading, sentence) {
            listed = None;
        }
        before = Some(sentence.paragraph);
        let opens_list = opens_list || heads;
        // Many sentences tell of nobody.
        if !opens_list && !input.index.tells_in(sentence.span) {
            continue;
        }
        let last = all.last().filter(|f| taken(f)).cloned();
        // «- القتلى: 5 مدنيين» says it itself.
        let own = || input.outcomes.iter().any(|o| sentence.span.contains(o.span));
        let listed_here = listed.filter(|_| sentence.bullet && (by_cue || !own()));
        let input = VictimInput { listed: listed_here, taken: last.as_ref(), ..input };
        let base = all.len();
        all.extend(figures(reading, input, sentence.span).into_iter().map(|mut f| {
            f.within = f.within.map(|w| w + base);
            f
        }));
        others_of_those(reading, sentences, number, &mut all, base);
        let names = names_below(reading, sentences, number, input.outcomes);
        if let Some(names) = &names
            && let [one] = &all[base..]
            && one.outcome == names.outcome
            && (one.count.min, one.count.max) == (Some(2), None)
        {
            // «أسماء شهداء القصف:» counts nobody itself.
            all.pop();
        }
        let names = names.filter(|names| {
            let told = &all[base..];
            told.iter().all(|f| f.outcome != names.outcome && f.span.start <= names.span.start)
        });
        all.extend(names);
        if opens_list {
            let told = || input.outcomes.iter().rev().filter(|o| sentence.span.contains(o.span));
            let noun = told().find(|o| o.class == OutcomeClass::Noun).map(|o| o.outcome);
            let figure = || all[base..].first().map(|f| f.outcome);
            let any = told().next().map(|o| o.outcome);
            // «القتلى والجرحى:» says nothing of either.
            let one = by_cue || told().all(|o| Some(o.outcome) == any);
            listed = noun.or_else(figure).or(any).filter(|_| one);
        }
    }
    all
}

fn words(reading: &Reading, sentence: &Sentence) -> bool {
    (sentence.span.start..sentence.span.end).any(|i| reading.tokens[i].is_word())
}
