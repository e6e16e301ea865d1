//! Generates the types of `proto/` without a system `protoc`, and the descriptor set beside them.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use prost::Message;

const ROOT: &str = "../../proto";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={ROOT}");
    let files = [
        "rasd/v1/vocabulary.proto",
        "rasd/v1/incident.proto",
        "rasd/v1/extraction_service.proto",
        "rasd/v1/reference_service.proto",
        "rasd/v1/server_service.proto",
    ];
    let descriptors = protox::compile(files, [ROOT])?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rasd_descriptor.bin"), descriptors.encode_to_vec())?;
    // One watch on the folder instead of one for each file: else a deleted file is never noticed.
    tonic_prost_build::configure().emit_rerun_if_changed(false).compile_fds(descriptors)?;
    Ok(())
}
