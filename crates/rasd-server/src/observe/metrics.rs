//! Counters and histograms, in the form that Prometheus reads.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use rasd::Stage;
use tonic::Code;

/// Every method that has a label of its own; what else is called is `other`.
const METHODS: [&str; 14] = [
    "rasd.v1.ExtractionService/ExtractIncidents",
    "rasd.v1.ExtractionService/BatchExtractIncidents",
    "rasd.v1.ExtractionService/StreamExtractIncidents",
    "rasd.v1.ReferenceService/ListKinds",
    "rasd.v1.ReferenceService/GetKind",
    "rasd.v1.ReferenceService/ListActors",
    "rasd.v1.ReferenceService/GetActor",
    "rasd.v1.ReferenceService/ListPlaces",
    "rasd.v1.ReferenceService/GetPlace",
    "rasd.v1.ServerService/GetServerInfo",
    "grpc.health.v1.Health/Check",
    "grpc.health.v1.Health/Watch",
    "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
];

/// The label of a path.
pub(crate) fn method(path: &str) -> &'static str {
    let path = path.strip_prefix('/').unwrap_or(path);
    METHODS.into_iter().find(|method| *method == path).unwrap_or("other")
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfMethod {
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfCall {
    method: &'static str,
    code: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfStage {
    stage: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfReason {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOutcome {
    outcome: &'static str,
}

/// Bounds in seconds: from a twentieth of a millisecond (one stage of a short report) to a minute.
const SECONDS: [f64; 18] = [
    0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0,
    2.0, 5.0, 20.0, 60.0,
];

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

/// What the server counts. Cheap to clone; all clones count together.
///
/// ```
/// let metrics = rasd_server::Metrics::new();
/// assert!(metrics.text().contains("rasd_connections"));
/// ```
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<OfCall, Counter>,
    latency: Family<OfMethod, Histogram, fn() -> Histogram>,
    open: Family<OfMethod, Gauge>,
    stages: Family<OfStage, Histogram, fn() -> Histogram>,
    shed: Family<OfReason, Counter>,
    reports: Family<OfOutcome, Counter>,
    incidents: Counter,
    queue_bytes: Gauge,
    queue_reports: Gauge,
    connections: Gauge,
}

impl Metrics {
    /// Counts nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("rasd");
        let latency = Family::new_with_constructor(histogram as fn() -> Histogram);
        let stages = Family::new_with_constructor(histogram as fn() -> Histogram);
        let (requests, open, shed) = (Family::default(), Family::default(), Family::default());
        let (reports, incidents) = (Family::default(), Counter::default());
        let (queue_bytes, queue_reports) = (Gauge::default(), Gauge::default());
        let connections = Gauge::default();

        let build = [("version", rasd::VERSION), ("tables", rasd::tables_hash())];
        registry.register("build", "Version and word tables", Info::new(build.to_vec()));
        let mut add = Adder(&mut registry);
        add.plain("requests", "Calls that have ended", &requests);
        add.seconds("request_duration", "From a call's start to the end of its answer", &latency);
        add.plain("open_calls", "Calls that are open", &open);
        add.seconds("stage_duration", "Time of one report in each stage", &stages);
        add.plain("shed", "Calls refused for want of room", &shed);
        add.plain("reports", "Reports read or refused", &reports);
        add.plain("incidents", "Incidents found", &incidents);
        add.plain("queue_bytes", "Bytes of reports that wait or are being read", &queue_bytes);
        add.plain("queue_reports", "Reports that wait or are being read", &queue_reports);
        add.plain("connections", "Connections that are open", &connections);
        // A counter that is not there until it counts is hard to watch.
        for stage in Stage::ALL {
            drop(stages.get_or_create(&OfStage { stage: stage.as_str() }));
        }
        Self(Arc::new(Inner {
            registry,
            requests,
            latency,
            open,
            stages,
            shed,
            reports,
            incidents,
            queue_bytes,
            queue_reports,
            connections,
        }))
    }

    /// Everything, as Prometheus reads it (OpenMetrics 1.0 text).
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if encode(&mut text, &self.0.registry).is_err() {
            tracing::error!("the metrics could not be written");
        }
        text
    }

    pub(crate) fn opened(&self, method: &'static str) {
        self.0.open.get_or_create(&OfMethod { method }).inc();
    }

    pub(crate) fn closed(&self, method: &'static str, code: Code, took: Duration) {
        self.0.open.get_or_create(&OfMethod { method }).dec();
        self.0.requests.get_or_create(&OfCall { method, code: code_name(code) }).inc();
        self.0.latency.get_or_create(&OfMethod { method }).observe(took.as_secs_f64());
    }

    pub(crate) fn stage(&self, stage: &'static str, took: Duration) {
        self.0.stages.get_or_create(&OfStage { stage }).observe(took.as_secs_f64());
    }

    pub(crate) fn shed(&self, reason: &'static str) {
        self.0.shed.get_or_create(&OfReason { reason }).inc();
    }

    pub(crate) fn report(&self, outcome: &'static str, incidents: usize) {
        self.0.reports.get_or_create(&OfOutcome { outcome }).inc();
        self.0.incidents.inc_by(incidents as u64);
    }

    pub(crate) fn queued(&self, reports: i64, bytes: i64) {
        self.0.queue_reports.inc_by(reports);
        self.0.queue_bytes.inc_by(bytes);
    }

    pub(crate) fn connections(&self) -> Gauge {
        self.0.connections.clone()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

/// Registers metrics that are used under their own names as well.
struct Adder<'r>(&'r mut Registry);

impl Adder<'_> {
    fn plain<M: prometheus_client::registry::Metric + Clone>(
        &mut self,
        name: &str,
        help: &str,
        metric: &M,
    ) {
        self.0.register(name, help, metric.clone());
    }

    fn seconds<M: prometheus_client::registry::Metric + Clone>(
        &mut self,
        name: &str,
        help: &str,
        metric: &M,
    ) {
        self.0.register_with_unit(name, help, Unit::Seconds, metric.clone());
    }
}

/// The name of a status code in gRPC's own spelling.
fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_nobody_serves_makes_no_label() {
        assert_eq!(method("/rasd.v1.ServerService/GetServerInfo"), METHODS[9]);
        assert_eq!(method("/سر/عمر"), "other");
    }

    #[test]
    fn what_is_counted_is_told() {
        let metrics = Metrics::new();
        metrics.opened(METHODS[0]);
        metrics.closed(METHODS[0], Code::Ok, Duration::from_millis(3));
        metrics.shed("SERVER_BUSY");
        metrics.report("record", 2);
        metrics.stage("annotate", Duration::from_micros(300));
        let text = metrics.text();
        for line in [
            "rasd_requests_total{method=\"rasd.v1.ExtractionService/ExtractIncidents\",code=\"OK\"} 1",
            "rasd_shed_total{reason=\"SERVER_BUSY\"} 1",
            "rasd_incidents_total 2",
            "rasd_stage_duration_seconds_bucket{le=\"0.0005\",stage=\"annotate\"} 1",
            "rasd_open_calls{method=\"rasd.v1.ExtractionService/ExtractIncidents\"} 0",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }
}
