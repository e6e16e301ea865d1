//! Which version of the library and of its tables a record was read with.

include!(concat!(env!("OUT_DIR"), "/table_hashes.rs"));

/// Version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The state of one compiled-in table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct TableHash {
    /// The table, without `.tsv`.
    pub name: &'static str,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: &'static str,
}

/// The state of every compiled-in table, by name.
///
/// ```
/// let means = rasd::table_hashes().iter().find(|t| t.name == "means").unwrap();
/// assert_eq!(means.sha256.len(), 64);
/// ```
#[must_use]
pub fn table_hashes() -> &'static [TableHash] {
    HASHES
}

/// One hash over all tables: SHA-256 of the lines `NAME<TAB>SHA256` of [`table_hashes`].
#[must_use]
pub const fn tables_hash() -> &'static str {
    ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_is_read_is_hashed() {
        let hashed: Vec<&str> = table_hashes().iter().map(|table| table.name).collect();
        for (name, _) in crate::lexicon::bundled() {
            assert!(hashed.contains(name), "{name}");
        }
        assert!(table_hashes().iter().all(|table| table.sha256.len() == 64));
        assert_eq!(tables_hash().len(), 64);
    }
}
