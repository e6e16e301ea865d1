//! The reports of many sources, one behind the other, with what a journal has to know of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::progress::Bar;
use crate::input::{How, Item, Source, failed, hex};

/// What the sources give.
pub(crate) enum Fed {
    /// A report, or why there is none.
    Item {
        /// The source.
        input: Arc<str>,
        /// The report.
        item: Item,
        /// One hash over all items of the source up to this, where something is to tell of it.
        chain: Chain,
    },
    /// A source has ended.
    End(InputEnd),
    /// An input is not what it was when the run was interrupted.
    Changed(String),
}

/// A source that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct InputEnd {
    /// Its name.
    pub(crate) input: String,
    /// Its length in bytes.
    pub(crate) bytes: u64,
    /// SHA-256 of its bytes; none when it could not be read, or nothing tells of it.
    pub(crate) sha256: Option<String>,
    /// Reports that gave a record.
    #[serde(default)]
    pub(crate) records: u64,
    /// Reports that did not.
    #[serde(default)]
    pub(crate) failed: u64,
}

/// A hash over the items of a source, each with the one before it.
pub(crate) type Chain = [u8; 32];

/// What is done already.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Whether a journal or a manifest is to tell of what was read: only then is it hashed.
    pub(crate) told: bool,
    /// Hashes of the sources that were read to their end.
    pub(crate) done: BTreeMap<String, Option<String>>,
    /// The source that was being read, how many of its items are done, and their chain.
    pub(crate) partial: Option<(String, u64, String)>,
}

/// Reads `sources` in order; what is `known` is checked and passed over.
pub(crate) fn feed(
    sources: Vec<Source>,
    how: How,
    known: Known,
    bar: Bar,
) -> impl Iterator<Item = Fed> + Send {
    sources.into_iter().flat_map(move |source| one(&source, &how, &known, &bar))
}

fn one(
    source: &Source,
    how: &How,
    known: &Known,
    bar: &Bar,
) -> Box<dyn Iterator<Item = Fed> + Send> {
    let name = source.name();
    let input: Arc<str> = name.as_str().into();
    let done = known.done.get(&name);
    let tap = match source.open(bar.progress(), known.told) {
        Ok(tap) => tap,
        // It could not be read before either, and is listed.
        Err(_) if done == Some(&None) => return Box::new(std::iter::empty()),
        Err(error) if done.is_some() => {
            let changed =
                format!("{name} was read before the interruption, now it cannot be: {error}");
            return Box::new(std::iter::once(Fed::Changed(changed)));
        }
        Err(error) => {
            let items = Chained::new(failed(name.clone(), error), known.told);
            let end = InputEnd { input: name, bytes: 0, sha256: None, records: 0, failed: 0 };
            let items = items.map(move |(item, chain)| Fed::Item {
                input: Arc::clone(&input),
                item,
                chain,
            });
            return Box::new(items.chain(std::iter::once(Fed::End(end))));
        }
    };
    if let Some(then) = done {
        let now = tap.drain().sha256;
        bar.passed();
        let same = then.is_none() || *then == now;
        let changed = || {
            Fed::Changed(format!("{name} has changed since it was read before the interruption"))
        };
        return Box::new((!same).then(changed).into_iter());
    }
    let mut items = Chained::new(source.read(tap.clone(), how), known.told);
    if let Some((_, count, chain)) = known.partial.as_ref().filter(|p| p.0 == name) {
        let passed =
            items.by_ref().take(usize::try_from(*count).unwrap_or(usize::MAX)).count() as u64;
        bar.passed();
        if passed < *count || hex(&items.chain) != *chain {
            let changed =
                format!("the part of {name} that was read before the interruption has changed");
            return Box::new(std::iter::once(Fed::Changed(changed)));
        }
    }
    let items =
        items.map(move |(item, chain)| Fed::Item { input: Arc::clone(&input), item, chain });
    let end = std::iter::once_with(move || {
        let drained = tap.drain();
        let (bytes, sha256) = (drained.bytes, drained.sha256);
        Fed::End(InputEnd { input: name, bytes, sha256, records: 0, failed: 0 })
    });
    Box::new(items.chain(end))
}

struct Chained {
    items: crate::input::Items,
    chain: Chain,
    told: bool,
}

impl Chained {
    fn new(items: crate::input::Items, told: bool) -> Self {
        Self { items, chain: Chain::default(), told }
    }
}

impl Iterator for Chained {
    type Item = (Item, Chain);

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.items.next()?;
        if !self.told {
            return Some((item, self.chain));
        }
        let mut hash = Sha256::new();
        hash.update(self.chain);
        match &item {
            Ok(located) => {
                hash.update(located.report.id.as_bytes());
                hash.update([0]);
                hash.update(located.report.text.as_bytes());
            }
            Err(error) => hash.update(error.to_string().as_bytes()),
        }
        self.chain = hash.finalize().into();
        Some((item, self.chain))
    }
}
