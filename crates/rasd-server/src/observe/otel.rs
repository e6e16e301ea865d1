//! Spans that go on where the caller's leave off (W3C trace context).

use http::HeaderMap;
use opentelemetry::propagation::Extractor;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

struct Headers<'h>(&'h HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(http::HeaderName::as_str).collect()
    }
}

/// Puts `span` under the one that the caller's headers name.
pub(crate) fn follow(span: &Span, headers: &HeaderMap) {
    let context =
        opentelemetry::global::get_text_map_propagator(|map| map.extract(&Headers(headers)));
    let _ = span.set_parent(context);
}
