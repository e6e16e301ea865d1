//! Makes the constants of `data/word_lists.tsv`: one module for each part of the program that has lists.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::fold::fold_key;

/// A list's comment and its words, in the table's order.
type List = (String, Vec<String>);

/// The code of the lists in a table.
pub(crate) fn code(table: &str) -> Result<String, String> {
    let mut modules: BTreeMap<&str, BTreeMap<&str, List>> = BTreeMap::new();
    let mut comments: BTreeMap<&str, &str> = BTreeMap::new();
    let rows = table.lines().enumerate().skip_while(|(_, line)| *line != "list\tform").skip(1);
    for (at, line) in rows.filter(|(_, line)| !line.trim().is_empty()) {
        if let Some(comment) = line.strip_prefix('#') {
            comments.extend(comment.split_once(": ").map(|(list, says)| (list.trim(), says)));
            continue;
        }
        let wrong = |what: &str| format!("data/word_lists.tsv:{}: {what}", at + 1);
        let (list, form) = line.split_once('\t').ok_or_else(|| wrong("no form"))?;
        let (module, name) = list.split_once('.').ok_or_else(|| wrong("no module.name"))?;
        let says = comments.get(list).ok_or_else(|| wrong("no comment says what the list is"))?;
        let key: Vec<_> = form.split(' ').map(|word| fold_key(word).to_string()).collect();
        let (_, words) = modules
            .entry(module)
            .or_default()
            .entry(name)
            .or_insert_with(|| ((*says).to_owned(), Vec::new()));
        words.push(key.join(" "));
    }
    let mut code = String::new();
    for (module, lists) in modules {
        let _ = writeln!(code, "pub(crate) mod {module} {{");
        for (name, (says, words)) in lists {
            let (name, many) = (name.to_uppercase(), words.len());
            let _ = writeln!(
                code,
                "    /// {says}\n    pub(crate) const {name}: [&str; {many}] = {words:?};"
            );
        }
        code.push_str("}\n");
    }
    Ok(code)
}
