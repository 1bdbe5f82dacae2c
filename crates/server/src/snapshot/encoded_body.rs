//! A response body in each content encoding, compressed once on first use.

use brotli::CompressorWriter;
use bytes::Bytes;
use std::io::Write;
use tokio::sync::OnceCell;

/// A content encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Identity,
    Brotli,
    Gzip,
}

impl Encoding {
    /// Returns the value of `Content-Encoding`; none for an unencoded body.
    pub const fn header_value(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }
}

/// A body and its compressed forms.
#[derive(Debug)]
pub struct EncodedBody {
    plain: Bytes,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl EncodedBody {
    /// Wraps an unencoded body.
    pub const fn new(plain: Bytes) -> Self {
        Self { plain, brotli: OnceCell::const_new(), gzip: OnceCell::const_new() }
    }

    /// Returns the unencoded body.
    pub const fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// Returns the body in an encoding. Concurrent callers share one compression.
    pub async fn get(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.plain.clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| compressed(self.plain.clone(), brotli)).await.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| compressed(self.plain.clone(), gzip)).await.clone(),
        }
    }
}

async fn compressed(plain: Bytes, compress: fn(&[u8]) -> std::io::Result<Vec<u8>>) -> Bytes {
    let result = tokio::task::spawn_blocking(move || compress(&plain)).await;
    // Writing to memory does not fail.
    result.ok().and_then(Result::ok).unwrap_or_default().into()
}

/// Prefers speed to size: each change compresses again.
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
