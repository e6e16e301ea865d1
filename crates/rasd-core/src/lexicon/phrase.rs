//! Looking phrases up in running text, with the particles Arabic writes onto a word.

use std::sync::OnceLock;

use compact_str::CompactString;

use super::form::Proclitic;
use super::vocabulary::{Behind, FirstWords, Opens, TableId, Vocabulary};
use super::words::WordIds;
use crate::known_words::Opener;
use crate::normalise::reading_form;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan, bare, fold_key, split};

/// How a table treats the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Article {
    /// «قصف جوي» matches «القصف الجوي» too.
    #[default]
    Free,
    /// The row is written with the article where the word has one (names).
    AsWritten,
}

/// A match of a row.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'l, T> {
    /// The tokens it covers, soft tokens inside included.
    pub span: TokenSpan,
    /// What the row says.
    pub value: &'l T,
    /// What was written onto its first word.
    pub proclitic: Proclitic,
}

/// The further words of each phrase that opens with one word, longest first, with its value.
type Bucket<T> = Vec<(Vec<CompactString>, T)>;

/// Phrases of one or more words, each with a value, looked up longest first.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    article: Article,
    /// Its place in the vocabulary; none for a table that is not in it.
    id: Option<TableId>,
    first: WordIds,
    /// By the number of the first word.
    buckets: Vec<Bucket<T>>,
    /// The further words of each phrase as the vocabulary numbers them, once it has.
    numbered: OnceLock<Vec<Numbered>>,
}

/// The phrases of a bucket by the numbers of their further words.
#[derive(Debug, Clone)]
struct Numbered {
    /// The second word of each phrase of several and its place in the bucket, by the words' numbers.
    seconds: Box<[(u32, u32)]>,
    /// By the phrases' places what stands behind their second words.
    rest: Vec<Box<[u32]>>,
    /// The phrase that has no further word.
    alone: Option<usize>,
    /// The second words of the others.
    behind: Behind,
}

impl Numbered {
    fn new<T>(bucket: &Bucket<T>, article: Article, number: &mut dyn FnMut(&str) -> u32) -> Self {
        let (mut seconds, mut rest) = (Vec::with_capacity(bucket.len()), Vec::new());
        rest.reserve_exact(bucket.len());
        for (phrase, (words, _)) in bucket.iter().enumerate() {
            let mut numbers = words.iter().map(|word| number(word));
            seconds.extend(numbers.next().map(|second| (second, phrase as u32)));
            rest.push(numbers.collect());
        }
        seconds.sort_unstable();
        let alone = bucket.iter().position(|(words, _)| words.is_empty());
        let behind = Behind::one_of(seconds.iter().map(|(second, _)| *second), article);
        Self { seconds: seconds.into(), rest, alone, behind }
    }

    /// The longest phrase that goes on with a word, which is given with the token behind it, and
    /// where that phrase ends.
    #[inline(never)]
    fn longer(
        &self,
        reading: &Reading,
        article: Article,
        (number, behind): (u32, usize),
    ) -> Option<(usize, usize)> {
        let first = self.seconds.partition_point(|(second, _)| *second < number);
        let phrases = self.seconds[first..].iter().take_while(|(second, _)| *second == number);
        let mut phrases = phrases.map(|(_, phrase)| *phrase as usize);
        phrases.find_map(|phrase| {
            let mut at = behind;
            for word in self.rest.get(phrase)? {
                let (number, next) = word_at(reading, article, at);
                at = Some(next).filter(|_| number == *word)?;
            }
            Some((phrase, at))
        })
    }
}

/// A phrase that stands in a text: what opens it, its place in the bucket, one past its last token.
type Found<'r> = (&'r Opener, usize, usize);

