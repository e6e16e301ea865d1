//! The calls: one report, a batch of 64, a stream; as fast as they come back, or at a given rate.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use rasd_proto::v1;
use rasd_proto::v1::extraction_result::Result as Answer;
use rasd_proto::v1::extraction_service_client::ExtractionServiceClient;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Channel;
use tonic::{Code, Status};

use crate::measure::Outcome;
use crate::reports::Told;

type Client = ExtractionServiceClient<Channel>;

/// Reports of a batch.
pub(crate) const BATCH: usize = 64;

/// Reports a stream has unanswered: the server's own window, and as many on the way.
const WINDOW: usize = 32;

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Unary,
    Batch,
    Stream,
}

/// Connections to one server. `checked` is off for the echo server, whose records are all the same.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    clients: Vec<Client>,
    reports: Arc<Vec<Told>>,
    checked: bool,
}

impl Caller {
    pub(crate) async fn connect(
        url: &str,
        connections: usize,
        reports: &Arc<Vec<Told>>,
        checked: bool,
    ) -> Result<Self> {
        let mut clients = Vec::new();
        for _ in 0..connections {
            let channel = Channel::from_shared(url.to_owned())?.tcp_nodelay(true).connect().await?;
            let client = Client::new(channel).max_decoding_message_size(64 << 20);
            clients.push(client);
        }
        Ok(Self { clients, reports: Arc::clone(reports), checked })
    }

    fn client(&self, n: usize) -> Client {
        self.clients[n % self.clients.len()].clone()
    }

    fn told(&self, n: usize) -> &Told {
        &self.reports[n % self.reports.len()]
    }

    /// `at_once` callers, each calling again as soon as it has its answer.
    pub(crate) async fn closed(&self, method: Method, at_once: usize, time: Duration) -> Outcome {
        let end = Instant::now() + time;
        let mut callers = JoinSet::new();
        for caller in 0..at_once {
            let this = self.clone();
            callers.spawn(async move {
                let mut all = Outcome::default();
                if method == Method::Stream {
                    all.join(this.stream(caller, end).await);
                    return all;
                }
                let mut n = caller * 7_919;
                while Instant::now() < end {
                    n += 1;
                    all.join(this.call(method, n, Instant::now()).await);
                }
                all
            });
        }
        let mut all = Outcome::default();
        while let Some(one) = callers.join_next().await {
            all.join(one.unwrap_or_default());
        }
        all
    }

    /// Calls at a steady rate, whether or not the earlier ones have been answered. A call's time
    /// counts from when it should have begun.
    pub(crate) async fn open(&self, per_second: f64, time: Duration) -> Outcome {
        let begun = Instant::now();
        let step = Duration::from_secs_f64(1.0 / per_second);
        let mut calls = JoinSet::new();
        let mut all = Outcome::default();
        let mut n = 0_u32;
        while step * n < time {
            let due = begun + step * n;
            tokio::time::sleep_until(due).await;
            let this = self.clone();
            calls.spawn(async move { this.call(Method::Unary, n as usize, due).await });
            n += 1;
            while let Some(one) = calls.try_join_next() {
                all.join(one.unwrap_or_default());
            }
        }
        while let Some(one) = calls.join_next().await {
            all.join(one.unwrap_or_default());
        }
        all
    }

    async fn call(&self, method: Method, n: usize, due: Instant) -> Outcome {
        let mut client = self.client(n);
        let answered = match method {
            Method::Batch => {
                let told: Vec<&Told> = (0..BATCH).map(|i| self.told(n * BATCH + i)).collect();
                let reports = told.iter().map(|told| told.report.clone()).collect();
                let request = v1::BatchExtractIncidentsRequest { reports, offset_encoding: 0 };
                client.batch_extract_incidents(request).await.map(|answer| {
                    let results = answer.into_inner().results;
                    results
                        .iter()
                        .zip(&told)
                        .filter(|(r, t)| self.is_right(r.result.as_ref(), t))
                        .count()
                })
            }
            _ => {
                let told = self.told(n);
                let report = Some(told.report.clone());
                let request = v1::ExtractIncidentsRequest { report, offset_encoding: 0 };
                client.extract_incidents(request).await.map(|answer| {
                    let record = answer.into_inner().record.map(Answer::Record);
                    usize::from(self.is_right(record.as_ref(), told))
                })
            }
        };
        let expected = if method == Method::Batch { BATCH } else { 1 };
        told_of(answered, expected, due.elapsed())
    }

    async fn stream(&self, caller: usize, end: Instant) -> Outcome {
        let (send, reports) = tokio::sync::mpsc::channel(WINDOW);
        let this = self.clone();
        let base = caller * 7_919;
        tokio::spawn(async move {
            let mut n = base;
            while Instant::now() < end {
                let report = Some(this.told(n).report.clone());
                let next = v1::StreamExtractIncidentsRequest { report, offset_encoding: 0 };
                if send.send(next).await.is_err() {
                    return;
                }
                n += 1;
            }
        });
        let mut all = Outcome::default();
        let opened =
            self.client(caller).stream_extract_incidents(ReceiverStream::new(reports)).await;
        let mut answers = match opened {
            Ok(answers) => answers.into_inner(),
            Err(status) => return told_of(Err(status), 1, Duration::ZERO),
        };
        let mut n = base;
        loop {
            let asked = Instant::now();
            match answers.message().await {
                Ok(Some(answer)) => {
                    let result = answer.result.and_then(|result| result.result);
                    let right = usize::from(self.is_right(result.as_ref(), self.told(n)));
                    all.join(told_of(Ok(right), 1, asked.elapsed()));
                    n += 1;
                }
                Ok(None) => return all,
                Err(status) => {
                    all.join(told_of(Err(status), 1, asked.elapsed()));
                    return all;
                }
            }
        }
    }

    /// Whether an answer is a record with as many incidents as the report tells.
    fn is_right(&self, answer: Option<&Answer>, told: &Told) -> bool {
        match answer {
            Some(Answer::Record(record)) => {
                !self.checked || record.incidents.len() == told.incidents
            }
            _ => false,
        }
    }
}

fn told_of(answered: Result<usize, Status>, expected: usize, took: Duration) -> Outcome {
    match answered {
        Ok(right) if right == expected => {
            Outcome { reports: right as u64, took: vec![took], ..Outcome::default() }
        }
        Err(status) if status.code() == Code::ResourceExhausted => {
            Outcome { shed: 1, refused: vec![took], ..Outcome::default() }
        }
        _ => Outcome { failed: 1, ..Outcome::default() },
    }
}
