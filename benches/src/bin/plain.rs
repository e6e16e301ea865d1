//! The plainest pipeline that still looks every word up, as a yardstick: `plain FILE.jsonl`.
//!
//! Scalar code, no grammar: validate UTF-8, fold each word, and look it and its variants without
//! conjunction, preposition and article up in a dictionary of 50,000 phrases. No record is made.

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::Instant;

const PHRASES: usize = 50_000;

/// Phrases of one to three words by first word. Made up from letters; some are common words, so
/// that look-ups hit as well as miss.
fn dictionary() -> HashMap<String, Vec<Vec<String>>, foldhash::fast::FixedState> {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % n as u64).unwrap_or(0)
    };
    let mut out: HashMap<_, Vec<Vec<String>>, _> = HashMap::default();
    for common in ["قصف", "مدينه", "بلده", "قوات", "ريف", "قتل", "مدنيين", "طفل", "اهالي", "مصدر"]
    {
        out.insert(common.to_owned(), vec![Vec::new()]);
    }
    for _ in 0..PHRASES {
        let mut word = || (0..3 + draw(4)).map(|_| letters[draw(28)]).collect::<String>();
        let first = word();
        let rest = (0..first.len() % 3).map(|_| word()).collect();
        out.entry(first).or_default().push(rest);
    }
    out
}

fn fold(c: char) -> Option<char> {
    match c {
        '\u{64b}'..='\u{652}' | 'ـ' | '\u{670}' | '\u{200b}'..='\u{200f}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' => Some('ي'),
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        '٠'..='٩' => char::from_u32(c as u32 - 0x660 + 0x30),
        c => Some(c),
    }
}

/// Counts the phrases found in a text.
fn read(
    bytes: &[u8],
    dictionary: &HashMap<String, Vec<Vec<String>>, foldhash::fast::FixedState>,
) -> usize {
    let Ok(text) = std::str::from_utf8(bytes) else { return 0 };
    let mut folded = String::with_capacity(text.len());
    let mut words: Vec<(usize, usize)> = Vec::with_capacity(text.len() / 8);
    let mut start = None;
    for c in text.chars() {
        let Some(c) = fold(c) else { continue };
        if matches!(c, 'ء'..='ي' | '0'..='9' | 'a'..='z' | 'A'..='Z') {
            start.get_or_insert(folded.len());
        } else if let Some(start) = start.take() {
            words.push((start, folded.len()));
        }
        folded.push(c);
    }
    words.extend(start.map(|start| (start, folded.len())));
    let mut hits = 0;
    let mut look = |stem: &str, at: usize| {
        let Some(phrases) = dictionary.get(stem) else { return };
        hits += usize::from(phrases.iter().any(|rest| {
            rest.iter().enumerate().all(|(i, word)| {
                words.get(at + 1 + i).is_some_and(|w| &folded[w.0..w.1] == word.as_str())
            })
        }));
    };
    for (at, &(from, to)) in words.iter().enumerate() {
        let word = &folded[from..to];
        for rest in [Some(word), word.strip_prefix(['و', 'ف'])].into_iter().flatten() {
            for stem in [Some(rest), rest.strip_prefix(['ب', 'ل', 'ك'])].into_iter().flatten() {
                look(stem, at);
                if let Some(bare) = stem.strip_prefix("ال") {
                    look(bare, at);
                }
            }
        }
    }
    hits
}

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let texts: Vec<Vec<u8>> = std::fs::read_to_string(path)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|value| value["text"].as_str().map(|t| t.as_bytes().to_vec()))
        .collect();
    let dictionary = dictionary();
    let expected: usize = texts.iter().map(|t| read(t, &dictionary)).sum();
    let (begun, mut reports) = (Instant::now(), 0);
    while begun.elapsed().as_secs() < 2 {
        assert_eq!(texts.iter().map(|t| read(t, &dictionary)).sum::<usize>(), expected);
        reports += texts.len();
    }
    let rate = reports as f64 / begun.elapsed().as_secs_f64();
    writeln!(io::stdout(), "{rate:.0} reports/s, {expected} phrases found")
}
