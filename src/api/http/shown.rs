//! What the page shows: whose data, and the tag of the answer that they are from.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is shown. Requests name the person; a request for all data names the tag.
#[derive(Debug, Default)]
pub struct Shown(Mutex<(Option<String>, Option<String>)>);

impl Shown {
    fn lock(&self) -> MutexGuard<'_, (Option<String>, Option<String>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in the data of a person, with their tag.
    pub fn set(&self, user: &str, tag: String) {
        *self.lock() = (Some(user.to_owned()), Some(tag).filter(|tag| !tag.is_empty()));
    }

    /// Forgets the person.
    pub fn clear(&self) {
        *self.lock() = (None, None);
    }

    /// The data are no longer those of the tag.
    pub fn set_changed(&self) {
        self.lock().1 = None;
    }

    /// Returns the username of the person.
    pub fn user(&self) -> Option<String> {
        self.lock().0.clone()
    }

    /// Returns the tag of the data, if they are those of a person.
    pub fn tag_for(&self, user: &str) -> Option<String> {
        let shown = self.lock();
        shown.1.clone().filter(|_| shown.0.as_deref() == Some(user))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_one_person_and_of_unchanged_data() {
        let shown = Shown::default();
        assert_eq!((shown.user(), shown.tag_for("a")), (None, None));
        shown.set("a", "\"1\"".to_owned());
        assert_eq!((shown.tag_for("a").as_deref(), shown.tag_for("b")), (Some("\"1\""), None));
        shown.set_changed();
        assert_eq!((shown.user().as_deref(), shown.tag_for("a")), (Some("a"), None));
        shown.set("a", String::new());
        assert_eq!(shown.tag_for("a"), None);
        shown.clear();
        assert_eq!(shown.user(), None);
    }
}
