//! Sets of engagements by the values of the filters, and counts under the other filters.

use std::borrow::Cow;

use fixedbitset::FixedBitSet;

use crate::Day;
use crate::availability::{Availability, availability};
use crate::dataset::Data;
use crate::earning::Earning;

/// How many engagements match each value of each filter, under all other filters and the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Without a solution area chosen.
    pub all_areas: u32,
    /// By position of the solution area.
    pub areas: Vec<u32>,
    /// By position of the role.
    pub roles: Vec<u32>,
    /// In the order of [`Availability::ALL`].
    pub status: [u32; Availability::ALL.len()],
    /// In the order of [`Earning::ALL`].
    pub eligibility: [u32; Earning::ALL.len()],
    /// By position of the location: how many are offered there.
    pub locations: Vec<u32>,
}

/// Sets of engagements by availability, in the order of the variants of [`Availability`].
pub type StatusSets = [FixedBitSet; Availability::ALL.len()];

/// Returns the sets of engagements by availability on a day (rule 1).
pub fn status_sets(data: &Data, day: Day) -> StatusSets {
    let rows = &data.engagements.rows;
    let mut sets = [(); Availability::ALL.len()].map(|()| FixedBitSet::with_capacity(rows.len()));
    for (position, row) in rows.iter().enumerate() {
        sets[availability(row.first, row.last, day) as usize].insert(position);
    }
    sets
}

/// The sets that depend neither on a query nor on the day.
#[derive(Debug)]
pub struct Sets {
    pub areas: Vec<FixedBitSet>,
    pub roles: Vec<FixedBitSet>,
    class_of: Vec<u32>,
    classes: usize,
    pub spans: Spans,
}

impl Sets {
    pub fn new(data: &Data) -> Self {
        let rows = &data.engagements.rows;
        let none = || FixedBitSet::with_capacity(rows.len());
        let mut sets = Self {
            areas: vec![none(); data.areas.len()],
            roles: vec![none(); data.roles.len()],
            class_of: rows.iter().map(|row| row.class).collect(),
            classes: data.engagements.classes.len(),
            spans: Spans::new(data),
        };
        for (position, row) in rows.iter().enumerate() {
            sets.areas[usize::from(row.area)].insert(position);
            sets.roles[usize::from(row.role)].insert(position);
        }
        sets
    }

    /// Returns the engagements of the wanted classes.
    pub fn of_classes(&self, wanted: impl Fn(usize) -> bool) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(self.class_of.len());
        set.extend(
            self.class_of
                .iter()
                .enumerate()
                .filter(|(_, class)| wanted(**class as usize))
                .map(|(position, _)| position),
        );
        set
    }

    /// Returns how many engagements of a set each class has.
    pub fn count_classes(&self, set: &FixedBitSet) -> Vec<u32> {
        let mut counts = vec![0; self.classes];
        for position in set.ones() {
            counts[self.class_of[position] as usize] += 1;
        }
        counts
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        let sets = self.areas.len() + self.roles.len() + Availability::ALL.len();
        sets * self.class_of.len().div_ceil(8) + self.class_of.capacity() * 4 + self.spans.bytes()
    }
}

/// The first and last days of the engagements of each class, in order: how many are active on a day.
#[derive(Debug, Default)]
pub struct Spans {
    firsts: Vec<Vec<Day>>,
    lasts: Vec<Vec<Day>>,
}

impl Spans {
    fn new(data: &Data) -> Self {
        let classes = data.engagements.classes.len();
        let mut spans = Self { firsts: vec![Vec::new(); classes], lasts: vec![Vec::new(); classes] };
        for row in &data.engagements.rows {
            spans.firsts[row.class as usize].push(row.first);
            spans.lasts[row.class as usize].push(row.last);
        }
        spans.firsts.iter_mut().chain(&mut spans.lasts).for_each(|days| days.sort_unstable());
        spans
    }

    /// Returns how many engagements of the wanted classes are active on a day (rule 1).
    pub fn count(&self, day: Day, wanted: impl Fn(usize) -> bool) -> u32 {
        let begun = |class: usize| self.firsts[class].partition_point(|&first| first <= day);
        let ended = |class: usize| self.lasts[class].partition_point(|&last| last < day);
        let active =
            (0..self.firsts.len()).filter(|&class| wanted(class)).map(|class| begun(class) - ended(class)).sum();
        narrow(active)
    }

    fn bytes(&self) -> usize {
        self.firsts.iter().chain(&self.lasts).map(|days| days.capacity() * size_of::<Day>()).sum()
    }
}

/// The filters, as positions in [`Masks`].
pub const AREA: usize = 0;
pub const LOCATION: usize = 1;
pub const STATUS: usize = 2;
pub const ROLE: usize = 3;
pub const ELIGIBILITY: usize = 4;
const SEARCH: usize = 5;

/// The engagements that each filter accepts; an unused filter accepts all.
pub struct Masks<'a> {
    len: usize,
    masks: [Option<Cow<'a, FixedBitSet>>; 6],
}

impl<'a> Masks<'a> {
    pub fn new(len: usize) -> Self {
        Self { len, masks: Default::default() }
    }

    pub fn area(&mut self, set: Option<&'a FixedBitSet>) {
        self.masks[AREA] = set.map(Cow::Borrowed);
    }

    pub fn search(&mut self, hits: Option<&'a FixedBitSet>) {
        self.masks[SEARCH] = hits.map(Cow::Borrowed);
    }

    pub fn set(&mut self, filter: usize, set: FixedBitSet) {
        self.masks[filter] = Some(Cow::Owned(set));
    }

    /// Accepts the engagements in any of the sets; all where there is no set.
    pub fn any_of(&mut self, filter: usize, sets: impl Iterator<Item = &'a FixedBitSet>) {
        self.masks[filter] = sets.fold(None, |all: Option<Cow<'a, FixedBitSet>>, set| {
            Some(match all {
                None => Cow::Borrowed(set),
                Some(mut all) => {
                    all.to_mut().union_with(set);
                    all
                }
            })
        });
    }

    /// Returns what passes every filter.
    pub fn all(&self) -> Cow<'_, FixedBitSet> {
        self.all_but(usize::MAX)
    }

    /// Returns what passes every filter but one.
    pub fn all_but(&self, filter: usize) -> Cow<'_, FixedBitSet> {
        let others =
            self.masks.iter().enumerate().filter(|(at, _)| *at != filter).filter_map(|(_, mask)| mask.as_deref());
        let all = others.fold(None, |all: Option<Cow<'_, FixedBitSet>>, mask| {
            Some(match all {
                None => Cow::Borrowed(mask),
                Some(mut all) => {
                    all.to_mut().intersect_with(mask);
                    all
                }
            })
        });
        all.unwrap_or_else(|| {
            let mut all = FixedBitSet::with_capacity(self.len);
            all.insert_range(..);
            Cow::Owned(all)
        })
    }
}

/// Returns how many are in a set.
pub fn count(set: &FixedBitSet) -> u32 {
    narrow(set.count_ones(..))
}

/// Returns how many are in both sets.
pub fn count_both(one: &FixedBitSet, other: &FixedBitSet) -> u32 {
    narrow(one.intersection_count(other))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
