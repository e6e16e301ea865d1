//! Of whom a figure speaks: the person a pronoun stands for, those told just before, the side
//! whose people they are.

use super::{Parsed, Parser, Shape};
use crate::annotate::actors::ActorForm;
use crate::annotate::outcomes::OutcomeMention;
use crate::annotate::persons::{Number, person_at};
use crate::model::{Count, Group, Outcome, Vague};
use crate::reading::Reading;
use crate::tokens::TokenSpan;

/// How far back a pronoun's person may stand, in tokens.
const PRONOUN_REACH: usize = 24;

/// How far back those stand whom «في صفوفهم» or «مرافقيه» speaks of, in tokens.
const SIDE_REACH: usize = 40;

/// Words for the ranks of those told of last, behind figures.
pub(crate) const RANKS: [&str; 5] = ["صفوفهم", "صفوفها", "بصفوفهم", "بصفوفها", "وسطهم"];

/// «فجر انتحاري نفسه»: the words behind whoever blew himself up.
pub(crate) const SELVES: [&str; 3] = ["نفسه", "نفسها", "نفسيهما"];
/// How far in front of them the verb stands, in tokens.
const SELF_REACH: usize = 6;

/// Stems of the verbs of a side that loses its own people.
const LOSING: [&str; 5] = ["خسر", "تكبد", "يتكبد", "كبد", "فقدت"];
/// How far in front of its dead such a verb stands, in tokens.
const LOST_REACH: usize = 9;

/// «خسرت …», «كبدت الميليشيات في جبهة … عشرات القتلى»: where the verb stands by which a side lost those at
/// `at`.
pub(crate) fn losing_verb(reading: &Reading, at: usize) -> Option<usize> {
    (at.saturating_sub(LOST_REACH)..at)
        .rev()
        .take_while(|i| !reading.tokens[*i].is_punct('،'))
        .find(|i| {
            let key = reading.key(*i).trim_start_matches(['و', 'ف']);
            LOSING.iter().any(|stem| key.starts_with(stem))
        })
}

/// Verbal nouns with the pronoun of one person.
const OWN: [&str; 10] = [
    "مقتله",
    "مقتلها",
    "استشهاده",
    "استشهادها",
    "وفاته",
    "وفاتها",
    "مصرعه",
    "مصرعها",
    "اصابته",
    "اصابتها",
];

/// Verbs of one who dies of what was done to him.
const DIED: [&str; 9] =
    ["توفي", "توفيت", "فارق", "فارقت", "يفارق", "قضي", "قضت", "استشهد", "استشهدت"];

impl Parser<'_, '_> {
    /// «أصيب شاب …، ثم فارق الحياة»: nobody stands behind the verb, so the one just told died.
    pub(super) fn died_later(&mut self, word: &OutcomeMention) -> bool {
        let (start, end) = (word.span.start, word.span.end);
        let dies = word.outcome == Outcome::Killed
            && self.reading.reads_any(start, &DIED)
            && self.parse(end, end + 3).is_none()
            && !self.reading.key(end).starts_with("اخر")
            && !self.name_behind(end);
        let last = self.out.last_mut().filter(|last| {
            dies && last.outcome == Outcome::Injured
                && last.within.is_none()
                && last.count == Count::exact(1)
        });
        let Some(last) = last else { return false };
        last.outcome = Outcome::Killed;
        last.rule = "victims.pronoun";
        true
    }

