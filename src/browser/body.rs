//! Streamed response bodies (`ReadableStream`).

use std::pin::pin;
use std::time::Duration;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use super::timer::within;

/// How long a response may pause: a working connection, however slow, delivers something in this time.
pub const STALL_LIMIT: Duration = Duration::from_secs(15);

/// Why a body is incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    /// The connection broke.
    Interrupted,
    /// Nothing arrived for [`STALL_LIMIT`].
    Stalled,
}

impl From<JsValue> for BodyError {
    fn from(_: JsValue) -> Self {
        Self::Interrupted
    }
}

/// A chunk of a body, still outside of the wasm memory.
pub struct Chunk(Uint8Array);

impl Chunk {
    /// The number of bytes.
    pub fn byte_count(&self) -> usize {
        self.0.length() as usize
    }

    /// Copies the chunk into a buffer of exactly [`Self::byte_count`] bytes.
    pub fn copy_to(&self, buffer: &mut [u8]) {
        self.0.copy_to(buffer);
    }
}

/// Reads a body chunk by chunk.
pub struct Chunks(Option<ReadableStreamDefaultReader>);

impl Chunks {
    /// Begins to read a body.
    pub fn of(body: Option<ReadableStream>) -> Self {
        Self(body.map(|body| body.get_reader().unchecked_into()))
    }

    /// Returns the next chunk, as it arrives; `None` at the end of the body.
    ///
    /// # Errors
    /// Where the connection breaks, or stalls; it is closed then.
    pub async fn next(&self) -> Result<Option<Chunk>, BodyError> {
        let Some(reader) = &self.0 else { return Ok(None) };
        let Some(result) = within(pin!(JsFuture::from(reader.read())), STALL_LIMIT).await else {
            // Closes the connection; the result does not matter.
            let _ = reader.cancel();
            return Err(BodyError::Stalled);
        };
        let result = result?;
        if Reflect::get(&result, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        Ok(Some(Chunk(Reflect::get(&result, &"value".into())?.unchecked_into())))
    }
}
