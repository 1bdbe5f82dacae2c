//! Rules 4 to 6: earning, the Eligibility cell of the list, and what is within reach.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::availability::Availability;
use crate::eligibility::missing;
use crate::model::{Criteria, Location};
use crate::payee::{ProfileStatus, payee_profile};

/// The status of one location for one engagement, whatever the engagement's availability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocationStatus {
    /// Whether the location is enrolled on the day.
    pub enrolled: bool,
    /// How many things it lacks at the least ([`crate::eligibility::missing`]).
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

    /// Returns whether the location is enrolled, eligible, and has an approved payee profile: it earns where the
    /// engagement is active (rule 4).
    pub fn would_earn(&self) -> bool {
        self.enrolled && self.eligible() && self.payee == ProfileStatus::Approved
    }

    /// Returns whether the location is enrolled and lacks exactly one thing: a criterion or the payee profile (rule 6).
    pub fn lacks_one(&self) -> bool {
        let payee = u16::from(self.payee != ProfileStatus::Approved);
        self.enrolled && self.missing.saturating_add(payee) == 1
    }

    /// Returns the verdict on the location for an engagement of an availability (rules 4 and 6).
    pub fn verdict(&self, availability: Availability) -> Earning {
        Earning::of(availability, self.would_earn(), self.lacks_one())
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

/// The verdict on an engagement, or on one location for an engagement: best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Earning {
    /// Active, and at least one location in view earns.
    Earning,
    /// Upcoming, and at least one location in view would earn if the term began today.
    Ready,
    /// Active or upcoming; none earns or is ready, and at least one lacks exactly one thing.
    WithinReach,
    /// Active or upcoming, and neither.
    NotEarning,
    /// Expired.
    Ended,
}

impl Earning {
    /// Every value, best first.
    pub const ALL: [Self; 5] = [Self::Earning, Self::Ready, Self::WithinReach, Self::NotEarning, Self::Ended];

    /// Returns the verdict where some location would earn, or some lacks one thing (rule 5).
    pub const fn of(availability: Availability, would_earn: bool, lacks_one: bool) -> Self {
        match (availability, would_earn, lacks_one) {
            (Availability::Expired, ..) => Self::Ended,
            (Availability::Active, true, _) => Self::Earning,
            (Availability::Upcoming, true, _) => Self::Ready,
            (_, false, true) => Self::WithinReach,
            (_, false, false) => Self::NotEarning,
        }
    }

    /// Returns the values that an engagement of an availability can have, best first.
    pub const fn possible(availability: Availability) -> &'static [Self] {
        match availability {
            Availability::Active => &[Self::Earning, Self::WithinReach, Self::NotEarning],
            Availability::Upcoming => &[Self::Ready, Self::WithinReach, Self::NotEarning],
            Availability::Expired => &[Self::Ended],
        }
    }
}

/// Rule 5: the Eligibility cell, "n of m locations".
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::OUT_OF_REACH;
    use ProfileStatus::{Approved, Missing, PendingValidation};

    /// Checks the verdict on a location for an active, an upcoming and an expired engagement.
    fn check(enrolled: bool, missing: u16, payee: ProfileStatus, expected: [Earning; 2]) {
        let status = LocationStatus { enrolled, missing, payee };
        let [active, upcoming] = expected;
        for (availability, expected) in [
            (Availability::Active, active),
            (Availability::Upcoming, upcoming),
            (Availability::Expired, Earning::Ended),
        ] {
            assert_eq!(status.verdict(availability), expected, "{status:?}, {availability:?}");
            let cell = Cell::count(availability, [status]);
            assert_eq!((cell.verdict(), cell.enrolled), (expected, u32::from(enrolled)));
            assert!(Earning::possible(availability).contains(&expected));
            assert_eq!(Earning::ALL.map(|value| cell.shows(value)), Earning::ALL.map(|value| value == expected));
        }
    }

    const EARNS: [Earning; 2] = [Earning::Earning, Earning::Ready];
    const NEAR: [Earning; 2] = [Earning::WithinReach; 2];
    const NOT: [Earning; 2] = [Earning::NotEarning; 2];

    #[test]
    fn a_location_earns_that_is_enrolled_eligible_and_approved() {
        check(true, 0, Approved, EARNS);
        check(false, 0, Approved, NOT);
    }

    #[test]
    fn within_reach_lacks_exactly_one_thing() {
        check(true, 1, Approved, NEAR);
        check(true, 0, PendingValidation, NEAR);
        check(true, 0, Missing, NEAR);
        check(true, 1, Missing, NOT);
        check(true, 2, Approved, NOT);
        check(true, OUT_OF_REACH, Approved, NOT);
        check(true, OUT_OF_REACH, Missing, NOT);
        check(false, 1, Approved, NOT);
    }

    fn check_cell(availability: Availability, (qualifying, within_reach): (u32, u32), shows: &[Earning]) {
        let earns = LocationStatus { enrolled: true, missing: 0, payee: Approved };
        let near = LocationStatus { missing: 1, ..earns };
        let elsewhere = LocationStatus { enrolled: false, ..earns };
        let cell = Cell::count(availability, [earns, near, near, elsewhere]);
        assert_eq!(cell, Cell { availability, qualifying, within_reach, enrolled: 3 });
        assert_eq!(Earning::ALL.into_iter().filter(|&value| cell.shows(value)).collect::<Vec<_>>(), shows);
        assert_eq!(cell.verdict(), shows[0]);
    }

    #[test]
    fn a_row_belongs_to_every_value_that_it_shows() {
        check_cell(Availability::Active, (1, 2), &[Earning::Earning, Earning::WithinReach]);
        check_cell(Availability::Upcoming, (1, 2), &[Earning::Ready, Earning::WithinReach]);
        check_cell(Availability::Expired, (0, 0), &[Earning::Ended]);
    }
}
