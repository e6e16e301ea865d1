//! One walk over the tokens that reads place mentions.

use super::PlaceMention;
use super::datelines::listed_below;
use super::found::found_at;
use super::name::{Name, Strength, is_quote, roles_at, skip_soft};
use super::walks::Walks;
use super::words::{
    AMONG, AT, COUNTRYSIDE, DIRECTION, EACH, Guard, IN, Number, PARTIES, PERSON, QUARTER, SIDE,
    TARGET, TypeWord, UNIT, Words,
};
use crate::lexicon::vocabulary::TableId;
use crate::lexicon::{Article, Form, Proclitic};
use crate::model::PlaceType;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};
use crate::word_lists::facilities::ORDINALS;
use crate::word_lists::scan::TOLLS;

/// A mention with what only the attaching needs to know.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) mention: PlaceMention,
    /// و or ف stands before it.
    pub(super) conjunction: bool,
    /// ب stands before it.
    pub(super) preposition: Option<char>,
    /// How a container relates to what stands before it.
    pub(super) kind: Option<super::ContainerKind>,
}

pub(super) struct Scanner<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) words: &'static Words,
    pub(super) items: Vec<Item>,
}

/// No proclitic at all.
pub(super) fn plain(p: &Proclitic) -> bool {
    p.conjunction.is_none() && p.preposition.is_none()
}

impl<'r> Scanner<'r> {
    pub(super) fn new(reading: &'r Reading<'r>) -> Self {
        Self { reading, words: Words::get(), items: Vec::with_capacity(32) }
    }

    pub(super) fn run(mut self) -> Vec<Item> {
        let reading = self.reading;
        // Where the mention that was read last ends.
        let mut behind = 0;
        for (at, several) in Walks::get(reading).openings() {
            if at < behind {
                continue;
            }
            let named = several || reading.forms.names_alone(at);
            let before = self.items.len();
            let mut end = self.read(at, named);
            if self.items.len() > before {
                end = end.map(|e| self.unlisted(e)).map(|e| self.quoted_on(e));
            }
            behind = end.unwrap_or_default();
        }
        self.items
    }

    /// Reads what starts at `at`, `named` where a name may; the index behind it.
    fn read(&mut self, at: usize, named: bool) -> Option<usize> {
        let (open, roles) = (self.reading.forms.open(at), roles_at(self.reading, at));
        let says = |role| roles & role != 0;
        // What a word is says which rules have a chance.
        None.or_else(|| if open.has(TableId::PlaceGuards) { self.guarded(at) } else { None })
            .or_else(|| if says(COUNTRYSIDE) { self.countryside(at) } else { None })
            .or_else(|| if says(DIRECTION) { self.direction(at) } else { None })
            .or_else(|| if open.has(TableId::PlaceTypes) { self.typed(at) } else { None })
            .or_else(|| if says(EACH) { self.each_of(at) } else { None })
            .or_else(|| if says(AMONG) { self.among(at) } else { None })
            .or_else(|| {
                if says(QUARTER) {
                    self.definite(at)
                        .or_else(|| self.institution(at))
                        .or_else(|| self.main_road(at))
                } else {
                    None
                }
            })
            .or_else(|| if says(UNIT) { self.unit(at) } else { None })
            .or_else(|| if says(PARTIES) { self.parties(at) } else { None })
            .or_else(|| if named { self.bare(at) } else { None })
    }

    /// Organisations and set phrases that hold a place's name.
    fn guarded(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let hit = self.words.guards.longest_at(reading, at)?;
        if *hit.value == Guard::Fixed {
            return Some(hit.span.end);
        }
        // Only an indefinite noun heads another: «لواء القدس», not «اللواء».
        // «حصيلة شهداء إدلب»: people who are counted.
        let counted = at > 0 && matches!(reading.key(at - 1), "حصيله" | "عدد" | "تعداد" | "اعداد");
        if hit.proclitic.article || counted {
            return None;
        }
        let mut next = skip_soft(reading, hit.span.end);
        let form = reading.forms.get(next)?.first()?;
        if self.words.type_of(form).is_some_and(|t| t.number == Number::One) {
            next = skip_soft(reading, next + 1);
        }
        let name = found_at(reading, next, false, plain)?;
        // «موقع المالكية», where the whole is a place that is known.
        let whole = found_at(reading, at, false, |p| p.preposition != Some('ك'))
            .is_some_and(|whole| whole.span.end >= name.span.end);
        (!whole && name.strength(reading) >= Strength::Hard).then_some(name.span.end)
    }

    pub(super) fn type_at(&self, at: usize) -> Option<(TypeWord, Proclitic)> {
        if !self.reading.forms.open(at).has(TableId::PlaceTypes)
            || !self.reading.tokens[at].is_word()
        {
            return None;
        }
        let forms = self.reading.forms.get(at)?;
        let found = forms.iter().find_map(|f| Some((self.words.type_of(f)?, f)));
        found.map(|(t, f)| (t, f.proclitic))
    }

