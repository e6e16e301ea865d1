//! Generates the extraction service once more, with answers that come written (`src/answer.rs`).

use tonic_build::manual::{Builder, Method, Service};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let method = |name: &str, route: &str| {
        Method::builder()
            .name(name)
            .route_name(route)
            .input_type(format!("rasd_proto::v1::{route}Request"))
            .output_type("crate::answer::Written")
            .codec_path("crate::answer::WrittenCodec")
    };
    let service = Service::builder()
        .name("ExtractionService")
        .package("rasd.v1")
        .method(method("extract_incidents", "ExtractIncidents").build())
        .method(method("batch_extract_incidents", "BatchExtractIncidents").build())
        .method(
            method("stream_extract_incidents", "StreamExtractIncidents")
                .client_streaming()
                .server_streaming()
                .build(),
        )
        .build();
    Builder::new().build_client(false).compile(&[service]);
}
