//! Reports as long as an article (about 4.5 KB), with several incidents each.
//!
//! Between the incidents stands what articles are full of: background, figures of aid and trade,
//! dates of meetings, names of places that nothing happened at. Nothing is copied from anywhere.

use jiff::civil::date;
use rasd::Report;

use crate::words::{ACTORS, BACKGROUND, DAYS, MONTHS, PEOPLE, PLACES, WEAPONS};
use crate::{Draw, Generated};

/// A report is closed behind the paragraph that takes it past this many bytes.
const LENGTH: usize = 4_300;

/// The `index`th article of the series `seed`.
#[must_use]
pub fn article(seed: u64, index: u64) -> Generated {
    let mut draw = Draw::new(seed, index);
    let first = draw.below(PLACES.len() as u64);
    let mut incidents = 0;
    let mut text = String::with_capacity(LENGTH + 800);
    while text.len() < LENGTH {
        // Steps of seven walk the places without meeting one twice.
        let at = usize::try_from((first + 7 * incidents as u64) % PLACES.len() as u64).unwrap_or(0);
        incident(&mut draw, PLACES[at], &mut text);
        incidents += 1;
        for _ in 0..=draw.below(2) {
            background(&mut draw, &mut text);
        }
        text.push('\n');
    }
    let report = Report::new(format!("article-{index}"), text).published_at(date(2021, 3, 10));
    Generated { report, incidents }
}

/// One incident, in one of several styles.
fn incident(draw: &mut Draw, (place, area): (&str, &str), text: &mut String) {
    let (people, hurt) = (draw.pick(&PEOPLE), draw.pick(&PEOPLE));
    let (weapon, actor, day) = (draw.pick(&WEAPONS), draw.pick(&ACTORS), draw.pick(&DAYS));
    let sentence = match draw.below(5) {
        0 => format!("قتل {people} وأصيب {hurt} {day}، بقصف {weapon} ل{actor} على {place} {area}."),
        1 => {
            format!("استهدفت {actor} {day} {place} {area} بقصف {weapon}، ما أدى إلى مقتل {people}.")
        }
        2 => format!(
            "أسفر قصف {weapon} ل{actor} على {place} {area} {day} عن مقتل {people} وإصابة {hurt}."
        ),
        3 => format!("قُتِلَ {people} {day} في {place} {area} برصاصِ قناصٍ تابعٍ ل{actor}."),
        _ => {
            format!("وفي {place} {area}، قتل {people} {day} بانفجار لغم أرضي، وأصيب {hurt} بجروح.")
        }
    };
    // «ل» and the article make «لل».
    text.push_str(&sentence.replace("لال", "لل"));
    text.push(' ');
}

/// A sentence in which nothing happens, with numbers and dates of its own.
fn background(draw: &mut Draw, text: &mut String) {
    let pattern = draw.pick(&BACKGROUND);
    let number = (draw.below(97) + 3).to_string();
    let day = (draw.below(27) + 1).to_string();
    let (place, _) = PLACES[usize::try_from(draw.below(PLACES.len() as u64)).unwrap_or(0)];
    let sentence = pattern
        .replace("{n}", &number)
        .replace("{d}", &format!("{day} {} 2019", draw.pick(&MONTHS)))
        .replace("{p}", place);
    text.push_str(&sentence);
    text.push(if draw.below(3) == 0 { '\n' } else { ' ' });
}

/// The first `n` articles of the series `seed`.
#[must_use]
pub fn articles(seed: u64, n: u64) -> Vec<Generated> {
    (0..n).map(|i| article(seed, i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_long_as_an_article_and_varied() {
        let all = articles(7, 64);
        let bytes: usize = all.iter().map(|g| g.report.text.len()).sum();
        assert!((4_300..4_900).contains(&(bytes / all.len())), "{}", bytes / all.len());
        let mut lines: Vec<&str> = all.iter().flat_map(|g| g.report.text.split(". ")).collect();
        let told = lines.len();
        lines.sort_unstable();
        lines.dedup();
        assert!(lines.len() * 10 > told * 7, "{} of {told} sentences differ", lines.len());
    }

    /// Two neighbouring acts of one day and one toll may be read as one: a few in a hundred.
    #[test]
    fn extractor_finds_what_was_generated() {
        let extractor = rasd::Extractor::new();
        let all = articles(7, 64);
        let told: usize = all.iter().map(|g| g.incidents).sum();
        let found: usize = all.iter().map(|g| extractor.extract(&g.report).incidents.len()).sum();
        assert!(found <= told && found * 100 >= told * 94, "{found} of {told}");
    }
}
