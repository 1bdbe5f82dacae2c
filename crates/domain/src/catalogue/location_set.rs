//! The locations in view: what the location filter chooses.

use fixedbitset::FixedBitSet;

use crate::Idx;
use crate::model::Location;

/// The locations in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LocationSet {
    /// All of them.
    #[default]
    All,
    /// Those at some positions.
    Some(FixedBitSet),
}

impl LocationSet {
    /// Returns the locations at some positions of `len`; all of them where none is named.
    pub fn from_positions(positions: impl IntoIterator<Item = Idx<Location>>, len: usize) -> Self {
        let mut set = FixedBitSet::with_capacity(len);
        positions
            .into_iter()
            .map(Idx::index)
            .filter(|&position| position < len)
            .for_each(|position| set.insert(position));
        if set.is_clear() { Self::All } else { Self::Some(set) }
    }

    /// Returns the locations that a filter chose; none where all are in view because nothing is chosen.
    pub fn chosen(&self) -> impl Iterator<Item = Idx<Location>> {
        let set = match self {
            Self::All => None,
            Self::Some(set) => Some(set),
        };
        set.into_iter().flat_map(FixedBitSet::ones).map(Idx::new)
    }

    /// Returns whether the location at a position is in view.
    pub fn contains(&self, location: Idx<Location>) -> bool {
        match self {
            Self::All => true,
            Self::Some(set) => set.contains(location.index()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_beyond_the_data_are_ignored_and_none_means_all() {
        let set = |positions: &[usize]| LocationSet::from_positions(positions.iter().copied().map(Idx::new), 3);
        assert_eq!(set(&[]), LocationSet::All);
        assert_eq!(set(&[3]), LocationSet::All);
        assert_eq!(set(&[2, 0, 3]).chosen().map(Idx::index).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(LocationSet::All.chosen().count(), 0);
        assert!(set(&[2]).contains(Idx::new(2)) && !set(&[2]).contains(Idx::new(1)));
    }
}