    /// «أطلقوا النار على شاب … أدى إلى مقتله»: the pronoun speaks of the person named last.
    pub(super) fn own_victim(&mut self, word: &OutcomeMention) -> bool {
        let at = word.span.start;
        let own = word.span.end == at + 1
            && self.reading.key(at).ends_with(['ه', 'ا'])
            && self.reading.reads_any(at, &OWN);
        if !own {
            return false;
        }
        // «إصابة شاب بجروح أدت إلى وفاته»: the one just told is dead.
        if word.outcome == Outcome::Killed
            && let Some(last) = self.out.last_mut()
            && last.outcome == Outcome::Injured
            && last.within.is_none()
            && last.count == Count::exact(1)
        {
            last.outcome = Outcome::Killed;
            last.rule = "victims.pronoun";
            return true;
        }
        let from = word.span.start.saturating_sub(PRONOUN_REACH).max(self.floor);
        let person = (from..word.span.start).rev().find_map(|i| {
            // «في قرية أم الخير»: nobody's mother.
            if self.input.index.taken(i).is_some() {
                return None;
            }
            let hit = person_at(self.reading, i)?;
            let one = matches!(hit.value.number, Number::Singular | Number::Accusative);
            (one && hit.value.outcome.is_none() && !self.agent_before(i)).then_some((i, hit))
        });
        let Some((at, hit)) = person else { return self.somebody(word) };
        if self.out.iter().any(|f| f.span.start <= at && at < f.span.end) {
            return false;
        }
        // The figures stay in the order of the text.
        let behind = self.out.last().is_some_and(|f| f.span.start > hit.span.start);
        let span = if behind { word.span } else { hit.span };
        self.push(span, word.outcome, hit.value.group, Count::exact(1), "victims.pronoun");
        if let Some(last) = self.out.last_mut() {
            last.affiliation = hit.value.affiliation.as_deref();
            last.frame = hit.span.cover(word.span);
        }
        true
    }

    /// «استهدفوا منزل رامي الخطيب ما أدى إلى مقتله»: one man, of whom no noun tells more.
    fn somebody(&mut self, word: &OutcomeMention) -> bool {
        let at = word.span.start;
        let led = at > 0 && matches!(self.reading.key(at - 1), "الي" | "عن" | "في");
        let his = self.reading.key(at).ends_with('ه');
        if !self.out.is_empty() || !his || !(led || self.reading.key(at).starts_with(['ل', 'ب']))
        {
            return false;
        }
        self.push(word.span, word.outcome, Group::People, Count::exact(1), "victims.pronoun");
        true
    }

    /// «إصابة ثلاثة أطفال، أحد الأطفال حالته خطرة»: one of those just told.
    pub(super) fn one_of_those(&self, parsed: &Parsed, outcome: Outcome) -> Option<usize> {
        if parsed.shape != Shape::OneOf || !parsed.definite {
            return None;
        }
        let told = self.out.iter().rposition(|f| {
            f.within.is_none()
                && f.outcome == outcome
                && f.group == parsed.group
                && f.count.min.is_some_and(|n| n > 1)
        })?;
        let again = self.trigger.is_some_and(|t| t.start > self.out[told].span.start);
        (!again).then_some(told)
    }

    /// «عدد من النساء والأطفال»: both are what the vague number counts.
    pub(super) fn goes_on_with(&self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        self.chain_end == Some(at)
            && self.joined_by_and(at)
            && self.out.last().is_some_and(|last| {
                last.span.end == at
                    && last.count == Count::vague(Vague::Several)
                    && self.reading.key(at - 1).starts_with("ال")
                    && (last.group != parsed.group
                        || parsed.outcome.is_some_and(|o| o != last.outcome))
            })
    }

    /// «مقتل 278 وإصابة 356 من ميليشيات …», «13 قتيلاً وإصابة 23 آخرين من …», «28 قتيلاً و66 جريحاً
    /// وسط …»: whose people both were stands behind the second.
    pub(super) fn told_of_both(
        &mut self,
        second: &Parsed,
        group: Group,
        side: Option<&'static str>,
    ) {
        let Some(last) = self.out.last() else { return };
        // «وأسر ستة، مقابل ثلاثة قتلى في صفوف …»: what befell those in front begins nothing new.
        let trigger = self.trigger.filter(|t| t.start >= last.span.end);
        let begins = trigger.map_or(second.span.start, |t| t.start.min(second.span.start));
        // «اثنين على الأقل وإصابة …»
        let bound = if last.count.max.is_none() { 3 } else { 1 };
        let adjoining = begins.saturating_sub(last.span.end) <= bound && self.joined_by_and(begins);
        // Nouns that say no more than what became of them, or people of whom the second are others.
        let alike = match second.shape {
            Shape::Others => true,
            _ => second.outcome.is_some() && last.rule == "victims.noun",
        };
        let open = last.rule == "victims.bare_number"
            // Its own words name nobody: what it has it took over from the figure before it.
            && matches!(last.group, Group::People | Group::Combatants)
            || alike && last.group == Group::People && last.affiliation.is_none();
        // «ثلاثة شهداء وعدد من الجرحى في صفوف المدنيين»
        let whose = match group {
            Group::Combatants => side.is_some(),
            Group::Civilians => alike && second.outcome.is_some(),
            _ => false,
        };
        let told = whose
            && open
            && adjoining
            && !last.bare
            && last.within.is_none()
            && !self.input.actors.iter().any(|a| last.span.contains(a.span));
        if let Some(last) = self.out.last_mut().filter(|_| told) {
            last.group = group;
            last.affiliation = side;
        }
    }

