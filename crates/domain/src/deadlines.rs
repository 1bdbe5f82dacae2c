//! Rule 8: the deadlines of consent, claim, review, answer and dispute; calendar days in the partner's time zone.

use crate::Day;

/// Days from add or claim to consent, where the engagement says nothing else.
pub const CONSENT_DAYS: u16 = 30;
/// Days from consent to the submitted claim, where the engagement says nothing else.
pub const CLAIM_DAYS: u16 = 90;
/// Business days in which the partner answers a request for information.
pub const ANSWER_BUSINESS_DAYS: u16 = 5;
/// Business days in which the review starts after submission.
pub const REVIEW_START_BUSINESS_DAYS: u16 = 5;
/// Business days that the review takes after that.
pub const REVIEW_BUSINESS_DAYS: u16 = 5;
/// Days in which a rejection can be disputed.
pub const DISPUTE_DAYS: u16 = 30;

/// Returns the last day on which the customer can consent.
pub fn consent_deadline(added: Day, consent_days: u16) -> Day {
    added.plus(i32::from(consent_days))
}

/// Returns the last day on which the claim can be submitted.
pub fn claim_deadline(consented: Day, claim_days: u16) -> Day {
    consented.plus(i32::from(claim_days))
}

/// Returns the last day on which the review of a submitted claim starts.
pub fn review_start_deadline(submitted: Day) -> Day {
    submitted.plus_business_days(REVIEW_START_BUSINESS_DAYS)
}

/// Returns the last day on which a submitted claim is decided.
pub fn decision_deadline(submitted: Day) -> Day {
    review_start_deadline(submitted).plus_business_days(REVIEW_BUSINESS_DAYS)
}

/// Returns the last day to answer a reviewer who asked for information.
pub fn answer_deadline(asked: Day) -> Day {
    asked.plus_business_days(ANSWER_BUSINESS_DAYS)
}

/// Returns the last day to dispute a rejection.
pub fn dispute_deadline(rejected: Day) -> Day {
    rejected.plus(i32::from(DISPUTE_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_counted_from_the_day_after() {
        let monday = Day::new(2026, 11, 2).unwrap();
        assert_eq!(consent_deadline(monday, CONSENT_DAYS).to_string(), "2026-12-02");
        assert_eq!(claim_deadline(monday, CLAIM_DAYS).to_string(), "2027-01-31");
        assert_eq!(answer_deadline(monday).to_string(), "2026-11-09");
        assert_eq!(dispute_deadline(monday).to_string(), "2026-12-02");
    }
}
