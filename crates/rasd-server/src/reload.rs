//! Certificates and tokens that are exchanged without a restart.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use arc_swap::ArcSwap;

use crate::access::Tokens;
use crate::config::{Config, ConfigError};
use crate::transport::{TlsSettings, tls_settings};

/// What is exchanged.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) tls: Option<TlsSettings>,
    pub(crate) tokens: Option<Arc<ArcSwap<Tokens>>>,
}

impl Secrets {
    /// Reads the files that the configuration names.
    pub(crate) fn read(config: &Config) -> Result<Self, ConfigError> {
        let tls = config.tls.as_ref().map(tls_settings).transpose()?;
        let tokens = config.tokens.as_deref().map(Tokens::read).transpose()?;
        Ok(Self {
            tls: tls.map(|settings| Arc::new(ArcSwap::from_pointee(settings))),
            tokens: tokens.map(|tokens| Arc::new(ArcSwap::from_pointee(tokens))),
        })
    }

    /// Looks at the files again and again and takes what is new in them. What cannot be used is
    /// reported, and the old stays. Never ends.
    pub(crate) async fn keep_fresh(self, config: Config) {
        let mut tls = State::of(config.tls.iter().flat_map(|files| {
            [Some(&files.cert), Some(&files.key), files.client_ca.as_ref()].into_iter().flatten()
        }));
        let mut tokens = State::of(config.tokens.iter());
        loop {
            tokio::time::sleep(config.reload).await;
            if tls.has_changed()
                && let (Some(files), Some(settings)) = (&config.tls, &self.tls)
            {
                match tls_settings(files) {
                    Ok(new) => {
                        settings.store(Arc::new(new));
                        tracing::info!("new certificates are in use");
                    }
                    Err(error) => {
                        tls.forget();
                        tracing::warn!(%error, "new certificates cannot be used; the old ones stay");
                    }
                }
            }
            if tokens.has_changed()
                && let (Some(path), Some(known)) = (&config.tokens, &self.tokens)
            {
                match Tokens::read(path) {
                    Ok(new) => {
                        known.store(Arc::new(new));
                        tracing::info!("new tokens are in use");
                    }
                    Err(error) => {
                        tokens.forget();
                        tracing::warn!(%error, "new tokens cannot be used; the old ones stay");
                    }
                }
            }
        }
    }
}

/// When some files were last written. A file that was renamed into place is a new one, whatever its
/// time; its length and time together tell, as they do for `make`.
struct State {
    paths: Vec<PathBuf>,
    seen: Option<Vec<Option<(SystemTime, u64)>>>,
}

impl State {
    fn of<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Self {
        let paths: Vec<PathBuf> = paths.cloned().collect();
        let seen = Some(look(&paths));
        Self { paths, seen }
    }

    fn has_changed(&mut self) -> bool {
        let now = Some(look(&self.paths));
        let changed = self.seen != now;
        self.seen = now;
        changed
    }

    /// Makes the next look find a change: half-written files are tried again.
    fn forget(&mut self) {
        self.seen = None;
    }
}

fn look(paths: &[PathBuf]) -> Vec<Option<(SystemTime, u64)>> {
    let stamp = |path: &Path| {
        let about = fs::metadata(path).ok()?;
        Some((about.modified().ok()?, about.len()))
    };
    paths.iter().map(|path| stamp(path)).collect()
}

/// Runs a task as long as this is kept.
#[derive(Debug)]
pub(crate) struct WhileKept(tokio::task::JoinHandle<()>);

impl WhileKept {
    pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(task))
    }
}

impl Drop for WhileKept {
    fn drop(&mut self) {
        self.0.abort();
    }
}
