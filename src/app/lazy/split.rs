//! The split boundary: `cargo xtask build` moves all code that only [`entry`] reaches into the lazy chunk. Other
//! builds, such as that of `trunk serve`, are one file.

use leptos::prelude::AnyView;

use crate::app::page_table::{LazyView, draw};
use crate::state::{LAZY_FUNCTIONS, LazyFunctions};

/// What the lazy chunk hands out.
pub struct LazyEntry {
    /// Draws a lazy view.
    pub draw: fn(LazyView) -> AnyView,
    pub functions: &'static LazyFunctions,
}

static ENTRY: LazyEntry = LazyEntry { draw, functions: &LAZY_FUNCTIONS };

/// The lazy chunk could not be loaded.
pub struct ChunkLoadError;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for ChunkLoadError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
pub use chunk::entry;

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "loading the chunk may fail")]
mod chunk {
    use super::{ChunkLoadError, ENTRY, LazyEntry};

    /// Loads the lazy chunk, and returns what it hands out.
    #[wasm_split_helpers::wasm_split(lazy, fallible)]
    pub fn entry() -> Result<&'static LazyEntry, ChunkLoadError> {
        Ok(&ENTRY)
    }
}

#[cfg(not(feature = "split"))]
pub use whole::entry;

#[cfg(not(feature = "split"))]
mod whole {
    use super::{ChunkLoadError, ENTRY, LazyEntry};

    /// Returns what the lazy chunk would hand out: there is none to load.
    pub async fn entry() -> Result<&'static LazyEntry, ChunkLoadError> {
        Ok(&ENTRY)
    }
}
