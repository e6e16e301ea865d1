//! Taking connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use arc_swap::ArcSwap;
use prometheus_client::metrics::gauge::Gauge;
use rustls::ServerConfig;
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;

use super::io::{Io, Peer, Wire};

/// Rest after the system refused a connection (most often for want of file descriptors).
const BREATH: Duration = Duration::from_millis(100);

/// Who may come in.
#[derive(Clone)]
pub(crate) struct Door {
    /// The TLS settings of the moment; without them connections are in the clear.
    pub(crate) tls: Option<Arc<ArcSwap<ServerConfig>>>,
    /// Places for connections.
    pub(crate) places: Arc<Semaphore>,
    /// Longest silence at the start, and longest handshake.
    pub(crate) handshake: Duration,
    /// Connections that are open.
    pub(crate) open: Gauge,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").field("tls", &self.tls.is_some()).finish_non_exhaustive()
    }
}

/// The connections that come in at `listener`, until `closed`: then the port is given back.
pub(crate) fn incoming(
    listener: TcpListener,
    door: Door,
    closed: oneshot::Receiver<()>,
) -> ReceiverStream<io::Result<Io>> {
    let (ready, taken) = mpsc::channel(16);
    tokio::spawn(async move {
        tokio::select! {
            () = accept(&listener, &door, &ready) => {}
            _ = closed => {}
        }
    });
    ReceiverStream::new(taken)
}

async fn accept(listener: &TcpListener, door: &Door, ready: &mpsc::Sender<io::Result<Io>>) {
    loop {
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&door.places).try_acquire_owned() else {
            tracing::debug!("a connection over the limit was closed");
            continue;
        };
        let (door, ready) = (door.clone(), ready.clone());
        // A slow handshake keeps nobody else waiting.
        tokio::spawn(async move {
            match shake(&door, stream, address, place).await {
                Ok(io) => {
                    let _ = ready.send(Ok(io)).await;
                }
                Err(error) => tracing::debug!(%error, "a connection came to nothing"),
            }
        });
    }
}

async fn shake(
    door: &Door,
    stream: TcpStream,
    address: SocketAddr,
    place: OwnedSemaphorePermit,
) -> io::Result<Io> {
    stream.set_nodelay(true)?;
    let mut peer = Peer { ip: address.ip().to_canonical(), certificate: None };
    let wire = match &door.tls {
        None => Wire::Clear(stream),
        Some(settings) => {
            let accept = TlsAcceptor::from(settings.load_full()).accept(stream);
            let stream = tokio::time::timeout(door.handshake, accept)
                .await
                .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
            let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            peer.certificate = shown.map(|certificate| {
                let hash = Sha256::digest(certificate);
                hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>().into()
            });
            Wire::Tls(Box::new(stream))
        }
    };
    Ok(Io::new(wire, peer, door.handshake, door.open.clone(), place))
}
