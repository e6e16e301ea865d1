//! `rasd lexicon check`, on the compiled-in tables and on folders of edited copies.

use super::{Folder, rasd, run};

const HEAD: &str = "# source: made up\n# licence: MIT OR Apache-2.0\n";

fn check(folder: &Folder, args: &[&str]) -> super::Ran {
    run(rasd().args(["lexicon", "check"]).args(args).arg(folder.0.path()))
}

#[test]
fn the_compiled_in_tables_pass() {
    let ran = run(rasd().args(["lexicon", "check"]));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(" tables: 0 errors, "), "{}", ran.err);
}

#[test]
fn slips_are_told_with_file_and_line() {
    let folder = Folder::new();
    let aliases = "alias\tid\tform\tcountry\tfrom\tto\n";
    folder.file(
        "actor_aliases.tsv",
        format!(
            "{HEAD}{aliases}فصيل المثال\txx.example\tname\t\t\t\n\
             كتيبة المثال\tis\tname\t\t\t\nكتيبة  المثال\tis\tsurname\tSyria\t\t\n"
        ),
    );
    folder.file("means.tsv", "form\tmeans\tkind\nمنجنيق\trocket\tshelling\textra\n");
    let ran = check(&folder, &[]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for part in [
        "actor_aliases.tsv:4: error: id \"xx.example\" has no row in actors.tsv",
        "actor_aliases.tsv:6: error: form \"surname\" is none of ",
        "actor_aliases.tsv:6: error: country \"Syria\" is no country code",
        "has two blanks in a row",
        "means.tsv:1: error: no `# source: …` line above the columns",
        "means.tsv:1: error: no `# licence: …` line above the columns",
        "means.tsv:2: error: 4 cells for 3 columns",
    ] {
        assert!(ran.out.contains(part), "{part:?} is not in\n{}", ran.out);
    }
    assert!(ran.err.contains("2 tables: "), "{}", ran.err);
    let json = check(&folder, &["--format", "json"]);
    assert_eq!(json.code, 1);
    assert!(json.records().iter().all(|i| i["line"].is_u64() && i["table"].is_string()));
}

#[test]
fn warnings_alone_pass() {
    let folder = Folder::new();
    folder.file("non_events.tsv", format!("{HEAD}form\nعيد المثال\nالعيد المثال\n"));
    let ran = check(&folder, &[]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("non_events.tsv:5: warning: "), "{}", ran.out);
}

#[test]
fn a_new_actor_in_the_same_folder_is_known() {
    let folder = Folder::new();
    let actors = "id\tname_en\tcountry\tdescription\nxx.example\tExample Brigade\t\tMade up\n";
    folder.file("actors.tsv", format!("{HEAD}{actors}"));
    let aliases = "alias\tid\tform\tcountry\tfrom\tto\nلواء المثال\txx.example\tname\t\t\t\n";
    folder.file("actor_aliases.tsv", format!("{HEAD}{aliases}"));
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
}

#[test]
fn a_folder_without_tables_is_an_error() {
    let folder = Folder::new();
    assert_eq!(check(&folder, &[]).code, 3);
    assert_eq!(run(rasd().args(["lexicon", "check", "no-such-folder"])).code, 3);
}

#[test]
fn the_example_of_the_documentation_passes() {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/country-pack");
    let ran = run(rasd().args(["lexicon", "check", pack]));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "6 tables: 0 errors, 0 warnings\n");
}
