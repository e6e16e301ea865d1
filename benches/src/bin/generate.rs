//! Prints generated reports as JSON Lines: `generate SEED COUNT`.

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<u64>());
    let (Some(Ok(seed)), Some(Ok(count))) = (args.next(), args.next()) else {
        return Err(io::Error::other("usage: generate SEED COUNT"));
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for index in 0..count {
        serde_json::to_writer(&mut out, &rasd_benches::generate(seed, index).report)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
