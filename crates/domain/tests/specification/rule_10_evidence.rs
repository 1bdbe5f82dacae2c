//! Rule 10: evidence. The workshop requires the findings document, and in these examples more.

use domain::actions::Task;
use domain::model::EvidenceKind;

use crate::example::{Example, contoso, json};

/// What the first action asks for on 26 November 2026.
fn first_task(example: &Example) -> Task {
    example.on("2026-11-26").actions().remove(0).task
}

/// 10.1 The data of the engagement say what is required: findings document, invoice, partner survey, customer survey.
#[test]
fn r10_1_the_engagement_says_what_is_required() {
    let given = json!({ "state": "consentGiven", "consented": "2026-11-10" });
    let all = json!({ "details": { "evidence": ["findings", "invoice", "partnerSurvey", "customerSurvey"] } });
    let asks_for_all = contoso().engagement("workshop", all).claim("1", given.clone());
    assert_eq!(
        first_task(&asks_for_all),
        Task::CompleteEvidence {
            missing: vec![
                EvidenceKind::Findings,
                EvidenceKind::Invoice,
                EvidenceKind::PartnerSurvey,
                EvidenceKind::CustomerSurvey
            ]
        }
    );
    let asks_for_nothing = contoso().engagement("workshop", json!({ "details": {} })).claim("1", given);
    assert_eq!(first_task(&asks_for_nothing), Task::SubmitClaim);
}

/// 10.2 The items are done in any order, each with its own state.
#[test]
fn r10_2_items_in_any_order_each_with_its_own_state() {
    let evidence = |items| {
        let three = json!({ "details": { "evidence": ["findings", "invoice", "partnerSurvey"] } });
        let given = json!({ "state": "consentGiven", "consented": "2026-11-10", "evidence": items });
        first_task(&contoso().engagement("workshop", three).claim("1", given))
    };
    let survey_first = evidence(json!([{ "kind": "partnerSurvey", "state": "complete" }]));
    assert_eq!(survey_first, Task::CompleteEvidence { missing: vec![EvidenceKind::Findings, EvidenceKind::Invoice] });
    let invoice_is_begun = evidence(json!([
        { "kind": "invoice", "state": "inProgress" },
        { "kind": "findings", "state": "complete" },
        { "kind": "partnerSurvey", "state": "notStarted" }
    ]));
    assert_eq!(
        invoice_is_begun,
        Task::CompleteEvidence { missing: vec![EvidenceKind::Invoice, EvidenceKind::PartnerSurvey] }
    );
    let all_complete = evidence(json!([
        { "kind": "partnerSurvey", "state": "complete" },
        { "kind": "invoice", "state": "complete" },
        { "kind": "findings", "state": "complete" }
    ]));
    assert_eq!(all_complete, Task::SubmitClaim);
}

/// 10.6 An item that the reviewer does not accept as it is, is not complete.
#[test]
fn r10_6_an_item_that_is_not_accepted_is_not_complete() {
    let returned = json!([{ "kind": "findings", "state": "actionRequired", "since": "2026-11-20" }]);
    let given = json!({ "state": "consentGiven", "consented": "2026-11-10", "evidence": returned });
    let task = first_task(&contoso().claim("1", given));
    assert_eq!(task, Task::CompleteEvidence { missing: vec![EvidenceKind::Findings] });
}
