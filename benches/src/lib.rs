//! A generator of varied reports.
//!
//! The same report over and over flatters every figure: branch predictors and caches learn it.
//! Each generated report is drawn from sentence patterns, places, sides, weapons, numbers and
//! dates; the number of incidents it tells is known, so a benchmark can check the answer. All
//! events are invented.

use jiff::civil::{Date, date};
use rasd::Report;

mod article;
mod words;

pub use article::{article, articles};

/// A report and how many incidents it tells.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The report.
    pub report: Report,
    /// Incidents told.
    pub incidents: usize,
}

/// A small deterministic generator (xorshift64*): the same seed gives the same reports.
#[derive(Debug, Clone)]
struct Draw(u64);

impl Draw {
    /// The draws of one report of a series.
    fn new(seed: u64, index: u64) -> Self {
        let mut draw = Self((seed ^ index.wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1);
        for _ in 0..4 {
            draw.next();
        }
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.next() % from.len() as u64).unwrap_or(0)]
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

const PLACES: [(&str, &str); 12] = [
    ("بلدة سرمين", "بريف إدلب"),
    ("بلدة كفرنوران", "بريف حلب الغربي"),
    ("قرية معربليت", "بريف إدلب الجنوبي"),
    ("مدينة الأتارب", "بريف حلب الغربي"),
    ("بلدة ذيبان", "بريف دير الزور الشرقي"),
    ("مدينة الميادين", "بريف دير الزور الشرقي"),
    ("بلدة تل تمر", "بريف الحسكة"),
    ("مدينة جاسم", "بريف درعا"),
    ("بلدة النعيمة", "بريف درعا الشرقي"),
    ("مدينة الرستن", "بريف حمص الشمالي"),
    ("بلدة كفرزيتا", "بريف حماة الشمالي"),
    ("بلدة ترمانين", "بريف إدلب الشمالي"),
];

const COUNTS: [&str; 10] = [
    "ثلاثة مدنيين",
    "5 أشخاص",
    "طفلان",
    "رجل وامرأة",
    "٧ مدنيين",
    "أربعة أشخاص بينهم طفل",
    "مدني",
    "11 شخصاً",
    "ستة مواطنين",
    "شابان",
];

const HURT: [&str; 6] =
    ["وإصابة آخرين", "وإصابة 4 آخرين بجروح", "وإصابة ثمانية أشخاص", "وإصابة طفلة", "", "وجرح ثلاثة"];

const ACTS: [&str; 6] = [
    "بقصف مدفعي لقوات النظام على",
    "بغارات جوية روسية على",
    "بقصف صاروخي لقوات النظام استهدف",
    "بانفجار عبوة ناسفة في",
    "برصاص مسلحين مجهولين في",
    "بانفجار لغم أرضي قرب",
];

const DAYS: [&str; 6] = ["أمس", "اليوم", "مساء أمس", "فجر اليوم", "يوم الجمعة", "في 3 آذار الجاري"];

const FILLER: [&str; 4] = [
    "ونقلت فرق الإسعاف المصابين إلى المشافي القريبة، وسط حالة من الخوف بين الأهالي.",
    "ولم ترد معلومات إضافية حتى ساعة إعداد هذا الخبر.",
    "وتشهد المنطقة أوضاعاً معيشية صعبة مع ارتفاع أسعار المحروقات.",
    "وأغلقت المحال التجارية أبوابها في السوق الرئيسية.",
];

/// The `index`th report of the series `seed`: one to three incidents at different places.
#[must_use]
pub fn generate(seed: u64, index: u64) -> Generated {
    let mut draw = Draw::new(seed, index);
    let incidents = usize::try_from(draw.below(3)).unwrap_or(0) + 1;
    let first = draw.below(12);
    let mut text = String::new();
    for i in 0..incidents {
        // Steps of five walk the twelve places without meeting one twice.
        let at = usize::try_from((first + 5 * i as u64) % 12).unwrap_or(0);
        let (place, area) = PLACES[at];
        let sentence = format!(
            "قتل {} {} {}، {} {place} {area}.\n",
            draw.pick(&COUNTS),
            draw.pick(&HURT),
            draw.pick(&DAYS),
            draw.pick(&ACTS),
        );
        text.push_str(&sentence.replace("  ", " "));
        text.push_str(draw.pick(&FILLER));
        text.push('\n');
    }
    Generated {
        report: Report::new(format!("gen-{index}"), text).published_at(PUBLISHED),
        incidents,
    }
}

const PUBLISHED: Date = date(2021, 3, 10);

/// The first `n` reports of the series `seed`.
#[must_use]
pub fn series(seed: u64, n: u64) -> Vec<Generated> {
    (0..n).map(|i| generate(seed, i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deterministic_and_varied() {
        let (a, b) = (series(7, 50), series(7, 50));
        assert!(a.iter().zip(&b).all(|(x, y)| x.report == y.report));
        let mut texts: Vec<&str> = a.iter().map(|g| g.report.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), 50);
    }

    #[test]
    fn extractor_finds_what_was_generated() {
        let extractor = rasd::Extractor::new();
        let all = series(7, 200);
        let right =
            all.iter().filter(|g| extractor.extract(&g.report).incidents.len() == g.incidents);
        assert_eq!(right.count(), all.len());
    }
}
