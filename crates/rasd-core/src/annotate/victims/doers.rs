//! People who did it, and are not among those whom it befell.

use super::{Parsed, Parser, Shape};
use crate::annotate::actors::{self, CueRole};
use crate::annotate::events::{EventClass, EventMention};
use crate::annotate::persons::{Number, person_at};
use crate::annotate::starting_in;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Group, Kind, Outcome};
use crate::tokens::{TokenKind, TokenSpan};
pub(super) use crate::word_lists::doers::AGENT_CUES;
use crate::word_lists::doers::{
    AROUND_NUMBER, BANDS, SAID_OF_BANDS, SAID_OF_DOERS, SCENIC, SETTING, SHELTERS, TAKERS, WAYLAY,
};

/// How many of them, with the verb's own words.
const AROUND_REACH: usize = 4;

/// How far behind its subject the object of a verb may stand when day and place are between, in
/// tokens.
const SETTING_REACH: usize = 10;

/// How far behind its verb one person may stand, doer, day and place between them, in tokens.
const SCENE_REACH: usize = 16;

/// How many words the band and what is said of it are, at most.
const BAND_REACH: usize = 4;

/// How far behind its verb «عن» and who was let go stand, in tokens: a doer with a place fits.
const FREED_REACH: usize = 9;

/// Words that a counted object has, at most.
const OBJECT_WORDS: usize = 4;

/// Words for the unit of those who did it.
const UNITS: [&str; 8] = ["من", "تابعون", "تابعين", "تابعه", "كتيبه", "فصيل", "مجموعه", "ميليشيا"];

impl Parser<'_, '_> {
    /// Whether the words right in front make these people the agents.
    pub(super) fn agent_before(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && self.reading.tokens[before - 1].kind == TokenKind::Soft {
            before -= 1;
        }
        if before == 0 {
            return false;
        }
        let cue = self.reading.key(before - 1);
        // «توزعوا بين 24 من داعش و268 من قوات …»: the parts of a count.
        if cue == "بين" && before > 1 && self.reading.key(before - 2).contains("وزع") {
            return false;
        }
        // «مقتل قيادي مع سائقه»: his own people share what became of him.
        // «مع اثنين من مرافقيه»
        let noun = if self.reading.key(at + 1) == "من" { at + 2 } else { at };
        let key = self.reading.key(noun);
        // «خمسة» ends alike.
        let number = noun == at && self.input.index.number(at).is_some();
        let own = !number && (key.ends_with('ه') || key.ends_with("ها"));
        // «تعاملت الطواقم مع 12 إصابة»: the wounded are hurt, whoever stands in front of them.
        let hurt = |i| person_at(self.reading, i).is_some_and(|hit| hit.value.outcome.is_some());
        AGENT_CUES.contains(&cue) && !(cue == "مع" && (own || hurt(noun + usize::from(number))))
    }

    /// «هجوم شنه عشرات المسلحين», «بعد أن اقتحم 20 عنصراً»: people behind a verb for an act are those
    /// who did it, or whom it was aimed at; what befell others is not told of them.
    pub(super) fn acting(&self, at: usize) -> bool {
        let passed = |i: &usize| {
            let token = &self.reading.tokens[*i];
            token.kind != TokenKind::Soft && !AROUND_NUMBER.contains(&token.key.as_str())
        };
        let Some(verb) = (at.saturating_sub(AROUND_REACH)..at).rev().find(passed) else {
            return false;
        };
        // «وجُرح سبعة إثر قصف الطائرات على المئات من الأهالي»: whom an act was aimed at, where those it hurt were told.
        let aimed = || {
            self.trigger.is_none_or(|t| self.out.last().is_some_and(|f| f.span.start >= t.end))
                && self.chain_end.is_some_and(|end| {
                    end < verb
                        && !starting_in(
                            self.input.events,
                            |e| e.span.start,
                            TokenSpan::new(end, verb),
                        )
                        .is_empty()
                })
        };
        if self.reading.key(verb) == "علي" && aimed() {
            return true;
        }
        // «مدرسة تؤوي نحو 200 نازح»: who lived there, whatever befell some of them.
        if SHELTERS.contains(&self.reading.key(verb)) {
            return true;
        }
        // «اعترض ثلاثة مسلحين طريقه»
        if WAYLAY.contains(&self.reading.key(verb).trim_start_matches(['و', 'ف'])) {
            return true;
        }
        let told = |cue: &&actors::CueMention| cue.before && cue.role == CueRole::Perpetrator;
        let ends = |span: TokenSpan| span.end == verb + 1;
        let reach = TokenSpan::new(verb.saturating_sub(AROUND_REACH), verb + 1);
        // «اعتقالات طالت 15 شاباً»: whom an arrest was aimed at was arrested.
        let hurt = self
            .outcomes
            .iter()
            .any(|o| matches!(o, Outcome::Killed | Outcome::Injured | Outcome::Casualties));
        // «عقب اقتحام مئات المستوطنين …»
        let theirs = |e: &EventMention| {
            e.class == EventClass::VerbActive
                || e.class == EventClass::Masdar && e.kind == Some(Kind::Raid)
        };
        hurt && starting_in(self.input.events, |e| e.span.start, reach)
            .iter()
            .any(|e| theirs(e) && ends(e.span))
            || starting_in(self.input.role_cues, |c| c.span.start, reach)
                .iter()
                .filter(told)
                .any(|c| ends(c.span))
    }

