//! Rule 8: deadlines, and what is overdue or has lapsed.

use domain::actions::{Action, Severity, Task};
use domain::claims::{Lapse, LapseReason};
use domain::view::{ClaimDeadline, DeadlineKind, claim_report};
use domain::{Currency, Idx, Money};

use crate::example::{Example, OnDay, contoso, day, json};

/// The only action on a day.
fn only(example: &Example, today: &str) -> Action {
    let mut actions = example.on(today).actions();
    assert_eq!(actions.len(), 1, "{actions:?}");
    actions.remove(0)
}

/// The last day of the only action on a day, as it is written.
fn due(example: &Example, today: &str) -> String {
    only(example, today).due.unwrap().to_string()
}

/// How the claims that have lapsed did so.
fn lapses(today: &OnDay) -> Vec<Lapse> {
    today.0.lapsed().into_iter().map(|lapsed| lapsed.lapse).collect()
}

fn lapse(reason: LapseReason, last_day: &str) -> Lapse {
    Lapse { reason, last_day: Some(day(last_day)) }
}

/// 8.1 The customer consents within 30 days of add or claim, or within the days that the engagement gives.
#[test]
fn r8_1_the_customer_consents_within_30_days() {
    let asked = contoso().claim("1", json!({ "state": "consentRequested", "added": "2026-11-02" }));
    assert_eq!(due(&asked, "2026-11-26"), "2026-12-02");
    let within_40 = asked.engagement("workshop", json!({ "details": { "consentDays": 40 } }));
    assert_eq!(due(&within_40, "2026-11-26"), "2026-12-12");
}

/// 8.2 The claim is submitted within 90 days of consent, or within the days that the engagement gives.
#[test]
fn r8_2_the_claim_is_submitted_within_90_days_of_consent() {
    let given = contoso().claim("1", json!({ "state": "consentGiven", "consented": "2026-11-10" }));
    assert_eq!(due(&given, "2026-11-26"), "2027-02-08");
    let within_60 = given.engagement("workshop", json!({ "details": { "claimDays": 60 } }));
    assert_eq!(due(&within_60, "2026-11-26"), "2027-01-09");
}

/// 8.3 The review starts within 5 business days of submission and takes 5 more: submitted on a Friday, it starts by the
/// next Friday and ends by the one after.
#[test]
fn r8_3_the_review_starts_within_5_business_days_and_takes_5_more() {
    let submitted = json!({ "state": "submitted", "consented": "2026-11-10", "submitted": "2026-11-20" });
    let today = contoso().claim("1", submitted).on("2026-11-26");
    let deadlines = claim_report(&today.0, Idx::new(0)).unwrap().deadlines;
    let expected = [(DeadlineKind::ReviewStart, "2026-11-27"), (DeadlineKind::Decision, "2026-12-04")];
    assert_eq!(deadlines, expected.map(|(kind, last)| ClaimDeadline { kind, day: day(last) }));
}

/// 8.4 The partner answers a request for information within 5 business days: asked on a Thursday, by the next one.
#[test]
fn r8_4_the_partner_answers_within_5_business_days() {
    let asked = contoso().claim("1", json!({ "state": "partnerActionRequired", "decided": "2026-11-26" }));
    assert_eq!(due(&asked, "2026-11-26"), "2026-12-03");
}

/// 8.5 A rejection can be disputed for 30 days.
#[test]
fn r8_5_a_rejection_can_be_disputed_for_30_days() {
    let rejected = contoso().claim("1", json!({ "state": "rejected", "decided": "2026-11-10" }));
    assert_eq!(due(&rejected, "2026-11-26"), "2026-12-10");
}

/// 8.6 Deadlines are calendar days: this one is a Saturday, and the whole of it can be used.
#[test]
fn r8_6_deadlines_are_calendar_days() {
    let asked = contoso().claim("1", json!({ "state": "consentRequested", "added": "2026-11-05" }));
    assert_eq!(due(&asked, "2026-12-05"), "2026-12-05");
    assert_eq!(asked.on("2026-12-06").actions(), []);
}

/// 8.7 Business days know weekends: asked on a Friday or on the Saturday after, by the Friday after.
#[test]
fn r8_7_business_days_know_weekends() {
    let friday = contoso().claim("1", json!({ "state": "partnerActionRequired", "decided": "2026-11-20" }));
    assert_eq!(due(&friday, "2026-11-26"), "2026-11-27");
    let saturday = contoso().claim("1", json!({ "state": "partnerActionRequired", "decided": "2026-11-21" }));
    assert_eq!(due(&saturday, "2026-11-26"), "2026-11-27");
}

/// 8.9 Overdue is past its day and can still be done: an attainment that has run out and stops something, a late answer
/// to the reviewer.
#[test]
fn r8_9_overdue_can_still_be_done() {
    let late = contoso().claim("1", json!({ "state": "partnerActionRequired", "decided": "2026-11-10" }));
    let answer = only(&late, "2026-11-26");
    assert_eq!(
        (answer.task, answer.due, answer.severity),
        (Task::AnswerReviewer, Some(day("2026-11-17")), Severity::Overdue)
    );
    assert_eq!(lapses(&late.on("2026-11-26")), []);

    let run_out = contoso().location(
        "malmo",
        json!({ "attainments": [
        { "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": "2026-11-20" }
    ] }),
    );
    let renew = only(&run_out, "2026-11-26");
    assert_eq!(renew.task, Task::RenewAttainment { attainment: Idx::new(0), stops: 1 });
    assert_eq!((renew.due, renew.severity), (Some(day("2026-11-20")), Severity::Overdue));
}

