//! `rasd places QUERY` and `rasd places --country XX`.

use anyhow::Result;
use rasd::gazetteer::{Gazetteer, PlaceRow};
use serde::Serialize;

use super::args::PlacesArgs;
use super::search::search;
use crate::exit::Exit;

/// One place as printed.
#[derive(Debug, Serialize)]
struct Row {
    pcode: String,
    name: String,
    name_en: String,
    /// Other Arabic names.
    aliases: Vec<String>,
    r#type: String,
    admin1: Option<String>,
    admin2: Option<String>,
    admin3: Option<String>,
    country: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// The gazetteer, in its own order.
fn gazetteer() -> Vec<Row> {
    let gazetteer = Gazetteer::get();
    let row = |place: &PlaceRow| {
        let [admin1, admin2, admin3] = gazetteer.admin_names(place).map(|n| n.map(str::to_owned));
        Row {
            pcode: place.id.to_owned(),
            name: place.name.to_owned(),
            name_en: place.name_en.to_owned(),
            aliases: place.aliases.iter().map(|a| (*a).to_owned()).collect(),
            r#type: gazetteer.own_type(place).to_string(),
            admin1,
            admin2,
            admin3,
            country: place.country.to_owned(),
            lat: Some(place.lat),
            lon: Some(place.lon),
        }
    };
    gazetteer.rows().iter().map(row).collect()
}

/// Runs the command.
pub(crate) fn run(args: &PlacesArgs) -> Result<Exit> {
    let mut rows = gazetteer();
    if let Some(country) = &args.country {
        rows.retain(|row| row.country == *country);
    }
    let rows = search(rows, args.query.as_deref(), |row| {
        let mut names = vec![row.pcode.as_str(), &row.name, &row.name_en];
        names.extend(row.aliases.iter().map(String::as_str));
        names
    });
    super::print(&rows, args.json, "places", |row| {
        let chain: Vec<&str> = [&row.admin3, &row.admin2, &row.admin1]
            .into_iter()
            .filter_map(|a| a.as_deref())
            .collect();
        let point = match (row.lat, row.lon) {
            (Some(lat), Some(lon)) => format!("{lat:.4},{lon:.4}"),
            _ => String::new(),
        };
        vec![
            row.pcode.clone(),
            row.country.clone(),
            row.r#type.clone(),
            point,
            row.name_en.clone(),
            chain.join(" < "),
            row.name.clone(),
        ]
    })
}
