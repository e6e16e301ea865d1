//! One unit after the other: it counts over several incidents, tells more of an incident told before it, tells
//! what goes on at large, or tells an incident.

use crate::annotate::Mentions;
use crate::annotate::victims::FigureMention;
use crate::assemble::day::heading;
use crate::assemble::draft::{ActorDraft, Draft};
use crate::assemble::harm::{among, partition, received, same_act, shares};
use crate::assemble::roles::subject;
use crate::assemble::running::{RunningTally, figures_of, sums_up_items};
use crate::assemble::scene::{self, apart, spot};
use crate::assemble::tallies::TallyDraft;
use crate::assemble::tallies::summed::Summed;
use crate::assemble::tallies::{
    self, continued, counting, going_on, habit, resumed, risen, several, totals,
};
use crate::assemble::telling;
use crate::assemble::units::Unit;
use crate::model::ActorRole;
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// What was read so far, and what of it the next unit may go on with.
pub(super) struct Assembler<'a> {
    reading: &'a Reading<'a>,
    mentions: &'a Mentions,
    pub(super) drafts: Vec<Draft>,
    pub(super) tallies: Vec<TallyDraft>,
    context: scene::Context,
    /// The count that the last unit told or went on with.
    running: Option<RunningTally>,
    /// The last count that a later paragraph may come back to.
    recent: Option<RunningTally>,
    /// Whether the last people were counted over several incidents.
    counted: bool,
    /// The paragraph that told what goes on day by day.
    habit: Option<usize>,
    /// Paragraph and words of acts that were counted over a long time, without people.
    acts: Option<(usize, TokenSpan)>,
    /// Who did what a list tells point by point.
    head: Option<ActorDraft>,
    /// Who did what the next incidents tell one by one.
    summed: Option<Summed>,
    /// The last line of the places that the act told last is to have struck.
    struck: Option<usize>,
}