/// 8.10 Lapsed can no longer be done: consent, claim and dispute past their day.
#[test]
fn r8_10_lapsed_can_no_longer_be_done() {
    let consent = contoso().claim("1", json!({ "state": "consentNotRequested", "added": "2026-10-20" }));
    assert_eq!(only(&consent, "2026-11-19").task, Task::AskForConsent);
    assert_eq!(consent.on("2026-11-20").actions(), []);
    assert_eq!(lapses(&consent.on("2026-11-19")), []);
    assert_eq!(lapses(&consent.on("2026-11-20")), [lapse(LapseReason::Consent, "2026-11-19")]);

    let claim =
        contoso().claim("1", json!({ "state": "consentGiven", "added": "2026-07-20", "consented": "2026-08-01" }));
    assert_eq!(claim.on("2026-10-30").actions().len(), 1);
    assert_eq!(claim.on("2026-10-31").actions(), []);
    assert_eq!(lapses(&claim.on("2026-10-31")), [lapse(LapseReason::Submission, "2026-10-30")]);

    let dispute = contoso().claim("1", json!({ "state": "rejected", "decided": "2026-10-20" }));
    assert_eq!(only(&dispute, "2026-11-19").task, Task::DisputeRejection);
    assert_eq!(dispute.on("2026-11-20").actions(), []);
    assert_eq!(lapses(&dispute.on("2026-11-20")), [lapse(LapseReason::Dispute, "2026-11-19")]);
}

/// 8.11 A claim that is not submitted when the term of its engagement ends has lapsed; one that is submitted has not.
#[test]
fn r8_11_a_claim_that_is_not_submitted_lapses_with_the_engagement() {
    let ends = contoso().engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2026-11-25" } }));
    let given = json!({ "state": "consentGiven", "added": "2026-11-02", "consented": "2026-11-10" });
    let given = ends.clone().claim("1", given);
    let due: Vec<_> = given.on("2026-11-25").actions().into_iter().map(|action| action.due).collect();
    assert_eq!(due, [Some(day("2026-11-25")), Some(day("2026-11-25"))], "the claim, and the engagement that ends");
    assert_eq!(given.on("2026-11-26").actions(), []);
    assert_eq!(lapses(&given.on("2026-11-26")), [lapse(LapseReason::EngagementEnd, "2026-11-25")]);

    let requested = ends.clone().claim("1", json!({ "state": "consentRequested", "added": "2026-11-02" }));
    assert_eq!(lapses(&requested.on("2026-11-26")), [lapse(LapseReason::EngagementEnd, "2026-11-25")]);

    let submitted = ends.claim("1", json!({ "state": "submitted", "submitted": "2026-11-25" }));
    assert_eq!(lapses(&submitted.on("2026-11-26")), []);
}

/// 8.12 A claim in the state consent expired or claim expired has lapsed.
#[test]
fn r8_12_expired_states_have_lapsed() {
    let today = contoso()
        .claim("1", json!({ "state": "consentExpired", "added": "2026-10-20" }))
        .claim("2", json!({ "state": "claimExpired", "added": "2026-07-20", "consented": "2026-08-01" }))
        .claim("3", json!({ "state": "consentDeclined" }))
        .claim("4", json!({ "state": "cancelled" }))
        .on("2026-11-26");
    let expected = [lapse(LapseReason::Consent, "2026-11-19"), lapse(LapseReason::Submission, "2026-10-30")];
    assert_eq!(lapses(&today), expected, "the latest first");
    assert_eq!(today.actions(), []);
}

/// 8.13 What has lapsed leaves the inbox for "Lapsed", with the money lost. (That it offers no verb, a story shows.)
#[test]
fn r8_13_what_has_lapsed_leaves_the_inbox_with_the_money_lost() {
    let amount = |minor: i64, currency: &str| json!({ "minor": minor, "currency": currency });
    let asked = json!({ "state": "consentRequested", "added": "2026-10-27", "amount": amount(300_000, "SEK") });
    let no_consent = json!({ "state": "consentExpired", "added": "2026-09-01", "amount": amount(5_000, "SEK") });
    let not_submitted = json!({ "state": "claimExpired", "added": "2026-09-01", "amount": amount(20_000, "EUR") });
    let example = contoso().claim("1", asked).claim("2", no_consent).claim("3", not_submitted);
    let before = example.on("2026-11-26");
    assert_eq!((before.actions().len(), before.0.lapsed().len()), (1, 2));

    let after = OnDay(before.0.on_day(day("2026-11-27")));
    assert_eq!((after.actions().len(), after.0.lapsed().len()), (0, 3));
    let lost = after.0.money_of(after.0.lapsed().iter().map(|lapsed| lapsed.claim));
    let money = |minor, currency| Money { minor, currency: Currency::new(currency).unwrap() };
    assert_eq!(lost.totals(), [money(20_000, "EUR"), money(305_000, "SEK")]);
}
