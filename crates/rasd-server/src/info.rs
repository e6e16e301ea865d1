//! `rasd.v1.ServerService`.

use rasd_proto::v1;
use rasd_proto::v1::server_service_server::ServerService;
use tonic::{Request, Response, Status};

use crate::config::Config;

/// The service: an answer made once.
#[derive(Debug, Clone)]
pub(crate) struct Info(v1::GetServerInfoResponse);

impl Info {
    pub(crate) fn new(config: &Config) -> Self {
        let tables = rasd::table_hashes().iter().map(|table| v1::TableHash {
            name: table.name.to_owned(),
            sha256: table.sha256.to_owned(),
        });
        let limits = v1::Limits {
            max_message_bytes: large(config.max_message_bytes),
            max_text_bytes: large(config.max_text_bytes),
            max_batch_reports: small(config.max_batch_reports),
            stream_window: small(config.stream_window),
            max_calls_per_client: small(config.max_calls_per_client),
            max_calls_per_second: small(config.max_calls_per_second as usize),
        };
        Self(v1::GetServerInfoResponse {
            version: rasd::VERSION.to_owned(),
            tables_hash: rasd::tables_hash().to_owned(),
            tables: tables.collect(),
            limits: Some(limits),
        })
    }
}

fn large(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn small(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[tonic::async_trait]
impl ServerService for Info {
    async fn get_server_info(
        &self,
        _: Request<v1::GetServerInfoRequest>,
    ) -> Result<Response<v1::GetServerInfoResponse>, Status> {
        Ok(Response::new(self.0.clone()))
    }
}
