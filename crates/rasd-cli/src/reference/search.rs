//! Finding rows by name, the way people type names.

use rasd::lexicon::bare;
use rasd::normalise::normalise;
use rasd::tokens::fold_key;

/// The rows that a query finds: those with a name or id that is the query first, then those that
/// begin with it, then those that hold it, each in the order of the list. No query finds all.
pub(super) fn search<T>(
    rows: Vec<T>,
    query: Option<&str>,
    names: impl Fn(&T) -> Vec<&str>,
) -> Vec<T> {
    let query = form(query.unwrap_or_default());
    if query.is_empty() {
        return rows;
    }
    let rank = |row: &T| {
        let ranks = names(row).into_iter().filter_map(|name| match form(name).find(&query) {
            Some(0) if form(name).len() == query.len() => Some(0),
            Some(0) => Some(1),
            Some(_) => Some(2),
            None => None,
        });
        ranks.min()
    };
    let mut found: Vec<(i32, T)> =
        rows.into_iter().filter_map(|row| rank(&row).map(|rank| (rank, row))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}

/// The form that names are compared in: spelling variants and letter case folded, articles off.
fn form(text: &str) -> String {
    let folded = fold_key(&normalise(text).text.to_lowercase());
    folded.split_whitespace().map(bare).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::search;

    #[test]
    fn names_are_found_however_they_are_spelt() {
        let rows = vec![["C1", "معرة الأتارب", "Maarat al Atarib"], ["C2", "الأتارب", "Atareb"]];
        let find = |query| {
            let found = search(rows.clone(), query, |row| row.to_vec());
            found.into_iter().map(|row| row[0]).collect::<Vec<_>>()
        };
        assert_eq!(find(Some("اتارب")), ["C2", "C1"], "the exact name first");
        assert_eq!(find(Some("الأتَارب")), ["C2", "C1"]);
        assert_eq!(find(Some("ATAR")), ["C2", "C1"]);
        assert_eq!(find(Some("c1")), ["C1"]);
        assert_eq!(find(Some("حلب")), [""; 0]);
        assert_eq!(find(Some(" ")), ["C1", "C2"]);
        assert_eq!(find(None), ["C1", "C2"]);
    }
}
