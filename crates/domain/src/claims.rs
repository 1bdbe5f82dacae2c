//! Claims: their state on a day, and how they lapse (rules 8 and 9, as far as they are built).

use crate::Day;
use crate::deadlines::{claim_deadline, consent_deadline, dispute_deadline};
use crate::model::{Claim, ClaimState, Details, Term};

impl ClaimState {
    /// Returns whether nothing more can come of the claim.
    pub const fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Paid
                | Self::Reversed
                | Self::ConsentDeclined
                | Self::ConsentExpired
                | Self::ClaimExpired
                | Self::Cancelled
                | Self::FinallyRejected
        )
    }

    /// Returns whether the partner still has to submit the claim.
    pub const fn is_before_submission(self) -> bool {
        matches!(self, Self::ConsentNotRequested | Self::ConsentRequested | Self::ConsentGiven)
    }

    /// Returns whether the customer has given consent and not taken it back.
    pub const fn has_consent(self) -> bool {
        !matches!(
            self,
            Self::ConsentNotRequested | Self::ConsentRequested | Self::ConsentDeclined | Self::ConsentExpired
        )
    }
}

/// What could not be done any more when a claim lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LapseReason {
    /// The customer did not consent in time.
    Consent,
    /// The claim was not submitted in time after the consent.
    Submission,
    /// The rejection was not disputed in time.
    Dispute,
    /// The engagement ended before the claim was submitted.
    EngagementEnd,
}

/// How a claim lapsed: nothing can be done about it any more (rule 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// What could not be done any more.
    pub reason: LapseReason,
    /// The last day on which it could be done; `None` where the data do not tell.
    pub last_day: Option<Day>,
}

/// Returns the last day on which the next step of a claim can be taken: by the customer or the partner before it is
/// submitted, by the partner after a rejection (rule 8). A claim that is not submitted can last no longer than the
/// engagement; a consent or a rejection without a day sets no deadline.
pub fn last_day(claim: &Claim, term: Term, details: &Details) -> Option<Day> {
    limit(claim, term, details).and_then(|limit| limit.last_day)
}

/// Returns how a claim has lapsed by a day: the last day of its next step has passed, or the backend has noted that
/// consent or claim expired (rule 8).
pub fn lapse_on(claim: &Claim, term: Term, details: &Details, day: Day) -> Option<Lapse> {
    let Lapse { reason, last_day } = limit(claim, term, details)?;
    match claim.state {
        _ if last_day.is_some_and(|last| last < day) => Some(Lapse { reason, last_day }),
        // Noted before its day: the backend knows why.
        ClaimState::ConsentExpired => Some(Lapse { reason: LapseReason::Consent, last_day: None }),
        ClaimState::ClaimExpired => Some(Lapse { reason: LapseReason::Submission, last_day: None }),
        _ => None,
    }
}

/// Returns the state of a claim on a day (rule 9): what has lapsed has expired or is finally rejected, also where
/// nobody has noted it yet.
pub fn state_on(claim: &Claim, term: Term, details: &Details, day: Day) -> ClaimState {
    match (claim.state, lapse_on(claim, term, details, day)) {
        (ClaimState::ConsentNotRequested | ClaimState::ConsentRequested, Some(_)) => ClaimState::ConsentExpired,
        (ClaimState::ConsentGiven, Some(_)) => ClaimState::ClaimExpired,
        (ClaimState::Rejected, Some(_)) => ClaimState::FinallyRejected,
        (state, _) => state,
    }
}

