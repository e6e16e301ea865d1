//! Words that tell more of people who were told already, and no further people: what one who was named
//! does, with what wounds; as many again; those whose verb follows.

use super::fighters::RANKS;
use super::named::RULE as NAMED;
use super::{FigureMention, Parsed, Parser, Shape};
use crate::annotate::outcomes::{OutcomeClass, OutcomeMention};
use crate::annotate::persons::{Number, Person, person_at};
use crate::annotate::places::works;
use crate::annotate::starting_at;
use crate::lexicon::Hit;
use crate::lexicon::vocabulary::TableId;
use crate::model::{Count, Group, Outcome, Vague};
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::same::{FELL, WOUNDS};

/// How far behind a name, its quotation mark, his age and a comma, the word stands that says what he is, in tokens.
const NAMED_REACH: usize = 6;
/// How far behind people waiting for their verb «جلّهم» may stand, in tokens.
const TO_PARTS: usize = 4;
/// How far behind two people «سيارتهما» may stand, in tokens.
const THEIRS_REACH: usize = 8;
/// How far behind its subject «قتيلاً» may stand, in tokens: a side or a name fits.
const FELL_WITHIN: usize = 8;
/// How far behind its subject it may stand where a verb of dying has told of him, in tokens.
const NAMED_WITHIN: usize = 4;

/// How far behind his verb the third stands, in tokens.
const THIRD_WITHIN: usize = 2;

/// Tables of words that are no family's name.
const TELLING: [TableId; 5] =
    [TableId::Outcomes, TableId::Events, TableId::Persons, TableId::Days, TableId::Means];

impl Parser<'_, '_> {
    /// «أصيب حسين العلي رئيس البلدية», «مقتل سامر الخطيب، طفل من …», «الشيخ سامر الخطيب، إمام …», «المدعو سامر
    /// الخطيب وهو أحد عناصر …»: what he is who was just named.
    pub(super) fn said_of_one_named(&mut self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        let one = matches!(parsed.shape, Shape::Singular | Shape::OneOf)
            && parsed.outcome.is_none()
            && parsed.count == Count::exact(1)
            // «الشاب سامر الخطيب، المقاتل في …»
            && (!parsed.definite || parsed.group == Group::Combatants && self.behind_comma(at));
        if !one || self.joined_by_and(at) {
            return false;
        }
        let Some(end) = self.out.last().and_then(|last| self.named_until(last)) else {
            return false;
        };
        // «مقتل "سامر الخطيب"، نائب …», «إصابة (هدى العلي) طالبة»
        let adjoining = at.saturating_sub(end) <= NAMED_REACH
            && (end..at).all(|i| {
                let token = &self.reading.tokens[i];
                // «تامر نصار، أحد …»: a family's name that no table has.
                let family = i < end + 2
                    && token.is_word()
                    && token.key.chars().count() > 3
                    && !token.key.starts_with(['و', 'ف', 'ب', 'ل'])
                    && !TELLING.iter().any(|t| self.reading.forms.open(i).has(*t));
                family
                    || token.kind == TokenKind::Soft
                    || token.is_punct('،')
                    || token.is_punct('(')
                    || token.is_punct(')')
                    // «(24 عاماً)»
                    || token.kind == TokenKind::Number
                    || matches!(token.key.as_str(), "وهو" | "وهي" | "عاما" | "سنه" | "ربيعا")
            });
        let Some(last) = self.out.last_mut().filter(|_| adjoining) else { return false };
        // «الشاب سامر الخطيب، عنصر في …»: what he was says more.
        if matches!(last.group, Group::People | Group::Men) && parsed.group != Group::People {
            last.group = parsed.group;
            last.affiliation = last.affiliation.or(parsed.affiliation);
        }
        last.span.end = parsed.span.end;
        true
    }

