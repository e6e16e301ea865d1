//! What the commands that look something up take.

use clap::Args;

use crate::input::country;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rasd places سرمين\n\
\x20 rasd places --country SY --json | head\n\
\x20 rasd places SY0702")]
pub(crate) struct PlacesArgs {
    /// Arabic or Latin name, or a p-code.
    #[arg(required_unless_present = "country")]
    pub(crate) query: Option<String>,
    /// Only this country (ISO 3166-1 alpha-2); alone it lists the country's places.
    #[arg(long, value_name = "XX", value_parser = country)]
    pub(crate) country: Option<String>,
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rasd actors                                          # the whole registry\n\
\x20 rasd actors hezbollah\n\
\x20 rasd actors النصرة --json"
)]
pub(crate) struct ActorsArgs {
    /// Id, or part of a name in Arabic or English.
    pub(crate) query: Option<String>,
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rasd rules date.                                     # the rules that read dates\n\
\x20 rasd rules --json"
)]
pub(crate) struct RulesArgs {
    /// Only rules whose id starts so, for example `date.`.
    pub(crate) prefix: Option<String>,
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}