/// The longest phrase of a table that stands at token `at`; of equally long ones the least stripped.
#[inline(never)]
fn longest<'r>(
    all: &[Numbered],
    article: Article,
    reading: &'r Reading,
    at: usize,
    id: TableId,
) -> Option<Found<'r>> {
    let mut best: Option<Found> = None;
    let mut next = None;
    for opener in reading.forms.openers(at, id) {
        let mut found = opener.opens.alone().map(|alone| (alone, at + 1));
        // Few words behind one go on with a phrase.
        if !opener.opens.behind.is_nothing() {
            let next = *next.get_or_insert_with(|| word_at(reading, article, at + 1));
            if opener.opens.behind.may_be((next.0, next.0)) {
                found = all.get(opener.number as usize)?.longer(reading, article, next).or(found);
            }
        }
        if let Some((phrase, end)) = found
            && best.is_none_or(|(.., furthest)| end > furthest)
        {
            best = Some((opener, phrase, end));
        }
    }
    best
}

/// The number of the word at a token or behind the soft ones there, and the token behind it.
fn word_at(reading: &Reading, article: Article, mut at: usize) -> (u32, usize) {
    while reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) {
        at += 1;
    }
    (reading.forms.number(at, article), at + 1)
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self::new(Article::Free)
    }
}

impl<T> PhraseTable<T> {
    /// An empty table.
    #[must_use]
    pub fn new(article: Article) -> Self {
        Self {
            article,
            id: None,
            first: WordIds::default(),
            buckets: Vec::new(),
            numbered: OnceLock::new(),
        }
    }

    /// The same table under its place in the [vocabulary](super::vocabulary).
    pub(crate) fn known_as(mut self, id: TableId) -> Self {
        self.id = Some(id);
        self
    }

    /// The look-up words of a phrase as a row writes it.
    #[must_use]
    pub fn key_words(article: Article, phrase: &str) -> Vec<CompactString> {
        let text = reading_form(phrase);
        let mut words = Vec::with_capacity(2);
        split(&text, |kind, start, end| {
            let key = fold_key(&text[start..end]);
            match article {
                _ if kind == TokenKind::Soft => {}
                Article::Free => words.push(bare(&key).into()),
                Article::AsWritten if kind == TokenKind::Word => words.push(key),
                Article::AsWritten => words.push(text[start..end].into()),
            }
        });
        words
    }

