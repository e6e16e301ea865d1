//! Putting the services on a listener, and taking them off again.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, Method};
use rasd_proto::FILE_DESCRIPTOR_SET;
use rasd_proto::v1::reference_service_server::{ReferenceServiceServer, SERVICE_NAME as REFERENCE};
use rasd_proto::v1::server_service_server::{SERVICE_NAME as SERVER, ServerServiceServer};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tonic::codec::CompressionEncoding::{Gzip, Zstd};
use tonic_health::ServingStatus;
use tonic_web::GrpcWebLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::access::{Gate, GateLayer};
use crate::answer::service::extraction_service_server::{
    ExtractionServiceServer, SERVICE_NAME as EXTRACTION,
};
use crate::config::{Config, ConfigError};
use crate::edge::EdgeLayer;
use crate::extraction::Extraction;
use crate::info::Info;
use crate::observe::{Metrics, ObserveLayer, Readiness};
use crate::reference::{Reference, ReferenceData};
use crate::reload::{Secrets, WhileKept};
use crate::transport::{Door, incoming};

/// How long a browser may remember that it may call.
const PREFLIGHT_HOLDS: Duration = Duration::from_secs(600);

/// Why a server ended other than by being asked to.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The configuration does not allow it.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The listener has no address.
    #[error("the listener cannot be used")]
    Listener(#[from] io::Error),
    /// The transport failed.
    #[error("the server failed")]
    Transport(#[from] tonic::transport::Error),
    /// The compiled-in descriptors could not be offered for reflection.
    #[error("the API's descriptors cannot be read")]
    Descriptors(#[from] tonic_reflection::server::Error),
    /// Calls were still open at the drain limit. They end with the runtime.
    #[error("calls were still open {} s after shutdown began", .0.as_secs_f32())]
    DrainLimit(Duration),
}

/// A server that has yet to be given a listener.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use rasd_server::{Config, Server};
/// let server = Server::new(Config::default())?;
/// let metrics = server.metrics();
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:50051").await?;
/// server.serve(listener, std::future::pending()).await?;
/// println!("{}", metrics.text());
/// # Ok(())
/// # }
/// ```
pub struct Server {
    config: Config,
    secrets: Secrets,
    reference: ReferenceData,
    metrics: Metrics,
    readiness: Readiness,
}

impl Server {
    /// Checks the configuration and reads the files that it names.
    ///
    /// # Errors
    /// A setting would not work.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self {
            secrets: Secrets::read(&config)?,
            config,
            reference: ReferenceData::compiled_in(),
            metrics: Metrics::new(),
            readiness: Readiness::default(),
        })
    }

    /// Serves reference data of the caller's.
    #[must_use]
    pub fn with_reference(mut self, reference: ReferenceData) -> Self {
        self.reference = reference;
        self
    }

    /// What this server counts.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// Whether this server takes calls.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        self.readiness.clone()
    }

    /// Serves until `shutdown` ends.
    ///
    /// On shutdown health turns to `NOT_SERVING`, then no more connections and calls are taken, and
    /// open calls get until the drain limit.
    ///
    /// # Errors
    /// The address may not be served as configured, the transport fails, or calls are still open at
    /// the drain limit.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        let Self { config, secrets, reference, metrics, readiness } = self;
        config.check_address(listener.local_addr()?)?;
        let _fresh = WhileKept::spawn(secrets.clone().keep_fresh(config.clone()));

        let extraction = ExtractionServiceServer::new(Extraction::new(&config, metrics.clone())?)
            .max_decoding_message_size(config.max_message_bytes)
            .max_encoding_message_size(config.max_answer_bytes)
            .accept_compressed(Gzip)
            .accept_compressed(Zstd)
            .send_compressed(Gzip)
            .send_compressed(Zstd);
        let reference = ReferenceServiceServer::new(Reference::new(reference))
            .accept_compressed(Gzip)
            .accept_compressed(Zstd)
            .send_compressed(Gzip)
            .send_compressed(Zstd);
        let info = ServerServiceServer::new(Info::new(&config));
        let (mut health, health_service) = tonic_health::server::health_reporter();
        let reflection = || {
            tonic_reflection::server::Builder::configure()
                .register_encoded_file_descriptor_set(FILE_DESCRIPTOR_SET)
                .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        };
        let gate = Gate::new(&config, secrets.tokens.clone(), metrics.clone());
        let door = Door {
            tls: secrets.tls.clone(),
            places: Arc::new(Semaphore::new(config.max_connections)),
            handshake: config.handshake,
            open: metrics.connections(),
        };

        let (stop, stopped) = oneshot::channel::<()>();
        let (close, closed) = oneshot::channel::<()>();
        // The first layer is the outermost.
        let server = tonic::transport::Server::builder()
            .accept_http1(true)
            .max_concurrent_streams(config.max_streams_per_connection)
            .http2_max_header_list_size(config.max_header_bytes)
            .http2_keepalive_interval(Some(config.keepalive))
            .http2_keepalive_timeout(Some(config.keepalive / 3))
            .layer(cors(&config)?)
            .layer(GrpcWebLayer::new())
            .layer(ObserveLayer(metrics))
            .layer(GateLayer(Arc::new(gate)))
            .layer(EdgeLayer { max_call: config.max_call })
            .add_service(health_service)
            .add_service(reflection().build_v1()?)
            .add_service(reflection().build_v1alpha()?)
            .add_service(extraction)
            .add_service(reference)
            .add_service(info)
            .serve_with_incoming_shutdown(incoming(listener, door, closed), async {
                let _ = stopped.await;
            });
        let mut server = pin!(server);

        let names = ["", EXTRACTION, REFERENCE, SERVER];
        for name in names {
            health.set_service_status(name, ServingStatus::Serving).await;
        }
        readiness.set(true);
        tokio::select! {
            ended = &mut server => return Ok(ended?),
            () = shutdown => {}
        }
        tracing::info!("shutting down");
        readiness.set(false);
        for name in names {
            health.set_service_status(name, ServingStatus::NotServing).await;
        }
        tokio::select! {
            ended = &mut server => return Ok(ended?),
            () = tokio::time::sleep(config.lame_duck) => {}
        }
        let _ = close.send(());
        let _ = stop.send(());
        // A watcher of health would hold its connection open for ever: this ends its stream, after
        // the last status has gone out.
        for name in names {
            health.clear_service_status(name).await;
        }
        match tokio::time::timeout(config.drain_limit, server).await {
            Ok(ended) => Ok(ended?),
            Err(_) => {
                tracing::warn!("calls were still open at the drain limit");
                Err(ServeError::DrainLimit(config.drain_limit))
            }
        }
    }
}

