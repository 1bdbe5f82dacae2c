//! How far the first load is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use domain::dataset::Data;

use crate::browser::dom;

/// The progress of the first load: written by the load, followed by the page as soon as there is one.
#[derive(Clone, Default)]
pub struct Progress(Rc<Shared>);

#[derive(Default)]
struct Shared {
    engagements: Cell<usize>,
    first_rows: RefCell<Option<Data>>,
    follower: RefCell<Option<Box<dyn Fn()>>>,
}

/// The longest wait for a paint: a page in the background is not painted.
const PAINT_TIMEOUT: Duration = Duration::from_millis(100);

impl Progress {
    /// Returns how many engagements were read so far.
    pub fn engagements(&self) -> usize {
        self.0.engagements.get()
    }

    /// Returns whether there are first rows that nobody has taken.
    pub fn has_first_rows(&self) -> bool {
        self.0.first_rows.borrow().is_some()
    }

    /// Takes the data of the first rows.
    pub fn take_first_rows(&self) -> Option<Data> {
        self.0.first_rows.take()
    }

    /// Calls back now and after each change.
    pub fn follow(&self, follower: impl Fn() + 'static) {
        follower();
        self.0.follower.replace(Some(Box::new(follower)));
    }

    /// Returns whether a page follows.
    pub(super) fn is_followed(&self) -> bool {
        self.0.follower.borrow().is_some()
    }

    pub(super) fn set_engagements(&self, engagements: usize) {
        self.0.engagements.set(engagements);
        self.notify();
    }

    /// Offers the first rows, and waits until they are painted.
    pub(super) async fn show_first_rows(&self, data: Data) {
        self.0.first_rows.replace(Some(data));
        self.notify();
        dom::painted(PAINT_TIMEOUT).await;
    }

    fn notify(&self) {
        if let Some(follower) = &*self.0.follower.borrow() {
            follower();
        }
    }
}
