//! Rules 4 to 6: earning, the Eligibility cell of the list, and what is within reach.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::eligibility::missing;
use crate::model::{Criteria, Location};
use crate::payee::{ProfileStatus, payee_profile};

/// The status of one location for one engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocationStatus {
    /// Whether the location is enrolled on the day.
    pub enrolled: bool,
    /// How many criteria it lacks at the least ([`crate::eligibility::missing`]).
    pub missing: u16,
    /// Its payee profile (rule 3).
    pub payee: ProfileStatus,
}

impl LocationStatus {
    /// Returns the status of a location under an engagement's criteria on a day.
    pub fn of(criteria: &Criteria, location: &Location, day: Day) -> Self {
        Self {
            enrolled: is_enrolled(location, day),
            missing: missing(criteria, location, day),
            payee: payee_of(location),
        }
    }

    /// Returns whether the location meets the partner criteria (rule 2).
    pub const fn eligible(&self) -> bool {
        self.missing == 0
    }

    /// Returns whether the location is enrolled, eligible, and has an approved payee profile (rule 4).
    pub fn earns(&self) -> bool {
        self.enrolled && self.eligible() && self.payee == ProfileStatus::Approved
    }

    /// Returns whether the location is enrolled and lacks exactly one thing: a criterion or the payee profile (rule 6).
    pub fn within_reach(&self) -> bool {
        let payee = u16::from(self.payee != ProfileStatus::Approved);
        self.enrolled && self.missing.saturating_add(payee) == 1
    }

    /// Returns the verdict in one word.
    pub fn verdict(&self) -> Earning {
        if self.earns() {
            Earning::Earning
        } else if self.within_reach() {
            Earning::WithinReach
        } else {
            Earning::NotEarning
        }
    }
}

/// Returns whether a location is enrolled in the programme on a day.
pub fn is_enrolled(location: &Location, day: Day) -> bool {
    location.enrolment.is_some_and(|span| span.contains(day))
}

/// Returns the status of the payee profile of a location (rule 3).
pub fn payee_of(location: &Location) -> ProfileStatus {
    payee_profile(location.payee.bank.status, location.payee.tax.status)
}

/// The verdict on an engagement, or on a location: best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Earning {
    /// At least one location in view earns.
    Earning,
    /// None earns, and at least one lacks exactly one thing.
    WithinReach,
    /// Neither.
    NotEarning,
}

impl Earning {
    /// Every value, best first.
    pub const ALL: [Self; 3] = [Self::Earning, Self::WithinReach, Self::NotEarning];
}

/// Rule 5: the Eligibility cell, "n of m locations".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many locations in view earn (n).
    pub earning: u32,
    /// How many locations in view do not earn and lack exactly one thing.
    pub within_reach: u32,
    /// How many enrolled locations are in view (m).
    pub enrolled: u32,
}

impl Cell {
    /// Counts locations in view by their status.
    pub fn count(statuses: impl IntoIterator<Item = LocationStatus>) -> Self {
        let mut cell = Self::default();
        for status in statuses {
            cell.enrolled += u32::from(status.enrolled);
            cell.earning += u32::from(status.earns());
            cell.within_reach += u32::from(status.within_reach());
        }
        cell
    }

    /// A green icon when at least one earns; else within reach when one lacks exactly one thing (rules 5 and 6).
    pub const fn verdict(&self) -> Earning {
        match self {
            Self { earning: 1.., .. } => Earning::Earning,
            Self { within_reach: 1.., .. } => Earning::WithinReach,
            _ => Earning::NotEarning,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::OUT_OF_REACH;
    use ProfileStatus::{Approved, Missing, PendingValidation};

    fn check(enrolled: bool, missing: u16, payee: ProfileStatus, expected: Earning) {
        let status = LocationStatus { enrolled, missing, payee };
        assert_eq!(status.verdict(), expected, "{status:?}");
        assert_eq!(status.earns(), expected == Earning::Earning);
        assert_eq!(status.within_reach(), expected == Earning::WithinReach);
        let cell = Cell::count([status]);
        assert_eq!((cell.verdict(), cell.enrolled), (expected, u32::from(enrolled)));
    }

    #[test]
    fn a_location_earns_that_is_enrolled_eligible_and_approved() {
        check(true, 0, Approved, Earning::Earning);
        check(false, 0, Approved, Earning::NotEarning);
    }

    #[test]
    fn within_reach_lacks_exactly_one_thing() {
        check(true, 1, Approved, Earning::WithinReach);
        check(true, 0, PendingValidation, Earning::WithinReach);
        check(true, 0, Missing, Earning::WithinReach);
        check(true, 1, Missing, Earning::NotEarning);
        check(true, 2, Approved, Earning::NotEarning);
        check(true, OUT_OF_REACH, Approved, Earning::NotEarning);
        check(true, OUT_OF_REACH, Missing, Earning::NotEarning);
        check(false, 1, Approved, Earning::NotEarning);
    }

    #[test]
    fn one_that_earns_makes_the_cell_green_and_those_enrolled_are_counted() {
        let earns = LocationStatus { enrolled: true, missing: 0, payee: Approved };
        let near = LocationStatus { missing: 1, ..earns };
        let none = LocationStatus { enrolled: false, ..earns };
        let cell = Cell::count([earns, near, near, none]);
        assert_eq!(cell, Cell { earning: 1, within_reach: 2, enrolled: 3 });
        assert_eq!(cell.verdict(), Earning::Earning);
        assert_eq!(Cell::count([near, none]).verdict(), Earning::WithinReach);
        assert_eq!(Cell::default().verdict(), Earning::NotEarning);
    }
}
