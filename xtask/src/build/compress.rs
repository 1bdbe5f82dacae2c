//! Compressed copies beside each file, so that a static host does not compress at each request.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, anyhow};

use crate::paths;

/// Data above this size get a lower quality: the best takes longer than it saves.
const LARGE: usize = 1_000_000;

/// Writes `.br` and `.gz` beside every compressible file, using all cores.
pub fn directory(dist: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> =
        paths::files_below(dist)?.iter().filter(|file| is_compressible(file)).map(|file| dist.join(file)).collect();
    // Largest first, so that the cores finish at about the same time.
    files.sort_by_key(|file| std::cmp::Reverse(file.metadata().map_or(0, |data| data.len())));
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let (Err(error), Ok(mut slot)) = (write_copies(file), failure.lock()) {
                        *slot = Some(error.context(format!("Could not compress {}", file.display())));
                    }
                }
            });
        }
    });
    failure.into_inner().map_err(|_| anyhow!("A thread panicked while compressing"))?.map_or(Ok(()), Err)
}

/// Whether a file gets compressed copies. The pages (`<base href>`) and the configuration do not: their copies would
/// hide edits made on a host.
fn is_compressible(file: &str) -> bool {
    let extensions = ["wasm", "js", "css", "json", "svg", "webmanifest"];
    file != "config.json" && extensions.iter().any(|extension| paths::has_extension(file, extension))
}

fn write_copies(file: &Path) -> Result<()> {
    let content = std::fs::read(file)?;
    let quality = if paths::has_extension(&file.to_string_lossy(), "json") && content.len() > LARGE { 5 } else { 11 };
    std::fs::write(beside(file, "br"), brotli(&content, quality)?)?;
    std::fs::write(beside(file, "gz"), gzip(&content)?)?;
    Ok(())
}

/// The path of the compressed copy.
pub fn beside(file: &Path, encoding: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(encoding);
    name.into()
}

/// `content` in brotli.
pub fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
