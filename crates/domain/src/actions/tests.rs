//! Tests of each task of the inbox.

#![expect(clippy::needless_pass_by_value, reason = "table-driven checks read better with literals")]

use super::*;
use crate::model::{
    Attainment, Claim, ClaimState, Criteria, Criterion, Dataset, Engagement, Evidence, EvidenceKind, EvidenceState,
    Term,
};
use crate::payee::{ProfileKind, ProfileStatus};
use crate::testing::{attainment, claim, data, dataset, day, engagement, location, money, today};

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

fn catalogue(dataset: &Dataset, on: Day) -> Catalogue {
    Catalogue::new(data(dataset), on)
}

/// Returns the only action of a kind that a dataset asks for on a day.
fn the_one(dataset: &Dataset, on: Day, kind: ActionKind) -> Option<Action> {
    let mut actions = catalogue(dataset, on).actions();
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
    assert_eq!(catalogue(&dataset(), today()).actions(), []);
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
    let catalogue = catalogue(&dataset, today());
    let actions = catalogue.actions();
    let profile = actions.iter().filter(|action| action.task.kind() == ActionKind::PayeeProfile);
    assert_eq!(catalogue.stake(profile).totals(), [money(i64::MAX, "EUR"), money(7, "SEK")]);
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
    let complete = |state| {
        [EvidenceKind::Findings, EvidenceKind::Invoice].map(|kind| Evidence { kind, state, since: None }).to_vec()
    };
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
        assert_eq!(catalogue(&with_claim(claim("k", state)), today()).actions(), [], "{state:?}");
    }
}

#[test]
fn lapsed_claims_come_latest_first_and_tell_the_money_lost() {
    let mut dataset = dataset();
    dataset.claims = vec![
        claim("1", ClaimState::ConsentExpired),
        Claim { added: today().plus(-40), ..claim("2", ClaimState::ConsentRequested) },
        Claim { added: today().plus(-35), ..claim("3", ClaimState::ConsentRequested) },
        claim("4", ClaimState::ConsentRequested),
        claim("5", ClaimState::Cancelled),
    ];
    let catalogue = catalogue(&dataset, today());
    let lapsed: Vec<Idx<Claim>> = catalogue.lapsed().into_iter().map(|lapsed| lapsed.claim).collect();
    assert_eq!(lapsed, [2, 1, 0].map(Idx::new));
    assert_eq!(catalogue.money_of(lapsed).totals(), [money(300, "EUR")]);
}

#[test]
fn the_badge_counts_what_is_overdue_and_due_this_week() {
    let mut dataset = with_bank(ProfileStatus::Missing);
    dataset.claims = vec![
        Claim { decided: Some(today().plus(-20)), ..claim("1", ClaimState::PartnerActionRequired) },
        claim("2", ClaimState::ConsentRequested),
    ];
    let urgent = Urgent::count(&catalogue(&dataset, today()).actions());
    assert_eq!((urgent, urgent.total()), (Urgent { overdue: 1, week: 1 }, 2));
}

#[test]
fn a_filter_counts_each_value_as_if_it_were_the_only_one_chosen() {
    let mut dataset = with_claim(claim("1", ClaimState::ConsentRequested));
    dataset.locations.push(location("m"));
    dataset.claims.push(Claim { location: "m".into(), ..claim("2", ClaimState::ConsentRequested) });
    dataset.claims.push(Claim { added: today().plus(-40), ..claim("3", ClaimState::ConsentRequested) });
    let catalogue = catalogue(&dataset, today());
    let (actions, lapsed) = (catalogue.actions(), catalogue.lapsed());
    let query = ActionsQuery { locations: vec![Idx::new(1)], ..ActionsQuery::default() };
    let answer = query.answer(&actions, &lapsed);
    assert_eq!((answer.order.len(), answer.lapsed), (1, vec![]));
    assert_eq!(answer.facets.locations.into_iter().collect::<Vec<_>>(), [(Idx::new(0), 1), (Idx::new(1), 1)]);
    let query = ActionsQuery { kinds: vec![ActionKind::Consent], ..ActionsQuery::default() };
    assert_eq!(query.answer(&actions, &lapsed).lapsed, [0]);
}

#[test]
fn the_most_urgent_comes_first_and_a_profile_that_blocks_on_top_of_its_severity() {
    let mut dataset = with_bank(ProfileStatus::Missing);
    dataset.claims = vec![
        claim("1", ClaimState::ConsentRequested),
        Claim { decided: Some(today().plus(-40)), ..claim("2", ClaimState::PartnerActionRequired) },
        Claim { added: today().plus(-30), ..claim("3", ClaimState::ConsentRequested) },
    ];
    let actions = catalogue(&dataset, today()).actions();
    let order: Vec<_> = actions.iter().map(|action| (action.severity, action.claim.map(Idx::index))).collect();
    // The profile stands before what is due today.
    let expected =
        [(Severity::Overdue, Some(1)), (Severity::Week, None), (Severity::Week, Some(2)), (Severity::Month, Some(0))];
    assert_eq!(order, expected);
}

#[test]
fn values_are_counted_by_kind_and_engagement_and_stay_where_they_find_nothing() {
    let mut dataset = with_claim(claim("1", ClaimState::ConsentRequested));
    dataset.engagements.push(engagement("e2"));
    dataset.claims.push(claim("2", ClaimState::ConsentNotRequested));
    dataset.claims.push(Claim { engagement: "e2".into(), ..claim("3", ClaimState::Rejected) });
    let catalogue = catalogue(&dataset, today());
    let facets = |query: ActionsQuery| query.answer(&catalogue.actions(), &[]).facets;
    let all = facets(ActionsQuery::default());
    assert_eq!(all.kinds.into_iter().collect::<Vec<_>>(), [(ActionKind::Consent, 2), (ActionKind::Rejection, 1)]);
    assert_eq!(all.engagements.into_values().collect::<Vec<_>>(), [2, 1]);
    let second = facets(ActionsQuery { engagements: vec![Idx::new(1)], ..ActionsQuery::default() });
    assert_eq!(second.kinds.into_iter().collect::<Vec<_>>(), [(ActionKind::Consent, 0), (ActionKind::Rejection, 1)]);
    assert_eq!(second.engagements.into_values().collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_claim_that_the_data_do_not_have_has_no_money() {
    let catalogue = catalogue(&with_claim(claim("1", ClaimState::ConsentGiven)), today());
    assert_eq!(catalogue.money_of([0, 1, 2].map(Idx::new)).totals(), [money(100, "EUR")]);
}

#[test]
fn two_ends_to_come_of_one_credential_are_two_actions() {
    let again = Attainment { first: today().plus(12), ..attainment("b", Some(today().plus(40))) };
    let dataset = with_attainments(vec![attainment("a", Some(today().plus(10))), again]);
    let due: Vec<_> = catalogue(&dataset, today()).actions().into_iter().filter_map(|action| action.due).collect();
    assert_eq!(due, [today().plus(10), today().plus(40)]);
}
