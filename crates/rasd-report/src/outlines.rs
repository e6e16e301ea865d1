//! Outlines for the map: only those of the countries that a page's places lie in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// `assets/outlines.json`, built by `web/scripts/outlines.mjs`.
#[derive(Debug, Deserialize)]
struct Bundle<'j> {
    /// Coasts and borders around, for orientation.
    #[serde(borrow)]
    around: &'j RawValue,
    /// Governorates by country.
    #[serde(borrow)]
    countries: BTreeMap<&'j str, &'j RawValue>,
}

/// What a page is given.
#[derive(Debug, Serialize)]
pub(crate) struct Outlines {
    around: Option<&'static RawValue>,
    countries: BTreeMap<&'static str, &'static RawValue>,
}

/// The outlines of `countries`, as far as there are any.
pub(crate) fn of(countries: &BTreeSet<&str>) -> serde_json::Result<Outlines> {
    let all: Bundle<'static> = serde_json::from_str(include_str!("../assets/outlines.json"))?;
    let countries: BTreeMap<_, _> =
        all.countries.into_iter().filter(|(code, _)| countries.contains(code)).collect();
    Ok(Outlines { around: (!countries.is_empty()).then_some(all.around), countries })
}