    /// Where the name ends of the one person of a figure: told by it alone, or behind «الشيخ», «المدعو».
    fn named_until(&self, figure: &FigureMention) -> Option<usize> {
        let end = figure.span.end;
        if figure.count != Count::exact(1) || figure.rule == NAMED {
            return (figure.rule == NAMED && figure.count == Count::exact(1)).then_some(end);
        }
        let titled = figure.rule == "victims.singular"
            && self.reading.key(figure.span.start).starts_with("ال");
        // «المدعو (سامر الخطيب)»
        let name = self.skip_soft(end);
        let name =
            name + usize::from(self.reading.tokens.get(name).is_some_and(|t| t.is_punct('(')));
        (titled && self.name_behind(name)).then(|| self.name(name).map(|name| name.end)).flatten()
    }

    /// «أصيبت خمس نساء بإصابات متفاوتة»: their wounds, and no more people.
    pub(super) fn wounds(&self, parsed: &Parsed) -> bool {
        parsed.outcome == Some(Outcome::Injured)
            && parsed.count.vague.is_some()
            && self.reading.key(parsed.span.start).starts_with("باصاب")
            && (self.outcomes.contains(&Outcome::Injured)
                || self.out.last().is_some_and(|f| f.outcome == Outcome::Injured))
    }

    /// Where what is said of wounds ends («إصابات مباشرة»), for the word at `at` behind the noun.
    pub(super) fn past_wounds(&self, noun: &Person, at: usize) -> usize {
        let told = noun.outcome == Some(Outcome::Injured) && WOUNDS.contains(&self.reading.key(at));
        at + usize::from(told)
    }

    /// «أوقع القصف إصابات مباشرة في النقاط»: hits, where nobody's ranks are told behind them.
    pub(super) fn hits_only(&self, parsed: &Parsed) -> bool {
        let end = parsed.span.end;
        parsed.outcome == Some(Outcome::Injured)
            && parsed.group == Group::People
            && self.reading.key(end - 1) == "مباشره"
            && !(end..end + 2).any(|i| RANKS.contains(&self.reading.key(i)))
    }

    /// «سقط أحد عناصر الشرطة قتيلاً», «ارتقى الشاب أحمد سالم شهيداً»: keeps the one who fell.
    pub(super) fn fell_as(&mut self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        let Some(outcome) = parsed
            .outcome
            .filter(|o| matches!(o, Outcome::Killed | Outcome::Injured))
            .filter(|_| !self.joined_by_and(at))
        else {
            return false;
        };
        // «نُقل ستة أشخاص إلى المستشفى جرحى», «تعرض ثلاثة جنود لإصابات», «راح خمسة مدنيين ضحية القصف»: what
        // they became, without a number of its own.
        let many = parsed.shape == Shape::Plural && !parsed.definite
            || self.reading.reads(at, "ضحيه") && parsed.shape == Shape::Singular;
        if !(many || parsed.shape == Shape::Accusative) {
            return false;
        }
        // «ارتقى الشاب أحمد سالم شهيداً»: the verb has told him.
        let told = self.out.last().is_some_and(|f| {
            f.outcome == outcome
                && f.count == Count::exact(1)
                && f.within.is_none()
                && at.saturating_sub(f.span.end) <= NAMED_WITHIN
                && self.trigger.is_some_and(|t| t.end <= f.span.start && t.end + 1 >= f.span.start)
        });
        // «… على شاب فأردوه قتيلاً»: and so has its pronoun.
        let by_pronoun = self.out.last().is_some_and(|f| {
            f.rule == "victims.pronoun" && f.outcome == outcome && at <= f.frame.end + 1
        });
        if told || by_pronoun {
            return true;
        }
        let fell = |start: usize| {
            (start.saturating_sub(3).max(self.floor)..start)
                .any(|i| FELL.contains(&self.reading.key(i).trim_start_matches(['و', 'ف'])))
        };
        let Some((one, _)) = self.pending.clone().filter(|(one, until)| {
            let agrees = if many {
                matches!(one.shape, Shape::Numbered | Shape::Dual)
            } else {
                one.count == Count::exact(1)
                    && matches!(one.shape, Shape::Singular | Shape::OneOf | Shape::Accusative)
            };
            agrees
                && one.outcome.is_none()
                && at.saturating_sub(*until) <= FELL_WITHIN
                && (fell(one.span.start) || many && fell(at))
        }) else {
            return false;
        };
        let frame = TokenSpan::new(one.span.start, parsed.span.end);
        self.parent = None;
        self.emit(&one, outcome, frame, "victims.before_verb");
        self.outcomes = vec![outcome];
        self.chain_end = Some(parsed.span.end);
        true
    }

