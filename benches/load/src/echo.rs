//! A bare server: the same messages, the same transport, no reading. Each answer is a record as large
//! as a real one.

use std::pin::Pin;

use anyhow::Result;
use rasd_proto::v1;
use rasd_proto::v1::extraction_result::Result as Outcome;
use rasd_proto::v1::extraction_service_server::{ExtractionService, ExtractionServiceServer};
use tokio::net::TcpListener;
use tokio_stream::{Stream, StreamExt};
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming};

use crate::reports::reports;

struct Echo(v1::Record);

impl Echo {
    fn result(record: &v1::Record, report: Option<v1::Report>) -> v1::ExtractionResult {
        let report_id = report.map(|report| report.id).unwrap_or_default();
        v1::ExtractionResult { report_id, result: Some(Outcome::Record(record.clone())) }
    }
}

#[tonic::async_trait]
impl ExtractionService for Echo {
    async fn extract_incidents(
        &self,
        _: Request<v1::ExtractIncidentsRequest>,
    ) -> Result<Response<v1::ExtractIncidentsResponse>, Status> {
        Ok(Response::new(v1::ExtractIncidentsResponse { record: Some(self.0.clone()) }))
    }

    async fn batch_extract_incidents(
        &self,
        request: Request<v1::BatchExtractIncidentsRequest>,
    ) -> Result<Response<v1::BatchExtractIncidentsResponse>, Status> {
        let reports = request.into_inner().reports.into_iter();
        let results = reports.map(|report| Self::result(&self.0, Some(report))).collect();
        Ok(Response::new(v1::BatchExtractIncidentsResponse { results }))
    }

    type StreamExtractIncidentsStream =
        Pin<Box<dyn Stream<Item = Result<v1::StreamExtractIncidentsResponse, Status>> + Send>>;

    async fn stream_extract_incidents(
        &self,
        request: Request<Streaming<v1::StreamExtractIncidentsRequest>>,
    ) -> Result<Response<Self::StreamExtractIncidentsStream>, Status> {
        let record = self.0.clone();
        let answers = request.into_inner().map(move |next| {
            next.map(|next| v1::StreamExtractIncidentsResponse {
                result: Some(Self::result(&record, next.report)),
            })
        });
        Ok(Response::new(Box::pin(answers)))
    }
}

/// Serves until it is killed.
pub(crate) async fn serve() -> Result<()> {
    let told = reports(1).remove(0);
    let report = rasd::Report::try_from(told.report)?;
    let record = v1::Record::try_from(rasd::Extractor::new().extract(&report))?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    tonic::transport::Server::builder()
        .add_service(ExtractionServiceServer::new(Echo(record)))
        .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true)))
        .await?;
    Ok(())
}