    /// «الحي الجديد», «المنطقة الصناعية»: a quarter or region named by an adjective; «المحطة الثالثة»: one of
    /// several by its number.
    fn definite(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let next = at + 1;
        let form = reading.forms[at]
            .iter()
            .find(|f| matches!(f.stem.as_str(), "الحي" | "المنطقه" | "المحطه" | "النقطه"))?;
        let key = reading.key(next);
        let side = self.words.roles(key) & SIDE != 0;
        // «حارة الكومة، وهي الحي الشمالي في البلدة»: the same once more.
        if at > 0 && matches!(reading.key(at - 1), "هي" | "وهي" | "هو" | "وهو") {
            return Some(next + 1);
        }
        let (r#type, named) = match form.stem.as_str() {
            "المحطه" | "النقطه" => (PlaceType::Facility, ORDINALS.contains(&key)),
            stem => {
                let sort = matches!(key, "الجديد" | "القديم" | "الصناعيه" | "الصناعي");
                let quarter = stem == "الحي";
                let r#type = if quarter { PlaceType::Neighbourhood } else { PlaceType::Area };
                (r#type, side || sort)
            }
        };
        if !named {
            return None;
        }
        let proclitic = form.proclitic;
        let span = TokenSpan::new(at, next + 1);
        let name = Name::of(reading, span, proclitic);
        let word = TypeWord::untyped(r#type);
        self.push(at, name, word, proclitic, "place.definite");
        Some(next + 1)
    }

    /// «في الفوج 46», «على اللواء 15»: a unit's number names its base.
    fn unit(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let form =
            reading.forms[at].iter().find(|f| matches!(f.stem.as_str(), "الفوج" | "اللواء"))?;
        let number = reading.tokens.get(at + 1)?.number()?;
        // «اشتباكات بين اللواء 444 و…»: it fights, and is no base.
        let placed = form.proclitic.preposition == Some('ب')
            || at > 0 && roles_at(reading, at - 1) & (IN | AT) != 0 && reading.key(at - 1) != "بين";
        // «على محاور معرة حرمة، والفوج 46»
        let listed = form.stem == "الفوج" && self.in_list(at, form.proclitic);
        if !(placed || listed) || number > 999 {
            return None;
        }
        // «اللواء 15 مشاة»
        let arm = matches!(reading.key(at + 2), "مشاه" | "مدرع" | "ميكا" | "مدفعيه" | "حمايه");
        let span = TokenSpan::new(at, at + 2 + usize::from(arm));
        let proclitic = form.proclitic;
        let name = Name::of(reading, span, proclitic);
        let word = TypeWord::untyped(PlaceType::Facility);
        self.push(at, name, word, proclitic, "place.unit");
        Some(span.end)
    }

    /// A gazetteer name without a type word, where the context says place.
    fn bare(&mut self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let name = found_at(reading, at, false, |p| p.preposition != Some('ك'))
            .or_else(|| self.with_article(at))?;
        // «إلى الشمال الشرقي من العاصمة»: a direction, and no province of that name.
        let toward = roles_at(reading, at) & DIRECTION != 0;
        if toward && reading.key(skip_soft(reading, self.sides(name.span.end))) == "من" {
            return None;
        }
        // «في محيط المزرعة», «على القرية بريف …»: the farm, the village just named.
        if name.span.end == name.span.start + 1 && self.just_named(name.span.start) {
            return Some(name.span.end);
        }
        let p = name.proclitic();
        if p.preposition.is_none() && self.speaks(at) {
            return Some(name.span.end);
        }
        let previous = (0..at).rev().find(|i| reading.tokens[*i].kind != TokenKind::Soft);
        let before = previous.map_or(0, |i| roles_at(reading, i));
        let hash = at > 0 && reading.tokens[at - 1].key == "#";
        let with_b = p.preposition == Some('ب');
        // What is a place anywhere need not be asked what stands around it.
        let list = || self.in_list(at, p);
        let contained = || self.container_behind(name.span.end) || self.town_behind(&name);
        let item = || {
            self.heads_item(at, name.span.end)
                || previous.is_some_and(|i| reading.key(i) == ":") && self.opens_run(name.span.end)
        };
        // «الشاب مرعي رويشد»: the second name of a person.
        let surname = || {
            let given = |i: usize| reading.forms.open(i).has(TableId::GivenNames);
            // «علي» is «على» too.
            plain(&p)
                && name.span.end == name.span.start + 1
                && before & (AT | TARGET) == 0
                && previous.is_some_and(|i| i + 1 == at && given(i))
                && !contained()
        };
        if before & PERSON != 0 && !with_b || surname() {
            return None;
        }
        let placed =
            before & (IN | AT | DIRECTION) != 0 && plain(&Proclitic { conjunction: None, ..p });
        let accepted = match name.strength(reading) {
            Strength::Unknown => false,
            Strength::Strong => p.conjunction != Some('ف') || with_b,
            Strength::Weak => {
                // «اشتباكات التبانة وجبل محسن»: an act is told by the places that it was between.
                let of_act = || {
                    plain(&p)
                        && previous.is_some_and(|i| {
                            i + 1 == at && reading.forms.open(i).has(TableId::Events)
                        })
                        && self.goes_on(name.span.end)
                };
                // «أما بدنايل فكانت …»
                let as_for = || previous.is_some_and(|i| i + 1 == at && reading.key(i) == "اما");
                (placed
                    || with_b
                    || hash
                    || list()
                    || contained()
                    || item()
                    || before & TARGET != 0
                    || as_for()
                    || of_act())
                    && p.preposition != Some('ل')
            }
            Strength::Soft => {
                (placed || with_b || hash || list() || contained() || item())
                    && p.preposition != Some('ل')
            }
            Strength::Hard => {
                contained() && (placed || with_b || list() || hash || before & TARGET != 0)
                    || p.conjunction == Some('و') && list() && self.goes_on(name.span.end)
            }
        };
        if !accepted {
            return None;
        }
        let end = name.span.end;
        self.push_bare(at, name.name(reading), if hash { "place.hashtag" } else { "place.bare" });
        Some(end)
    }

    /// Whether a word is the type word, with the article, of a place named before.
    fn just_named(&self, at: usize) -> bool {
        let forms = &self.reading.forms;
        let Some(word) = forms[at].iter().find(|f| f.proclitic.article) else { return false };
        // One word has one number: most are told apart by it.
        let number = |f: &Form| f.known.number(Article::Free);
        let same = |f: &Form| number(f) == number(word) && f.bare() == word.bare();
        let of = |m: &PlaceMention| {
            m.frame.start < m.span.start && forms[m.frame.start].iter().any(same)
        };
        self.items.iter().any(|i| i.mention.typed && of(&i.mention))
    }

    /// «- تقاد: شهيد», «بلشون 5 شهداء», «دمشق: القابون: …»: a name alone in front of the colon, or of the people, of a
    /// line that is not the first, or behind another place; or alone in a line of a list of places.
    fn heads_item(&self, at: usize, end: usize) -> bool {
        let reading = self.reading;
        let signs =
            |i: &usize| matches!(reading.tokens[*i].kind, TokenKind::Soft | TokenKind::Punct);
        let next = skip_soft(reading, end);
        let colon = reading.key(next) == ":";
        let line = (0..at).rev().find(|i| !signs(i));
        let opens = line.is_some_and(|i| reading.tokens[i].kind == TokenKind::Break);
        let below_place = || {
            let last = self.items.last().map(|item| item.mention.frame.end);
            colon && last.is_some_and(|end| (end..at).all(|i| signs(&i)) && end < at)
        };
        let ends = reading.tokens.get(next).is_none_or(|t| t.kind == TokenKind::Break);
        let joined = || self.goes_on(end) && (end..end + 4).any(|i| reading.key(i) == ":");
        opens && (colon || toll_at(reading, next) || ends && listed_below(reading, at) || joined())
            || below_place()
    }

    /// Whether a list goes on behind `end`, or a container closes it.
    pub(super) fn goes_on(&self, end: usize) -> bool {
        let reading = self.reading;
        let joined = |p: &Proclitic| p.preposition.is_none() && p.conjunction == Some('و');
        let known = || {
            found_at(reading, end, false, joined).is_some()
                // «والربيعات» of a village that the gazetteer writes without its article.
                || found_at(reading, end, true, joined)
                    .is_some_and(|n| n.proclitic().article && n.strength(reading) > Strength::Hard)
        };
        // «و "أم حوش"»
        let quoted = || {
            reading.key(end) == "و"
                && is_quote(reading, end + 1)
                && found_at(reading, end + 2, true, plain).is_some()
        };
        self.container_behind(end) || known() || quoted()
    }

    /// Whether a container phrase stands right behind a name.
    pub(super) fn container_behind(&self, end: usize) -> bool {
        let reading = self.reading;
        let mut next = skip_soft(reading, end);
        if reading.key(next) == "في" {
            next = skip_soft(reading, next + 1);
        }
        reading.forms.get(next).is_some_and(|forms| {
            forms.iter().any(|f: &Form| {
                f.proclitic.conjunction.is_none()
                    && (matches!(f.stem.as_str(), "ريف" | "الريف" | "محافظه")
                        || f.known.roles & DIRECTION != 0
                            && found_at(reading, next + 1, true, plain).is_some())
            })
        })
    }
}

pub(super) fn is_dash(key: &str) -> bool {
    matches!(key, "-" | "–" | "—")
}

/// «5 شهداء», «شهيدان»: whether people who came to harm stand here, with a number in digits or without one.
pub(super) fn toll_at(reading: &Reading, at: usize) -> bool {
    let number = reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    TOLLS.contains(&reading.key(at + usize::from(number)))
}
