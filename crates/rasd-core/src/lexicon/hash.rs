//! Hash maps for look-up by word: unseeded, so the same on every run, and fast on short keys.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rustc_hash::FxHasher;

/// Words to values. Looked up and never walked: its order means nothing.
pub(crate) type WordMap<V> = HashMap<String, V, BuildHasherDefault<FxHasher>>;

/// As [`WordMap`], over words of compiled-in text.
pub(crate) type StaticMap<V> = HashMap<&'static str, V, BuildHasherDefault<FxHasher>>;