/// Returns the last day of the next step, and how the claim lapses after it; `None` where no deadline stops the claim.
fn limit(claim: &Claim, term: Term, details: &Details) -> Option<Lapse> {
    let (reason, deadline) = match claim.state {
        ClaimState::ConsentNotRequested | ClaimState::ConsentRequested | ClaimState::ConsentExpired => {
            (LapseReason::Consent, Some(consent_deadline(claim.added, details.consent_days)))
        }
        ClaimState::ConsentGiven | ClaimState::ClaimExpired => {
            (LapseReason::Submission, claim.consented.map(|day| claim_deadline(day, details.claim_days)))
        }
        ClaimState::Rejected => {
            return Some(Lapse { reason: LapseReason::Dispute, last_day: claim.decided.map(dispute_deadline) });
        }
        _ => return None,
    };
    Some(match deadline {
        Some(deadline) if deadline <= term.last => Lapse { reason, last_day: Some(deadline) },
        _ => Lapse { reason: LapseReason::EngagementEnd, last_day: Some(term.last) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, today};

    const TERM: Term = Term { first: Day::MIN, last: Day::MAX };

    fn check(state: ClaimState, days: i32, expected: ClaimState) {
        let claim = Claim { consented: Some(today()), decided: Some(today()), ..claim("k", state) };
        let found = state_on(&claim, TERM, &Details::default(), today().plus(days));
        assert_eq!(found, expected, "{state:?} after {days} days");
    }

    #[test]
    fn what_is_not_done_in_time_has_expired() {
        use ClaimState::{
            ClaimExpired, ConsentDeclined, ConsentExpired, ConsentGiven, ConsentNotRequested, ConsentRequested,
            FinallyRejected, PartnerActionRequired, Rejected, Submitted,
        };
        check(ConsentNotRequested, 30, ConsentNotRequested);
        check(ConsentNotRequested, 31, ConsentExpired);
        check(ConsentRequested, 30, ConsentRequested);
        check(ConsentRequested, 31, ConsentExpired);
        check(ConsentGiven, 90, ConsentGiven);
        check(ConsentGiven, 91, ClaimExpired);
        check(Rejected, 30, Rejected);
        check(Rejected, 31, FinallyRejected);
        check(Submitted, 1000, Submitted);
        check(PartnerActionRequired, 1000, PartnerActionRequired);
        check(ConsentDeclined, 1000, ConsentDeclined);
    }

    fn check_lapse(claim: &Claim, term_days: i32, day: i32, expected: Option<(LapseReason, Option<i32>)>) {
        let term = Term { first: Day::MIN, last: today().plus(term_days) };
        let lapse = lapse_on(claim, term, &Details::default(), today().plus(day));
        let lapse = lapse.map(|lapse| (lapse.reason, lapse.last_day.map(|last| last.since(today()))));
        assert_eq!(lapse, expected, "{:?}, term of {term_days} days, on day {day}", claim.state);
    }

    #[test]
    fn a_claim_that_is_not_submitted_ends_with_the_engagement() {
        use LapseReason::{Consent, EngagementEnd, Submission};
        for state in [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested] {
            let claim = claim("k", state);
            check_lapse(&claim, 10, 10, None);
            check_lapse(&claim, 10, 11, Some((EngagementEnd, Some(10))));
            check_lapse(&claim, 30, 31, Some((Consent, Some(30))));
        }
        let given = Claim { consented: Some(today()), ..claim("k", ClaimState::ConsentGiven) };
        check_lapse(&given, 10, 10, None);
        check_lapse(&given, 10, 11, Some((EngagementEnd, Some(10))));
        check_lapse(&given, 90, 91, Some((Submission, Some(90))));
        check_lapse(&claim("k", ClaimState::Submitted), 10, 1000, None);
        // A rejection can be disputed after the engagement has ended.
        let rejected = Claim { decided: Some(today()), ..claim("k", ClaimState::Rejected) };
        check_lapse(&rejected, 10, 30, None);
        check_lapse(&rejected, 10, 31, Some((LapseReason::Dispute, Some(30))));
    }

    #[test]
    fn what_the_backend_has_noted_has_lapsed_whatever_the_day() {
        let (consent, expired) = (claim("k", ClaimState::ConsentExpired), claim("k", ClaimState::ClaimExpired));
        check_lapse(&consent, 100, 5, Some((LapseReason::Consent, None)));
        check_lapse(&consent, 100, 31, Some((LapseReason::Consent, Some(30))));
        check_lapse(&expired, 100, 5, Some((LapseReason::Submission, None)));
        check_lapse(&expired, 100, 101, Some((LapseReason::EngagementEnd, Some(100))));
    }

    #[test]
    fn without_its_day_a_step_has_no_deadline_of_its_own() {
        let given = claim("k", ClaimState::ConsentGiven);
        let term = Term { first: Day::MIN, last: today().plus(400) };
        assert_eq!(last_day(&given, term, &Details::default()), Some(term.last));
        assert_eq!(state_on(&given, term, &Details::default(), term.last), ClaimState::ConsentGiven);
        let rejected = claim("k", ClaimState::Rejected);
        assert_eq!(last_day(&rejected, term, &Details::default()), None);
        assert_eq!(state_on(&rejected, term, &Details::default(), Day::MAX), ClaimState::Rejected);
    }
}