    /// Adds a phrase; false (and unchanged) when the same phrase already stands or it is empty.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        let mut words = Self::key_words(self.article, phrase).into_iter();
        let Some(first) = words.next() else { return false };
        let rest: Vec<CompactString> = words.collect();
        let number = self.first.take(&first) as usize;
        if number == self.buckets.len() {
            self.buckets.push(Vec::new());
        }
        let bucket = &mut self.buckets[number];
        if bucket.iter().any(|(r, _)| *r == rest) {
            return false;
        }
        let at = bucket.partition_point(|(r, _)| r.len() >= rest.len());
        bucket.insert(at, (rest, value));
        true
    }

    /// The longest row that matches at token `at`; of equally long ones the least stripped.
    #[must_use]
    #[inline(always)]
    pub fn longest_at<'l>(&'l self, reading: &Reading, at: usize) -> Option<Hit<'l, T>> {
        // Most words open no phrase of most tables: the vocabulary has said so.
        if self.id.is_some_and(|id| !reading.forms.open(at).has(id)) {
            return None;
        }
        self.search(reading, at)
    }

    #[inline]
    fn search<'l>(&'l self, reading: &Reading, at: usize) -> Option<Hit<'l, T>> {
        let (Some(id), Some(numbered)) = (self.id, self.numbered.get()) else {
            return self.search_written(reading, at);
        };
        let (opener, phrase, end) = longest(numbered, self.article, reading, at, id)?;
        let (_, value) = self.buckets.get(opener.number as usize)?.get(phrase)?;
        Some(self.hit(TokenSpan::new(at, end), value, opener.proclitic))
    }

    /// The same for a table that the vocabulary does not know.
    #[cold]
    #[inline(never)]
    fn search_written<'l>(&'l self, reading: &Reading, at: usize) -> Option<Hit<'l, T>> {
        let mut best: Option<Hit<'l, T>> = None;
        for form in reading.forms.get(at)? {
            let number = match self.article {
                Article::Free => self.first.get(form.bare()),
                Article::AsWritten => self.first.get(&form.stem),
            };
            let found = number.and_then(|n| self.longest_written(reading, at + 1, n as usize));
            if let Some((end, value)) = found
                && best.as_ref().is_none_or(|b| end > b.span.end)
            {
                best = Some(self.hit(TokenSpan::new(at, end), value, form.proclitic));
            }
        }
        best
    }

    fn hit<'l>(&self, span: TokenSpan, value: &'l T, mut proclitic: Proclitic) -> Hit<'l, T> {
        proclitic.article &= self.article == Article::Free;
        Hit { span, value, proclitic }
    }

    /// The longest phrase of a bucket whose further words stand at `at`, and where it ends.
    fn longest_written(&self, reading: &Reading, at: usize, bucket: usize) -> Option<(usize, &T)> {
        self.buckets.get(bucket)?.iter().find_map(|(rest, value)| {
            let mut at = at;
            for word in rest {
                while reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Soft) {
                    at += 1;
                }
                let key = reading.tokens.get(at)?.key.as_str();
                if word != if self.article == Article::Free { bare(key) } else { key } {
                    return None;
                }
                at += 1;
            }
            Some((at, value))
        })
    }

    /// Every match in the reading, left to right, longest first, none overlapping.
    pub fn find_all<'l>(&'l self, reading: &Reading) -> impl Iterator<Item = Hit<'l, T>> {
        let known = self.id.into_iter().flat_map(|id| reading.forms.opening(id));
        let unknown = if self.id.is_some() { 0..0 } else { 0..reading.tokens.len() };
        let mut behind = 0;
        known.chain(unknown).filter_map(move |at| {
            let hit = if at < behind { None } else { self.search(reading, at) }?;
            behind = hit.span.end;
            Some(hit)
        })
    }
}

impl<T: Send + Sync> FirstWords for PhraseTable<T> {
    fn id(&self) -> Option<TableId> {
        self.id
    }

    fn each(&self, found: &mut dyn FnMut(&str, Article)) {
        self.first.iter().for_each(|word| found(word, self.article));
    }

    fn opens(&self, number: u32) -> Opens {
        let first = self.numbered.get().and_then(|all| all.get(number as usize));
        first.map_or(Opens::NOTHING, |first| Opens {
            alone: first.alone.map_or(Vocabulary::NOTHING, |phrase| phrase as u32),
            behind: first.behind,
        })
    }

    fn goes_on(&self, number: u32, (written, bare): (u32, u32)) -> bool {
        let second = match self.article {
            Article::AsWritten => written,
            Article::Free => bare,
        };
        let first = self.numbered.get().and_then(|all| all.get(number as usize));
        first.is_some_and(|first| first.seconds.binary_search_by_key(&second, |(s, _)| *s).is_ok())
    }

    fn number_rest(&self, number: &mut dyn FnMut(&str) -> u32) {
        self.numbered.get_or_init(|| {
            let buckets = self.buckets.iter();
            buckets.map(|bucket| Numbered::new(bucket, self.article, number)).collect()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    #[test]
    fn particles_and_article() {
        let mut table = PhraseTable::new(Article::Free);
        assert!(table.insert("قصف جوي", 1));
        assert!(table.insert("قصف", 2));
        assert!(!table.insert("القصف", 3));
        for (text, value, conjunction, preposition) in [
            ("بالقصف الجوي", 1, None, Some('ب')),
            ("وقصف", 2, Some('و'), None),
            ("للقصف \"الجوي\"", 1, None, Some('ل')),
        ] {
            let report = Report::new("", text);
            let reading = Reading::new(&report);
            let hit = table.longest_at(&reading, 0).unwrap();
            assert_eq!(
                (*hit.value, hit.proclitic.conjunction, hit.proclitic.preposition),
                (value, conjunction, preposition),
                "{text}"
            );
        }
    }
}
