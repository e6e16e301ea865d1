//! Certificates for tests: an authority, and what it signs.

use std::fs;
use std::path::{Path, PathBuf};

use rasd_server::TlsFiles;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, date_time_ymd,
};

/// An authority of the test's own.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, both PEM.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The certificate.
    pub cert: String,
    /// Its key.
    pub key: String,
}

impl Authority {
    /// An authority that nobody else knows.
    #[must_use]
    pub fn new() -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "test authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    /// Its certificate, PEM.
    #[must_use]
    pub fn cert(&self) -> String {
        self.0.pem()
    }

    /// A certificate of a server at `localhost`, or of a client.
    #[must_use]
    pub fn sign(&self) -> Pair {
        self.sign_until(4096)
    }

    /// A certificate that ended long ago.
    #[must_use]
    pub fn sign_expired(&self) -> Pair {
        self.sign_until(2001)
    }

    fn sign_until(&self, year: i32) -> Pair {
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let mut params = CertificateParams::new(names).expect("names");
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(year, 1, 1);
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        let key = KeyPair::generate().expect("a key");
        let cert = params.signed_by(&key, &self.0).expect("a certificate");
        Pair { cert: cert.pem(), key: key.serialize_pem() }
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Pair {
    /// Writes both into `folder`, over what stands there.
    #[must_use]
    pub fn write(&self, folder: &Path) -> TlsFiles {
        let put = |name: &str, text: &str| -> PathBuf {
            let path = folder.join(name);
            fs::write(&path, text).expect("a folder to write in");
            path
        };
        TlsFiles {
            cert: put("cert.pem", &self.cert),
            key: put("key.pem", &self.key),
            client_ca: None,
        }
    }
}
