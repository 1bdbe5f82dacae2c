//! Rule 9: where a claim stands. The workshop requires the findings document.

use domain::Idx;
use domain::claims::LapseReason;
use domain::model::EvidenceKind;
use domain::view::{ClaimReport, EventKind, MoneyOutlook, Party, StageState, claim_report};
use serde_json::Value;

use crate::example::{OnDay, contoso, day, json};

/// The only claim, on 26 November 2026.
fn on_the_day(fields: Value) -> OnDay {
    contoso().claim("1", fields).on("2026-11-26")
}

fn report(today: &OnDay) -> ClaimReport<'_> {
    claim_report(&today.0, Idx::new(0)).unwrap()
}

fn stages(fields: Value) -> [StageState; 5] {
    report(&on_the_day(fields)).stages.map(|step| step.state)
}

/// 9.5 A claim stands on one line: consent → evidence → submitted → review → paid.
#[test]
fn r9_5_a_claim_stands_on_one_line() {
    use StageState::{Ahead, Current, Done, Stopped};
    assert_eq!(stages(json!({ "state": "consentRequested" })), [Current, Ahead, Ahead, Ahead, Ahead]);
    let given = json!({ "state": "consentGiven", "consented": "2026-11-10" });
    assert_eq!(stages(given), [Done, Current, Ahead, Ahead, Ahead]);
    let complete = json!([{ "kind": "findings", "state": "complete" }]);
    let to_submit = json!({ "state": "consentGiven", "consented": "2026-11-10", "evidence": complete });
    assert_eq!(stages(to_submit), [Done, Done, Current, Ahead, Ahead]);
    assert_eq!(stages(json!({ "state": "submitted" })), [Done, Done, Done, Current, Ahead]);
    assert_eq!(stages(json!({ "state": "partnerActionRequired" })), [Done, Done, Done, Current, Ahead]);
    assert_eq!(stages(json!({ "state": "paymentPending" })), [Done, Done, Done, Done, Current]);
    assert_eq!(stages(json!({ "state": "paid" })), [Done, Done, Done, Done, Done]);
    assert_eq!(stages(json!({ "state": "consentDeclined" })), [Stopped, Ahead, Ahead, Ahead, Ahead]);
    assert_eq!(stages(json!({ "state": "finallyRejected" })), [Done, Done, Done, Stopped, Ahead]);
    assert_eq!(stages(json!({ "state": "reversed" })), [Done, Done, Done, Done, Stopped]);
    // 90 days after 27 August are over, and the findings document was not there.
    let lapsed = json!({ "state": "consentGiven", "added": "2026-08-20", "consented": "2026-08-27" });
    assert_eq!(stages(lapsed), [Done, Stopped, Ahead, Ahead, Ahead]);
    let since = json!([{ "kind": "findings", "state": "complete", "since": "2026-11-12" }]);
    let today = on_the_day(json!({ "state": "consentGiven", "consented": "2026-11-10", "evidence": since }));
    let days = report(&today).stages.map(|step| step.done);
    assert_eq!(days, [Some(day("2026-11-10")), Some(day("2026-11-12")), None, None, None]);
}

