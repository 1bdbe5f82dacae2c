//! Tests of each task of the inbox.

#![expect(clippy::needless_pass_by_value, reason = "table-driven checks read better with literals")]

use std::sync::Arc;

use super::*;
use crate::model::{
    Attainment, Claim, ClaimState, Criteria, Criterion, Dataset, Engagement, Evidence, EvidenceState, Term,
};
use crate::testing::{attainment, claim, data, dataset, day, engagement, money, today};

#[test]
fn severity_turns_on_the_days_that_the_rule_names() {
    let today = Day::new(2026, 11, 2).unwrap();
    for (days, severity) in [
        (-1, Severity::Overdue),
        (0, Severity::Week),
        (7, Severity::Week),
        (8, Severity::Month),
        (30, Severity::Month),
        (31, Severity::Later),
    ] {
        assert_eq!(Severity::of(today.plus(days), today), severity, "{days}");
    }
}

/// Returns the only action of a kind that a dataset asks for on a day.
fn the_one(dataset: &Dataset, on: Day, kind: ActionKind) -> Option<Action> {
    let mut data = data(dataset);
    Arc::get_mut(&mut data.shared).unwrap().as_of = on;
    let mut actions = Catalogue::new(data, on).actions();
    actions.retain(|action| action.task.kind() == kind);
    assert!(actions.len() < 2, "{actions:?}");
    actions.pop()
}

fn check(dataset: &Dataset, on: Day, kind: ActionKind, expected: Option<(Task, Option<Day>, Severity)>) {
    let action = the_one(dataset, on, kind);
    assert_eq!(action.map(|action| (action.task, action.due, action.severity)), expected, "on {on}");
}

fn with_claim(claim: Claim) -> Dataset {
    Dataset { claims: vec![claim], ..dataset() }
}

fn with_attainments(attainments: Vec<Attainment>) -> Dataset {
    let mut dataset = dataset();
    dataset.locations[0].attainments = attainments;
    dataset
}

#[test]
fn where_nothing_is_open_nothing_is_asked() {
    assert_eq!(Catalogue::new(data(&dataset()), today()).actions(), []);
}

fn with_bank(status: ProfileStatus) -> Dataset {
    let mut dataset = dataset();
    dataset.locations[0].payee.bank.status = status;
    dataset
}

#[test]
fn a_profile_that_needs_the_partner_says_what_it_blocks() {
    let profile = ProfileKind::Bank;
    let mend = |status, blocks| Task::MendProfile { profile, status, blocks };
    let kind = ActionKind::PayeeProfile;
    for status in [ProfileStatus::Missing, ProfileStatus::ActionRequired] {
        check(&with_bank(status), today(), kind, Some((mend(status, 1), None, Severity::Week)));
    }
    for status in [ProfileStatus::PendingValidation, ProfileStatus::Approved] {
        check(&with_bank(status), today(), kind, None);
    }
    let mut dataset = with_bank(ProfileStatus::Missing);
    dataset.engagements.push(engagement("e2"));
    dataset.engagements.push(Engagement { term: Term { first: Day::MIN, last: Day::MIN }, ..engagement("old") });
    let expected = mend(ProfileStatus::Missing, 2);
    check(&dataset, today(), kind, Some((expected, None, Severity::Week)));
    // Where the location is not eligible the profile blocks nothing yet.
    dataset.locations[0].attainments.clear();
    let expected = mend(ProfileStatus::Missing, 0);
    check(&dataset, today(), kind, Some((expected, None, Severity::Later)));
    dataset.locations[0].enrolment = None;
    check(&dataset, today(), kind, None);
}

#[test]
fn what_is_open_at_the_location_is_at_stake_each_currency_by_itself() {
    let mut dataset = with_bank(ProfileStatus::Missing);
    dataset.claims = vec![
        claim("1", ClaimState::UnderReview),
        Claim { amount: Some(money(7, "SEK")), ..claim("2", ClaimState::ConsentGiven) },
        Claim { amount: Some(money(i64::MAX, "EUR")), ..claim("3", ClaimState::Approved) },
        claim("4", ClaimState::Paid),
        Claim { amount: None, ..claim("5", ClaimState::Approved) },
    ];
    let stake = the_one(&dataset, today(), ActionKind::PayeeProfile).unwrap().stake;
    assert_eq!(stake.totals(), [money(i64::MAX, "EUR"), money(7, "SEK")]);
}

