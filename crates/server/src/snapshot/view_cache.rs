//! Parts of the data by what a session may see: the most recently used ones.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::visibility::VisibleLocations;

/// A cache with one value for each set of visible locations, shared by all sessions with the same set.
pub struct ViewCache<T> {
    /// Newest last.
    entries: Mutex<Vec<Entry<T>>>,
    capacity: usize,
}

/// A view, created on first use.
type Entry<T> = (VisibleLocations, Arc<OnceLock<Arc<T>>>);

/// Roughly how many bytes of views a cache holds.
const MAX_BYTES: usize = 16 << 20;

impl<T> ViewCache<T> {
    /// Creates a cache for views of at most this size.
    pub fn new(bytes: usize) -> Self {
        Self { entries: Mutex::default(), capacity: (MAX_BYTES / bytes.max(1)).clamp(4, 64) }
    }

    /// Returns the view, and creates it on first use. Other views can be read in the meantime.
    pub fn get(&self, visible: &VisibleLocations, create: impl FnOnce() -> T) -> Arc<T> {
        let cell = {
            let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = match entries.iter().position(|(known, _)| known == visible) {
                Some(at) => entries.remove(at),
                None => (visible.clone(), Arc::default()),
            };
            let cell = Arc::clone(&entry.1);
            if entries.len() >= self.capacity {
                entries.remove(0);
            }
            entries.push(entry);
            cell
        };
        Arc::clone(cell.get_or_init(|| Arc::new(create())))
    }
}
