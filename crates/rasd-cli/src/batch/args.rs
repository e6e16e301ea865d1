//! The arguments of `rasd extract` that are about whole collections of reports.

use clap::Args;

use crate::input::{Columns, How};

use crate::cli::{Defaults, InputKind};

/// How tables and packed files are read.
#[derive(Debug, Args, Clone)]
pub(crate) struct ReadArgs {
    /// Which column of a table holds what, for example text=body,published_at=date. Fields that
    /// are not named are found by the columns' names; FIELD= leaves one out.
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) columns: Option<Columns>,
    /// How much one compressed file may unpack to.
    #[arg(long, value_name = "SIZE", default_value = "4GiB", value_parser = size)]
    pub(crate) max_unpacked: u64,
}

impl ReadArgs {
    /// How sources are read.
    pub(crate) fn how(&self, kind: InputKind, defaults: Defaults) -> How {
        How {
            columns: self.columns.clone().unwrap_or_default(),
            max_unpacked: self.max_unpacked,
            ..How::plain(kind, defaults)
        }
    }
}

/// A size such as `500MB` or `4GiB`.
fn size(text: &str) -> Result<u64, String> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let unit: u64 = match text[end..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return Err("expected a size such as 500MB or 4GiB".to_owned()),
    };
    let number: u64 = text[..end].parse().map_err(|_| "expected a size such as 4GiB".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("4GiB"), Ok(crate::input::MAX_UNPACKED));
        assert_eq!((size("12"), size("3 kb")), (Ok(12), Ok(3000)));
        for wrong in ["", "x", "4 tons", "-1", "99999999999GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
