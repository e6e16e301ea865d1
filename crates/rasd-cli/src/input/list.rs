//! What the command line names: files, folders and patterns, as a list of sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Source, sniff};

/// The sources of a run.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// In the order in which they are read.
    pub(crate) sources: Vec<Source>,
    /// Files in folders that have no ending we read: nobody asked for them by name.
    pub(crate) passed_over: Vec<PathBuf>,
}

/// Lists what `args` name; nothing is standard input. A folder is read with all below it, sorted
/// by name; a pattern (`*`, `?`, `[…]`, `**`) that the shell left alone is resolved here. A file
/// named twice is read once. `leave` are files that this very run writes.
pub(crate) fn list(args: &[PathBuf], leave: &[PathBuf]) -> Listing {
    if args.is_empty() {
        return Listing { sources: vec![Source::Stdin], passed_over: Vec::new() };
    }
    let leave: BTreeSet<PathBuf> = leave.iter().filter_map(|p| p.canonicalize().ok()).collect();
    let mut lister = Lister { listing: Listing::default(), seen: BTreeSet::new(), leave };
    for arg in args {
        lister.argument(arg);
    }
    lister.listing
}

struct Lister {
    listing: Listing,
    seen: BTreeSet<PathBuf>,
    leave: BTreeSet<PathBuf>,
}

impl Lister {
    fn argument(&mut self, arg: &Path) {
        if arg.as_os_str() == "-" {
            self.listing.sources.push(Source::Stdin);
        } else if arg.is_dir() {
            self.folder(arg, arg);
        } else if !arg.exists()
            && let Some(pattern) = arg.to_str().filter(|s| s.contains(['*', '?', '[']))
        {
            self.pattern(pattern);
        } else {
            self.file(arg, None);
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let failed = |reason: String| Source::Failed { name: pattern.to_owned(), reason };
        let options = glob::MatchOptions {
            // `**/*.txt` in a hidden folder would read what nobody sees.
            require_literal_leading_dot: true,
            ..glob::MatchOptions::default()
        };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => {
                let source = failed(format!("not a pattern: {error}"));
                return self.listing.sources.push(source);
            }
        };
        let root = fixed(pattern);
        let mut any = false;
        for path in paths {
            any = true;
            match path {
                Ok(path) if path.is_dir() => self.folder(&path, &root),
                Ok(path) => self.file(&path, Some(&root)),
                Err(error) => self.listing.sources.push(Source::Failed {
                    name: error.path().display().to_string(),
                    reason: error.error().to_string(),
                }),
            }
        }
        if !any {
            self.listing.sources.push(failed("no file fits the pattern".to_owned()));
        }
    }

    fn folder(&mut self, folder: &Path, root: &Path) {
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|e| e.depth() == 0 || !(hidden(e) || belongs_to_page(e))) {
            match entry {
                // A link to a file is followed, a link to a folder is not: it may lead in a circle.
                Ok(entry) if entry.path().is_file() => {
                    if sniff::by_path(entry.path()).is_some() {
                        self.file(entry.path(), Some(root));
                    } else if !self.is_left(entry.path()) {
                        self.listing.passed_over.push(entry.into_path());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let name = error.path().unwrap_or(folder).display().to_string();
                    let reason =
                        error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.listing.sources.push(Source::Failed { name, reason });
                }
            }
        }
    }

    /// One file; `root` is the folder that its ids are told from.
    fn file(&mut self, path: &Path, root: Option<&Path>) {
        if (root.is_some() && self.is_left(path)) || !self.seen.insert(path.to_owned()) {
            return;
        }
        let source = match root.and_then(|root| path.strip_prefix(root).ok()) {
            Some(below) => Source::File { path: path.to_owned(), id: slashed(below) },
            None => Source::file(path),
        };
        self.listing.sources.push(source);
    }

    fn is_left(&self, path: &Path) -> bool {
        // Whole folders may be left as well: the parts of an output.
        path.canonicalize().is_ok_and(|path| path.ancestors().any(|p| self.leave.contains(p)))
    }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// `page_files/` beside `page.html`: pictures, scripts and frames that a browser saved with it.
fn belongs_to_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let Some(page) = name.strip_suffix("_files") else { return false };
    entry.file_type().is_dir()
        && ["html", "htm"]
            .iter()
            .any(|e| entry.path().with_file_name(format!("{page}.{e}")).exists())
}

/// The folder in front of the first part of a pattern that is one.
fn fixed(pattern: &str) -> PathBuf {
    let parts = Path::new(pattern).components();
    parts.take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '['])).collect()
}

/// A relative path as it reads on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
