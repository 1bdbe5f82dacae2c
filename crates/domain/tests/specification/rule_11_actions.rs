//! Rule 11: the actions required.

use std::collections::BTreeMap;

use domain::actions::{Action, ActionKind, ActionsQuery, Severity, Task};
use domain::model::{EvidenceKind, Location};
use domain::payee::{ProfileKind, ProfileStatus};
use domain::{Currency, Idx, Money};
use serde_json::Value;

use crate::example::{Example, OnDay, contoso, day, json};

const TODAY: &str = "2026-11-26";

/// The only action on a day.
fn only(example: &Example, today: &str) -> Action {
    let mut actions = example.on(today).actions();
    assert_eq!(actions.len(), 1, "{actions:?}");
    actions.remove(0)
}

fn tasks(today: &OnDay) -> Vec<Task> {
    today.actions().into_iter().map(|action| action.task).collect()
}

fn payee(bank: &str, tax: &str) -> Value {
    json!({ "payee": { "bank": { "status": bank }, "tax": { "status": tax } } })
}

/// Malmö's designation ends on a day.
fn designation_until(last: &str) -> Value {
    json!({ "attainments": [{ "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": last }] })
}

fn bank_missing(blocks: u32) -> Task {
    Task::MendProfile { profile: ProfileKind::Bank, status: ProfileStatus::Missing, blocks }
}