impl<'a> Assembler<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, mentions: &'a Mentions) -> Self {
        Self {
            reading,
            mentions,
            drafts: Vec::with_capacity(16),
            tallies: Vec::new(),
            context: scene::Context::default(),
            running: None,
            recent: None,
            counted: false,
            habit: None,
            acts: None,
            head: None,
            summed: None,
            struck: None,
        }
    }

    /// Whether the body has told no incident yet: none with people or a place.
    fn untold(&self) -> bool {
        let says_nothing = |d: &Draft| d.figures.is_empty() && d.places.is_empty();
        self.drafts.iter().all(|d| d.headline || says_nothing(d))
    }

    /// Takes the next unit of the report.
    pub(super) fn read(&mut self, unit: &Unit) {
        let (reading, mentions) = (self.reading, self.mentions);
        if !(unit.span.start..unit.span.end).any(|i| reading.tokens[i].is_word()) {
            return;
        }
        if let Some(day) = heading::headed(reading, mentions, unit) {
            (self.context.digest, self.context.headed) = (Some(day), true);
            return;
        }
        if let Some(line) = self.struck.take()
            && let Some(told) = self.drafts.last_mut()
            && apart::lists(reading, mentions, unit, line, told)
        {
            self.struck = Some(unit.paragraph);
            return;
        }
        let figures = figures_of(reading, mentions, unit);
        if going_on::natural(mentions, unit)
            || habit::only_comments(reading, mentions, unit, &figures)
        {
            self.running = None;
            return;
        }
        let Some(figures) = self.counts(unit, figures) else { return };
        self.running = None;
        let Some(figures) =
            received::of_told(self.reading, self.mentions, &mut self.drafts, unit, figures)
        else {
            return;
        };
        if !self.goes_on(unit, &figures) {
            self.tell(unit, figures);
        }
    }

    /// A unit that counts over several incidents; the figures come back when it does not.
    fn counts(&mut self, unit: &Unit, figures: Vec<FigureMention>) -> Option<Vec<FigureMention>> {
        let (reading, mentions) = (self.reading, self.mentions);
        if self.running.is_some_and(|t| t.is_over(reading, mentions, unit)) {
            self.running = None;
        }
        let counts_habit =
            self.habit == Some(unit.paragraph) && habit::counts_habit(mentions, unit, &figures);
        let untold = self.untold();
        let more =
            |opened| untold && resumed::of_statistics(reading, mentions, unit, &figures, opened);
        let of_acts = self.acts.filter(|(paragraph, opened)| {
            unit.paragraph <= paragraph + 1
                && (more(*opened) || habit::tolls_of_acts(reading, mentions, unit, &figures))
        });
        let starts = counts_habit || of_acts.is_some() || counting::starts(reading, mentions, unit);
        // «حصيلة شهداء إدلب وحلب»: the next line tells how many.
        if figures.is_empty() && counting::heads_digest(reading, mentions, unit) {
            self.recent = Some(RunningTally::heading(self.tallies.len(), unit));
            self.context.sums_up(reading, mentions, unit);
            return None;
        }
        if habit::counts_acts(reading, mentions, unit, &figures) {
            self.acts = Some((unit.paragraph, unit.span));
        }
        if self.running.is_none() {
            let recent = self.recent;
            self.running = recent
                .filter(|t| {
                    let counted = self.counted;
                    resumed::resumes(reading, mentions, unit, &figures, *t, counted, untold)
                })
                .map(|t| RunningTally { paragraph: unit.paragraph, ..t });
        }
        let running = self.running;
        let goes_on = running.is_some_and(|t| {
            continued::goes_on(reading, mentions, unit, &figures, t) || more(t.opened)
        });
        let rise = !goes_on && risen::tells_only_the_rise(reading, mentions, unit, &figures);
        if rise && risen::into_toll(reading, mentions, unit, &figures, self.drafts.last_mut()) {
            return None;
        }
        if starts
            && let Some(day) = self
                .drafts
                .pop_if(|day| several::feeds_count(reading, mentions, day, unit, &figures))
        {
            totals::add(day, &mut self.tallies, mentions);
        }
        if !(starts || goes_on || rise) {
            return self.divides(unit, figures);
        }
        let acts = of_acts.map(|(_, words)| words);
        let base = match running {
            Some(running) if !starts || goes_on => running.base,
            _ => self.tallies.len(),
        };
        let listed = running.is_some_and(|t| t.listed);
        tallies::add(
            &mut self.tallies,
            base,
            reading,
            mentions,
            unit.span,
            figures,
            running.is_some_and(|t| t.listed || t.items) && unit.bullet,
            running.map(|t| t.opened).or(acts),
        );
        let announces = listed || continued::announces_list(mentions, unit);
        let items = running.is_some_and(|t| t.items)
            || starts && !announces && sums_up_items(reading, mentions, unit);
        // «في حوادث متفرقة»: the next sentences tell them one by one.
        let spread = starts && !goes_on && counting::is_spread(mentions, unit);
        // A headline's count is told by the day of what the body tells.
        if items {
            self.context.enter(reading, mentions, unit);
        }
        if spread || items || unit.headline && starts {
            self.context.sums_up(reading, mentions, unit);
            self.summed = Summed::of(mentions, unit, &self.tallies[base..]);
        }
        let opened = running.filter(|_| goes_on).map(|t| t.opened).or(acts).unwrap_or(unit.span);
        self.running = Some(RunningTally {
            base,
            paragraph: unit.paragraph,
            listed: announces,
            items,
            opened,
            breath: spread && !announces,
            heads: false,
        });
        self.recent = self.running.filter(|t| !t.breath).or(self.recent);
        self.counted = true;
        None
    }

    /// «قُتل 86 شخصاً أمس. وتوزع الضحايا كالتالي: 41 في حلب، …»: what was told in front is a count; the figures
    /// come back when it is none.
    fn divides(&mut self, unit: &Unit, figures: Vec<FigureMention>) -> Option<Vec<FigureMention>> {
        let (reading, mentions) = (self.reading, self.mentions);
        let Some(whole) = continued::announces_list(mentions, unit)
            .then(|| self.drafts.pop_if(|d| continued::is_divided(d, unit)))
            .flatten()
        else {
            return Some(figures);
        };
        let base = self.tallies.len();
        let opened = whole.unit;
        totals::add(whole, &mut self.tallies, mentions);
        tallies::add(&mut self.tallies, base, reading, mentions, unit.span, figures, true, None);
        let paragraph = unit.paragraph;
        let running = RunningTally {
            base,
            paragraph,
            listed: true,
            items: false,
            opened,
            breath: false,
            heads: false,
        };
        self.running = unit.ends_in_colon(reading).then_some(running);
        self.counted = true;
        None
    }

    /// Whether a unit tells only what goes on at large.
    fn goes_on(&mut self, unit: &Unit, figures: &[FigureMention]) -> bool {
        let (reading, mentions) = (self.reading, self.mentions);
        let acts = self.acts.map(|(paragraph, _)| paragraph);
        if habit::is_habit(reading, mentions, unit)
            || self.habit == Some(unit.paragraph) && habit::goes_on_habit(mentions, unit, figures)
            || going_on::dwells(reading, mentions, unit, figures, acts)
            || figures.is_empty()
                && acts == Some(unit.paragraph)
                && self.untold()
                && going_on::tells_what_acts(reading, mentions, unit)
            || !self.drafts.is_empty()
                && (habit::tells_state(reading, mentions, unit, figures)
                    || going_on::tells_no_act(reading, mentions, unit, figures))
        {
            self.habit = Some(unit.paragraph);
            return true;
        }
        habit::counts_acts_of_nowhere(reading, mentions, unit, figures)
    }

    /// A unit that tells an incident, or more of the last one.
    fn tell(&mut self, unit: &Unit, figures: Vec<FigureMention>) {
        let (reading, mentions) = (self.reading, self.mentions);
        self.context.enter(reading, mentions, unit);
        let people = !figures.is_empty();
        let draft =
            telling::draft(reading, mentions, unit, figures, &mut self.context, &self.drafts);
        if !people
            && let Some(told) = self.drafts.last_mut()
            && spot::told_closer(reading, mentions, unit, draft.as_ref(), told)
        {
            return;
        }
        let idle = draft.is_none();
        if let Some(draft) = draft
            && !self.take(unit, draft)
        {
            return;
        }
        if idle && self.drafts.iter().all(|d| d.headline) {
            self.context.sets_day(reading, mentions, unit);
            self.summed = self.summed.take().or_else(|| Summed::campaign(reading, mentions, unit));
        }
        // «شهدت كركوك أمس حوادث أمنية، حيث …»: the day of what is told one by one.
        let goes_on = reading.tokens[unit.span.end - 1].is_punct('،');
        if idle && goes_on && counting::is_spread(mentions, unit) {
            self.context.sums_up(reading, mentions, unit);
        }
        self.context.heads_list(reading, mentions, unit);
        // «استهدفت الغارات: ⏎ - سراقب ⏎ - النيرب»
        let nowhere = |d: &Draft| d.unit.end == unit.span.end && d.places.is_empty();
        let heads = unit.ends_in_colon(reading) && self.drafts.last().is_some_and(nowhere);
        self.struck = heads.then_some(unit.paragraph);
    }

    /// Takes a draft; whether it stands by itself, and is not more of the last one.
    fn take(&mut self, unit: &Unit, mut draft: Draft) -> bool {
        let (reading, mentions) = (self.reading, self.mentions);
        if unit.bullet && draft.perpetrators().next().is_none() {
            draft.actors.extend(self.head.clone());
        }
        self.counted = false;
        if let Some(summed) = &mut self.summed {
            summed.hand_on(unit, &mut draft);
        }
        if let Some(told) = self.drafts.last_mut() {
            if same_act::only_claims(reading, &draft, told) {
                let claimants = draft.actors.into_iter();
                told.actors.extend(claimants.filter(|a| a.role == ActorRole::Claimant));
                return false;
            }
            if same_act::only_guesses(reading, unit, &draft, told) {
                return false;
            }
            same_act::led_away_there(unit, &mut draft, told);
            if same_act::only_fell(reading, unit, &draft, told) {
                told.figures.extend(draft.figures);
                return false;
            }
        }
        if !unit.bullet {
            self.head = subject::heads_list(reading, unit, &draft);
        }
        let Some(mut draft) = partition::of_places(reading, mentions, draft, &mut self.tallies)
        else {
            return false;
        };
        among::keep_apart(reading, mentions, &mut draft, &mut self.tallies);
        shares::by_place(reading, mentions, unit, draft, &mut self.drafts);
        true
    }
}
