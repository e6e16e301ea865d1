//! Takes the SHA-256 of every table under `data/`, so that a record can say which knowledge it was
//! read with, and makes the index of the gazetteer and the constants of the word lists.
//!
//! The modules that say how a text becomes words and a word a key are the library's own.

#![allow(dead_code, missing_docs, unreachable_pub)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

#[path = "src/drawn_out.rs"]
mod drawn_out;
#[path = "src/fold.rs"]
mod fold;
#[path = "build/gazetteer.rs"]
mod gazetteer_code;
#[path = "src/normalise.rs"]
mod normalise;
#[path = "build/openings.rs"]
mod openings_maker;
#[path = "src/tokens.rs"]
mod tokens;
#[path = "build/word_lists.rs"]
mod word_lists;

#[path = "src/gazetteer/keys.rs"]
mod keys;
#[path = "src/gazetteer/openings.rs"]
mod openings;
#[path = "src/lexicon/words.rs"]
mod words;

mod lexicon {
    pub(crate) use crate::tokens::bare;
    pub(crate) use crate::words;
}

fn main() -> io::Result<()> {
    for source in [
        "data",
        "build",
        "src/drawn_out.rs",
        "src/fold.rs",
        "src/normalise.rs",
        "src/tokens.rs",
        "src/gazetteer",
        "src/lexicon/words.rs",
    ] {
        println!("cargo:rerun-if-changed={source}");
    }
    let mut tables: Vec<PathBuf> = fs::read_dir("data")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    tables.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    tables.sort();

    let mut rows = String::new();
    let mut all = Sha256::new();
    for path in tables {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let hash = hex(&Sha256::digest(fs::read(&path)?));
        all.update(format!("{name}\t{hash}\n"));
        let _ = writeln!(rows, "    TableHash {{ name: {name:?}, sha256: {hash:?} }},");
    }
    let all = hex(&all.finalize());
    let code = format!("static HASHES: &[TableHash] = &[\n{rows}];\nconst ALL: &str = {all:?};\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let out = PathBuf::from(out);
    fs::write(out.join("table_hashes.rs"), code)?;
    let lists = word_lists::code(&fs::read_to_string("data/word_lists.tsv")?);
    fs::write(out.join("word_lists.rs"), lists.map_err(io::Error::other)?)?;
    fs::write(out.join("gazetteer.rs"), gazetteer_code::code().map_err(io::Error::other)?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
