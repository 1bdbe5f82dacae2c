//! A body in the encodings that clients take, each made once.

use brotli::CompressorWriter;
use bytes::Bytes;
use std::io::Write;
use tokio::sync::OnceCell;

/// An encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Plain,
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
}

impl Encoding {
    /// How HTTP names it; nothing for a body as it is.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }
}

/// A body and its compressed forms.
#[derive(Debug)]
pub struct Encoded {
    plain: Bytes,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Encoded {
    /// A body as it is.
    pub const fn new(plain: Bytes) -> Self {
        Self { plain, brotli: OnceCell::const_new(), gzip: OnceCell::const_new() }
    }

    /// The body as it is.
    pub const fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// The body in an encoding; whoever comes while it is made waits for it.
    pub async fn get(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Plain => self.plain.clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| compressed(self.plain.clone(), brotli)).await.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| compressed(self.plain.clone(), gzip)).await.clone(),
        }
    }
}

async fn compressed(plain: Bytes, compress: fn(&[u8]) -> std::io::Result<Vec<u8>>) -> Bytes {
    let made = tokio::task::spawn_blocking(move || compress(&plain)).await;
    // Writing to memory does not fail.
    made.ok().and_then(Result::ok).unwrap_or_default().into()
}

/// Quick rather than small: it is made anew when something changes.
fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = CompressorWriter::new(Vec::with_capacity(plain.len() / 8), 1 << 16, 5, 22);
    writer.write_all(plain)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let buffer = Vec::with_capacity(plain.len() / 8);
    let mut writer = flate2::write::GzEncoder::new(buffer, flate2::Compression::new(5));
    writer.write_all(plain)?;
    writer.finish()
}