    /// «وإصابة ثمانية آخرين» speaks of the same sort of people as the figure before.
    pub(super) fn inherit(&self, parsed: &Parsed) -> (Group, Option<&'static str>) {
        let open = parsed.group == Group::People && parsed.affiliation.is_none();
        let last = self.out.iter().rev().find(|f| f.within.is_none());
        // «وإصابة عنصرين آخرين»: fighters of the side told before.
        if parsed.group == Group::Combatants
            && parsed.affiliation.is_none()
            && self.reading.key(parsed.span.end - 1).starts_with("اخر")
            && let Some(last) = last
            && last.group == Group::Combatants
        {
            return (parsed.group, last.affiliation);
        }
        // «استشهدت امرأة وأصيبت أخرى»
        if open
            && self.reading.key(parsed.span.start) == "اخري"
            && let Some(last) = last
            && last.group == Group::Women
        {
            return (last.group, None);
        }
        // «قُتل 11 مدنياً في … و7 في …», «: 3 في … و2 في …»: the noun is told once.
        let goes_on = || {
            let at = parsed.span.start;
            self.joined_by_and_trigger() || self.joined_by_and(at) || self.divides(at)
        };
        let carries =
            parsed.shape == Shape::Others || parsed.shape == Shape::BareNumber && goes_on();
        if open
            && carries
            && let Some(last) = last
            && matches!(last.group, Group::Civilians | Group::Combatants)
        {
            return (last.group, last.affiliation);
        }
        (parsed.group, parsed.affiliation)
    }

    /// «لغم بدراجة يستقلها مدنيان ما أدى إلى مقتل أحدهما»: of people of whom nothing was told yet.
    pub(super) fn one_of_two(&mut self, at: usize, end: usize) -> Option<usize> {
        let (whole, _) = self.pending.as_ref()?;
        let outcome = *self.outcomes.first()?;
        let fate = self.trigger.is_some_and(|verb| verb.end == at);
        let many = matches!(whole.shape, Shape::Dual | Shape::Numbered) && whole.outcome.is_none();
        if !self.out.is_empty() || !fate || !many {
            return None;
        }
        let group = whole.group;
        let span = TokenSpan::new(at, end);
        self.push(span, outcome, group, Count::exact(1), "victims.one_of_them");
        self.chain_end = Some(end);
        self.pending = None;
        Some(end)
    }

    /// «فجر انتحاري نفسه»: he is dead as well.
    pub(super) fn blew_up(&mut self, at: usize) -> Option<usize> {
        if !SELVES.contains(&self.reading.key(at)) {
            return None;
        }
        let from = at.saturating_sub(SELF_REACH).max(self.floor);
        let verb = |i: &usize| self.reading.reads_any(*i, &["فجر", "فجرت", "فجرا", "يفجر", "تفجر"]);
        let blast = (from..at).rev().find(verb)?;
        let near = blast.saturating_sub(2).max(self.floor)..at;
        let (bomber, hit) = near.rev().find_map(|i| Some((i, person_at(self.reading, i)?)))?;
        let count = match hit.value.number {
            Number::Singular | Number::Accusative => 1,
            Number::Dual => 2,
            Number::Plural => return None,
        };
        let late = self.out.last().is_some_and(|f| f.span.end > bomber);
        if hit.value.group != Group::Combatants || late {
            return None;
        }
        let span = TokenSpan::new(bomber, at + 1);
        self.push(span, Outcome::Killed, Group::Combatants, Count::exact(count), "victims.bomber");
        self.chain_end = None;
        self.outcomes.clear();
        Some(at + 1)
    }

