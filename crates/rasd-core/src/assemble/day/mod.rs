//! The day of a unit: stated by it, or carried to it from what was told before.

mod before_news;
pub(in crate::assemble) mod heading;
pub(in crate::assemble) mod when;

use jiff::civil::Date;

use self::before_news::days_before;
use self::when::{is_reporting_date, stated};
use crate::annotate::Mentions;
use crate::annotate::actors::{ActorForm, ActorMention};
use crate::annotate::dates::DateMention;
use crate::assemble::draft::{Draft, Read};
use crate::assemble::scene::{Context, Scene};
use crate::assemble::units::Unit;
use crate::model::{Basis, DatePrecision, When};
use crate::reading::Reading;
use crate::resolve::dates::days_from;
use crate::segment::Opener;
use crate::tokens::TokenSpan;
use crate::word_lists::day::LASTS;

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
            self.passes(unit);
            return;
        }
        if let Some(when) = &scene.when {
            let told = Some((when.clone(), unit.paragraph));
            if now(reading, when) {
                // Of what goes on while it is told, and of nothing behind it.
            } else if is_reporting_date(reading, mentions, when.span) {
                scene.when_inherited = true;
                scene.earlier = previous.is_some() && self.said_before(mentions, &when.value);
                self.earlier = scene.earlier.then_some(when.span);
                // Said on the day that the news is of: it goes on.
                let day = |w: &Read<When>| (w.value.start, w.value.end);
                if self.date.as_ref().is_none_or(|(news, _)| day(news) != day(when)) {
                    self.date = None;
                }
                self.said = told;
            } else if self.told_beside(when, unit) {
                self.said = told;
            } else if when.value.precision == DatePrecision::Year {
                self.passes(unit);
            } else if unit.first || unit.opener != Some(Opener::Recall) {
                (self.date, self.said) = (told, None);
            }
        } else if !lasts(reading, unit)
            && let Some(when) = self.told_before(unit, mentions.published)
        {
            // «كما استهدفت …» behind what was recalled is recalled with it.
            scene.earlier = self.earlier == Some(when.span);
            scene.when = Some(when);
            scene.when_inherited = true;
        }
        let Some((when, published)) = scene.when.as_mut().zip(mentions.written) else { return };
        lasting(mentions, when, self.told_on.unwrap_or(published));
        let (Some(start), Some(end)) = (when.value.start, when.value.end) else { return };
        if when.value.precision == DatePrecision::Day {
            self.told_on = self.told_on.max(Some(end));
        }
        if scene.when_inherited {
            return;
        }
        // Days before what the report is about, or before the report itself.
        let days = |later: Date| end.until(later).map_or(0, |s| s.get_days());
        let (gap, than) =
            self.latest.map_or((STALE, published), |l| (recalled_after(l, published), l));
        // «وقصفت الليلة الماضية»: the night before is news beside the day's.
        let told = mention_of(mentions, when.span);
        let night = |i: usize| matches!(reading.key(i), "ليل" | "ليله" | "الليله" | "الليل");
        let of_night = night(when.span.start)
            || told.and_then(|d| d.part).is_some_and(|i| night(i) || night(i + 1));
        let gap = gap.max(1 + i32::from(of_night));
        // «خلال الساعات الـ24 الماضية …»: news of two days, and either is told as such.
        let spanned = self.spanned.is_some_and(|from| end >= from);
        // «وفي منتصف الشهر الجاري، قُتل …»: no news of a day, where something else is told before it.
        let of_month = when.value.precision == DatePrecision::Month && days(published) >= SOME_DAYS;
        // «ويوم الجمعة الماضي، أصيب …», behind news without a day of its own.
        let last = self.latest.is_none()
            && days(published) >= SOME_DAYS
            && told.and_then(|d| d.weekday).is_some_and(|(_, last)| last);
        scene.earlier = (days(than) >= gap && !spanned || of_month || last) && previous.is_some();
        self.earlier = scene.earlier.then_some(when.span);
        // «ليل السبت - الأحد»: one night.
        let one_night = told.is_some_and(|d| {
            let to_weekday = d.range_to.as_ref().is_some_and(|to| to.weekday.is_some());
            to_weekday && d.part.is_some() && !d.since
        });
        if start < end
            && !one_night
            && start.until(end).is_ok_and(|s| s.get_days() <= 2)
            && self.latest.is_none_or(|l| l <= end)
        {
            self.spanned = Some(start);
        }
        self.latest = self.latest.max(Some(end));
    }

    /// «طالت حملة نفذها الجيش، اليوم الاثنين، عشر قرى»: a lead that tells no act of its own, and the day of what
    /// is told behind it.
    pub(super) fn sets_day(&mut self, reading: &Reading, mentions: &Mentions, unit: &Unit) {
        let side = |a: &ActorMention| a.form == ActorForm::Name && unit.span.contains(a.span);
        // «ووفق الوكالة، اليوم الثلاثاء، …»: the day of who tells.
        let tells = reading.key(unit.span.start).ends_with("وفق")
            || reading.key(unit.span.start).ends_with("حسب");
        if unit.headline
            || tells
            || self.date.is_some()
            || self.latest.is_some()
            || !mentions.actors_in(unit.span).iter().any(side)
        {
            return;
        }
        let day = stated(reading, mentions, unit.span).filter(|w| {
            w.value.precision == DatePrecision::Day
                && w.value.start == w.value.end
                && !now(reading, w)
                && !is_reporting_date(reading, mentions, w.span)
        });
        if let Some(day) = day {
            self.latest = day.value.end;
            self.date = Some((day, unit.paragraph));
        }
    }

    /// «أفاد المرصد أمس بأن …» beside today's news: what was said before.
    fn said_before(&self, mentions: &Mentions, when: &When) -> bool {
        let told = when.end.zip(self.told_on).zip(mentions.written);
        told.is_some_and(|((end, news), published)| {
            end.until(news).is_ok_and(|s| s.get_days() >= recalled_after(news, published))
                && self.spanned.is_none_or(|from| end < from)
        })
    }

    /// What was long before the news is told in passing: the news goes on behind it.
    fn passes(&mut self, unit: &Unit) {
        if let Some((_, paragraph)) = &mut self.date
            && unit.paragraph <= *paragraph + NEWS_LINES
        {
            *paragraph = unit.paragraph;
        }
    }

    /// The day that what was told before gives a unit without one of its own.
    fn told_before(&mut self, unit: &Unit, published: Option<Date>) -> Option<Read<When>> {
        let goes_on = !unit.first || unit.opener == Some(Opener::Continuation);
        let behind = |told: &Read<When>| unit.span.start.saturating_sub(told.span.end);
        let said = self.said.as_ref().filter(|told| goes_on && told.1 == unit.paragraph);
        // «… في قصف أمس، كما تعرضت …»: still what was told beside the news.
        if let Some((when, _)) = said
            && self.date.as_ref().is_some_and(|(news, _)| news.span.start < when.span.start)
        {
            return Some(when.clone());
        }
        let latest = self.latest;
        let one_day = |when: &Read<When>| {
            when.value.precision == DatePrecision::Day && when.value.start == when.value.end
        };
        // The day of the news itself outlasts paragraphs that tell no act (whom they rescued, who
        // spoke of it); any other day does not.
        let reach = |when: &Read<When>| {
            let fresh = |day: Date| {
                published.is_none_or(|p| day.until(p).is_ok_and(|s| s.get_days() < STALE))
            };
            let news = one_day(when) && when.value.start == latest && latest.is_some_and(fresh);
            if news { (NEWS_LINES, NEWS_CARRIED) } else { (1, CARRIED) }
        };
        // «حصاد الأحد: - عُثر على جثة رجل فُقد أمس - قُتل طفل في نوى»: an item has the day of what gathers
        // it, whatever day another item tells.
        let gathered = self.list.is_some() || self.digest.is_some();
        let item = gathered && (unit.bullet || self.gathers && unit.first && unit.opener.is_none());
        let in_passing = unit.opener == Some(Opener::Recall) && !unit.first;
        if let Some((when, paragraph)) = &mut self.date
            && !in_passing
            && !(item && unit.paragraph != *paragraph)
            && (!unit.headline || unit.paragraph == *paragraph)
            && unit.paragraph <= *paragraph + reach(when).0
            && (goes_on || behind(when) <= reach(when).1)
        {
            let day = one_day(when);
            // News that goes on from paragraph to paragraph takes its day along, and «كما استهدفت …» a
            // line below goes on with the same day's acts.
            if day || unit.opener == Some(Opener::Continuation) {
                *paragraph = unit.paragraph;
            }
            // The news goes on, and no more of what was told beside it.
            self.said = None;
            return Some(when.clone());
        }
        let list = self.list.as_ref().filter(|_| unit.bullet);
        // All that a digest gathers was on its day, «في حين …» too.
        let turns = unit.headline && !self.headed || unit.opener == Some(Opener::Recall);
        let digest = self.digest.as_ref().filter(|_| !turns);
        list.or(said.map(|told| &told.0)).or(digest).cloned()
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
        let news = self.latest.zip(days);
        let Some(day) = news.and_then(|(latest, days)| days_from(latest, -days)) else {
            scene.earlier = days != Some(0);
            return scene.earlier;
        };
        let value = When {
            start: Some(day),
            end: Some(day),
            precision: DatePrecision::Day,
            basis: Basis::Relative,
            text: None,
        };
        scene.when = Some(Read::new(value, span, "date.before_news"));
        scene.earlier = days != Some(0);
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

/// How many days older than the news an act is recalled: yesterday's beside the day's own news; a daily tells of
/// yesterday.
fn recalled_after(news: Date, published: Date) -> i32 {
    2 - i32::from(news >= published)
}

/// The words that tell a day.
fn mention_of(mentions: &Mentions, span: TokenSpan) -> Option<&DateMention> {
    mentions.dates_in(span).iter().find(|d| d.span == span)
}

/// «وتشهد المدينة معارك»: what goes on while it is told, on no day of its own.
fn lasts(reading: &Reading, unit: &Unit) -> bool {
    let verb = reading.key(unit.span.start);
    unit.first && LASTS.contains(&verb.strip_prefix('و').unwrap_or(verb))
}

/// «منذ صباح الأحد»: it lasts until the day that the report tells of.
fn lasting(mentions: &Mentions, when: &mut Read<When>, news: Date) {
    let since = mention_of(mentions, when.span).is_some_and(|d| d.since && d.range_to.is_none());
    let day = when.value.precision == DatePrecision::Day && when.value.start == when.value.end;
    if since && day && when.value.start.is_some_and(|start| start < news) {
        when.value.end = Some(news);
    }
}

/// «منتصف الشهر الجاري», «أواخر تموز»: the days are near enough to tell one act from another; what is
/// told is the month.
pub(super) fn whole_month(draft: &mut Draft) {
    if let Some(when) = &mut draft.when
        && when.value.precision == DatePrecision::Month
        && let (Some(start), Some(end)) = (when.value.start, when.value.end)
        && start.first_of_month() == end.first_of_month()
    {
        when.value.start = Some(start.first_of_month());
        when.value.end = Some(end.last_of_month());
    }
}

/// Without a publication date nobody knows which day «أمس» was: it served to tell one act from another.
pub(super) fn untold(mentions: &Mentions, draft: &mut Draft) {
    if let Some(when) = &mut draft.when
        && mentions.assumes(&when.value)
    {
        let When { basis, text, .. } = std::mem::replace(&mut when.value, When::unstated());
        when.value = When { basis, text, ..When::unstated() };
    }
}

/// Days behind which a part of a month is over, or a weekday is last week's.
const SOME_DAYS: i32 = 3;

/// Days behind which what happened is no news, where the news has no day.
const STALE: i32 = 7;

/// How far into a clause the day may stand that sets its scene, in tokens.
const HEAD: usize = 4;

/// «القوات تطوق الآن مدينة …»: no day, but the hour of who tells it.
fn now(reading: &Reading, when: &Read<When>) -> bool {
    when.span.start + 1 == when.span.end && reading.key(when.span.start).ends_with("الان")
}

/// Tokens over which a day is carried to a sentence that does not say that it goes on.
const CARRIED: usize = 60;

/// The same for the day of the news itself, and over how many lines.
const NEWS_CARRIED: usize = 150;
const NEWS_LINES: usize = 3;
