//! One report made ready for the annotators: normalised, tokenised, its title put in front.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::annotate::places::Walks;
use crate::forms::Forms;
use crate::model::{Evidence, Part};
use crate::normalise::{Normalised, normalise};
use crate::offsets::{OffsetIndex, OffsetUnit};
use crate::report::Report;
use crate::tokens::{Token, TokenSpan};

/// A report as the annotators see it.
///
/// A separately kept title is read as the first line. Tokens know their place in the joined
/// text; [`EvidenceMaker`] leads back to the title or the text as given.
#[derive(Debug)]
pub struct Reading<'r> {
    /// The report.
    pub report: &'r Report,
    /// Title, line break and text; the text alone without a title.
    pub source: Cow<'r, str>,
    /// Bytes of `source` before the text.
    pub text_starts: usize,
    /// The reading form of `source`.
    pub normal: Normalised,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// For each token the ways to read it.
    pub forms: Forms,
    /// Where names of several words stand, made when the first is asked for.
    pub(crate) names: OnceLock<Walks>,
}

impl<'r> Reading<'r> {
    /// Reads a report.
    #[must_use]
    pub fn new(report: &'r Report) -> Self {
        let title = report.title.as_deref().filter(|t| !t.trim().is_empty());
        let source = match title {
            // Some publishers repeat the title as the text's first line; read it once.
            Some(title) if !report.text.trim_start().starts_with(title.trim()) => {
                Cow::Owned(format!("{title}\n{}", report.text))
            }
            _ => Cow::Borrowed(report.text.as_str()),
        };
        let text_starts = source.len() - report.text.len();
        let normal = normalise(&source);
        let (tokens, forms) = Forms::of(&normal);
        Self { report, source, text_starts, normal, tokens, forms, names: OnceLock::new() }
    }

    /// The original byte range in `source` of a token span.
    #[must_use]
    pub fn bytes(&self, span: TokenSpan) -> std::ops::Range<usize> {
        self.forms.original(span)
    }

    /// The original words of a token span.
    #[must_use]
    pub fn words(&self, span: TokenSpan) -> &str {
        &self.source[self.bytes(span)]
    }

    /// The look-up key of token `at`; empty past the end.
    #[must_use]
    pub fn key(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.key.as_str())
    }

    /// Whether one of the ways to read word `at` is `stem` (folded, article ignored).
    #[must_use]
    #[inline]
    pub fn reads(&self, at: usize, stem: &str) -> bool {
        // As in `reads_any`; the one word is mostly known where this is called.
        let last = |word: &str| word.as_bytes().last_chunk::<4>().copied();
        self.tokens.get(at).is_some_and(|t| {
            last(stem).is_none_or(|letters| last(&t.key) == Some(letters))
                && self.forms[at].iter().any(|f| f.is(stem))
        })
    }

    /// Whether one of the ways to read word `at` is one of these words (folded, article ignored).
    #[must_use]
    #[inline]
    pub fn reads_any(&self, at: usize, words: &[&str]) -> bool {
        debug_assert!(words.iter().all(|word| is_folded(word)), "{words:?} are not all folded");
        let Some(token) = self.tokens.get(at) else { return false };
        // Whatever is written onto a word, its last two letters stay: few of the words end as it does.
        let last = |word: &str| word.as_bytes().last_chunk::<4>().copied();
        let ends = last(&token.key);
        let may_be = |word: &&&str| last(word).is_none_or(|last| Some(last) == ends);
        words.iter().filter(may_be).any(|word| self.forms[at].iter().any(|f| f.is(word)))
    }

    /// Whether the token span lies in the separately given title.
    #[must_use]
    pub fn in_title(&self, span: TokenSpan) -> bool {
        self.text_starts > 0 && self.bytes(span).start < self.text_starts
    }
}

/// Whether a word is written as look-ups compare it.
fn is_folded(word: &str) -> bool {
    !word.contains(['أ', 'إ', 'آ', 'ى', 'ئ', 'ؤ', 'ة'])
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.forms.keep_room(std::mem::take(&mut self.tokens));
    }
}

/// Makes evidence in the caller's offset unit.
#[derive(Debug)]
pub struct EvidenceMaker<'r> {
    reading: &'r Reading<'r>,
    title: OffsetIndex<'r>,
    text: OffsetIndex<'r>,
}

impl<'r> EvidenceMaker<'r> {
    /// For one reading and unit.
    #[must_use]
    pub fn new(reading: &'r Reading<'r>, unit: OffsetUnit) -> Self {
        let title = &reading.source[..reading.text_starts.saturating_sub(1)];
        Self {
            reading,
            title: OffsetIndex::new(title, unit),
            text: OffsetIndex::new(&reading.report.text, unit),
        }
    }

    /// Evidence for `field`, read from `span` by `rule`.
    #[must_use]
    pub fn make(
        &self,
        field: impl Into<Cow<'static, str>>,
        span: TokenSpan,
        rule: impl Into<Cow<'static, str>>,
    ) -> Evidence {
        let reading = self.reading;
        let mut bytes = reading.bytes(span);
        let title_ends = reading.text_starts.saturating_sub(1);
        let in_title = bytes.start < reading.text_starts;
        let (part, start, end) = if in_title {
            bytes.end = bytes.end.min(title_ends);
            (Part::Title, self.title.from_byte(bytes.start), self.title.from_byte(bytes.end))
        } else {
            let base = reading.text_starts;
            let of = |b: usize| self.text.from_byte(b - base);
            (Part::Text, of(bytes.start), of(bytes.end))
        };
        Evidence {
            field: field.into(),
            part,
            start,
            end,
            text: reading.source[bytes].to_owned(),
            rule: rule.into(),
        }
    }
}
