//! Typed positions in the data, so that the position of a location cannot be taken for that of an engagement.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The position of a `T` in the list of all of them.
///
/// Valid for the data it comes from: what must survive a change of the data is kept by id.
pub struct Idx<T> {
    raw: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Idx<T> {
    /// Creates a position. Positions beyond `u32::MAX` become one that is in no list.
    pub fn new(position: usize) -> Self {
        Self::from_raw(u32::try_from(position).unwrap_or(u32::MAX))
    }

    pub(crate) const fn from_raw(raw: u32) -> Self {
        Self { raw, of: PhantomData }
    }

    /// Returns the position as an index into the list.
    pub const fn index(self) -> usize {
        self.raw as usize
    }

    /// Returns the position as a number.
    pub const fn raw(self) -> u32 {
        self.raw
    }
}

impl<T> Clone for Idx<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Idx<T> {}

impl<T> PartialEq for Idx<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl<T> Eq for Idx<T> {}

impl<T> PartialOrd for Idx<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Idx<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}

impl<T> Hash for Idx<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}

impl<T> fmt::Debug for Idx<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn positions_compare_as_numbers() {
        let [one, two] = [Idx::<()>::new(1), Idx::new(2)];
        assert_eq!((one == two, one == Idx::new(1), one < two, two < one), (false, true, true, false));
        assert_eq!(HashSet::from([one, two, one]).len(), 2);
        assert_eq!((one.index(), two.raw(), format!("{two:?}")), (1, 2, "2".to_owned()));
        assert_eq!(Idx::<()>::new(usize::MAX).raw(), u32::MAX);
    }

    #[test]
    fn equal_positions_have_one_hash_and_others_another() {
        use std::hash::BuildHasher;
        let hash = |at| rustc_hash::FxBuildHasher.hash_one(Idx::<()>::new(at));
        assert_eq!(hash(1), hash(1));
        assert_ne!(hash(1), hash(2));
    }
}
