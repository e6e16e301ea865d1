//! Putting the services on a listener, and taking them off again.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use rasd_proto::FILE_DESCRIPTOR_SET;
use rasd_proto::v1::extraction_service_server::{
    ExtractionServiceServer, SERVICE_NAME as EXTRACTION,
};
use rasd_proto::v1::reference_service_server::{ReferenceServiceServer, SERVICE_NAME as REFERENCE};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tonic::codec::CompressionEncoding::{Gzip, Zstd};
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic_health::ServingStatus;

use crate::config::Config;
use crate::edge::EdgeLayer;
use crate::extraction::Extraction;
use crate::reference::{Reference, ReferenceData};

const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(60);
const KEEPALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// Why a server ended other than by being asked to.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
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

/// Serves the API with the compiled-in reference data until `shutdown` ends.
///
/// On shutdown health turns to `NOT_SERVING`, then no more connections and calls are taken, and open
/// calls get until the drain limit.
///
/// # Errors
/// The transport fails, or calls are still open at the drain limit.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    serve_with(listener, config, ReferenceData::compiled_in(), shutdown).await
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
    let extraction = ExtractionServiceServer::new(Extraction::new(&config))
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

    let (mut health, health_service) = tonic_health::server::health_reporter();
    let reflection = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    };

    let (stop, stopped) = oneshot::channel::<()>();
    let server = Server::builder()
        .layer(EdgeLayer { max_call: config.max_call })
        .max_concurrent_streams(config.max_streams_per_connection)
        .http2_keepalive_interval(Some(KEEPALIVE_INTERVAL))
        .http2_keepalive_timeout(Some(KEEPALIVE_TIMEOUT))
        .add_service(health_service)
        .add_service(reflection().build_v1()?)
        .add_service(reflection().build_v1alpha()?)
        .add_service(extraction)
        .add_service(reference)
        .serve_with_incoming_shutdown(
            TcpIncoming::from(listener).with_nodelay(Some(true)),
            async {
                let _ = stopped.await;
            },
        );
    let mut server = pin!(server);

    let names = ["", EXTRACTION, REFERENCE];
    for name in names {
        health.set_service_status(name, ServingStatus::Serving).await;
    }
    tokio::select! {
        ended = &mut server => return Ok(ended?),
        () = shutdown => {}
    }
    tracing::info!("shutting down");
    for name in names {
        health.set_service_status(name, ServingStatus::NotServing).await;
    }
    tokio::select! {
        ended = &mut server => return Ok(ended?),
        () = tokio::time::sleep(config.lame_duck) => {}
    }
    let _ = stop.send(());
    // A watcher of health would hold its connection open for ever: this ends its stream, after the
    // last status has gone out.
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
