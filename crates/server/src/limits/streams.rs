//! Open event streams, limited for each session and each account.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

/// Streams of one session: more than a browser with many tabs needs.
const MAX_OF_SESSION: usize = 64;
/// Streams of one account, in all of its sessions.
const MAX_OF_ACCOUNT: usize = 256;

/// The open streams of each account, oldest first.
#[derive(Default)]
pub struct Streams(Arc<Mutex<Registry>>);

#[derive(Default)]
struct Registry {
    accounts: HashMap<i64, VecDeque<Entry>>,
    open: usize,
    next_id: u64,
}

struct Entry {
    id: u64,
    /// The hash of the session id.
    session: String,
    /// Dropped to end the stream.
    _end: oneshot::Sender<()>,
}

/// A registered stream; removed when it is dropped.
pub struct OpenStream {
    registry: Arc<Mutex<Registry>>,
    account: i64,
    id: u64,
    end: oneshot::Receiver<()>,
}

impl Streams {
    /// Registers a stream. Ends the oldest one of the session or of the account that has too many.
    pub fn open(&self, account: i64, session: &str) -> OpenStream {
        let mut registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = registry.accounts.entry(account).or_default();
        let of_session = |entry: &Entry| entry.session == session;
        let oldest = if streams.iter().filter(|entry| of_session(entry)).count() >= MAX_OF_SESSION {
            streams.iter().position(of_session)
        } else {
            (streams.len() >= MAX_OF_ACCOUNT).then_some(0)
        };
        let ended = oldest.and_then(|oldest| streams.remove(oldest)).is_some();
        let (sender, end) = oneshot::channel();
        let id = registry.next_id;
        registry.next_id += 1;
        registry.open += usize::from(!ended);
        let entry = Entry { id, session: session.to_owned(), _end: sender };
        registry.accounts.entry(account).or_default().push_back(entry);
        OpenStream { registry: Arc::clone(&self.0), account, id, end }
    }

    /// Returns how many streams are open.
    pub fn open_count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).open
    }
}

impl OpenStream {
    /// Waits until a newer stream takes the place of this one.
    pub async fn replaced(&mut self) {
        // The registry never sends: it drops the sender.
        let _ = (&mut self.end).await;
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(streams) = registry.accounts.get_mut(&self.account) else { return };
        // Not there if a newer stream has taken the place.
        let found = streams.iter().position(|entry| entry.id == self.id);
        let removed = found.and_then(|at| streams.remove(at)).is_some();
        if streams.is_empty() {
            registry.accounts.remove(&self.account);
        }
        registry.open -= usize::from(removed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_oldest_stream_ends() {
        let streams = Streams::default();
        let mut first: Vec<_> = (0..MAX_OF_SESSION).map(|_| streams.open(1, "a")).collect();
        let mut other = streams.open(1, "b");
        let newest = streams.open(1, "a");
        first[0].replaced().await;
        assert!(first[1].end.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Empty));
        assert!(other.end.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Empty));
        assert_eq!(streams.open_count(), MAX_OF_SESSION + 1);
        let mut more: Vec<_> = (0..MAX_OF_ACCOUNT).map(|at| streams.open(1, &format!("s{at}"))).collect();
        other.replaced().await;
        let mut somebody_else = streams.open(2, "c");
        assert!(somebody_else.end.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Empty));
        assert!(more[0].end.try_recv().is_err_and(|error| error == oneshot::error::TryRecvError::Empty));
        assert_eq!(streams.open_count(), MAX_OF_ACCOUNT + 1);
        drop((first, other, newest, more, somebody_else));
        assert_eq!(streams.open_count(), 0);
        assert!(streams.0.lock().unwrap().accounts.is_empty());
    }
}
