//! Rule 1: availability of an engagement on a day.

use serde::{Deserialize, Serialize};

use crate::Day;

/// Where a day lies against an engagement's term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Availability {
    /// Within the term.
    Active,
    /// Before the first day of the term.
    Upcoming,
    /// After the last day of the term.
    Expired,
}

impl Availability {
    /// Every value, in the order the product shows them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Upcoming, Self::Expired];
}

/// Returns the availability: upcoming before the first day of the term, expired after the last, active on both and
/// between (rule 1).
pub fn availability(first: Day, last: Day, day: Day) -> Availability {
    if day < first {
        Availability::Upcoming
    } else if day > last {
        Availability::Expired
    } else {
        Availability::Active
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_the_term_are_active() {
        let first = Day::new(2026, 7, 1).unwrap();
        let last = Day::new(2027, 6, 30).unwrap();
        assert_eq!(availability(first, last, first.plus(-1)), Availability::Upcoming);
        assert_eq!(availability(first, last, first), Availability::Active);
        assert_eq!(availability(first, last, last), Availability::Active);
        assert_eq!(availability(first, last, last.plus(1)), Availability::Expired);
    }
}
