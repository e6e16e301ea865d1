//! What comes out: the record, its tallies, findings and evidence.

use rasd::model;

use super::words::{number, word};
use super::{ConvertError, list, optional_date, required, to_i32, to_usize};
use crate::v1;

impl TryFrom<model::Record> for v1::Record {
    type Error = ConvertError;

    fn try_from(record: model::Record) -> Result<Self, ConvertError> {
        let model::Record { report, incidents, tallies, findings, made_by } = record;
        Ok(Self {
            report: Some(report.into()),
            incidents: list("incidents", incidents)?,
            tallies: list("tallies", tallies)?,
            findings: list("findings", findings)?,
            made_by: made_by
                .map(|model::MadeBy { version, tables }| v1::MadeBy { version, tables }),
        })
    }
}

impl TryFrom<v1::Record> for model::Record {
    type Error = ConvertError;

    fn try_from(record: v1::Record) -> Result<Self, ConvertError> {
        let v1::Record { report, incidents, tallies, findings, made_by } = record;
        let report = required("report", report)?;
        Ok(Self {
            report: report.try_into().map_err(|e: ConvertError| e.inside("report"))?,
            incidents: list("incidents", incidents)?,
            tallies: list("tallies", tallies)?,
            findings: list("findings", findings)?,
            made_by: made_by
                .map(|v1::MadeBy { version, tables }| model::MadeBy { version, tables }),
        })
    }
}

impl From<model::ReportRef> for v1::ReportRef {
    fn from(report: model::ReportRef) -> Self {
        let model::ReportRef { id, publisher, published_at, url, offset_unit } = report;
        let published_at = published_at.map(|date| date.to_string());
        let offset_unit = number::<_, v1::OffsetEncoding>(offset_unit);
        Self { id, publisher, published_at, url, offset_unit }
    }
}

impl TryFrom<v1::ReportRef> for model::ReportRef {
    type Error = ConvertError;

    fn try_from(report: v1::ReportRef) -> Result<Self, ConvertError> {
        let v1::ReportRef { id, publisher, published_at, url, offset_unit } = report;
        let published_at = optional_date("published_at", published_at)?;
        let offset_unit = word::<v1::OffsetEncoding, _>("offset_unit", offset_unit)?;
        Ok(Self { id, publisher, published_at, url, offset_unit })
    }
}

impl TryFrom<model::Tally> for v1::Tally {
    type Error = ConvertError;

    fn try_from(tally: model::Tally) -> Result<Self, ConvertError> {
        Ok(Self {
            outcome: number::<_, v1::Outcome>(tally.outcome),
            group: number::<_, v1::Group>(tally.group),
            affiliation: tally.affiliation,
            count: Some(tally.count.into()),
            within: tally.within.map(|i| to_i32("within", i)).transpose()?,
            provisional: tally.provisional,
            period: Some(tally.period.into()),
            areas: tally.areas,
            perpetrators: tally.perpetrators,
            text: tally.text,
            evidence: list("evidence", tally.evidence)?,
        })
    }
}

impl TryFrom<v1::Tally> for model::Tally {
    type Error = ConvertError;

    fn try_from(tally: v1::Tally) -> Result<Self, ConvertError> {
        let count = required("count", tally.count)?;
        let period = required("period", tally.period)?;
        Ok(Self {
            outcome: word::<v1::Outcome, _>("outcome", tally.outcome)?,
            group: word::<v1::Group, _>("group", tally.group)?,
            affiliation: tally.affiliation,
            count: count.try_into().map_err(|e: ConvertError| e.inside("count"))?,
            within: tally.within.map(|i| to_usize("within", i)).transpose()?,
            provisional: tally.provisional,
            period: period.try_into().map_err(|e: ConvertError| e.inside("period"))?,
            areas: tally.areas,
            perpetrators: tally.perpetrators,
            text: tally.text,
            evidence: list("evidence", tally.evidence)?,
        })
    }
}

impl From<model::Period> for v1::Period {
    fn from(period: model::Period) -> Self {
        Self {
            start: period.start.map(|date| date.to_string()),
            end: period.end.map(|date| date.to_string()),
            text: period.text,
        }
    }
}

impl TryFrom<v1::Period> for model::Period {
    type Error = ConvertError;

    fn try_from(period: v1::Period) -> Result<Self, ConvertError> {
        Ok(Self {
            start: optional_date("start", period.start)?,
            end: optional_date("end", period.end)?,
            text: period.text,
        })
    }
}

impl TryFrom<model::Finding> for v1::Finding {
    type Error = ConvertError;

    fn try_from(finding: model::Finding) -> Result<Self, ConvertError> {
        let model::Finding { code, message, evidence } = finding;
        let evidence = list("evidence", evidence)?;
        Ok(Self { code: number::<_, v1::FindingCode>(code), message, evidence })
    }
}

impl TryFrom<v1::Finding> for model::Finding {
    type Error = ConvertError;

    fn try_from(finding: v1::Finding) -> Result<Self, ConvertError> {
        let v1::Finding { code, message, evidence } = finding;
        let code = word::<v1::FindingCode, _>("code", code)?;
        Ok(Self { code, message, evidence: list("evidence", evidence)? })
    }
}

impl TryFrom<model::Evidence> for v1::Evidence {
    type Error = ConvertError;

    fn try_from(evidence: model::Evidence) -> Result<Self, ConvertError> {
        let model::Evidence { field, part, start, end, text, rule } = evidence;
        let part = number::<_, v1::Part>(part);
        let (start, end) = (to_i32("start", start)?, to_i32("end", end)?);
        let (field, rule) = (field.into_owned(), rule.into_owned());
        Ok(Self { field, part, start, end, text, rule })
    }
}

impl TryFrom<v1::Evidence> for model::Evidence {
    type Error = ConvertError;

    fn try_from(evidence: v1::Evidence) -> Result<Self, ConvertError> {
        let v1::Evidence { field, part, start, end, text, rule } = evidence;
        let part = word::<v1::Part, _>("part", part)?;
        let (start, end) = (to_usize("start", start)?, to_usize("end", end)?);
        let (field, rule) = (field.into(), rule.into());
        Ok(Self { field, part, start, end, text, rule })
    }
}
