//! The content of files that are being sent: one copy for all clients that receive the same file.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};
use std::time::SystemTime;

use bytes::Bytes;
use tower_http::services::fs::Backend;

use crate::files::{File, Files, Metadata};

/// A version of a file: path, size and modification time.
type Version = (PathBuf, u64, SystemTime);

/// The files that are being sent. The last client drops the content.
static SHARED: LazyLock<Mutex<HashMap<Version, Weak<Vec<u8>>>>> = LazyLock::new(Mutex::default);

/// Reads a file, unless it is being sent to somebody.
pub fn read(path: &Path, mut file: std::fs::File) -> io::Result<Bytes> {
    let metadata = file.metadata()?;
    let version = (path.to_owned(), metadata.len(), metadata.modified()?);
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(content) = shared.get(&version).and_then(Weak::upgrade) {
        return Ok(Bytes::from_owner(Owner(content)));
    }
    // Reading with the lock held: others need the same file, or one that is as quickly read.
    let mut content = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.read_to_end(&mut content)?;
    let content = Arc::new(content);
    shared.retain(|_, content| content.strong_count() > 0);
    shared.insert(version, Arc::downgrade(&content));
    Ok(Bytes::from_owner(Owner(content)))
}

struct Owner(Arc<Vec<u8>>);

impl AsRef<[u8]> for Owner {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A source of files that remembers the content that was opened, so that it can be sent without copying it.
#[derive(Clone)]
pub struct Opened {
    files: Files,
    content: Arc<Mutex<Option<Bytes>>>,
}

impl Opened {
    /// Wraps a source.
    pub fn new(files: Files) -> Self {
        Self { files, content: Arc::default() }
    }

    /// Returns the content that was opened.
    pub fn take(&self) -> Option<Bytes> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Backend for Opened {
    type File = File;
    type Metadata = Metadata;
    type OpenFuture = Pin<Box<dyn Future<Output = io::Result<File>> + Send>>;
    type MetadataFuture = <Files as Backend>::MetadataFuture;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let (open, content) = (self.files.open(path), Arc::clone(&self.content));
        Box::pin(async move {
            let file = open.await?;
            *content.lock().unwrap_or_else(PoisonError::into_inner) = Some(file.content());
            Ok(file)
        })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        self.files.metadata(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_share_one_copy() {
        let directory = tempfile::TempDir::new().unwrap();
        let path = directory.path().join("file");
        let read = || read(&path, std::fs::File::open(&path).unwrap()).unwrap();
        std::fs::write(&path, "first").unwrap();
        let first = read();
        let again = read();
        assert_eq!((first.as_ptr(), &first[..]), (again.as_ptr(), &b"first"[..]));
        std::fs::write(&path, "second").unwrap();
        let second = read();
        assert_eq!((&first[..], &second[..]), (&b"first"[..], &b"second"[..]));
        drop((first, again, second));
        let other = directory.path().join("other");
        std::fs::write(&other, "x").unwrap();
        let _other = super::read(&other, std::fs::File::open(&other).unwrap()).unwrap();
        let kept = SHARED.lock().unwrap().keys().filter(|(known, ..)| *known == path).count();
        assert_eq!(kept, 0, "dropped with the last client");
    }
}