    /// «اغتال مسلحون مجهولون يستقلون دراجة نارية …»: who does it, in the nominative, with what is
    /// said of them; where that ends. «قتل مسلحون» may be passive, so it is not asked.
    pub(super) fn subject_behind_verb(&self, people: TokenSpan) -> Option<usize> {
        self.trigger.filter(|verb| verb.end == people.start)?;
        let taker = self.takes_people();
        // «اختطف طفلان» tells what befell them.
        let doers = self.reading.key(people.start);
        if !taker || !doers.ends_with("ون") && !matches!(doers, "مسلحان" | "مجهولان" | "ملثمان")
        {
            return None;
        }
        let said = |at: &usize| SAID_OF_DOERS.contains(&self.reading.key(*at));
        Some((people.end..).take_while(said).last().map_or(people.end, |last| last + 1))
    }

    /// «خطف», «اغتال»: whether the verb in front is of those who do it to somebody.
    fn takes_people(&self) -> bool {
        let verb = |at: usize| self.reading.key(at).trim_start_matches(['و', 'ف']);
        self.trigger.is_some_and(|t| TAKERS.iter().any(|stem| verb(t.start).starts_with(stem)))
    }

    /// Where people stand behind a figure as the object of the verb in front.
    pub(super) fn object_behind(&self, people: &Parsed) -> Option<usize> {
        let verb = self.trigger.filter(|verb| verb.end == people.span.start);
        let mut end = people.span.end;
        // «فتى فلسطيني شرطيين»: his nation stands between.
        if people.shape == Shape::Singular
            && self.reading.key(end).ends_with('ي')
            && self.reading.key(end + 1).ends_with("ين")
        {
            end += 1;
        }
        let object = |shapes: &[Shape]| {
            !self.joined_by_and(end)
                && self
                    .parse(end, end + OBJECT_WORDS)
                    .is_some_and(|object| shapes.contains(&object.shape) && !object.part)
        };
        // «قتل متشددون أربعة جنود»
        let subject = || self.reading.key(end - 1).ends_with("ون");
        let right_behind = match people.shape {
            Shape::Plural if verb.is_some() && (people.affiliation.is_some() || subject()) => {
                object(&[Shape::Accusative, Shape::Numbered, Shape::Dual])
                    || self.named_object(people.span)
            }
            Shape::Plural => object(&[Shape::Accusative]),
            // «قنص قناص من قوات … راعي أغنام»
            Shape::Singular if self.reading.reads_any(people.span.start, &["قناص"]) => {
                verb.is_some() && object(&[Shape::Accusative, Shape::Singular, Shape::Dual])
            }
            // «طعن فتى فلسطيني شرطيين»
            Shape::Singular => {
                verb.is_some()
                    && (object(&[Shape::Accusative])
                        || self.reading.key(end).ends_with("ين")
                            && object(&[Shape::Dual, Shape::Plural]))
            }
            // «خطف أربعة مسلحين الطبيب …»
            Shape::Numbered => {
                verb.is_some()
                    && people.group == Group::Combatants
                    && self.takes_people()
                    && self
                        .parse(end, end + 1)
                        .is_some_and(|o| o.definite && o.shape == Shape::Singular)
            }
            // «قتل عنصران من … شاباً»
            Shape::Dual => {
                verb.is_some()
                    && self.reading.key(people.span.start).ends_with("ان")
                    && object(&[Shape::Accusative])
            }
            _ => false,
        };
        let behind_doers =
            people.shape == Shape::Plural && people.group == Group::Combatants && verb.is_some();
        if right_behind {
            Some(end)
        } else if behind_doers {
            self.object_behind_doers(end)
        } else {
            None
        }
    }

    /// «قتل مسلحون الشاب …»: a subject in the nominative, and behind it one man who is known.
    fn named_object(&self, people: TokenSpan) -> bool {
        let end = people.end;
        self.trigger.is_some_and(|verb| verb.end == people.start)
            && self.reading.key(end - 1).ends_with("ون")
            && !self.joined_by_and(end)
            && self.parse(end, end + 1).is_some_and(|o| o.definite && o.shape == Shape::Singular)
    }