    /// «جرحى» right behind the people it tells of, at `at`.
    pub(super) fn fate_behind(&self, at: usize) -> Option<Hit<'static, Person>> {
        person_at(self.reading, at).filter(|hit| {
            matches!(hit.value.outcome, Some(Outcome::Killed | Outcome::Injured))
                && (hit.value.number == Number::Plural
                    // «23 مدنياً مصاباً»
                    || hit.value.number == Number::Accusative
                        && self.reading.key(at - 1).ends_with('ا'))
                && !hit.proclitic.article
                && hit.proclitic.conjunction.is_none()
                && hit.proclitic.preposition.is_none()
        })
    }

    /// «11 شخصاً قُتلوا و32 أُصيبوا», «قُتل أحد عشر وسبعة آخرون أُصيبوا»: whether their own verb follows.
    pub(super) fn told_by_own_verb(&self, parsed: &Parsed) -> bool {
        let own = match parsed.shape {
            Shape::BareNumber => true,
            Shape::Others | Shape::Numbered | Shape::Dual => {
                let at = parsed.span.start;
                self.joined_by_and(at) && self.chain_has_figure()
                    // «من بين القتلى، وإن ثلاثة آخرين جُرحوا»
                    || at > 0 && matches!(self.reading.key(at - 1), "ان" | "وان" | "بان")
            }
            _ => false,
        };
        own && self.has_own_verb(parsed.span.end)
    }

    /// «و32 أُصيبوا», «ومئات جُرحوا»: whether a verb in the plural stands right behind a number.
    pub(super) fn has_own_verb(&self, at: usize) -> bool {
        starting_at(self.input.outcomes, |o| o.span.start, self.skip_soft(at)).any(|o| {
            o.class == OutcomeClass::Verb
                && !o.conjunction
                && self.reading.key(o.span.end - 1).ends_with("وا")
        })
    }

    /// «أن مدنيين أصيبا», «استشهاد مواطنين في انفجار سيارتهما», where the people end at `at`: two by their verb or by what
    /// is theirs, which is written apart where their noun is not.
    pub(super) fn two_by_verb(&self, at: usize) -> bool {
        let two = |o: &OutcomeMention| {
            let verb = self.reading.key(o.span.end - 1);
            o.class == OutcomeClass::Verb
                && !o.conjunction
                && verb.ends_with('ا')
                && !verb.ends_with("وا")
        };
        at > 0
            && self.reading.key(at - 1).ends_with("ين")
            && (starting_at(self.input.outcomes, |o| o.span.start, at).any(two)
                || !self.reading.key(at - 1).starts_with("ال") && self.theirs(at)
                || self.third(at))
    }

    /// «استشهاد مواطنين وجرح ثالث»: who comes third comes behind two.
    fn third(&self, at: usize) -> bool {
        let joined = |o: &OutcomeMention| o.conjunction && !o.negated;
        let word = starting_at(self.input.outcomes, |o| o.span.start, at).find(|o| joined(o));
        word.is_some_and(|o| {
            (o.span.end..o.span.end + THIRD_WITHIN)
                .any(|i| matches!(self.reading.key(i), "ثالث" | "ثالثه" | "الثالث" | "الثالثه"))
        })
    }

    /// «سيارتهما», «تعرضهما» behind people who end at `at`, and no other two it could be said of.
    fn theirs(&self, at: usize) -> bool {
        let reading = self.reading;
        let others = |i: usize| {
            let key = reading.key(i);
            key.ends_with("ين") && !key.starts_with("ال")
                || key.ends_with("ان")
                || matches!(key, "." | "بينهما" | "لنفسيهما" | "نفسيهما")
                || person_at(reading, i).is_some()
        };
        // «مواطنين كرديين …»: what they are.
        let from = at + usize::from(reading.key(at).ends_with("يين"));
        let mut next = from..(at + THEIRS_REACH).min(reading.tokens.len());
        next.find(|i| reading.key(*i).ends_with("هما") || others(*i))
            .is_some_and(|i| reading.key(i).ends_with("هما") && !others(i))
    }

    /// «الشبان أحمد وخالد وسامر», «استشهد … وأبناؤه محمد وعلي»: as many as are named, where the people end at `at`.
    pub(super) fn as_many_named(&self, article: bool, at: usize) -> Option<(Count, usize)> {
        let theirs = || self.trigger.is_some() && self.reading.key(at - 1).ends_with(['ه', 'ا']);
        let row = (article || theirs()).then(|| self.names_behind(at)).flatten()?;
        Some((Count::exact(row.count), row.end))
    }

    /// «قُتل ثلاثة عسكريين وأُصيب مثلهم»: as many, and of the same people.
    pub(super) fn as_many(&self, at: usize) -> Option<Parsed> {
        if !matches!(self.reading.key(at), "مثلهم" | "مثلهما" | "مثلهن") {
            return None;
        }
        let told = self.out.iter().rev().find(|f| f.within.is_none())?;
        let same = self.others(TokenSpan::new(at, at + 1), told.count);
        Some(Parsed {
            group: told.group,
            affiliation: told.affiliation,
            shape: Shape::Numbered,
            ..same
        })
    }

    /// «عدداً من المدنيين، جلّهم من الأطفال، أصيبوا»: the greater part of people whose verb follows; where to
    /// go on.
    pub(super) fn most_of_waiting(&mut self, at: usize, end: usize) -> Option<usize> {
        let (whole, until) = self.pending.as_ref()?;
        if at.saturating_sub(*until) > TO_PARTS || !matches!(whole.shape, Shape::Numbered) {
            return None;
        }
        let noun = end + usize::from(self.reading.key(end) == "من");
        let hit = person_at(self.reading, noun)?;
        let exact = whole.count.min.filter(|_| whole.count.is_exact());
        let count = match exact {
            Some(n) => Count { min: Some(n / 2 + 1), max: Some(n), vague: Some(Vague::Most) },
            None => Count::vague(Vague::Several),
        };
        let mut part = self.others(TokenSpan::new(at, hit.span.end), count);
        (part.group, part.shape) = (hit.value.group, Shape::Numbered);
        let end = hit.span.end;
        if hit.value.group != Group::People {
            self.parts.push(part);
        }
        if let Some((_, until)) = &mut self.pending {
            *until = end;
        }
        Some(end)
    }

    /// «67 طفلاً وطفلة»: boys and girls are counted by the one number.
    pub(super) fn both_sexes(&self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        let counted =
            || self.out.last().is_some_and(|f| f.span.end == at && f.count.min > Some(10));
        let boy = |key: &str| key.strip_suffix('ا').map(str::len);
        parsed.shape == Shape::Singular
            && at > 0
            && counted()
            && self.reading.key(at).strip_prefix('و').and_then(|k| k.strip_suffix('ه')).is_some_and(
                |girl| {
                    let before = self.reading.key(at - 1);
                    boy(before) == Some(girl.len()) && before.starts_with(girl)
                },
            )
    }

    /// «شاب يعمل مدرساً», «محمد وخالد ابنا فلان»: what somebody is, and nobody else.
    pub(super) fn works_as(&self, parsed: &Parsed) -> bool {
        let at = parsed.span.start;
        let named = || {
            let last = self.out.last();
            last.is_some_and(|f| f.rule == NAMED && f.span.end == at)
        };
        parsed.shape != Shape::Numbered && at > 0 && works(self.reading, at - 1)
            || parsed.shape == Shape::Accusative && named()
    }
}