/// 9.6 An open claim waits for the partner, for the customer or for Microsoft.
#[test]
fn r9_6_an_open_claim_waits_for_someone() {
    let waits_for = |fields: Value| report(&on_the_day(fields)).status.waits_for;
    assert_eq!(waits_for(json!({ "state": "consentNotRequested" })), Some(Party::Partner));
    assert_eq!(waits_for(json!({ "state": "consentRequested" })), Some(Party::Customer));
    assert_eq!(waits_for(json!({ "state": "consentGiven", "consented": "2026-11-10" })), Some(Party::Partner));
    assert_eq!(waits_for(json!({ "state": "underReview" })), Some(Party::Microsoft));
    assert_eq!(waits_for(json!({ "state": "partnerActionRequired" })), Some(Party::Partner));
    assert_eq!(waits_for(json!({ "state": "paymentPending" })), Some(Party::Microsoft));
    assert_eq!(waits_for(json!({ "state": "rejected" })), Some(Party::Partner));
    assert_eq!(waits_for(json!({ "state": "disputed" })), Some(Party::Microsoft));
    assert_eq!(waits_for(json!({ "state": "paid" })), None);
    // Asked for on 1 October: it has lapsed.
    assert_eq!(waits_for(json!({ "state": "consentRequested", "added": "2026-10-01" })), None);

    let survey = |findings, survey| {
        let evidence =
            json!([{ "kind": "findings", "state": findings }, { "kind": "customerSurvey", "state": survey }]);
        let claim = json!({ "state": "consentGiven", "consented": "2026-11-10", "evidence": evidence });
        let both = json!({ "details": { "evidence": ["findings", "customerSurvey"] } });
        report(&contoso().engagement("workshop", both).claim("1", claim).on("2026-11-26")).status.waits_for
    };
    assert_eq!(survey("complete", "inProgress"), Some(Party::Customer));
    assert_eq!(survey("inProgress", "inProgress"), Some(Party::Partner));
    assert_eq!(survey("complete", "notStarted"), Some(Party::Partner));
    assert_eq!(survey("complete", "complete"), Some(Party::Partner));
}

/// 9.7 The amount of a claim is expected while it is open, then paid, taken back or lost.
#[test]
fn r9_7_the_amount_is_expected_paid_taken_back_or_lost() {
    let money = |fields: Value| report(&on_the_day(fields)).status.money;
    assert_eq!(money(json!({ "state": "underReview" })), MoneyOutlook::Expected);
    assert_eq!(money(json!({ "state": "rejected", "decided": "2026-11-10" })), MoneyOutlook::Expected);
    assert_eq!(money(json!({ "state": "paid" })), MoneyOutlook::Paid);
    assert_eq!(money(json!({ "state": "reversed" })), MoneyOutlook::TakenBack);
    assert_eq!(money(json!({ "state": "cancelled" })), MoneyOutlook::Lost);
    assert_eq!(money(json!({ "state": "rejected", "decided": "2026-10-01" })), MoneyOutlook::Lost);
}

/// 9.8 The history of a claim has what the data have a day for, and the day on which it lapsed.
#[test]
fn r9_8_the_history_has_what_the_data_have_a_day_for() {
    let history = |fields: Value| {
        let today = on_the_day(fields);
        report(&today).history.iter().map(|event| (event.kind, event.day)).collect::<Vec<_>>()
    };
    let rejected = json!({
        "state": "rejected", "added": "2026-09-01", "consented": "2026-09-08", "submitted": "2026-10-05",
        "decided": "2026-10-20"
    });
    assert_eq!(
        history(rejected),
        [
            // 30 days after 20 October are over.
            (EventKind::Lapsed(LapseReason::Dispute), day("2026-11-20")),
            (EventKind::Rejected, day("2026-10-20")),
            (EventKind::Submitted, day("2026-10-05")),
            (EventKind::Consented, day("2026-09-08")),
            (EventKind::Added, day("2026-09-01")),
        ]
    );
    // Of one day, the later step comes first.
    let given = json!({
        "state": "consentGiven", "consented": "2026-11-10",
        "evidence": [
            { "kind": "findings", "state": "complete", "since": "2026-11-10" },
            { "kind": "invoice", "state": "inProgress", "since": "2026-11-20" },
            { "kind": "partnerSurvey", "state": "complete" }
        ]
    });
    assert_eq!(
        history(given),
        [
            (EventKind::EvidenceComplete(EvidenceKind::Findings), day("2026-11-10")),
            (EventKind::Consented, day("2026-11-10")),
            (EventKind::Added, day("2026-11-02")),
        ]
    );
    let asked = json!({ "state": "partnerActionRequired", "decided": "2026-11-24" });
    assert_eq!(history(asked), [(EventKind::QuestionAsked, day("2026-11-24")), (EventKind::Added, day("2026-11-02"))]);
}
