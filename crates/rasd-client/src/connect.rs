//! From a URL and settings to a connection.

use std::net::IpAddr;

use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};

use crate::error::Error;
use crate::security::Bearer;
use crate::settings::Settings;

/// What calls go through.
pub(crate) type Transport = InterceptedService<Channel, Bearer>;

/// Connects to the server at `url`.
pub(crate) async fn connect(url: &str, settings: &Settings) -> Result<Transport, Error> {
    let endpoint = endpoint(url, settings)?;
    let channel = endpoint
        .connect()
        .await
        .map_err(|error| Error::Unreachable { url: url.to_owned(), message: innermost(&error) })?;
    Ok(transport(channel, settings))
}

/// Connects with the first call, and needs a runtime to be in.
pub(crate) fn connect_lazy(url: &str, settings: &Settings) -> Result<Transport, Error> {
    Ok(transport(endpoint(url, settings)?.connect_lazy(), settings))
}

fn transport(channel: Channel, settings: &Settings) -> Transport {
    InterceptedService::new(channel, Bearer(settings.token.clone()))
}

fn endpoint(url: &str, settings: &Settings) -> Result<Endpoint, Error> {
    let address = || Error::Address { url: url.to_owned() };
    let mut endpoint = Endpoint::from_shared(url.to_owned()).map_err(|_| address())?;
    let host = endpoint.uri().host().ok_or_else(address)?;
    match endpoint.uri().scheme_str() {
        Some("https") => {
            let unusable = |error| Error::Tls { message: innermost(&error) };
            endpoint = endpoint.tls_config(settings.tls.config()).map_err(unusable)?;
        }
        Some("http") if settings.tls != Default::default() => {
            let message = format!("{url} is plain text; TLS needs https://");
            return Err(Error::Tls { message });
        }
        Some("http") if settings.token.is_some() && !is_this_machine(host) => {
            return Err(Error::TokenInPlainText { url: url.to_owned() });
        }
        Some("http") => {}
        _ => return Err(address()),
    }
    if let Some(name) = &settings.user_agent {
        endpoint = endpoint.user_agent(name).map_err(|_| Error::UserAgent)?;
    }
    Ok(endpoint
        .connect_timeout(settings.connect_timeout)
        .tcp_nodelay(true)
        .http2_keep_alive_interval(settings.keepalive_interval)
        .keep_alive_timeout(settings.keepalive_timeout))
}

/// Whether what is sent there leaves the machine.
fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// The transport's own message is "transport error"; what happened stands at the end of the chain.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::security::{Tls, Token};

    fn refused(url: &str, settings: &Settings) -> Error {
        endpoint(url, settings).map(|endpoint| endpoint.uri().clone()).unwrap_err()
    }

    #[test]
    fn only_urls_of_servers() {
        for url in ["", "127.0.0.1:50051", "http://", "ftp://localhost", "http:// x"] {
            let error = refused(url, &Settings::default());
            assert!(matches!(error, Error::Address { .. }), "{url:?}: {error:?}");
        }
    }

    #[tokio::test]
    async fn a_token_goes_out_encrypted_or_not_at_all() {
        let token = Some(Token::new("0123456789abcdef").unwrap());
        let settings = Settings { token, ..Settings::default() };
        for url in ["http://rasd.example:50051", "http://10.0.0.7:50051", "http://[2001:db8::1]:1"]
        {
            let error = refused(url, &settings);
            assert!(matches!(error, Error::TokenInPlainText { .. }), "{url}: {error:?}");
            assert!(!error.to_string().contains("0123456789"));
        }
        for url in ["http://127.0.0.1:50051", "http://localhost:1", "http://[::1]:1"] {
            assert!(endpoint(url, &settings).is_ok(), "{url}");
        }
    }

    #[test]
    fn certificates_without_tls_are_a_mistake() {
        let tls = Tls { ca: Some(b"pem".into()), ..Tls::default() };
        let error = refused("http://localhost:1", &Settings { tls, ..Settings::default() });
        assert!(matches!(error, Error::Tls { .. }), "{error:?}");
    }
}
