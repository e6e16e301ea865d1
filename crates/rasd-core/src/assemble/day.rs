//! The day of a unit: stated by it, or carried to it from what was told before.

use jiff::ToSpan;

use super::draft::{Draft, Read};
use super::scene::{Context, Scene};
use super::units::Unit;
use super::when::{days_before, is_reporting_date, stated};
use crate::annotate::Mentions;
use crate::model::{Basis, DatePrecision, When};
use crate::reading::Reading;
use crate::segment::Opener;

impl Context {
    /// Gives a unit its day.
    pub(super) fn day(
        &mut self,
        reading: &Reading,
        mentions: &Mentions,
        unit: &Unit,
        previous: Option<&Draft>,
        scene: &mut Scene,
    ) {
        scene.when = stated(reading, mentions, unit.span);
        if scene.when.is_none() && self.day_after(reading, mentions, unit, scene) {
            return;
        }
        let mut carried = false;
        let goes_on = !unit.first || unit.opener == Some(Opener::Continuation);
        let near =
            |told: &Read<When>| goes_on || unit.span.start.saturating_sub(told.span.end) <= CARRIED;
        if let Some(when) = &scene.when {
            let told = Some((when.clone(), unit.paragraph));
            if is_reporting_date(mentions, when.span) {
                scene.when_inherited = true;
                (self.date, self.said) = (None, told);
            } else if self.told_beside(when, unit) {
                self.said = told;
            } else if when.value.precision != DatePrecision::Year
                && (unit.first || unit.opener != Some(Opener::Recall))
            {
                (self.date, self.said) = (told, None);
            }
        } else if let Some((when, paragraph)) = &mut self.date
            && unit.paragraph <= *paragraph + 1
            && !unit.headline
            && near(when)
        {
            scene.when = Some(when.clone());
            scene.when_inherited = true;
            carried =
                when.value.precision == DatePrecision::Day && when.value.start == when.value.end;
            // «كما استهدفت …» a line below goes on with the same day's acts.
            if unit.opener == Some(Opener::Continuation) {
                *paragraph = unit.paragraph;
            }
        } else if let Some(when) = self.list.as_ref().filter(|_| unit.bullet) {
            scene.when = Some(when.clone());
            scene.when_inherited = true;
        } else if let Some((when, paragraph)) = &self.said
            && unit.paragraph == *paragraph
            && goes_on
        {
            scene.when = Some(when.clone());
            scene.when_inherited = true;
        } else if let Some(when) = self.digest.as_ref().filter(|_| {
            !unit.headline && !matches!(unit.opener, Some(Opener::Recall | Opener::Meanwhile))
        }) {
            scene.when = Some(when.clone());
            scene.when_inherited = true;
        }
        // News that goes on from paragraph to paragraph takes its day along.
        if let Some((_, paragraph)) = self.date.as_mut().filter(|_| carried) {
            *paragraph = unit.paragraph;
        }
        if let (Some(when), Some(published)) = (&scene.when, mentions.published)
            && let Some(end) = when.value.end
            && !scene.when_inherited
        {
            // Days before what the report is about, or a week before the report itself.
            let days = |later: jiff::civil::Date| end.until(later).map_or(0, |s| s.get_days());
            // Yesterday's acts beside the day's own news are recalled; a daily tells of yesterday.
            let today = self.latest.is_some_and(|l| l >= published);
            let (gap, than) = self.latest.map_or((7, published), |l| (2 - i32::from(today), l));
            scene.earlier = days(than) >= gap && previous.is_some();
            self.latest = self.latest.max(Some(end));
        }
    }

    /// «وتأتي المجزرة بعد يوم من مقتل …»: told by the day of the news.
    fn day_after(
        &self,
        reading: &Reading,
        mentions: &Mentions,
        unit: &Unit,
        scene: &mut Scene,
    ) -> bool {
        let Some((days, span)) = days_before(reading, mentions, unit.span) else { return false };
        let Some(day) = self.latest.and_then(|l| l.checked_sub(days.days()).ok()) else {
            return false;
        };
        let value = When {
            start: Some(day),
            end: Some(day),
            precision: DatePrecision::Day,
            basis: Basis::Relative,
            text: None,
        };
        scene.when = Some(Read::new(value, span, "date.before_news"));
        scene.earlier = days > 0;
        true
    }

    /// «توفي رجل متأثراً بإصابته في قصف أمس»: a day before that of the news, and not at the head of
    /// its clause, is that paragraph's own.
    fn told_beside(&self, when: &Read<When>, unit: &Unit) -> bool {
        let earlier = self.latest.zip(when.value.end).is_some_and(|(latest, end)| end < latest);
        let day = when.value.precision == DatePrecision::Day;
        day && earlier && when.span.start > unit.span.start + HEAD
    }
}

/// How far into a clause the day may stand that sets its scene, in tokens.
const HEAD: usize = 4;

/// Tokens over which a day is carried to a sentence that does not say that it goes on.
const CARRIED: usize = 60;