    /// «اعتقل عناصر كتيبة تابعة لـ… ناشطاً», «قتل مسلحون أمس في مدينة … مدنياً», «أعدم مسلحون بالزي
    /// العسكري 12 مدنياً»: nothing but the doers' unit, their looks, the day and the place stands
    /// before the object.
    fn object_behind_doers(&self, end: usize) -> Option<usize> {
        let mut at = end;
        while at < end + SETTING_REACH {
            let actor = self.input.actors.iter().find(|a| a.span.start == at);
            let key = self.reading.key(at);
            at = match (self.input.index.taken(at), actor) {
                (Some(behind), _) => behind,
                (_, Some(actor)) => actor.span.end,
                _ if UNITS.contains(&key)
                    || SETTING.contains(&key)
                    || SAID_OF_DOERS.contains(&key)
                    || self.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) =>
                {
                    at + 1
                }
                _ => break,
            };
        }
        let object =
            self.parse(at, at + OBJECT_WORDS).filter(|_| at > end && !self.joined_by_and(at))?;
        // «قتل عناصر من … 3 منهم ضباط»: the same men once more.
        let counted = matches!(object.shape, Shape::Numbered | Shape::Dual)
            && object.group != Group::Combatants
            && !object.part;
        // «قتل مسلحون بالرصاص الشيخ …»
        let known = object.definite
            && object.shape == Shape::Singular
            && self.trigger.is_some_and(|verb| self.reading.key(verb.end).ends_with("ون"));
        (object.shape == Shape::Accusative || counted || known).then_some(at)
    }

    /// «اختطفت مجموعة مسلحة الشاب …»: nothing but a band and what is said of it stands between the
    /// verb and one person.
    pub(super) fn only_band_between(&self, people: &Parsed) -> bool {
        let at = people.span.start;
        let Some(trigger) = self.trigger.filter(|t| t.end < at) else { return false };
        people.shape == Shape::Singular
            && at - trigger.end <= BAND_REACH
            && BANDS.contains(&self.reading.key(trigger.end))
            && (trigger.end + 1..at).all(|i| SAID_OF_BANDS.contains(&self.reading.key(i)))
    }

    /// «اعتقلت قوات الاحتلال فجر اليوم في بلدة … الشاب …», «اغتال مسلحون في مدينة … ناشطاً»: doer, day and
    /// place stand between the verb and one person.
    pub(super) fn only_scene_between(&self, people: &Parsed) -> bool {
        let at = people.span.start;
        let Some(trigger) = self.trigger.filter(|t| t.end < at) else { return false };
        let one = matches!(people.shape, Shape::Singular | Shape::Accusative);
        if !one || at - trigger.end > SCENE_REACH || self.chain_has_figure() {
            return false;
        }
        let doer = self.input.actors.iter().find(|a| a.span.start == trigger.end);
        let armed = || {
            person_at(self.reading, trigger.end)
                .filter(|hit| hit.value.number == Number::Plural && !hit.proclitic.article)
                .map(|hit| hit.span.end)
        };
        let Some(mut next) = doer.map(|a| a.span.end).or_else(armed) else { return false };
        let said = |key: &str| key.starts_with("مجهول") || SAID_OF_DOERS.contains(&key);
        while said(self.reading.key(next)) {
            next += 1;
        }
        let mut placed = false;
        while next < at {
            if let Some(end) = self.input.index.taken(next) {
                placed = true;
                next = end;
                continue;
            }
            let aside = self.reading.tokens[next].kind == TokenKind::Soft
                || self.reading.tokens[next].is_punct('،');
            if !aside && !self.scenic(next) {
                return false;
            }
            next += 1;
        }
        placed
    }

    /// Whether a word leads to a place or says what sort of place it is.
    pub(super) fn scenic(&self, at: usize) -> bool {
        SCENIC.contains(&self.reading.key(at))
            || self.reading.forms.open(at).has(TableId::PlaceTypes)
    }

    /// «أفرجت الشرطة في مدينة … عن الشاب …»: the verb takes who was let go with «عن».
    pub(super) fn let_go(&self, at: usize) -> bool {
        self.outcomes == [Outcome::Released]
            && at > 0
            && self.reading.key(at - 1) == "عن"
            && self.chain_end.is_some_and(|end| at.saturating_sub(end) <= FREED_REACH)
            && self.trigger.is_some_and(|t| self.reading.key(t.end - 1).contains("فرج"))
    }

    /// «اعتقلت قوات النظام شاباً»: nothing but the subject stands between verb and figure.
    pub(super) fn only_actor_between(&self, at: usize) -> bool {
        let Some(trigger) = self.trigger else { return false };
        trigger.end < at
            && self.input.actors.iter().any(|a| {
                a.span.start <= trigger.end + 1
                    && a.span.end <= at
                    && at - a.span.end <= 1
                    && a.span.start >= trigger.end
            })
    }
}