fn check_renewal(dataset: &Dataset, on: Day, expected: Option<(usize, u32, Day, Severity)>) {
    let expected = expected.map(|(attainment, stops, last, severity)| {
        (Task::RenewAttainment { attainment: Idx::new(attainment), stops }, Some(last), severity)
    });
    check(dataset, on, ActionKind::Attainment, expected);
}

#[test]
fn an_attainment_that_runs_out_says_what_stops() {
    let last = day("2026-12-31");
    let dataset = with_attainments(vec![attainment("a", Some(last))]);
    check_renewal(&dataset, last.plus(-91), None);
    check_renewal(&dataset, last.plus(-90), Some((0, 1, last, Severity::Later)));
    check_renewal(&dataset, last, Some((0, 1, last, Severity::Week)));
    check_renewal(&dataset, last.plus(1), Some((0, 1, last, Severity::Overdue)));
    // When the engagement has ended too, nothing is to be won any more.
    check_renewal(&dataset, day("2027-07-01"), None);
}

#[test]
fn an_attainment_that_is_renewed_is_no_action() {
    let last = day("2026-12-31");
    let renewed = |first: Day| {
        let renewal = Attainment { first, ..attainment("b", Some(day("2029-12-31"))) };
        with_attainments(vec![attainment("a", Some(last)), renewal])
    };
    check_renewal(&renewed(last.plus(1)), last, None);
    check_renewal(&renewed(last.plus(1)), last.plus(30), None);
    // With a gap it is, until the gap is over.
    check_renewal(&renewed(last.plus(5)), last, Some((0, 1, last, Severity::Week)));
    check_renewal(&renewed(last.plus(5)), last.plus(4), Some((0, 1, last, Severity::Overdue)));
    check_renewal(&renewed(last.plus(5)), last.plus(5), None);
}

#[test]
fn attainments_ending_together_are_one_action_of_the_last_end() {
    let last = day("2026-12-31");
    let both = with_attainments(vec![attainment("a", Some(last)), attainment("b", Some(last))]);
    check_renewal(&both, last, Some((1, 1, last, Severity::Week)));
    let again = Attainment { first: last.plus(5), ..attainment("b", Some(last.plus(9))) };
    let twice = with_attainments(vec![attainment("a", Some(last)), again]);
    check_renewal(&twice, last.plus(20), Some((1, 1, last.plus(9), Severity::Overdue)));
}

#[test]
fn people_who_are_missed_count_though_others_stay() {
    let last = day("2026-12-31");
    let holding = |id: &str, people, last| Attainment { people: Some(people), ..attainment(id, last) };
    let mut dataset = with_attainments(vec![holding("a", 3, Some(last)), holding("b", 2, Some(last.plus(60)))]);
    let criterion = Criterion::CertifiedPeople { credential: "gold".into(), count: 4 };
    dataset.criteria[0].tree = Criteria::One(criterion);
    check_renewal(&dataset, last, Some((0, 1, last, Severity::Week)));
}

#[test]
fn an_attainment_that_nothing_asks_for_may_end() {
    let silver = Attainment { credential: "silver".into(), ..attainment("s", Some(today())) };
    check_renewal(&with_attainments(vec![attainment("a", None), silver]), today(), None);
}

