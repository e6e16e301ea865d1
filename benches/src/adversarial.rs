//! Texts that are hard on a reader: one sort of thing over and over, as long as is asked for.

/// Name of each text, and what it repeats; `{n}` is a running number.
pub const HARD: [(&str, &str); 8] = [
    ("numbers", "{n} ، "),
    ("places", "وسراقب وكفرنبل ومعرة النعمان وخان شيخون و"),
    ("one_sentence", "قصف مدفعي على بلدة سرمين وقتل {n} مدنيين و"),
    ("actors", "قوات النظام وهيئة تحرير الشام وقوات سوريا الديمقراطية و"),
    ("dates", "في {n} آذار 2021 ويوم الجمعة و"),
    ("parentheses", "((قتل ("),
    ("list", "- مقتل {n} مدنيين في مدينة الرستن\n"),
    ("reports", "قتل {n} مدنيين بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.\n"),
];

/// The text `name` of at least `bytes` bytes; empty for an unknown name.
#[must_use]
pub fn hard(name: &str, bytes: usize) -> String {
    let Some((_, pattern)) = HARD.iter().find(|(known, _)| *known == name) else {
        return String::new();
    };
    let mut text = String::with_capacity(bytes + 128);
    let mut n = 3;
    while text.len() < bytes {
        text.push_str(&pattern.replace("{n}", &(n % 89 + 3).to_string()));
        n += 7;
    }
    text
}
