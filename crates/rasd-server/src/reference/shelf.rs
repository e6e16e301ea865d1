//! A list that can be searched, paged through and looked up in.

use std::collections::BTreeMap;

use rasd::normalise::normalise;
use rasd::tokens::fold_key;
use rasd_proto::is_country_code;

use crate::refusal::Refusal;

const DEFAULT_PAGE: usize = 50;
const MAX_PAGE: usize = 500;

/// Something with an id that people look for by name.
pub(crate) trait Entry: Clone {
    fn id(&self) -> &str;
    fn country(&self) -> Option<&str>;
    fn names(&self) -> Vec<&str>;
}

/// Which entries, and how many of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub(crate) size: i32,
    pub(crate) token: String,
    pub(crate) words: String,
    pub(crate) country: String,
}

/// Entries in a fixed order.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    entries: Vec<T>,
    /// Id and names of each entry as they are searched, one to a line.
    keys: Vec<String>,
    by_id: BTreeMap<String, usize>,
}

impl<T: Entry> Shelf<T> {
    pub(crate) fn new(entries: Vec<T>) -> Self {
        let key = |entry: &T| {
            let names = std::iter::once(entry.id()).chain(entry.names());
            names.map(search_form).collect::<Vec<_>>().join("\n")
        };
        let keys = entries.iter().map(key).collect();
        let by_id = entries.iter().enumerate().map(|(i, e)| (e.id().to_owned(), i)).collect();
        Self { entries, keys, by_id }
    }

    pub(crate) fn get(&self, id: &str) -> Option<T> {
        self.by_id.get(id).map(|&i| self.entries[i].clone())
    }

    /// One page, and the token of the next or nothing.
    pub(crate) fn page(&self, query: &Query) -> Result<(Vec<T>, String), Refusal> {
        let size = match usize::try_from(query.size) {
            Ok(0) => DEFAULT_PAGE,
            Ok(size) => size.min(MAX_PAGE),
            Err(_) => {
                let description = "must not be negative; 0 takes the default";
                return Err(Refusal::field("PAGE_SIZE_INVALID", "page_size", description));
            }
        };
        if !query.country.is_empty() && !is_country_code(&query.country) {
            let description = "must be an ISO 3166-1 alpha-2 code in capitals, for example SY";
            return Err(Refusal::field("COUNTRY_INVALID", "country", description));
        }
        let words = search_form(&query.words);
        let filters = fingerprint(&[&words, &query.country]);
        let start = start(&query.token, filters)?;

        let wanted = |i: &usize| {
            self.keys[*i].contains(&words)
                && (query.country.is_empty()
                    || self.entries[*i].country() == Some(query.country.as_str()))
        };
        let mut hits = (start..self.entries.len()).filter(wanted);
        let page = hits.by_ref().take(size).map(|i| self.entries[i].clone()).collect();
        let next = hits.next().map_or_else(String::new, |i| token(i, filters));
        Ok((page, next))
    }
}

/// The form that names are compared in: spelling variants of Arabic and letter case folded.
fn search_form(text: &str) -> String {
    fold_key(&normalise(text.trim()).text.to_lowercase()).into()
}

/// A token holds where to read on and which filters it belongs to.
fn token(start: usize, filters: u64) -> String {
    format!("{start:x}-{filters:016x}")
}

fn start(token: &str, filters: u64) -> Result<usize, Refusal> {
    if token.is_empty() {
        return Ok(0);
    }
    let read = || {
        let (start, of) = token.split_once('-')?;
        let of = u64::from_str_radix(of, 16).ok()?;
        (of == filters).then_some(usize::from_str_radix(start, 16).ok()?)
    };
    read().ok_or_else(|| {
        let description = "must be the next_page_token of an answer to the same query and country";
        Refusal::field("PAGE_TOKEN_INVALID", "page_token", description)
    })
}

/// FNV-1a, which unlike the standard library's hash is the same in every build.
fn fingerprint(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rasd_proto::v1::Actor;

    fn shelf() -> Shelf<Actor> {
        let actor = |i: usize| Actor {
            id: format!("x.{i:03}"),
            name_ar: if i.is_multiple_of(2) {
                "لِواءُ الأمل".into()
            } else {
                "كتيبة".into()
            },
            country: Some(if i < 60 { "SY" } else { "YE" }.into()),
            ..Actor::default()
        };
        Shelf::new((0..120).map(actor).collect())
    }

    fn reason(query: &Query) -> String {
        let refusal = shelf().page(query).unwrap_err();
        rasd_proto::v1::ReportError::from(refusal).reason
    }

    #[test]
    fn pages_join_up() {
        let shelf = shelf();
        let mut query = Query { size: 7, words: "لواء".into(), ..Query::default() };
        let mut ids = Vec::new();
        loop {
            let (page, next) = shelf.page(&query).unwrap();
            assert!(page.len() <= 7);
            ids.extend(page.into_iter().map(|actor| actor.id));
            if next.is_empty() {
                break;
            }
            query.token = next;
        }
        assert_eq!(ids.len(), 60);
        assert!(ids.is_sorted());
    }

    #[test]
    fn sizes_follow_the_rules() {
        let shelf = shelf();
        let page = |size| shelf.page(&Query { size, ..Query::default() }).unwrap();
        assert_eq!(page(0).0.len(), DEFAULT_PAGE);
        assert_eq!(page(i32::MAX).0.len(), 120);
        assert_eq!(page(120).1, "");
        assert_eq!(reason(&Query { size: -1, ..Query::default() }), "PAGE_SIZE_INVALID");
    }

    #[test]
    fn a_token_belongs_to_its_filters() {
        let shelf = shelf();
        let sy = Query { country: "SY".into(), ..Query::default() };
        let (page, token) = shelf.page(&sy).unwrap();
        assert!(page.iter().all(|actor| actor.country.as_deref() == Some("SY")));
        for token in [token.as_str(), "x", "1-", "zz-00", "ffffffffffffffffff-0", "-"] {
            let query = Query { token: token.into(), ..Query::default() };
            assert_eq!(reason(&query), "PAGE_TOKEN_INVALID", "{token}");
        }
        assert_eq!(reason(&Query { country: "sy".into(), ..Query::default() }), "COUNTRY_INVALID");
    }
}
