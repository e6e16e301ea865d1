//! Gold and predicted records, read leniently: only what a score looks at, missing lists empty.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// One report's record.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Doc {
    report: Option<Ref>,
    id: Option<String>,
    #[serde(default)]
    pub(super) incidents: Vec<Incident>,
    #[serde(default)]
    pub(super) tallies: Vec<Figure>,
    #[serde(default)]
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Clone, Deserialize)]
struct Ref {
    id: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Incident {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default = "lead")]
    pub(super) role: String,
    pub(super) when: Option<When>,
    #[serde(default)]
    pub(super) places: Vec<Place>,
    #[serde(default)]
    pub(super) actors: Vec<Actor>,
    #[serde(default)]
    pub(super) means: Vec<String>,
    #[serde(default)]
    pub(super) harm: Vec<Figure>,
}

fn lead() -> String {
    "lead".to_owned()
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct When {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Place {
    pub(super) name: Option<String>,
    pub(super) admin1: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Actor {
    pub(super) role: Option<String>,
    pub(super) id: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Figure {
    pub(super) outcome: String,
    pub(super) group: String,
    pub(super) count: Option<Count>,
    pub(super) within: Option<i64>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Count {
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Finding {
    pub(super) code: String,
}

/// Records by id, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs(Vec<(String, Doc)>);

impl Docs {
    pub(super) fn iter(&self) -> impl Iterator<Item = &(String, Doc)> {
        self.0.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_map(self) -> BTreeMap<String, Doc> {
        self.0.into_iter().collect()
    }
}

/// Reads a JSON Lines file of records. A later line with the same id replaces the earlier.
pub(super) fn load(path: &Path) -> Result<Docs> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    read(BufReader::new(file)).with_context(|| path.display().to_string())
}

pub(super) fn read(input: impl BufRead) -> Result<Docs> {
    let mut docs: Vec<(String, Doc)> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for (i, line) in input.lines().enumerate() {
        let line = line.with_context(|| format!("line {}", i + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let doc: Doc = serde_json::from_str(&line).with_context(|| format!("line {}", i + 1))?;
        let named = doc.report.as_ref().and_then(|r| r.id.clone()).filter(|id| !id.is_empty());
        let Some(id) = named.or_else(|| doc.id.clone()) else {
            bail!("line {}: a record without an id", i + 1);
        };
        match at.get(&id) {
            Some(earlier) => docs[*earlier].1 = doc,
            None => {
                at.insert(id.clone(), docs.len());
                docs.push((id, doc));
            }
        }
    }
    Ok(Docs(docs))
}
