//! The terms of the engagements of each class: how many are active on any day.

use crate::Day;
use crate::dataset::Data;

/// The first and last days of the engagements of each class, each in order.
#[derive(Debug, Default)]
pub struct Spans {
    firsts: Vec<Vec<Day>>,
    lasts: Vec<Vec<Day>>,
}

impl Spans {
    pub fn new(data: &Data) -> Self {
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
        super::facets::narrow(active)
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.firsts.iter().chain(&self.lasts).map(|days| days.capacity() * size_of::<Day>()).sum()
    }
}
