//! Revisions of a view: what a client knows of the data that its session may see.
//!
//! A revision is the number of a view and a count of changes in it. The number is a keyed hash of what the session may
//! see, without the content of locations; the count is of changes of visible locations since the last import. So
//! nothing that a session may not see moves its revisions, and they say nothing about it.
//!
//! Revisions of one view can be compared: a greater one is newer. A revision of another view, of another account, or of
//! a server before this format compares with nothing: a client that names one loads all data again.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::hex;

/// The bits of the count. Beyond it, another view begins.
const COUNT_BITS: u32 = 20;
/// The bits of the number of a view. With the count they fit into a JSON number that every language reads exactly.
const VIEW_BITS: u32 = 33;

/// The revision of a view, as clients see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision(i64);

impl Revision {
    /// Takes a number from a client. Smaller numbers belong to no view: they are of an earlier version of this server.
    pub fn from_client(number: i64) -> Option<Self> {
        (number >= 1 << COUNT_BITS).then_some(Self(number))
    }

    /// Returns the number that clients see.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Returns how many changes of its view this revision has more than another one; none if that one is of another
    /// view, or newer.
    pub fn changes_since(self, other: Self) -> Option<usize> {
        let is_same = self.0 >> COUNT_BITS == other.0 >> COUNT_BITS;
        usize::try_from(self.0 - other.0).ok().filter(|_| is_same)
    }

    /// Returns the revision some changes earlier in the same view.
    pub fn earlier(self, changes: usize) -> Self {
        Self(self.0 - i64::try_from(changes).unwrap_or(0))
    }
}

/// Makes revisions and entity tags, with a key that all processes on a database share.
#[derive(Debug)]
pub struct RevisionKey(Vec<u8>);

impl RevisionKey {
    /// Takes the key.
    pub const fn new(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// Returns the revision after a number of changes of a view. `view` describes what the session may see.
    pub fn revision(&self, view: &[&[u8]], changes: u64) -> Revision {
        let block = (changes >> COUNT_BITS).to_be_bytes();
        let parts: Vec<_> = [b"view".as_slice(), &block].into_iter().chain(view.iter().copied()).collect();
        let hash = self.hash(&parts);
        let number = u64::from_be_bytes(hash) >> (u64::BITS - VIEW_BITS);
        let count = changes & ((1 << COUNT_BITS) - 1);
        Revision(i64::try_from((number.max(1) << COUNT_BITS) | count).unwrap_or(i64::MAX))
    }

    /// Returns a text for entity tags that is the same for the same parts and says nothing about them.
    pub fn tag(&self, parts: &[&[u8]]) -> String {
        hex::encode(&self.hash(parts))
    }

    fn hash(&self, parts: &[&[u8]]) -> [u8; 8] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; 8] };
        for part in parts {
            mac.update(&part.len().to_be_bytes());
            mac.update(part);
        }
        let hash = mac.finalize().into_bytes();
        std::array::from_fn(|at| hash[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_compare_within_one_view() {
        let key = RevisionKey::new(vec![1; 64]);
        let (five, nine) = (key.revision(&[b"a"], 5), key.revision(&[b"a"], 9));
        assert_eq!((nine.changes_since(five), five.changes_since(nine)), (Some(4), None));
        assert_eq!(nine.earlier(4), five);
        for other in [
            key.revision(&[b"b"], 5),
            key.revision(&[b"a", b""], 5),
            key.revision(&[b"a"], (1 << COUNT_BITS) + 5),
            RevisionKey::new(vec![2; 64]).revision(&[b"a"], 5),
        ] {
            assert_eq!((nine.changes_since(other), other.changes_since(five)), (None, None));
        }
        assert_eq!(Revision::from_client(nine.number()), Some(nine));
        assert!(nine.number() < 1 << 53, "exact in every language");
    }

    #[test]
    fn numbers_of_an_earlier_version_belong_to_no_view() {
        for number in [i64::MIN, -1, 0, 1, 57, (1 << COUNT_BITS) - 1] {
            assert_eq!(Revision::from_client(number), None, "{number}");
        }
        let last = Revision::from_client(i64::MAX).unwrap();
        assert_eq!(RevisionKey::new(vec![1; 64]).revision(&[b"a"], 5).changes_since(last), None);
    }

    #[test]
    fn parts_of_a_tag_do_not_run_together() {
        let key = RevisionKey::new(vec![1; 64]);
        assert_ne!(key.tag(&[b"ab", b"c"]), key.tag(&[b"a", b"bc"]));
        assert_eq!(key.tag(&[b"a"]).len(), 16);
    }
}
