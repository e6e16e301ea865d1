//! Of whom a figure speaks: the person a pronoun stands for, those told just before, the side
//! whose people they are.

use super::{Parsed, Parser, Shape};
use crate::annotate::outcomes::OutcomeMention;
use crate::annotate::persons::{Number, Person, person_at};
use crate::held::BODY;
use crate::lexicon::Hit;
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::TokenSpan;
use crate::word_lists::whose::{BELONGS, CLOSES, DIED, FELL, ONE_MORE, OWN, OWN_VERBS};

/// How far back a pronoun's person may stand, in tokens.
const PRONOUN_REACH: usize = 24;

impl Parser<'_, '_> {
    /// «جثة تعود لأحد عناصر …», «جثة عائدة لشاب»: whose body it is, and where that ends.
    pub(super) fn belongs_to(
        &self,
        body: &Hit<'static, Person>,
        at: usize,
    ) -> Option<(Hit<'static, Person>, usize)> {
        if self.reading.forms.any_parts(body.span.start) & BODY == 0 {
            return None;
        }
        // «جثتين لشابين»
        if let Some(next) = person_at(self.reading, at)
            && next.proclitic.preposition == Some('ل')
            && next.value.number == body.value.number
        {
            let end = next.span.end;
            return Some((next, end));
        }
        if !BELONGS.contains(&self.reading.key(at)) {
            return None;
        }
        let mut noun = at + 1;
        if matches!(self.reading.key(noun), "لاحد" | "لاحدي" | "الي") {
            noun += 1;
        }
        let single = body.value.number == Number::Singular;
        let one = noun > at + 1 && self.reading.key(noun - 1) != "الي";
        let next = person_at(self.reading, noun)?;
        let fits = match next.value.number {
            Number::Accusative => single,
            number => single && one || number == body.value.number,
        };
        let to = noun > at + 1 || next.proclitic.preposition == Some('ل');
        let end = next.span.end;
        (fits && to && next.value.outcome.is_none()).then_some((next, end))
    }

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

    /// «أطلقوا النار على شاب … أدى إلى مقتله», «… فقتلوه», «… فقُتل على الفور»: of the person named last.
    pub(super) fn own_victim(&mut self, word: &OutcomeMention) -> bool {
        let at = word.span.start;
        let then = word.conjunction || at > 0 && self.reading.key(at - 1) == "ثم";
        let own = word.span.end == at + 1
            && self.reading.key(at).ends_with(['ه', 'ا'])
            && (self.reading.reads_any(at, &OWN) || then && self.reading.reads_any(at, &OWN_VERBS));
        let bare = !own && self.came_of_it(word);
        if !(own || bare) {
            return false;
        }
        // «إصابة شاب بجروح أدت إلى وفاته»: the one just told is dead.
        if word.outcome == Outcome::Killed
            && let Some(last) = self.out.last_mut()
            && matches!(last.outcome, Outcome::Injured | Outcome::Casualties)
            && last.within.is_none()
            && last.count == Count::exact(1)
        {
            last.outcome = Outcome::Killed;
            last.rule = "victims.pronoun";
            last.frame = last.frame.cover(word.span);
            return true;
        }
        let from = word.span.start.saturating_sub(PRONOUN_REACH).max(self.floor);
        let person = (from..word.span.start).rev().find_map(|i| {
            // «في قرية أم الخير»: nobody's mother.
            if self.input.index.taken(i).is_some() {
                return None;
            }
            let hit = person_at(self.reading, i)?;
            // «يقودها أحد عناصر قوات … ما أدى لمقتله»
            let of_many = i > 0 && matches!(self.reading.key(i - 1), "احد" | "احدي");
            let one = of_many || matches!(hit.value.number, Number::Singular | Number::Accusative);
            (one && hit.value.outcome.is_none() && !self.agent_before(i)).then_some((i, hit))
        });
        let Some((at, hit)) = person else { return self.somebody(word, bare) };
        if self.out.iter().any(|f| f.span.start <= at && at < f.span.end) {
            return false;
        }
        // Whose fighter the one of many was.
        let of_side = at.checked_sub(1).filter(|i| matches!(self.reading.key(*i), "احد" | "احدي"));
        let side = of_side.and_then(|i| self.one_of(i)).and_then(|one| one.affiliation);
        // The figures stay in the order of the text.
        let behind = self.out.last().is_some_and(|f| f.span.start > hit.span.start);
        let span = if behind { word.span } else { hit.span };
        self.push(span, word.outcome, hit.value.group, Count::exact(1), "victims.pronoun");
        if let Some(last) = self.out.last_mut() {
            last.affiliation = side.or(hit.value.affiliation.as_deref());
            last.frame = hit.span.cover(word.span);
        }
        true
    }

    /// «انفجر لغم بسيارة قيادي فقُتل», «… فأصيب بجروح»: what came of it, with nobody named behind the verb.
    fn came_of_it(&self, word: &OutcomeMention) -> bool {
        let at = word.span.start;
        self.reading.key(at).starts_with('ف')
            && self.reading.reads_any(at, &FELL)
            && self.ends_its_clause(word.span.end)
    }

