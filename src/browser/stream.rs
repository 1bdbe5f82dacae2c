//! Reads a body as it arrives.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// The body broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokeOff;

impl From<JsValue> for BrokeOff {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// A piece of a body, still outside of the app's memory.
pub struct Piece(Uint8Array);

impl Piece {
    /// How many bytes.
    pub fn size(&self) -> usize {
        self.0.length() as usize
    }

    /// Copies it to where it is needed; as long as [`Self::size`].
    pub fn copy_to(&self, bytes: &mut [u8]) {
        self.0.copy_to(bytes);
    }
}

/// Hands on each piece of a body.
///
/// # Errors
/// Where the connection breaks.
pub async fn each_piece(body: Option<ReadableStream>, mut take: impl FnMut(&Piece)) -> Result<(), BrokeOff> {
    let Some(body) = body else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let result = JsFuture::from(reader.read()).await?;
        if Reflect::get(&result, &"done".into())?.is_truthy() {
            return Ok(());
        }
        take(&Piece(Reflect::get(&result, &"value".into())?.unchecked_into()));
    }
}
