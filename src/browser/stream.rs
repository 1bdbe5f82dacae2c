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

/// Hands on each piece of a body.
///
/// # Errors
/// Where the connection breaks.
pub async fn each_piece(body: Option<ReadableStream>, mut take: impl FnMut(&[u8])) -> Result<(), BrokeOff> {
    let Some(body) = body else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut buffer = Vec::new();
    loop {
        let result = JsFuture::from(reader.read()).await?;
        if Reflect::get(&result, &"done".into())?.is_truthy() {
            return Ok(());
        }
        let piece: Uint8Array = Reflect::get(&result, &"value".into())?.unchecked_into();
        buffer.resize(piece.length() as usize, 0);
        piece.copy_to(&mut buffer);
        take(&buffer);
    }
}
