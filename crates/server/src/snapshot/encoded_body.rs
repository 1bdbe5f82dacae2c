//! A response body of parts that other bodies share.

use std::sync::Arc;

use bytes::Bytes;
use flate2::Crc;

use super::encoded_part::{BROTLI_END, BROTLI_START, EncodedPart, Encoding, GZIP_END, GZIP_START};

/// A body of parts.
#[derive(Clone, Debug)]
pub struct EncodedBody(Vec<Arc<EncodedPart>>);

impl EncodedBody {
    /// Wraps an unencoded body.
    pub fn new(plain: Bytes) -> Self {
        Self(vec![Arc::new(EncodedPart::new(plain))])
    }

    /// Puts parts one after another.
    pub const fn of_parts(parts: Vec<Arc<EncodedPart>>) -> Self {
        Self(parts)
    }

    /// Returns the pieces of the body in an encoding.
    pub async fn get(&self, encoding: Encoding) -> Vec<Bytes> {
        let mut pieces = Vec::with_capacity(self.0.len() + 2);
        match encoding {
            Encoding::Identity => pieces.extend(self.0.iter().map(|part| part.plain())),
            Encoding::Brotli => {
                pieces.push(Bytes::from_static(BROTLI_START));
                for part in &self.0 {
                    pieces.push(part.brotli().await);
                }
                pieces.push(Bytes::from_static(BROTLI_END));
            }
            Encoding::Gzip => {
                let mut whole = Crc::new();
                pieces.push(Bytes::from_static(GZIP_START));
                for part in &self.0 {
                    let part = part.deflate().await;
                    whole.combine(&part.crc);
                    pieces.push(part.blocks.clone());
                }
                let end = [GZIP_END, &whole.sum().to_le_bytes(), &whole.amount().to_le_bytes()].concat();
                pieces.push(end.into());
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// Text that compresses, and bytes that do not.
    fn contents() -> Vec<Bytes> {
        let text = |text: &str, count: usize| Bytes::from(text.repeat(count));
        let mut seed = 1_u32;
        let noise = std::iter::repeat_with(move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        });
        let noise: Vec<u8> = noise.take(300_000).collect();
        vec![
            text("[", 1),
            text("{\"id\":\"4870215\",\"name\":\"Contoso\"},", 20_000),
            text("", 0),
            text(",\n", 1),
            noise.into(),
            text("{\"id\":\"4870215\",\"name\":\"Contoso\"},", 3),
            text("]", 1),
        ]
    }

    #[tokio::test]
    async fn parts_of_every_encoding_form_one_body() {
        let contents = contents();
        let plain = contents.concat();
        let body = EncodedBody::of_parts(contents.into_iter().map(|part| Arc::new(EncodedPart::new(part))).collect());
        for _ in 0..2 {
            assert_eq!(body.get(Encoding::Identity).await.concat(), plain);
            let (mut brotli, mut gzip) = (Vec::new(), Vec::new());
            let compressed = body.get(Encoding::Brotli).await.concat();
            brotli::Decompressor::new(&compressed[..], 4096).read_to_end(&mut brotli).unwrap();
            assert!(brotli == plain && compressed.len() < 320_000, "{}", compressed.len());
            let compressed = body.get(Encoding::Gzip).await.concat();
            flate2::read::GzDecoder::new(&compressed[..]).read_to_end(&mut gzip).unwrap();
            assert!(gzip == plain && compressed.len() < 320_000, "{}", compressed.len());
        }
    }
}
