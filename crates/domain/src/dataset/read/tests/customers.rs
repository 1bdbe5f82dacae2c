//! Customers and the verdicts on them: what version 2 of the format added.

use super::*;
use crate::model::{CustomerEligibility, EvidenceState, Segment};
use crate::testing::verdict;

fn with_verdict() -> Value {
    let mut value = value();
    push(&mut value["customerVerdicts"], verdict("v", CustomerEligibility::CriteriaNotMet, today()));
    value
}

/// Changes a sound file with a verdict; the reported problems, and how many verdicts are left.
fn check_verdicts(change: impl FnOnce(&mut Value), expected: &[&str], left: usize) {
    let mut value = with_verdict();
    change(&mut value);
    let loaded = read(&serde_json::to_vec(&value).unwrap());
    assert_eq!(reported(&loaded), expected);
    assert_eq!(loaded.data.unwrap().customer_verdicts.len(), left);
}

#[test]
fn a_verdict_names_an_engagement_and_a_customer_that_exist() {
    check_verdicts(|_| {}, &[], 1);
    check_verdicts(
        |value| {
            value["customerVerdicts"][0]["engagement"] = json!("x");
            value["customerVerdicts"][0]["customer"] = json!("y");
        },
        &["$.customerVerdicts[0].engagement: there is no \"x\"", "$.customerVerdicts[0].customer: there is no \"y\""],
        0,
    );
    check_verdicts(
        |value| {
            push(&mut value["customerVerdicts"], verdict("v", CustomerEligibility::Eligible, today()));
            value["customerVerdicts"][0]["since"] = json!("2026-11-01");
        },
        &["$.customerVerdicts[1].id: the id \"v\" is used before"],
        1,
    );
    check_verdicts(
        |value| value["customerVerdicts"][0]["verdict"] = json!("maybe"),
        &["$.customerVerdicts[0].verdict: unknown variant `maybe`, expected one of `eligible`, `criteriaNotMet`, \
           `consentedToAnotherPartner`, `doneWithAnotherPartner`, `claimLimitReached`"],
        0,
    );
    check_verdicts(
        |value| value["customerVerdicts"] = json!(7),
        &["$.customerVerdicts: invalid type: expected a list"],
        0,
    );
}

#[test]
fn a_file_that_ends_within_its_verdicts_keeps_those_before() {
    let mut value = with_verdict();
    push(&mut value["customerVerdicts"], verdict("w", CustomerEligibility::Eligible, today()));
    let dataset: model::Dataset = serde_json::from_value(value).unwrap();
    let text = serde_json::to_string(&dataset).unwrap();
    let end = text.len() - 9;
    let loaded = read(&text.as_bytes()[..end]);
    assert_eq!(reported(&loaded), [format!("$.customerVerdicts[1]: the file ends too early, at byte {end}")]);
    assert_eq!(loaded.data.unwrap().customer_verdicts.len(), 1);
}

/// A tenant ID that is none leaves out the customer, and with it what names it.
#[test]
fn a_tenant_id_is_a_uuid() {
    let sound = "1F6d3c2a-9b7e-4c51-8a40-5d2e7b90c6f3";
    check_verdicts(|value| value["customers"][0]["tenantId"] = json!(sound), &[], 1);
    for id in ["", "1f6d3c2a", "1f6d3c2a9b7e4c518a405d2e7b90c6f3", "1f6d3c2a-9b7e-4c51-8a40-5d2e7b90c6fg"] {
        let found = format!("string {id:?}, expected a UUID, such as 1f6d3c2a-9b7e-4c51-8a40-5d2e7b90c6f3");
        check_verdicts(
            |value| value["customers"][0]["tenantId"] = json!(id),
            &[
                &format!("$.customers[0].tenantId: invalid value: {found}"),
                "$.claims[0].customer: there is no \"fabrikam\"",
                "$.customerVerdicts[0].customer: there is no \"fabrikam\"",
            ],
            0,
        );
    }
}

#[test]
fn version_2_has_more_of_customers_and_evidence() {
    let mut value = with_verdict();
    value["customers"][0]["segment"] = json!("publicSector");
    value["customers"][0]["domain"] = json!("fabrikam.example.com");
    value["claims"][0]["evidence"] = json!([{ "kind": "findings", "state": "actionRequired", "since": "2026-11-01" }]);
    let data = read(&serde_json::to_vec(&value).unwrap()).data.unwrap();
    let (customer, item) = (&data.customers[0], data.claims[0].evidence[0]);
    assert_eq!(customer.segment, Some(Segment::PublicSector));
    assert_eq!(customer.domain.as_deref(), Some("fabrikam.example.com"));
    assert_eq!((item.state, item.since), (EvidenceState::ActionRequired, Some(day("2026-11-01"))));
}

#[test]
fn version_1_is_read_without_problems() {
    let mut value = value();
    remove(&mut value, "customerVerdicts");
    value["version"] = json!(1);
    let loaded = read(&serde_json::to_vec(&value).unwrap());
    assert_eq!(reported(&loaded), [""; 0]);
    let data = loaded.data.unwrap();
    assert_eq!((data.customers.len(), data.claims.len(), data.customer_verdicts.len()), (1, 1, 0));
}
