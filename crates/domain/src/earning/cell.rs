//! Rule 5: the Eligibility cell.

use super::{Earning, LocationStatus};
use crate::availability::Availability;

/// The Eligibility cell, "n of m locations".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The availability of the engagement.
    pub availability: Availability,
    /// How many locations in view earn (active) or are ready (upcoming): n. Always 0 where the engagement has expired.
    pub qualifying: u32,
    /// How many locations in view lack exactly one thing. Always 0 where the engagement has expired.
    pub within_reach: u32,
    /// How many enrolled locations are in view: m.
    pub enrolled: u32,
}

impl Cell {
    /// Returns the cell for numbers of locations in view: those that would earn, lack one thing, and are enrolled.
    pub const fn of(availability: Availability, would_earn: u32, lack_one: u32, enrolled: u32) -> Self {
        match availability {
            Availability::Expired => Self { availability, qualifying: 0, within_reach: 0, enrolled },
            _ => Self { availability, qualifying: would_earn, within_reach: lack_one, enrolled },
        }
    }

    /// Counts locations in view by their status.
    pub fn count(availability: Availability, statuses: impl IntoIterator<Item = LocationStatus>) -> Self {
        let (mut would_earn, mut lack_one, mut enrolled) = (0, 0, 0);
        for status in statuses {
            would_earn += u32::from(status.would_earn());
            lack_one += u32::from(status.lacks_one());
            enrolled += u32::from(status.enrolled);
        }
        Self::of(availability, would_earn, lack_one, enrolled)
    }

    /// Returns the verdict that the icon of the cell stands for (rule 5).
    pub const fn verdict(&self) -> Earning {
        Earning::of(self.availability, self.qualifying > 0, self.within_reach > 0)
    }

    /// Returns whether the filter value finds the row: "3 of 14 locations, 7 within reach" shows *earning* and *within
    /// reach* (rule 6).
    pub fn shows(&self, value: Earning) -> bool {
        match value {
            Earning::WithinReach => self.within_reach > 0,
            value => self.verdict() == value,
        }
    }
}
