//! Rule 3: the payee profile of a location.

use domain::earning::{Earning, payee_of};
use domain::payee::ProfileStatus;

use crate::example::{contoso, json};

/// The payee profile of Malmö, from its bank and its tax profile.
fn profile(bank: &str, tax: &str) -> ProfileStatus {
    let payee = json!({ "payee": { "bank": { "status": bank }, "tax": { "status": tax } } });
    payee_of(contoso().location("malmo", payee).on("2026-11-26").location("malmo"))
}

/// 3.1 It is approved only when the bank profile and the tax profile are both approved.
#[test]
fn r3_1_approved_only_when_both_are() {
    assert_eq!(profile("approved", "approved"), ProfileStatus::Approved);
    assert_eq!(profile("approved", "pendingValidation"), ProfileStatus::PendingValidation);
    assert_eq!(profile("missing", "approved"), ProfileStatus::Missing);
}

/// 3.2 Otherwise it is the worse of the two: missing, then action required, then pending validation.
#[test]
fn r3_2_otherwise_the_worse_of_the_two() {
    assert_eq!(profile("missing", "actionRequired"), ProfileStatus::Missing);
    assert_eq!(profile("pendingValidation", "missing"), ProfileStatus::Missing);
    assert_eq!(profile("actionRequired", "pendingValidation"), ProfileStatus::ActionRequired);
    assert_eq!(profile("pendingValidation", "pendingValidation"), ProfileStatus::PendingValidation);
}

/// 3.3 Without an approved payee profile a location earns nothing. Months before it is complete are lost.
#[test]
fn r3_3_without_it_a_location_earns_nothing() {
    let pending = json!({ "payee": { "bank": { "status": "pendingValidation" }, "tax": { "status": "approved" } } });
    let product = contoso().location("malmo", pending).on("2026-11-26");
    assert_eq!(product.verdict("workshop", "malmo"), Earning::WithinReach);
    assert_eq!(product.cell("workshop").qualifying, 0);
}
