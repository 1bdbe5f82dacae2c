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
    /// How many engagements each bucket has.
    totals: Vec<u32>,
    /// Sets of engagements by availability, in the order of the variants.
    status: [FixedBitSet; Availability::ALL.len()],
}

impl Buckets {
    /// Takes the availability of every engagement on a day (rule 1).
    pub fn new(data: &Data, day: Day) -> Self {
        let rows = &data.engagements.rows;
        let mut status = Availability::ALL.map(|_| FixedBitSet::with_capacity(rows.len()));
        let mut bucket_of = Vec::with_capacity(rows.len());
        let classes = data.engagements.classes.len();
        let mut totals = vec![0; classes * PER_CLASS as usize];
        for (position, row) in rows.iter().enumerate() {
            let availability = availability(row.first, row.last, day);
            status[availability as usize].insert(position);
            let bucket = row.class * PER_CLASS + availability as u32;
            totals[bucket as usize] += 1;
            bucket_of.push(bucket);
        }
        Self { bucket_of, classes, totals, status }
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

    /// Returns how many engagements each bucket has.
    pub fn totals(&self) -> &[u32] {
        &self.totals
    }

    /// Returns how many engagements of a set each bucket has.
    pub fn count(&self, set: &FixedBitSet) -> Vec<u32> {
        let mut counts = vec![0; self.totals.len()];
        for position in set.ones() {
            counts[self.bucket_of(position)] += 1;
        }
        counts
    }

    /// Returns class, availability and count of the buckets that are not empty.
    pub fn not_empty(counts: &[u32]) -> impl Iterator<Item = (usize, Availability, u32)> {
        let classes = counts.chunks(PER_CLASS as usize).enumerate();
        classes
            .flat_map(|(class, counts)| {
                let of_class = Availability::ALL.into_iter().zip(counts);
                of_class.map(move |(availability, &count)| (class, availability, count))
            })
            .filter(|(.., count)| *count > 0)
    }

    /// Returns the sum of the buckets of each class.
    pub fn of_classes(counts: &[u32]) -> impl Iterator<Item = u32> {
        counts.chunks(PER_CLASS as usize).map(|counts| counts.iter().sum())
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.status.len() * self.bucket_of.len().div_ceil(8) + (self.bucket_of.capacity() + self.totals.capacity()) * 4
    }
}
