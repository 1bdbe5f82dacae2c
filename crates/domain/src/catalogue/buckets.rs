//! Buckets: the engagements of one class and one availability. They have the same Eligibility cell, whatever locations
//! are in view, so that rows are counted by bucket and not one by one.

use fixedbitset::FixedBitSet;

use crate::Day;
use crate::availability::{Availability, availability};
use crate::dataset::Data;

/// How many buckets each class has.
const PER_CLASS: u32 = 3;
const _: () = assert!(PER_CLASS as usize == Availability::ALL.len());

/// The buckets of one day.
#[derive(Debug)]
pub struct Buckets {
    /// The bucket of each engagement: class times three plus availability.
    bucket_of: Vec<u32>,
    classes: usize,
    /// Sets of engagements by availability, in the order of the variants.
    status: [FixedBitSet; Availability::ALL.len()],
}

impl Buckets {
    /// Takes the availability of every engagement on a day (rule 1).
    pub fn new(data: &Data, day: Day) -> Self {
        let rows = &data.engagements.rows;
        let mut status = Availability::ALL.map(|_| FixedBitSet::with_capacity(rows.len()));
        let mut bucket_of = Vec::with_capacity(rows.len());
        for (position, row) in rows.iter().enumerate() {
            let availability = availability(row.first, row.last, day);
            status[availability as usize].insert(position);
            bucket_of.push(row.class * PER_CLASS + availability as u32);
        }
        Self { bucket_of, classes: data.engagements.classes.len(), status }
    }

    /// Returns the engagements of an availability.
    pub const fn with_status(&self, availability: Availability) -> &FixedBitSet {
        &self.status[availability as usize]
    }

    /// Returns a value for each bucket, given its class and availability.
    pub fn map<T>(&self, of: impl Fn(usize, Availability) -> T) -> Vec<T> {
        (0..self.classes).flat_map(|class| Availability::ALL.map(|availability| of(class, availability))).collect()
    }

    /// Returns the bucket of an engagement.
    pub fn bucket_of(&self, position: usize) -> usize {
        self.bucket_of[position] as usize
    }

    /// Returns the engagements of the wanted buckets.
    pub fn engagements(&self, wanted: &[bool]) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(self.bucket_of.len());
        // Whole blocks without a branch: faster than setting bit by bit.
        for (block, buckets) in set.as_mut_slice().iter_mut().zip(self.bucket_of.chunks(usize::BITS as usize)) {
            for (bit, &bucket) in buckets.iter().enumerate() {
                *block |= usize::from(wanted[bucket as usize]) << bit;
            }
        }
        set
    }

    /// Returns how many engagements of a set each bucket has.
    pub fn count(&self, set: &FixedBitSet) -> Vec<u32> {
        let mut counts = vec![0; self.classes * PER_CLASS as usize];
        for position in set.ones() {
            counts[self.bucket_of(position)] += 1;
        }
        counts
    }

    /// Returns the counts of the buckets of each class, in the order of [`Availability::ALL`].
    pub fn by_class(counts: &[u32]) -> impl Iterator<Item = (usize, &[u32])> {
        counts.chunks(PER_CLASS as usize).enumerate()
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.status.len() * self.bucket_of.len().div_ceil(8) + self.bucket_of.capacity() * 4
    }
}
