//! A part of a response body in each content encoding, compressed once on first use.
//!
//! Compressed parts can be put one after another to form one compressed body. So a change of one part leaves the
//! compressed forms of all other parts as they are, and every body that contains a part shares its bytes.

use std::io::Write;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, LazyLock};
use std::thread;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress};
use tokio::sync::{OnceCell, oneshot};

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

/// A part and its compressed forms.
#[derive(Debug)]
pub struct EncodedPart {
    plain: Bytes,
    brotli: OnceCell<Bytes>,
    deflate: OnceCell<Arc<Deflated>>,
}

/// A part as blocks of a gzip file, with the checksum and the length of its content.
#[derive(Debug, Default)]
pub struct Deflated {
    pub blocks: Bytes,
    pub crc: Crc,
}

impl EncodedPart {
    /// Wraps an unencoded part.
    pub const fn new(plain: Bytes) -> Self {
        Self { plain, brotli: OnceCell::const_new(), deflate: OnceCell::const_new() }
    }

    /// Returns the unencoded part.
    pub fn plain(&self) -> Bytes {
        self.plain.clone()
    }

    /// Returns the part as blocks of a Brotli stream. Concurrent callers share one compression.
    pub async fn brotli(&self) -> Bytes {
        self.brotli
            .get_or_init(|| compressed(self.plain.clone(), |plain| Some(brotli(plain).ok()?.into())))
            .await
            .clone()
    }

    /// Returns the part as blocks of a gzip file. Concurrent callers share one compression.
    pub async fn deflate(&self) -> Arc<Deflated> {
        let deflated =
            self.deflate.get_or_init(|| compressed(self.plain.clone(), |plain| deflate(plain).map(Arc::new)));
        Arc::clone(deflated.await)
    }
}

/// Work of the thread that compresses.
type Job = Box<dyn FnOnce() + Send>;

/// The thread that compresses. One for all parts: an encoder takes megabytes, which the memory of a thread keeps
/// afterwards, and a pool would have as many of these as it has threads.
static ENCODER: LazyLock<Option<Sender<Job>>> = LazyLock::new(|| {
    let (sender, jobs) = channel::<Job>();
    let work = move || jobs.into_iter().for_each(|job| job());
    thread::Builder::new().name("encoder".to_owned()).spawn(work).ok().map(|_| sender)
});

async fn compressed<T: Default + Send + 'static>(plain: Bytes, compress: fn(&[u8]) -> Option<T>) -> T {
    let (sender, receiver) = oneshot::channel();
    let job: Job = Box::new(move || {
        // The client may have gone.
        let _ = sender.send(compress(&plain));
    });
    match &*ENCODER {
        Some(encoder) => drop(encoder.send(job)),
        None => job(),
    }
    // Writing to memory does not fail.
    receiver.await.ok().flatten().unwrap_or_default()
}

/// The base-2 logarithm of the Brotli window.
const WINDOW_BITS: u32 = 22;
/// The smallest window of an encoder.
const MIN_WINDOW_BITS: u32 = 16;
/// The header of a Brotli stream with that window, padded to whole bytes by an empty metadata block (RFC 7932).
pub const BROTLI_START: &[u8] = &[0x6B, 0x00];
/// The empty last block of a Brotli stream.
pub const BROTLI_END: &[u8] = &[0x03];
/// The header of a gzip file without a name and a time (RFC 1952).
pub const GZIP_START: &[u8] = &[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
/// The empty last block of a gzip file; the checksum and the length follow.
pub const GZIP_END: &[u8] = &[0x03, 0x00];

/// Prefers speed to size: each change compresses again.
fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    // Blocks without the header and the end of a stream, which refer to nothing before them.
    // A window no larger than the part: the encoder takes several times its size.
    let window = plain.len().max(1).ilog2() + 1;
    let params = BrotliEncoderParams {
        quality: 5,
        lgwin: window.clamp(MIN_WINDOW_BITS, WINDOW_BITS).cast_signed(),
        size_hint: plain.len(),
        catable: true,
        appendable: true,
        bare_stream: true,
        byte_align: true,
        use_dictionary: false,
        ..BrotliEncoderParams::default()
    };
    let mut writer = CompressorWriter::with_params(Vec::with_capacity(plain.len() / 8), 1 << 16, &params);
    writer.write_all(plain)?;
    let mut blocks = writer.into_inner();
    blocks.shrink_to_fit();
    Ok(blocks)
}

fn deflate(plain: &[u8]) -> Option<Deflated> {
    let mut blocks = Vec::with_capacity(plain.len() / 8 + 64);
    let mut compress = Compress::new(Compression::new(5), false);
    loop {
        let read = usize::try_from(compress.total_in()).ok()?;
        // Ends at a whole byte, without a last block.
        compress.compress_vec(&plain[read..], &mut blocks, FlushCompress::Sync).ok()?;
        let is_done = usize::try_from(compress.total_in()).ok()? == plain.len();
        // Room is left only where the flush is complete.
        if is_done && blocks.len() < blocks.capacity() {
            break;
        }
        blocks.reserve(blocks.capacity().max(1024));
    }
    blocks.shrink_to_fit();
    let mut crc = Crc::new();
    crc.update(plain);
    Some(Deflated { blocks: blocks.into(), crc })
}