/// What browsers' pages of other origins may do: nothing, unless their origin is listed.
fn cors(config: &Config) -> Result<CorsLayer, ConfigError> {
    const ANSWERED: [&str; 3] = ["grpc-status", "grpc-message", "grpc-status-details-bin"];
    const ASKED: [&str; 6] = [
        "authorization",
        "content-type",
        "grpc-timeout",
        "x-grpc-web",
        "x-user-agent",
        "grpc-accept-encoding",
    ];
    let origins = config.origins()?;
    if origins.is_empty() {
        return Ok(CorsLayer::new());
    }
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::POST])
        .allow_headers(ASKED.map(HeaderName::from_static))
        .expose_headers(ANSWERED.map(HeaderName::from_static))
        .max_age(PREFLIGHT_HOLDS))
}

/// Serves the API with the compiled-in reference data until `shutdown` ends; as [`Server::serve`].
///
/// # Errors
/// As for [`Server::new`] and [`Server::serve`].
pub async fn serve(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    Server::new(config)?.serve(listener, shutdown).await
}

/// As [`serve`], with reference data of the caller's.
///
/// # Errors
/// As for [`serve`].
pub async fn serve_with(
    listener: TcpListener,
    config: Config,
    reference: ReferenceData,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    Server::new(config)?.with_reference(reference).serve(listener, shutdown).await
}
