//! Reports of about 4.5 KB, all different, whose number of incidents is known.

use rasd_benches::generate;
use rasd_proto::v1;

/// Length of an ordinary report of a monitor, in bytes.
const LENGTH: usize = 4_500;

/// A report and how many incidents it tells.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) report: v1::Report,
    pub(crate) incidents: usize,
}

/// `n` reports. Each is several generated ones under one another; told in one text, two of the
/// events may be read as one, so the number of incidents is the extractor's own, read beforehand.
pub(crate) fn reports(n: u64) -> Vec<Told> {
    let extractor = rasd::Extractor::new();
    let mut next = 0;
    (0..n)
        .map(|i| {
            let mut text = String::new();
            let mut published_at = None;
            while text.len() < LENGTH {
                let generated = generate(29, next);
                next += 1;
                text.push_str(&generated.report.text);
                published_at = generated.report.published_at;
            }
            let mut report = rasd::Report::new(format!("load-{i}"), text);
            report.published_at = published_at;
            let incidents = extractor.extract(&report).incidents.len();
            Told { report: report.into(), incidents }
        })
        .collect()
}
