//! Sources of files, as a backend of `ServeDir`.

use std::borrow::Cow;
use std::future::{Ready, ready};
use std::io::{self, Cursor, ErrorKind, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs;

use crate::builds::Build;
use crate::shared;

/// Files in memory below this size, in bytes, are sent as they are.
const MIN_COMPRESSED: usize = 1024;

/// A file that is part of the program.
#[derive(Debug)]
pub struct EmbeddedFile {
    /// The uncompressed content; compressed copies are separate files.
    pub content: Cow<'static, [u8]>,
    /// SHA-256 of the content.
    pub hash: [u8; 32],
}

/// A source of files.
#[derive(Clone, Debug)]
pub enum Files {
    Directory(Arc<Path>),
    Embedded(fn(&str) -> Option<EmbeddedFile>),
    /// One file, returned for any name.
    Memory(Bytes, SystemTime),
    /// The files of a build that have a hash in their name.
    Build(Arc<Build>),
}

impl Files {
    /// Serves one file from memory.
    pub fn memory(content: Bytes) -> Self {
        let hash = Sha256::digest(&content).into();
        Self::Memory(content, modified(&hash))
    }

    /// Returns the directory that paths are relative to.
    pub fn root(&self) -> &Path {
        match self {
            Self::Directory(root) => root,
            Self::Embedded(_) | Self::Memory(..) | Self::Build(_) => Path::new(""),
        }
    }

    /// Names the source in messages.
    pub fn place(&self) -> String {
        match self {
            Self::Directory(root) => root.display().to_string(),
            Self::Embedded(_) | Self::Memory(..) | Self::Build(_) => "The app in this program".to_owned(),
        }
    }

    /// Reads a whole file.
    pub fn read(&self, name: &str) -> io::Result<Bytes> {
        match self {
            Self::Directory(root) => Ok(std::fs::read(root.join(name))?.into()),
            Self::Embedded(_) | Self::Memory(..) | Self::Build(_) => Ok(self.in_memory(Path::new(name))?.0),
        }
    }

    fn in_memory(&self, path: &Path) -> io::Result<(Bytes, SystemTime)> {
        let found = match self {
            Self::Directory(_) => None,
            Self::Embedded(find) => find(&embedded_name(path)).map(|file| {
                let content = match file.content {
                    Cow::Borrowed(content) => Bytes::from_static(content),
                    Cow::Owned(content) => content.into(),
                };
                (content, modified(&file.hash))
            }),
            Self::Build(build) => build.file(&embedded_name(path)),
            Self::Memory(content, modified) if !is_compressed(path) => Some((content.clone(), *modified)),
            Self::Memory(content, modified) => gzip_copy(path, content)?.map(|copy| (copy, *modified)),
        };
        found.ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// Derives a modification time from a hash. `ServeDir` computes entity tags from size and modification time: with 62
/// bits of the hash, a tag identifies the content independently of the build time.
pub fn modified(hash: &[u8; 32]) -> SystemTime {
    let number = |at: usize| hash[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    SystemTime::UNIX_EPOCH + Duration::new(number(0).into(), number(4) % 1_000_000_000)
}

/// Returns the path with slashes and without a leading dot.
fn embedded_name(path: &Path) -> String {
    let parts = path.components().filter(|part| matches!(part, Component::Normal(_)));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "br" || extension == "gz")
}

/// Compresses a file in memory where its copy for gzip is asked for. A small one would not become smaller.
fn gzip_copy(path: &Path, content: &Bytes) -> io::Result<Option<Bytes>> {
    if content.len() < MIN_COMPRESSED || path.extension().is_none_or(|extension| extension != "gz") {
        return Ok(None);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content)?;
    Ok(Some(encoder.finish()?.into()))
}

/// Returns an error for a compressed copy that is older than its file: it belongs to an earlier build.
fn reject_stale_copy(path: &Path, copy: &std::fs::Metadata) -> io::Result<()> {
    if is_compressed(path)
        && let Ok(file) = path.with_extension("").metadata()
        && copy.modified()? < file.modified()?
    {
        return Err(ErrorKind::NotFound.into());
    }
    Ok(())
}

/// The metadata of a file, as `ServeDir` needs them.
#[derive(Clone, Copy)]
pub struct Metadata {
    is_dir: bool,
    len: u64,
    modified: SystemTime,
}

impl Metadata {
    fn of_disk(path: &Path, data: &std::fs::Metadata) -> io::Result<Self> {
        reject_stale_copy(path, data)?;
        Ok(Self { is_dir: data.is_dir(), len: data.len(), modified: data.modified()? })
    }

    fn of_memory(content: &Bytes, modified: SystemTime) -> Self {
        Self { is_dir: false, len: content.len() as u64, modified }
    }
}

impl fs::Metadata for Metadata {
    fn is_dir(&self) -> bool {
        self.is_dir
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        self.len
    }
}

/// An open file.
pub struct File {
    reader: Cursor<Bytes>,
    metadata: Metadata,
}

impl File {
    /// Returns the whole content.
    pub fn content(&self) -> Bytes {
        self.reader.get_ref().clone()
    }
}

impl fs::File for File {
    type Metadata = Metadata;
    type MetadataFuture<'a> = Ready<io::Result<Metadata>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.metadata))
    }
}

impl AsyncRead for File {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.reader).poll_read(cx, buf)
    }
}

impl AsyncSeek for File {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.reader).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.reader).poll_complete(cx)
    }
}

type Pending<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl fs::Backend for Files {
    type File = File;
    type Metadata = Metadata;
    type OpenFuture = Pending<File>;
    type MetadataFuture = Pending<Metadata>;

    fn open(&self, path: PathBuf) -> Pending<File> {
        if matches!(self, Self::Directory(_)) {
            return blocking(move || {
                let file = std::fs::File::open(&path)?;
                let metadata = Metadata::of_disk(&path, &file.metadata()?)?;
                let content = shared::read(&path, file)?;
                // It may have grown since.
                let metadata = Metadata { len: content.len() as u64, ..metadata };
                Ok(File { reader: Cursor::new(content), metadata })
            });
        }
        let file = self.in_memory(&path).map(|(content, modified)| {
            let metadata = Metadata::of_memory(&content, modified);
            File { reader: Cursor::new(content), metadata }
        });
        Box::pin(ready(file))
    }

    fn metadata(&self, path: PathBuf) -> Pending<Metadata> {
        if matches!(self, Self::Directory(_)) {
            return blocking(move || Metadata::of_disk(&path, &path.metadata()?));
        }
        Box::pin(ready(self.in_memory(&path).map(|(content, modified)| Metadata::of_memory(&content, modified))))
    }
}

fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Pending<T> {
    Box::pin(async move {
        let result = tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)));
        // No file has a name that the file system does not allow, such as one that is too long.
        result.map_err(
            |error| if error.kind() == ErrorKind::InvalidFilename { ErrorKind::NotFound.into() } else { error },
        )
    })
}
