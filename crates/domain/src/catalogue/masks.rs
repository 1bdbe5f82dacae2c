//! The engagements that each filter accepts.

use std::borrow::Cow;

use fixedbitset::FixedBitSet;

/// A filter of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    Area,
    Location,
    Status,
    Role,
    Eligibility,
    Search,
}

/// The engagements that each filter accepts; an unused filter accepts all.
pub struct Masks<'a> {
    len: usize,
    masks: Vec<(Filter, Cow<'a, FixedBitSet>)>,
}

impl<'a> Masks<'a> {
    /// Accepts all of `len` engagements.
    pub const fn new(len: usize) -> Self {
        Self { len, masks: Vec::new() }
    }

    /// Accepts the engagements of a set.
    pub fn set(&mut self, filter: Filter, set: Cow<'a, FixedBitSet>) {
        self.masks.push((filter, set));
    }

    /// Accepts the engagements in any of the sets; all where there is no set.
    pub fn any_of(&mut self, filter: Filter, sets: impl Iterator<Item = &'a FixedBitSet>) {
        let union = sets.map(Cow::Borrowed).reduce(|mut all, set| {
            all.to_mut().union_with(&set);
            all
        });
        self.masks.extend(union.map(|set| (filter, set)));
    }

    /// Returns whether no filter but some is used.
    pub fn accept_all_but(&self, without: &[Filter]) -> bool {
        self.masks.iter().all(|(filter, _)| without.contains(filter))
    }

    /// Returns what passes every filter but some.
    pub fn all_but(&self, without: &[Filter]) -> Cow<'_, FixedBitSet> {
        let others = self.masks.iter().filter(|(filter, _)| !without.contains(filter));
        let all = others.map(|(_, mask)| Cow::Borrowed(mask.as_ref())).reduce(|mut all, mask| {
            all.to_mut().intersect_with(&mask);
            all
        });
        all.unwrap_or_else(|| {
            let mut all = FixedBitSet::with_capacity(self.len);
            all.insert_range(..);
            Cow::Owned(all)
        })
    }
}
