//! Criteria as screens show them: where they are met, since and until when, and how many are to be met.

use crate::Day;
use crate::earning::LocationStatus;
use crate::eligibility::{Check, OUT_OF_REACH, Verdict};
use crate::model::Criterion;

/// At how many of the enrolled locations a criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// At all of them.
    Everywhere,
    /// At some of them.
    Somewhere,
    /// At none of them, or no location is enrolled.
    Nowhere,
}

impl Coverage {
    /// Returns the coverage where `met` of `enrolled` locations meet a criterion.
    pub const fn of(met: u32, enrolled: u32) -> Self {
        match met {
            0 => Self::Nowhere,
            _ if met < enrolled => Self::Somewhere,
            _ => Self::Everywhere,
        }
    }
}

/// When the verdict on a criterion changes or changed (rule 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckTime {
    /// Met up to and including a day.
    Until(Day),
    /// Met since a day, without an end.
    Since(Day),
    /// Not met yet; met from a day on.
    Begins(Day),
    /// No longer met; a day was the last one.
    Ended(Day),
}

/// Returns when a verdict changes, or else when it changed; `None` where it is the same on every day.
pub fn check_time(check: &Check) -> Option<CheckTime> {
    match (check.met, check.since, check.until) {
        (true, _, Some(until)) => Some(CheckTime::Until(until)),
        (true, Some(since), None) => Some(CheckTime::Since(since)),
        (false, _, Some(until)) => Some(CheckTime::Begins(until.plus(1))),
        (false, Some(since), None) => Some(CheckTime::Ended(since.plus(-1))),
        (_, None, None) => None,
    }
}

/// Returns whether there is something to do about a criterion: it is not met, or it ends.
pub const fn is_worth_a_link(check: &Check) -> bool {
    !check.met || check.until.is_some()
}

/// What a location lacks of the partner criteria, in one word or number (rule 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriteriaState {
    /// Nothing: it is eligible.
    Met,
    /// This many distinct things.
    Lacking(u16),
    /// It lies in a country in which the engagement is not offered.
    NotOffered,
    /// Nothing can make the criteria hold.
    Impossible,
}

impl CriteriaState {
    /// Returns the state of a location with its verdicts.
    pub fn of(status: LocationStatus, verdict: &Verdict<'_>) -> Self {
        match status.missing {
            0 => Self::Met,
            OUT_OF_REACH if lies_elsewhere(verdict) => Self::NotOffered,
            OUT_OF_REACH => Self::Impossible,
            missing => Self::Lacking(missing),
        }
    }
}

/// Returns whether a place criterion fails.
fn lies_elsewhere(verdict: &Verdict<'_>) -> bool {
    match verdict {
        Verdict::AllOf(parts) | Verdict::AnyOf(parts) => parts.iter().any(lies_elsewhere),
        Verdict::One(criterion, check) => !check.met && matches!(criterion, Criterion::Place { .. }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{Current, explain};
    use crate::model::Criteria;
    use crate::payee::ProfileStatus;
    use crate::testing::{day, location, today};

    #[test]
    fn coverage_needs_an_enrolled_location() {
        for (met, enrolled, expected) in [
            (0, 0, Coverage::Nowhere),
            (0, 3, Coverage::Nowhere),
            (1, 3, Coverage::Somewhere),
            (2, 3, Coverage::Somewhere),
            (3, 3, Coverage::Everywhere),
        ] {
            assert_eq!(Coverage::of(met, enrolled), expected, "{met} of {enrolled}");
        }
    }

    fn check(met: bool, since: Option<&str>, until: Option<&str>) -> Check {
        Check { met, current: Current::Flag(met), since: since.map(day), until: until.map(day) }
    }

    #[test]
    fn a_change_to_come_is_said_before_one_that_is_past() {
        for (check, expected) in [
            (check(true, Some("2026-01-01"), Some("2027-03-31")), Some(CheckTime::Until(day("2027-03-31")))),
            (check(true, Some("2026-01-01"), None), Some(CheckTime::Since(day("2026-01-01")))),
            (check(false, Some("2026-10-01"), Some("2026-11-30")), Some(CheckTime::Begins(day("2026-12-01")))),
            (check(false, Some("2026-10-01"), None), Some(CheckTime::Ended(day("2026-09-30")))),
            (check(true, None, None), None),
            (check(false, None, None), None),
        ] {
            assert_eq!(check_time(&check), expected, "{check:?}");
        }
    }

    #[test]
    fn a_criterion_that_holds_without_an_end_leaves_nothing_to_do() {
        assert!(!is_worth_a_link(&check(true, Some("2026-01-01"), None)));
        assert!(is_worth_a_link(&check(true, None, Some("2027-03-31"))));
        assert!(is_worth_a_link(&check(false, None, None)));
    }

    fn state(criteria: &Criteria) -> CriteriaState {
        let location = location("l");
        let status = LocationStatus::of(criteria, &location, today());
        assert_eq!(status.payee, ProfileStatus::Approved);
        CriteriaState::of(status, &explain(criteria, &location, today()))
    }

    #[test]
    fn a_wrong_country_is_distinguished_from_criteria_to_meet() {
        let one = |credential: &str| Criteria::One(Criterion::Designation { credential: credential.into() });
        let danish = Criteria::One(Criterion::Place { countries: vec!["DK".to_owned()], markets: Vec::new() });
        assert_eq!(state(&Criteria::AllOf(Vec::new())), CriteriaState::Met);
        assert_eq!(state(&Criteria::AllOf(vec![one("gold"), one("silver")])), CriteriaState::Lacking(2));
        assert_eq!(state(&Criteria::AllOf(vec![one("gold"), danish.clone()])), CriteriaState::NotOffered);
        assert_eq!(state(&Criteria::AnyOf(vec![one("gold"), danish])), CriteriaState::Lacking(1));
        assert_eq!(state(&Criteria::AnyOf(Vec::new())), CriteriaState::Impossible);
        let hopeless = Criteria::AllOf(vec![one("gold"), Criteria::AnyOf(Vec::new())]);
        assert_eq!(state(&hopeless), CriteriaState::Impossible);
    }
}
