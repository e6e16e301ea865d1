//! Who the server is, and who the client is.

use std::fmt;

use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::transport::{Certificate, ClientTlsConfig, Identity};
use tonic::{Request, Status};

use crate::error::Error;

/// What TLS is done with. All in PEM, as files hold it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Tls {
    /// Certificates of the authorities that the server's may be of, instead of the system's own.
    pub ca: Option<Vec<u8>>,
    /// The client's certificate with its chain, and its private key, for a server that asks.
    pub identity: Option<(Vec<u8>, Vec<u8>)>,
    /// The name that the server's certificate is for, where it is not that of the URL.
    pub domain: Option<String>,
}

impl Tls {
    pub(crate) fn config(&self) -> ClientTlsConfig {
        let config = match &self.ca {
            Some(ca) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(ca)),
            None => ClientTlsConfig::new().with_native_roots(),
        };
        let config = match &self.identity {
            Some((certificate, key)) => config.identity(Identity::from_pem(certificate, key)),
            None => config,
        };
        match &self.domain {
            Some(domain) => config.domain_name(domain),
            None => config,
        }
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key stays where it is.
        f.debug_struct("Tls")
            .field("ca", &self.ca.is_some())
            .field("identity", &self.identity.is_some())
            .field("domain", &self.domain)
            .finish()
    }
}

/// A bearer token. Never shown.
///
/// ```
/// use rasd_client::Token;
/// let token = Token::new("0123456789abcdef0123456789abcdef\n").unwrap();
/// assert!(!format!("{token:?}").contains("0123"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Token(MetadataValue<Ascii>);

impl Token {
    /// Takes a token as a file holds it, white space around it or not.
    ///
    /// # Errors
    /// [`Error::Token`] when it is empty, or has characters that no header can.
    pub fn new(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::Token);
        }
        let mut value: MetadataValue<Ascii> =
            format!("Bearer {text}").parse().map_err(|_| Error::Token)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// Puts the token, if there is one, into every call.
#[derive(Debug, Clone)]
pub(crate) struct Bearer(pub(crate) Option<Token>);

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(Token(value)) = &self.0 {
            request.metadata_mut().insert("authorization", value.clone());
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_what_a_header_can_hold() {
        assert!(Token::new(" abc-DEF_1.2~3+/= \n").is_ok());
        for bad in ["", " \n", "two words", "r\u{e9}sum\u{e9}", "line\nbreak"] {
            assert!(matches!(Token::new(bad), Err(Error::Token)), "{bad:?}");
        }
    }

    #[test]
    fn nothing_secret_is_shown() {
        let token = Token::new("hush-hush").unwrap();
        let tls = Tls { identity: Some((b"cert".into(), b"hush".into())), ..Tls::default() };
        let settings = crate::Settings { token: Some(token), tls, ..Default::default() };
        let shown = format!("{settings:?}");
        assert!(!shown.contains("hush") && !shown.contains("104, 117"), "{shown}");
    }
}
