//! Verbs whose act stands in their object, apart from them (`data/light_verbs.tsv`).

use std::sync::LazyLock;

use super::events::{EventClass, EventMention, Strength};
use crate::lexicon::{Article, PhraseTable, Table};
use crate::model::Kind;
use crate::reading::Reading;
use crate::tokens::{TokenKind, TokenSpan};

/// One row: which act a verb and its object tell.
#[derive(Debug, Clone)]
struct Act {
    row: usize,
    kind: Kind,
    class: EventClass,
    rule: String,
}

struct Verbs {
    verbs: PhraseTable<Vec<Act>>,
    objects: PhraseTable<Vec<usize>>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let table = light_verbs_table();
    let mut verbs: Vec<(String, Vec<Act>)> = Vec::new();
    let mut objects: Vec<(String, Vec<usize>)> = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let Ok(kind) = table.get(cells, "kind").parse() else { continue };
        let class = match table.get(cells, "class") {
            "masdar" => EventClass::Masdar,
            _ => EventClass::VerbActive,
        };
        for verb in table.list(cells, "verb") {
            let act = Act { row, kind, class, rule: format!("{}:{verb}", table.name) };
            match verbs.iter_mut().find(|(v, _)| v == verb) {
                Some((_, acts)) => acts.push(act),
                None => verbs.push((verb.to_owned(), vec![act])),
            }
        }
        for object in table.list(cells, "object") {
            match objects.iter_mut().find(|(o, _)| o == object) {
                Some((_, rows)) => rows.push(row),
                None => objects.push((object.to_owned(), vec![row])),
            }
        }
    }
    let mut out = Verbs {
        verbs: PhraseTable::new(Article::AsWritten),
        objects: PhraseTable::new(Article::AsWritten),
    };
    for (verb, acts) in verbs {
        out.verbs.insert(&verb, acts);
    }
    for (object, rows) in objects {
        out.objects.insert(&object, rows);
    }
    out
});

/// The table of such verbs.
pub(crate) fn light_verbs_table() -> Table {
    Table::parse("light_verbs", include_str!("../../data/light_verbs.tsv"))
        .expect("compiled-in table")
}

/// How far behind its verb an object may stand, in tokens.
const REACH: usize = 9;

/// Words for those who protest: fire at them is force against a protest.
const PROTEST: [&str; 8] =
    ["مظاهره", "تظاهره", "المتظاهرين", "متظاهرين", "المحتجين", "محتجين", "المظاهره", "المعتصمين"];

/// The acts that verbs and objects tell together.
#[must_use]
pub fn light_verbs(reading: &Reading) -> Vec<EventMention> {
    let objects = VERBS.objects.find_all(reading);
    let mut out = Vec::new();
    for verb in VERBS.verbs.find_all(reading) {
        let object = objects
            .iter()
            .filter(|o| o.span.start >= verb.span.end && o.span.start - verb.span.end <= REACH)
            .take_while(|o| !ends(reading, verb.span.end, o.span.start))
            .find_map(|o| {
                let act = verb.value.iter().find(|a| o.value.contains(&a.row))?;
                Some((o.span, act))
            });
        let Some((object, act)) = object else { continue };
        let at_protest = act.kind == Kind::Shooting
            && (object.end..(object.end + 5).min(reading.tokens.len()))
                .any(|i| PROTEST.iter().any(|p| reading.key(i).ends_with(p)));
        out.push(EventMention {
            span: TokenSpan::new(verb.span.start, verb.span.end),
            kind: Some(if at_protest { Kind::ProtestViolence } else { act.kind }),
            strength: Strength::Strong,
            class: act.class,
            rule: act.rule.clone(),
        });
    }
    out
}

fn ends(reading: &Reading, from: usize, to: usize) -> bool {
    (from..to)
        .any(|i| reading.tokens[i].is_punct('.') || reading.tokens[i].kind == TokenKind::Break)
}