#[test]
fn each_state_of_a_claim_asks_for_its_next_step() {
    use ClaimState::{ConsentGiven, ConsentNotRequested, ConsentRequested, PartnerActionRequired, Rejected};
    let (month, quarter) = (today().plus(30), today().plus(90));
    let day_of = |state| Claim { consented: Some(today()), decided: Some(today()), ..claim("k", state) };
    let complete =
        |state| vec![Evidence { kind: EvidenceKind::Findings, state }, Evidence { kind: EvidenceKind::Invoice, state }];
    let check = |claim: Claim, task: Task, due| {
        check(&with_claim(claim), today(), task.kind(), Some((task, Some(due), Severity::of(due, today()))));
    };
    let missing = vec![EvidenceKind::Findings];
    check(day_of(ConsentNotRequested), Task::AskForConsent, month);
    check(day_of(ConsentRequested), Task::RemindOfConsent, month);
    check(day_of(ConsentGiven), Task::CompleteEvidence { missing: missing.clone() }, quarter);
    let begun = Claim { evidence: complete(EvidenceState::InProgress), ..day_of(ConsentGiven) };
    check(begun, Task::CompleteEvidence { missing }, quarter);
    let done = Claim { evidence: complete(EvidenceState::Complete), ..day_of(ConsentGiven) };
    check(done, Task::SubmitClaim, quarter);
    check(day_of(PartnerActionRequired), Task::AnswerReviewer, day("2026-11-09"));
    check(day_of(Rejected), Task::DisputeRejection, month);
}

#[test]
fn claims_that_wait_for_others_ask_nothing() {
    use ClaimState::{
        Approved, Cancelled, ClaimExpired, ConsentDeclined, ConsentExpired, Disputed, FinallyRejected, Paid,
        PaymentPending, Reversed, Submitted, UnderReview,
    };
    for state in [
        Submitted,
        UnderReview,
        Approved,
        PaymentPending,
        Paid,
        Reversed,
        ConsentDeclined,
        ConsentExpired,
        ClaimExpired,
        Cancelled,
        Disputed,
        FinallyRejected,
    ] {
        assert_eq!(Catalogue::new(data(&with_claim(claim("k", state))), today()).actions(), [], "{state:?}");
    }
}

#[test]
fn a_deadline_that_has_passed_stays_until_it_is_noted() {
    let due = today().plus(30);
    let expected = Some((Task::AskForConsent, Some(due), Severity::Overdue));
    let dataset = with_claim(claim("k", ClaimState::ConsentNotRequested));
    check(&dataset, due.plus(1), ActionKind::Consent, expected);
}

#[test]
fn an_engagement_that_ends_with_open_claims_says_so() {
    let last = day("2027-06-30");
    let mut dataset = with_claim(claim("1", ClaimState::ConsentGiven));
    dataset.claims.push(claim("2", ClaimState::UnderReview));
    let expected = |severity| Some((Task::FinishBeforeEnd { claims: 1 }, Some(last), severity));
    check(&dataset, last.plus(-91), ActionKind::EngagementEnd, None);
    check(&dataset, last.plus(-30), ActionKind::EngagementEnd, expected(Severity::Month));
    check(&dataset, last.plus(1), ActionKind::EngagementEnd, expected(Severity::Overdue));
    let action = the_one(&dataset, last, ActionKind::EngagementEnd).unwrap();
    assert_eq!((action.engagement, action.location, action.claim), (Some(Idx::new(0)), None, None));
    assert_eq!(action.stake.totals(), [money(100, "EUR")]);
}

#[test]
fn the_most_urgent_comes_first_and_what_has_no_day_last_in_its_severity() {
    let mut dataset = with_bank(ProfileStatus::Missing);
    dataset.claims = vec![
        claim("1", ClaimState::ConsentRequested),
        Claim { added: today().plus(-40), ..claim("2", ClaimState::ConsentRequested) },
        Claim { added: today().plus(-24), ..claim("3", ClaimState::ConsentRequested) },
    ];
    let actions = Catalogue::new(data(&dataset), today()).actions();
    let order: Vec<_> = actions.iter().map(|action| (action.severity, action.claim.map(Idx::index))).collect();
    let expected =
        [(Severity::Overdue, Some(1)), (Severity::Week, Some(2)), (Severity::Week, None), (Severity::Month, Some(0))];
    assert_eq!(order, expected);
}