    /// «ثلاثة من مرافقيه» behind a commander: his men bear arms as he does.
    pub(super) fn companions(&self, parsed: &Parsed) -> Option<Option<&'static str>> {
        let at = parsed.span.start;
        let theirs = (at..parsed.span.end).any(|i| {
            let key = self.reading.key(i);
            key.trim_start_matches(['و', 'ل', 'ب', 'ا']).starts_with("مرافق")
        });
        if !theirs || parsed.group != Group::People {
            return None;
        }
        let told = self.out.iter().rev().find(|f| f.within.is_none());
        if let Some(told) = told {
            return (told.group == Group::Combatants).then_some(told.affiliation);
        }
        let leader = (at.saturating_sub(SIDE_REACH)..at).rev().find_map(|i| {
            person_at(self.reading, i).filter(|h| h.value.number == Number::Singular)
        })?;
        (leader.value.group == Group::Combatants).then_some(None)
    }

    /// «خسرت عشرات القتلى», «كبدتها 14 قتيلا»: the dead of a side that fought.
    pub(super) fn lost_by_side(&self, parsed: &Parsed) -> bool {
        parsed.group == Group::People
            && parsed.affiliation.is_none()
            && losing_verb(self.reading, parsed.span.start).is_some()
    }

    /// «سقط من القوات الأمنية أربعة قتلى», «سقط في صفوف المهاجمين سبعة قتلى»: whose fighters they are, told in
    /// front; the inner one is none where no side is named.
    pub(super) fn side_in_front(&self, parsed: &Parsed) -> Option<Option<&'static str>> {
        let at = parsed.span.start;
        if parsed.affiliation.is_some()
            || !matches!(parsed.group, Group::People | Group::Combatants)
        {
            return None;
        }
        let side = self.input.actors.iter().find(|a| {
            a.form == ActorForm::Name
                && a.id != "unknown"
                && a.span.end <= at
                && self.is_gap(a.span.end, at)
        });
        let fighters = || {
            let last = (0..at).rev().find(|i| !self.is_gap(*i, at))?;
            let hit = person_at(self.reading, last)?;
            (hit.value.group == Group::Combatants && hit.proclitic.article).then_some(last)
        };
        let first = side.map(|a| a.span.start).or_else(fighters)?;
        let link = first.checked_sub(1)?;
        let verb = match self.reading.key(link) {
            "من" => link,
            "صفوف" if link > 0 && matches!(self.reading.key(link - 1), "في" | "بين") => {
                link - 1
            }
            _ => return None,
        };
        let fell = verb > 0
            && ["سقط", "قتل", "جرح", "اصيب", "استشهد"].iter().any(|v| {
                let key = self.reading.key(verb - 1).trim_start_matches(['و', 'ف']);
                key.strip_prefix(v).is_some_and(|rest| matches!(rest, "" | "ت"))
            });
        fell.then_some(side.map(|a| a.id))
    }

    /// Whether nothing but soft tokens stands between.
    fn is_gap(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| self.reading.tokens[i].kind == crate::tokens::TokenKind::Soft)
    }

    /// «قتلى وجرحى في صفوفهم», «35 قتيلا وسطهم»: the figures right in front are of the fighters
    /// told of last.
    pub(super) fn in_their_ranks(&mut self, at: usize) -> Option<usize> {
        if !RANKS.contains(&self.reading.key(at)) {
            return None;
        }
        let mut first = self.out.len();
        let linked = at > 0 && matches!(self.reading.key(at - 1), "في" | "بين");
        let mut behind = at - usize::from(linked);
        while let Some(before) = first.checked_sub(1).and_then(|i| self.out.get(i))
            && behind.saturating_sub(before.span.end) <= 2
        {
            behind = before.frame.start.min(before.span.start);
            first -= 1;
        }
        let told = self.out.get(first)?.frame.start;
        let fighters = (told.saturating_sub(SIDE_REACH)..told).rev().find_map(|i| {
            let named = |form| {
                self.input.actors.iter().find(|a| {
                    a.form == form && a.id != "unknown" && a.span.start <= i && i < a.span.end
                })
            };
            if let Some(actor) = named(ActorForm::Name) {
                return Some(Some(actor.id));
            }
            let hit = person_at(self.reading, i).filter(|h| h.value.number == Number::Plural)?;
            Some(None).filter(|_| hit.value.group == Group::Combatants).or(Some(Some("")))
        })?;
        if fighters == Some("") {
            return None;
        }
        for figure in &mut self.out[first..] {
            if figure.group == Group::People && figure.affiliation.is_none() {
                figure.group = Group::Combatants;
                figure.affiliation = fighters;
            }
        }
        Some(at + 1)
    }
}
