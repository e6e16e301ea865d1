use super::{Severity, check};

const HEAD: &str = "# source: me\n# licence: MIT\n";

fn told(table: &str, rows: &str) -> Vec<(usize, Severity)> {
    let text = format!("{HEAD}{rows}");
    check(&[(table, &text)]).into_iter().map(|i| (i.line, i.severity)).collect()
}

#[test]
fn the_compiled_in_tables_have_no_error() {
    let issues = check(crate::lexicon::bundled());
    let errors: Vec<String> =
        issues.iter().filter(|i| i.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn each_slip_is_told_with_its_line() {
    use Severity::{Error, Warning};
    let means = "form\tmeans\tkind\n";
    for (table, rows, expected) in [
        ("means", format!("{means}منجنيق\trocket\tshelling\n"), vec![]),
        ("means", format!("{means}منجنيق\tcatapult\tshelling\n"), vec![(4, Error)]),
        ("means", format!("{means}منجنيق\trocket\tshelling\tx\n"), vec![(4, Error)]),
        ("means", format!("{means}منجنيق\trocket\t\nالمنجنيق\trocket\t\n"), vec![(5, Warning)]),
        ("means", format!("{means}منجنيق\trocket\t\nالمنجنيق\tmortar\t\n"), vec![(5, Error)]),
        ("means", format!("{means}مَنجنيق\trocket\t\n"), vec![(4, Error)]),
        ("means", format!("{means}منجنيق  كبير\trocket\t\n"), vec![(4, Error)]),
        ("hedges", "form\tcertainty\nلعل\tperhaps\n".to_owned(), vec![(4, Error)]),
        ("means", "form\tkind\nمنجنيق\tshelling\n".to_owned(), vec![(3, Error)]),
        ("means", means.to_owned(), vec![(3, Error)]),
        ("catapults", "form\nمنجنيق\n".to_owned(), vec![(1, Warning)]),
        (
            "actor_aliases",
            "alias\tid\tform\tcountry\tfrom\tto\nفصيل المثال\txx.none\tname\t\t\t\n".to_owned(),
            vec![(4, Error)],
        ),
        (
            "actor_aliases",
            "alias\tid\tform\tcountry\tfrom\tto\nسرمين\tis\tname\t\t\t\n".to_owned(),
            vec![(4, Warning)],
        ),
        (
            "actor_aliases",
            "alias\tid\tform\tcountry\tfrom\tto\nفصيل المثال\tis\tname\tSY\t2020-02-01\t2019-01-01\n"
                .to_owned(),
            vec![(4, Error)],
        ),
    ] {
        assert_eq!(told(table, &rows), expected, "{table}: {rows}");
    }
}

#[test]
fn places_lie_where_their_country_is() {
    let columns = "id\tcountry\tlevel\tname_ar\taliases_ar\tname_en\tadmin1\tadmin2\tadmin3\tlat\t\
                   lon\tsource\n";
    let rows = |lat: &str, admin: &str, name: &str| {
        format!("{columns}x1\tSY\tplace\t{name}\t\tExample\t{admin}\t\t\t{lat}\t36.7\trasd\n")
    };
    let good = rows("35.9", "SY07", "قرية المثال");
    assert_eq!(told("gazetteer_extra", &good), []);
    for bad in [
        rows("15.3", "SY07", "قرية المثال"),
        rows("north", "SY07", "قرية المثال"),
        rows("35.9", "SY99", "قرية المثال"),
    ] {
        assert_eq!(told("gazetteer_extra", &bad), [(4, Severity::Error)], "{bad}");
    }
    assert_eq!(told("gazetteer_extra", &rows("35.9", "SY07", "قصف")), [(4, Severity::Warning)]);
}

#[test]
fn a_table_says_where_it_is_from() {
    let issues = check(&[("non_events", "form\nعيد النصر\n")]);
    assert_eq!(issues.len(), 2);
    assert!(issues[0].message.contains("source") && issues[1].message.contains("licence"));
}
