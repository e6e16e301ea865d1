//! Bearer tokens.
//!
//! A file has one token a line, `NAME TOKEN`; empty lines and lines that begin with `#` are passed
//! over. The name stands in logs and metrics, the token never does.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use sha2::{Digest, Sha256};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use thiserror::Error;

/// Shortest token taken. 32 hexadecimal digits are 128 bits.
const SHORTEST: usize = 32;

/// Why a file of tokens cannot be used. Says which line, and nothing of what stands in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The file cannot be read.
    #[error("cannot read the tokens in {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A line is not a name and a token.
    #[error("{path}, line {line}: expected NAME and TOKEN with a space between")]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// A token can be guessed.
    #[error("{path}, line {line}: a token has at least {SHORTEST} characters")]
    Short {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// Nobody would be let in.
    #[error("{path} has no tokens")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// The tokens that are let in. Only their hashes are kept, so that what is compared has one length.
#[derive(Clone)]
pub struct Tokens(Vec<(String, [u8; 32])>);

impl Tokens {
    /// Reads a file of tokens.
    ///
    /// # Errors
    /// The file cannot be read, or has no tokens, or a line that is none.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        let text = fs::read_to_string(path)
            .map_err(|source| TokenError::Read { path: path.to_owned(), source })?;
        let mut tokens = Vec::new();
        for (line, row) in (1..).zip(text.lines()) {
            let row = row.trim();
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let path = || path.to_owned();
            let mut words = row.split_whitespace();
            let (Some(name), Some(token), None) = (words.next(), words.next(), words.next()) else {
                return Err(TokenError::Line { path: path(), line });
            };
            if token.chars().count() < SHORTEST {
                return Err(TokenError::Short { path: path(), line });
            }
            tokens.push((name.to_owned(), Sha256::digest(token).into()));
        }
        if tokens.is_empty() {
            return Err(TokenError::Empty { path: path.to_owned() });
        }
        Ok(Self(tokens))
    }

    /// The name of a token's holder. Takes as long for a wrong token as for a right one: every token
    /// is compared, and none of the comparisons ends early.
    pub(crate) fn holder(&self, token: &str) -> Option<&str> {
        let shown: [u8; 32] = Sha256::digest(token).into();
        let mut found = 0_u64;
        let mut any = Choice::from(0);
        for (at, (_, known)) in (0_u64..).zip(&self.0) {
            let same = shown.ct_eq(known);
            found.conditional_assign(&at, same);
            any |= same;
        }
        let at = usize::try_from(found).ok()?;
        bool::from(any).then(|| self.0[at].0.as_str())
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const A: &str = "0123456789abcdef0123456789abcdef";
    const B: &str = "fedcba9876543210fedcba9876543210";

    fn read(text: &str) -> Result<Tokens, TokenError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Tokens::read(file.path())
    }

    #[test]
    fn names_the_holder() {
        let tokens = read(&format!("# who may call\n\ndesk {A}\n  field\t{B}  \n")).unwrap();
        assert_eq!(tokens.holder(A), Some("desk"));
        assert_eq!(tokens.holder(B), Some("field"));
        for wrong in ["", "desk", &A[1..], &A.to_uppercase(), &format!("{A} ")] {
            assert_eq!(tokens.holder(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn wrong_lines_are_named_and_not_quoted() {
        assert!(matches!(read(""), Err(TokenError::Empty { .. })));
        assert!(matches!(read("\ndesk"), Err(TokenError::Line { line: 2, .. })));
        assert!(matches!(read("desk secret"), Err(TokenError::Short { line: 1, .. })));
        let error = read(&format!("desk {A} more")).unwrap_err();
        assert!(matches!(error, TokenError::Line { line: 1, .. }));
        assert!(!error.to_string().contains(A) && !format!("{error:?}").contains(A));
        assert!(!format!("{:?}", read(&format!("desk {A}")).unwrap()).contains(A));
        assert!(matches!(Tokens::read(Path::new("/no/such/file")), Err(TokenError::Read { .. })));
    }
}
