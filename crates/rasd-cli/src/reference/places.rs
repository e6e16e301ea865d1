//! `rasd places QUERY` and `rasd places --country XX`.

use anyhow::Result;
use serde::Serialize;

use crate::cli::PlacesArgs;
use crate::exit::Exit;

/// One place as printed.
#[derive(Debug, Serialize)]
struct Row {
    pcode: String,
    name: String,
    name_en: Option<String>,
    r#type: String,
    admin1: Option<String>,
    admin2: Option<String>,
    admin3: Option<String>,
    country: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// The places that a query finds, in gazetteer order; all of a country's without one.
///
/// Seam: to be fed from `rasd::gazetteer`.
fn find(_query: Option<&str>, _country: Option<&str>) -> Vec<Row> {
    Vec::new()
}

/// Runs the command.
pub(crate) fn run(args: &PlacesArgs) -> Result<Exit> {
    let rows = find(args.query.as_deref(), args.country.as_deref());
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
            row.name_en.clone().unwrap_or_default(),
            chain.join(" < "),
            row.name.clone(),
        ]
    })
}
