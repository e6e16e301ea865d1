//! Spans for OpenTelemetry, in builds with the feature `otel`.

use anyhow::Result;

use super::log::Part;
use super::settings::Settings;

#[cfg(feature = "otel")]
mod otlp {
    use anyhow::{Context, Result};
    use opentelemetry::trace::TracerProvider;
    use opentelemetry_otlp::{SpanExporter, WithExportConfig};
    use opentelemetry_sdk::Resource;
    use opentelemetry_sdk::propagation::TraceContextPropagator;
    use opentelemetry_sdk::trace::SdkTracerProvider;
    use tracing_opentelemetry::OpenTelemetryLayer;
    use tracing_subscriber::Layer;
    use tracing_subscriber::filter::{LevelFilter, Targets};

    use super::Part;

    /// What sends spans.
    #[derive(Debug)]
    pub(crate) struct Traces(Option<SdkTracerProvider>);

    impl Traces {
        /// Sends what is left.
        pub(crate) fn end(self) {
            if let Some(provider) = self.0 {
                let _ = provider.shutdown();
            }
        }
    }

    pub(crate) fn layer(endpoint: Option<&str>) -> Result<(Option<Part>, Traces)> {
        let Some(endpoint) = endpoint else { return Ok((None, Traces(None))) };
        opentelemetry::global::set_text_map_propagator(TraceContextPropagator::new());
        let exporter = SpanExporter::builder()
            .with_tonic()
            .with_endpoint(endpoint)
            .build()
            .with_context(|| format!("cannot export spans to {endpoint}"))?;
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(Resource::builder().with_service_name("rasd").build())
            .build();
        let filter = Targets::new().with_target("rasd_server", LevelFilter::INFO);
        let layer = OpenTelemetryLayer::new(provider.tracer("rasd")).with_filter(filter);
        Ok((Some(Box::new(layer)), Traces(Some(provider))))
    }
}

#[cfg(not(feature = "otel"))]
mod none {
    use anyhow::{Result, bail};

    use super::Part;

    /// Nothing is exported.
    #[derive(Debug)]
    pub(crate) struct Traces;

    impl Traces {
        /// There is nothing to send.
        #[expect(clippy::unused_self, reason = "as with the feature")]
        pub(crate) fn end(self) {}
    }

    pub(crate) fn layer(endpoint: Option<&str>) -> Result<(Option<Part>, Traces)> {
        if endpoint.is_some() {
            bail!("`otlp_endpoint` is set, but this program was built without the feature `otel`");
        }
        Ok((None, Traces))
    }
}

#[cfg(not(feature = "otel"))]
pub(crate) use none::Traces;
#[cfg(not(feature = "otel"))]
use none::layer as at;
#[cfg(feature = "otel")]
pub(crate) use otlp::Traces;
#[cfg(feature = "otel")]
use otlp::layer as at;

/// The layer that exports spans to where the settings say, if they do. Without the feature, an
/// endpoint is an error.
pub(crate) fn layer(settings: &Settings) -> Result<(Option<Part>, Traces)> {
    at(settings.otlp_endpoint.as_deref())
}