fn euro(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

fn money(minor: i64, currency: &str) -> Money {
    Money { minor, currency: Currency::new(currency).unwrap() }
}

/// 11.1 Actions are derived, never stored, for enrolled locations: with the same data a location that is not enrolled
/// asks for nothing.
#[test]
fn r11_1_actions_are_derived_for_enrolled_locations() {
    let open = contoso()
        .location("malmo", payee("missing", "approved"))
        .location("malmo", designation_until("2026-12-31"))
        .claim("1", json!({ "state": "consentNotRequested" }))
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-01-31" } }));
    assert_eq!(open.on(TODAY).actions().len(), 4);
    assert_eq!(open.clone().location("malmo", json!({ "enrolment": null })).on(TODAY).actions(), []);
    let ended = open.location("malmo", json!({ "enrolment": { "first": "2025-01-01", "last": "2026-11-25" } }));
    assert_eq!(ended.on(TODAY).actions(), []);
}

/// 11.2 A bank or tax profile that needs action is one; it says how many active engagements it blocks.
#[test]
fn r11_2_a_profile_says_how_many_active_engagements_it_blocks() {
    let bank = contoso().location("malmo", payee("missing", "approved"));
    assert_eq!(tasks(&bank.on(TODAY)), [bank_missing(1)]);
    assert_eq!(tasks(&bank.on("2027-01-01")), [bank_missing(2)], "the migration has begun");

    let tax = contoso().location("malmo", payee("approved", "actionRequired"));
    let mend = Task::MendProfile { profile: ProfileKind::Tax, status: ProfileStatus::ActionRequired, blocks: 1 };
    assert_eq!(tasks(&tax.on(TODAY)), [mend]);

    assert_eq!(contoso().location("malmo", payee("pendingValidation", "approved")).on(TODAY).actions(), []);
}

/// 11.3 An attainment that runs out is one, 90 days ahead; it says how many engagements it would stop at the location.
#[test]
fn r11_3_an_attainment_that_runs_out_is_shown_90_days_ahead() {
    let ends = contoso().location("malmo", designation_until("2027-02-24"));
    assert_eq!(ends.on("2026-11-25").actions(), []);
    let renew = only(&ends, "2026-11-26");
    assert_eq!(renew.task, Task::RenewAttainment { attainment: Idx::new(0), stops: 2 }, "both are active by then");
    assert_eq!(renew.due, Some(day("2027-02-24")));
    assert_eq!(renew.location, Some(ends.on(TODAY).position("malmo")));
}

/// 11.4 An attainment that stops nothing is none.
#[test]
fn r11_4_an_attainment_that_stops_nothing_is_none() {
    let not_asked_for = contoso().location(
        "malmo",
        json!({ "attainments": [
        { "id": "1", "credential": "security-partner", "first": "2025-01-01" },
        { "id": "2", "credential": "threat-protection", "first": "2025-01-01", "last": "2026-12-10" }
    ] }),
    );
    assert_eq!(not_asked_for.on(TODAY).actions(), []);

    let workshop_ends_with_it = contoso()
        .location("malmo", designation_until("2026-12-10"))
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2026-12-10" } }));
    assert_eq!(workshop_ends_with_it.on(TODAY).actions(), []);

    let renewed = contoso().location(
        "malmo",
        json!({ "attainments": [
        { "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": "2026-12-10" },
        { "id": "2", "credential": "security-partner", "first": "2026-12-11" }
    ] }),
    );
    assert_eq!(renewed.on(TODAY).actions(), []);
}

/// 11.5 Consent not asked for is one.
#[test]
fn r11_5_consent_not_asked_for() {
    let action = only(&contoso().claim("1", json!({ "state": "consentNotRequested" })), TODAY);
    assert_eq!((action.task, action.claim), (Task::AskForConsent, Some(Idx::new(0))));
}

/// 11.6 Consent that runs out on a day is one.
#[test]
fn r11_6_consent_that_runs_out() {
    let action = only(&contoso().claim("1", json!({ "state": "consentRequested" })), TODAY);
    assert_eq!((action.task, action.due), (Task::RemindOfConsent, Some(day("2026-12-02"))));
}

/// 11.7 A claim that must be submitted by a day is one.
#[test]
fn r11_7_a_claim_to_submit() {
    let complete = json!({
        "state": "consentGiven", "consented": "2026-11-10",
        "evidence": [{ "kind": "findings", "state": "complete" }]
    });
    let action = only(&contoso().claim("1", complete), TODAY);
    assert_eq!((action.task, action.due), (Task::SubmitClaim, Some(day("2027-02-08"))));
}

/// 11.8 Missing evidence is one.
#[test]
fn r11_8_missing_evidence() {
    let begun = json!({
        "state": "consentGiven", "consented": "2026-11-10",
        "evidence": [{ "kind": "findings", "state": "inProgress" }]
    });
    let action = only(&contoso().claim("1", begun), TODAY);
    let missing = vec![EvidenceKind::Findings];
    assert_eq!((action.task, action.due), (Task::CompleteEvidence { missing }, Some(day("2027-02-08"))));
}

/// 11.9 A request for information by the reviewer is one.
#[test]
fn r11_9_a_question_of_the_reviewer() {
    let asked = json!({ "state": "partnerActionRequired", "decided": "2026-11-24" });
    let action = only(&contoso().claim("1", asked), TODAY);
    assert_eq!((action.task, action.due), (Task::AnswerReviewer, Some(day("2026-12-01"))));
}

/// 11.10 A rejected claim is one, until the last day of the dispute.
#[test]
fn r11_10_a_rejected_claim_until_the_last_day_of_the_dispute() {
    let rejected = contoso().claim("1", json!({ "state": "rejected", "decided": "2026-11-10" }));
    let action = only(&rejected, "2026-12-10");
    assert_eq!((action.task, action.due), (Task::DisputeRejection, Some(day("2026-12-10"))));
    assert_eq!(rejected.on("2026-12-11").actions(), []);
}

/// 11.11 An engagement that ends with claims not yet submitted is one, 90 days ahead, and not after its end.
#[test]
fn r11_11_an_engagement_that_ends_with_claims_not_yet_submitted() {
    let ends = contoso()
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-02-24" } }))
        .claim("1", json!({ "state": "consentGiven", "consented": "2026-11-26" }))
        .claim("2", json!({ "state": "consentNotRequested", "added": "2026-11-25" }))
        .claim("3", json!({ "state": "submitted" }));
    let shown = |today: &str| {
        let actions = ends.on(today).actions();
        actions.into_iter().find(|action| matches!(action.task, Task::FinishBeforeEnd { .. }))
    };
    assert_eq!(shown("2026-11-25"), None);
    let action = shown("2026-11-26").unwrap();
    let at = vec![ends.on(TODAY).position("malmo"); 2];
    assert_eq!((action.task, action.due), (Task::FinishBeforeEnd { at }, Some(day("2027-02-24"))));
    assert_eq!(shown("2027-02-24").unwrap().severity, Severity::Week);
    assert_eq!(shown("2027-02-25"), None);
}

/// 11.12 Each has a due day or none: a profile has none, nor has a question whose day is not known.
#[test]
fn r11_12_each_has_a_due_day_or_none() {
    assert_eq!(only(&contoso().location("malmo", payee("missing", "approved")), TODAY).due, None);
    assert_eq!(only(&contoso().claim("1", json!({ "state": "partnerActionRequired" })), TODAY).due, None);
    assert!(only(&contoso().claim("1", json!({ "state": "consentRequested" })), TODAY).due.is_some());
}

/// 11.13 Each has a severity: overdue, at most 7 days, at most 30 days, later.
#[test]
fn r11_13_each_has_a_severity() {
    let ends = contoso().location("malmo", designation_until("2027-01-31"));
    let severity = |today: &str| only(&ends, today).severity;
    assert_eq!(severity("2026-12-31"), Severity::Later);
    assert_eq!(severity("2027-01-01"), Severity::Month);
    assert_eq!(severity("2027-01-23"), Severity::Month);
    assert_eq!(severity("2027-01-24"), Severity::Week);
    assert_eq!(severity("2027-01-31"), Severity::Week);
    assert_eq!(severity("2027-02-01"), Severity::Overdue);
}

/// 11.15 It stays until it is done.
#[test]
fn r11_15_it_stays_until_it_is_done() {
    let bank = contoso().location("malmo", payee("missing", "approved"));
    assert_eq!(bank.on(TODAY).actions().len(), 1);
    assert_eq!(bank.on("2027-06-30").actions().len(), 1);
    assert_eq!(bank.location("malmo", payee("pendingValidation", "approved")).on("2027-06-30").actions(), []);

    let asked = contoso().claim("1", json!({ "state": "partnerActionRequired", "decided": "2026-11-10" }));
    assert_eq!(asked.on("2028-11-26").actions().len(), 1);
}

/// 11.16 The money beside a profile is that of the open claims of its location.
#[test]
fn r11_16_the_money_beside_a_profile() {
    let today = contoso()
        .location("malmo", payee("missing", "approved"))
        .claim("1", json!({ "state": "underReview", "amount": euro(100) }))
        .claim("2", json!({ "state": "approved", "amount": euro(20) }))
        .claim("paid", json!({ "state": "paid", "amount": euro(3_000) }))
        .claim("lapsed", json!({ "state": "consentRequested", "added": "2026-10-01", "amount": euro(40_000) }))
        .claim("elsewhere", json!({ "state": "underReview", "location": "oslo", "amount": euro(500_000) }))
        .on(TODAY);
    assert_eq!(tasks(&today), [bank_missing(1)]);
    assert_eq!(today.0.stake(&today.actions()).totals(), [money(120, "EUR")]);
}

/// 11.17 The money beside an attainment is that of the open claims of the engagements that it stops: active on the day
/// after its last day, location eligible.
#[test]
fn r11_17_the_money_beside_an_attainment() {
    let today = contoso()
        .location("malmo", designation_until("2026-12-10"))
        .add_engagement("ends", json!({ "term": { "first": "2026-07-01", "last": "2026-12-10" } }))
        .add_engagement("begins", json!({ "term": { "first": "2026-12-11", "last": "2027-06-30" } }))
        .claim("1", json!({ "state": "underReview", "amount": euro(100) }))
        .claim("2", json!({ "state": "underReview", "engagement": "begins", "amount": euro(20) }))
        .claim("3", json!({ "state": "underReview", "engagement": "ends", "amount": euro(3_000) }))
        .claim("4", json!({ "state": "paid", "amount": euro(40_000) }))
        .on(TODAY);
    assert_eq!(tasks(&today), [Task::RenewAttainment { attainment: Idx::new(0), stops: 2 }]);
    assert_eq!(today.0.stake(&today.actions()).totals(), [money(120, "EUR")]);
}

/// 11.18 The money beside an engagement that ends is that of its claims not yet submitted; lapsed ones do not count.
#[test]
fn r11_18_the_money_beside_an_engagement_that_ends() {
    let today = contoso()
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-01-31" } }))
        .claim("1", json!({ "state": "consentRequested", "amount": euro(100) }))
        .claim("submitted", json!({ "state": "submitted", "amount": euro(3_000) }))
        .claim("lapsed", json!({ "state": "consentRequested", "added": "2026-10-01", "amount": euro(40_000) }))
        .on(TODAY);
    let ends = today.actions().into_iter().find(|action| matches!(action.task, Task::FinishBeforeEnd { .. })).unwrap();
    assert_eq!(ends.task, Task::FinishBeforeEnd { at: vec![today.position("malmo")] });
    assert_eq!(today.0.stake([&ends]).totals(), [money(100, "EUR")]);
}

/// 11.19 In every total the money of a claim is counted once, whatever names it: here both profiles, the claim's own
/// step and the engagement that ends.
#[test]
fn r11_19_in_every_total_the_money_of_a_claim_is_counted_once() {
    let today = contoso()
        .location("malmo", payee("missing", "missing"))
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-01-31" } }))
        .claim("1", json!({ "state": "consentRequested", "amount": euro(100) }))
        .claim("2", json!({ "state": "underReview", "amount": { "minor": 7, "currency": "SEK" } }))
        .on(TODAY);
    let actions = today.actions();
    assert_eq!(actions.len(), 4);
    assert_eq!(today.0.stake(&actions[..1]).totals(), [money(100, "EUR"), money(7, "SEK")], "the bank profile");
    assert_eq!(today.0.stake(&actions[..2]).totals(), [money(100, "EUR"), money(7, "SEK")], "both profiles");
    assert_eq!(today.0.stake(&actions).totals(), [money(100, "EUR"), money(7, "SEK")]);
    assert_eq!(today.0.stake(&actions[2..]).totals(), [money(100, "EUR")]);
}

/// 11.20 A profile that blocks engagements counts as due within 7 days and stands on top of its severity with what it
/// blocks.
#[test]
fn r11_20_a_profile_that_blocks_stands_on_top_of_its_severity() {
    let today = contoso()
        .location("malmo", payee("approved", "missing"))
        .claim("late", json!({ "state": "partnerActionRequired", "decided": "2026-11-10" }))
        .claim("today", json!({ "state": "consentRequested", "added": "2026-10-27" }))
        .on(TODAY);
    let mend = Task::MendProfile { profile: ProfileKind::Tax, status: ProfileStatus::Missing, blocks: 1 };
    let order: Vec<_> = today.actions().into_iter().map(|action| (action.severity, action.task)).collect();
    let expected =
        [(Severity::Overdue, Task::AnswerReviewer), (Severity::Week, mend), (Severity::Week, Task::RemindOfConsent)];
    assert_eq!(order, expected);
}

/// 11.21 A profile that blocks nothing is later.
#[test]
fn r11_21_a_profile_that_blocks_nothing_is_later() {
    let oslo = only(&contoso().location("oslo", payee("missing", "approved")), TODAY);
    assert_eq!((oslo.task, oslo.severity), (bank_missing(0), Severity::Later));
}

/// 11.22 An engagement that ends concerns the locations of its claims: a filter by location finds it with the claims
/// and the money of the chosen locations.
#[test]
fn r11_22_a_filter_by_location_finds_an_engagement_that_ends_with_the_claims_there() {
    let today = contoso()
        .add_location("bergen", json!({}))
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-01-31" } }))
        .claim("1", json!({ "state": "consentNotRequested", "amount": euro(100) }))
        .claim("2", json!({ "state": "consentNotRequested", "amount": euro(20), "location": "oslo" }))
        .claim("3", json!({ "state": "consentNotRequested", "amount": euro(3), "location": "oslo" }))
        .on(TODAY);
    let (malmo, oslo) = (today.position("malmo"), today.position("oslo"));
    let actions = today.actions();
    let found = |locations: &[Idx<Location>]| {
        let query = ActionsQuery {
            kinds: vec![ActionKind::EngagementEnd],
            locations: locations.to_vec(),
            ..ActionsQuery::default()
        };
        let answer = query.answer(&actions, &[]);
        let found: Vec<&Action> = answer.matching(&actions).collect();
        let task = found.first().map(|action| action.task.clone());
        (task, today.0.stake(found).totals().to_vec(), answer.facets.locations)
    };
    let counts = BTreeMap::from([(malmo, 1), (oslo, 1)]);
    let ends = |at: &[Idx<Location>]| Some(Task::FinishBeforeEnd { at: at.to_vec() });
    assert_eq!(found(&[]), (ends(&[malmo, oslo, oslo]), vec![money(123, "EUR")], counts.clone()));
    assert_eq!(found(&[malmo]), (ends(&[malmo]), vec![money(100, "EUR")], counts.clone()));
    assert_eq!(found(&[oslo]), (ends(&[oslo, oslo]), vec![money(23, "EUR")], counts.clone()));
    assert_eq!(found(&[oslo, malmo]), found(&[]));
    assert_eq!(found(&[today.position("bergen")]), (None, vec![], counts));
}
