//! The split boundary: `cargo xtask build` moves all code that only [`view`] reaches into the lazy chunk. Other builds,
//! such as that of `trunk serve`, are one file.

/// The lazy chunk could not be loaded.
pub struct ChunkLoadError;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for ChunkLoadError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
pub use chunk::{load, view};

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "loading the chunk may fail")]
mod chunk {
    use leptos::prelude::AnyView;

    use super::ChunkLoadError;
    use crate::app::page_table::{LazyView, draw};

    /// Draws a lazy view, after loading the chunk if necessary.
    #[wasm_split_helpers::wasm_split(lazy, preload(load_chunk), fallible)]
    pub fn view(view: LazyView) -> Result<AnyView, ChunkLoadError> {
        Ok(draw(view))
    }

    /// Loads the chunk.
    pub async fn load() -> Result<(), ChunkLoadError> {
        Ok(load_chunk().await?)
    }
}

#[cfg(not(feature = "split"))]
pub use whole::{load, view};

#[cfg(not(feature = "split"))]
mod whole {
    use leptos::prelude::AnyView;

    use super::ChunkLoadError;
    use crate::app::page_table::{LazyView, draw};

    /// Draws a lazy view.
    pub async fn view(view: LazyView) -> Result<AnyView, ChunkLoadError> {
        Ok(draw(view))
    }

    /// Does nothing: there is no chunk to load.
    pub async fn load() -> Result<(), ChunkLoadError> {
        Ok(())
    }
}
