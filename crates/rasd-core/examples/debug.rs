use rasd::{Report, extract::annotate, reading::Reading};
fn main() {
    let id = std::env::args().nth(2).unwrap_or_default();
    let path = std::env::args().nth(1).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let r: Report = serde_json::from_str(line).unwrap();
        if !r.id.contains(&id) {
            continue;
        }
        let rd = Reading::new(&r);
        let m = annotate(&rd);
        for s in &m.sentences {
            println!(
                "S p{} {:?} head={} bul={} | {}",
                s.paragraph,
                s.opener,
                s.headline,
                s.bullet,
                rd.words(s.span).replace('\n', "⏎")
            );
            let inn = |x: rasd::tokens::TokenSpan| s.span.contains(x);
            for x in m.events.iter().filter(|x| inn(x.span)) {
                print!(
                    " EV[{} {:?}{:?}]",
                    rd.words(x.span),
                    x.kind.map(|k| k.as_str()).unwrap_or("-"),
                    x.strength
                )
            }
            for x in m.means.iter().filter(|x| inn(x.span)) {
                print!(" ME[{} {:?}]", rd.words(x.span), x.means.map(|k| k.as_str()))
            }
            for x in m.places.iter().filter(|x| inn(x.span)) {
                print!(
                    " PL[{} {}{}{}{}]",
                    x.name,
                    x.r#type,
                    if x.container_only { " CONT" } else { "" },
                    if x.dateline { " DL" } else { "" },
                    if x.within_of.is_some() { " IN" } else { "" }
                )
            }
            for (x, w) in m.dates.iter().zip(&m.whens).filter(|x| inn(x.0.span)) {
                print!(
                    " DT[{} {:?} since={} until={} dl={}]",
                    rd.words(x.span),
                    w.start.map(|d| d.to_string()),
                    x.since,
                    x.until,
                    x.dateline
                )
            }
            for x in m.actors.iter().filter(|x| inn(x.span)) {
                print!(" AC[{} {} {:?}]", x.name, x.id, x.form)
            }
            for x in m.role_cues.iter().filter(|x| inn(x.span)) {
                print!(" CUE[{} {:?}]", rd.words(x.span), x.role)
            }
            for x in m.tally_cues.iter().filter(|x| inn(x.span)) {
                print!(" TC[{} {:?}]", rd.words(x.span), x.role)
            }
            for x in m.outcomes.iter().filter(|x| inn(x.span)) {
                print!(
                    " OUT[{} {}{}]",
                    rd.words(x.span),
                    x.outcome,
                    if x.negated { " NEG" } else { "" }
                )
            }
            for (i, x) in m.figures.iter().enumerate().filter(|x| inn(x.1.span)) {
                print!(
                    "\n    F{i} {} {} {:?}-{:?} {:?} in {:?} aff {:?} [{}] {}",
                    x.outcome,
                    x.group,
                    x.count.min,
                    x.count.max,
                    x.count.vague,
                    x.within,
                    x.affiliation,
                    rd.words(x.span),
                    x.rule
                )
            }
            println!();
        }
        for f in &m.furniture {
            println!("FURN {}", rd.words(*f))
        }
    }
}
