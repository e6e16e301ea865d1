//! The command lines of `rasd completions`, `rasd man` and `rasd doctor`, and `--color`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::remote::RemoteArgs;

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that can, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// What a command line asks for, before it is parsed: help is coloured as well.
    pub(crate) fn asked(args: impl Iterator<Item = String>) -> Self {
        let mut asked = Self::Auto;
        let mut next = false;
        for arg in args.take_while(|arg| arg != "--") {
            let value = if next { Some(arg.as_str()) } else { arg.strip_prefix("--color=") };
            if let Some(color) = value.and_then(|value| Self::from_str(value, true).ok()) {
                asked = color;
            }
            next = arg == "--color";
        }
        asked
    }
}

impl From<Color> for clap::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_HELP)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

const COMPLETIONS_HELP: &str = "\
Examples:
  rasd completions bash >~/.local/share/bash-completion/completions/rasd
  rasd completions zsh >~/.zfunc/_rasd                 # with ~/.zfunc in fpath
  rasd completions fish >~/.config/fish/completions/rasd.fish
  rasd completions powershell >>$PROFILE";

#[derive(Debug, Args)]
#[command(after_help = MAN_HELP)]
pub(crate) struct ManArgs {
    /// Folder to write a page for each command into [default: print the page of rasd].
    pub(crate) dir: Option<PathBuf>,
}

const MAN_HELP: &str = "\
Examples:
  rasd man | man -l -                                  # read it
  rasd man ~/.local/share/man/man1                     # then: man rasd-extract";

#[derive(Debug, Args)]
#[command(after_help = DOCTOR_HELP)]
pub(crate) struct DoctorArgs {
    /// Folder that records are to be written into [default: the current one].
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// A server that is to extract, for example http://127.0.0.1:50051.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// How long the server may take.
    #[arg(long, value_name = "SECONDS", requires = "server", default_value = "5",
          value_parser = crate::cli::seconds)]
    pub(crate) deadline: Duration,
    #[command(flatten)]
    pub(crate) remote: RemoteArgs,
    /// Print JSON Lines.
    #[arg(long)]
    pub(crate) json: bool,
}

const DOCTOR_HELP: &str = "\
Checks that this program does here what it should: its tables are sound, a sample report gives the
record it must, the terminal can show Arabic, records can be written, the server answers.

Examples:
  rasd doctor
  rasd doctor --out records/ --server http://127.0.0.1:50051

Exit codes:
  0  all is well; there may be warnings
  1  something fails
  2  the command line is wrong";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_known_before_the_command_line_is_read() {
        let asked = |line: &str| Color::asked(line.split(' ').map(str::to_owned));
        assert_eq!(asked("rasd --help"), Color::Auto);
        assert_eq!(asked("rasd --color never --help"), Color::Never);
        assert_eq!(asked("rasd extract --color=always x"), Color::Always);
        assert_eq!(asked("rasd extract -- --color=always"), Color::Auto);
    }
}