    /// «سيارة تقل شابين فقُتلا على الفور», «ثلاثة عمال فأصيبوا بجروح»: a verb of as many as those told last.
    pub(super) fn came_of_them(&self, word: &OutcomeMention) -> bool {
        let key = self.reading.key(word.span.start);
        let fits = if key.ends_with("وا") { Shape::Numbered } else { Shape::Dual };
        // «فارقوا» has the letter of its own.
        word.conjunction
            && key.starts_with('ف')
            && key.ends_with('ا')
            && self.pending.as_ref().is_some_and(|(people, _)| people.shape == fits)
            && self.ends_its_clause(word.span.end)
    }

    /// Whether nobody is told behind a verb that ends at `end`.
    fn ends_its_clause(&self, end: usize) -> bool {
        // «على» is a name as well, in its look-up form.
        let closes = CLOSES.contains(&self.reading.key(end));
        let ends = self.reading.tokens.get(end).is_none_or(|t| !t.is_word())
            || self.reading.key(end).starts_with('و');
        (closes || ends && !self.name_behind(end)) && self.parse(end, end + 3).is_none()
    }

    /// «استهدفوا منزل رامي الخطيب ما أدى إلى مقتله»: one man, of whom no noun tells more.
    fn somebody(&mut self, word: &OutcomeMention, bare: bool) -> bool {
        let at = word.span.start;
        let led = at > 0 && matches!(self.reading.key(at - 1), "الي" | "عن" | "في");
        let his = self.reading.key(at).ends_with('ه');
        let led = his && (led || self.reading.key(at).starts_with(['ل', 'ب']));
        if !self.out.is_empty() || !(led || bare) {
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
        // «اثنين على الأقل وإصابة …», «3 قتلى، و 7 جرحى …»
        let bound = if last.count.max.is_none() || self.behind_comma(begins) { 3 } else { 1 };
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
        // «ثلاثة شهداء وعدد من الجرحى في صفوف المدنيين», «مقتل ثلاثة وإصابة أربعة من الجنود»
        let of = || (second.span.start..second.span.end).any(|i| self.reading.key(i) == "من");
        let fates = alike && second.outcome.is_some();
        let whose = match group {
            Group::Combatants => side.is_some() || fates || of(),
            Group::Civilians => fates || of(),
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
        {
            match last.group {
                Group::Combatants => return (parsed.group, last.affiliation),
                // «ثلاثة عناصر من الدفاع المدني وأصيب عنصر آخر»: the word is said of them as well.
                Group::Rescuers | Group::Medics | Group::AidWorkers => return (last.group, None),
                _ => {}
            }
        }
        // «استشهدت امرأة وأصيبت أخرى», «قُتل طفلان وجُرح ثالث»
        let one_more = match self.reading.key(parsed.span.start) {
            "اخري" => last.is_some_and(|last| last.group == Group::Women),
            key => ONE_MORE.contains(&key),
        };
        if open
            && one_more
            && let Some(last) = last
            && last.affiliation.is_none()
        {
            return (last.group, None);
        }
        // «قُتل 11 مدنياً في … و7 في …», «: 3 في … و2 في …»: the noun is told once.
        let goes_on = || {
            let at = parsed.span.start;
            // «قُتل عشرون حوثياً …، بينما لقي ثمانية مصرعهم في …»
            let meanwhile = |t: TokenSpan| {
                t.start > 0 && matches!(self.reading.key(t.start - 1), "بينما" | "فيما")
            };
            self.joined_by_and_trigger()
                || self.joined_by_and(at)
                || self.divides(at)
                || self.trigger.is_some_and(meanwhile)
        };
        let anew = || {
            parsed.shape == Shape::BareNumber
                && self.trigger.is_some_and(|t| last.is_some_and(|f| f.span.end <= t.start))
        };
        let carries =
            parsed.shape == Shape::Others || parsed.shape == Shape::BareNumber && goes_on();
        if open
            && carries
            && let Some(last) = last
            && matches!(last.group, Group::Civilians | Group::Combatants)
            // «قُتل أربعة مدنيين وأُصيب تسعة»: whoever those were, it is not said.
            && !(last.group == Group::Civilians && anew())
        {
            return (last.group, last.affiliation);
        }
        // «فيما أُسر اثنان»: only those who fight are taken so.
        if open && self.outcomes == [Outcome::Detained] && self.captured() {
            let side = last.filter(|f| f.group == Group::Combatants).and_then(|f| f.affiliation);
            return (Group::Combatants, side.filter(|_| carries_on(parsed.shape)));
        }
        (parsed.group, parsed.affiliation)
    }

    /// Whether the word for what befell people is «أسر».
    fn captured(&self) -> bool {
        self.trigger.is_some_and(|t| {
            let key = self.reading.key(t.start).trim_start_matches(['و', 'ف', 'ب']);
            matches!(key, "اسر" | "اسرت" | "اسروا" | "اسرا")
        })
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
}

/// Whether a figure without a noun of its own goes on with the people told before it.
const fn carries_on(shape: Shape) -> bool {
    matches!(shape, Shape::Others | Shape::BareNumber)
}
