//! Rules 4 to 6: earning, the Eligibility cell of the list, and what is within reach.

mod cell;
mod until;

pub use cell::Cell;
pub use until::earns_until;

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

#[cfg(test)]
mod tests;
