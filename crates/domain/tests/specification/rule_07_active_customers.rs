//! Rule 7: active customers of an engagement. Customers consent within 30 days, and claims are submitted within 90.

use crate::example::{Example, contoso, json};

/// How many customers are active with the workshop on 26 November 2026.
fn active(example: &Example) -> u32 {
    let product = example.on("2026-11-26");
    product.0.active_customers_of_all(product.engagement("workshop"))
}

/// 7.5 *Active customers* are those whose consent is given and whose claim is not closed and not lapsed.
#[test]
fn r7_5_consent_is_given_and_the_claim_neither_closed_nor_lapsed() {
    assert_eq!(active(&contoso().claim("1", json!({ "state": "consentRequested" }))), 0);
    let given = |on: &str| json!({ "state": "consentGiven", "added": "2026-08-01", "consented": on });
    assert_eq!(active(&contoso().claim("1", given("2026-08-28"))), 1);
    // 90 days after 27 August are over.
    assert_eq!(active(&contoso().claim("1", given("2026-08-27"))), 0);
    assert_eq!(active(&contoso().claim("1", json!({ "state": "underReview", "consented": "2026-08-27" }))), 1);
    assert_eq!(active(&contoso().claim("1", json!({ "state": "paid", "consented": "2026-08-27" }))), 0);
    assert_eq!(active(&contoso().claim("1", json!({ "state": "cancelled", "consented": "2026-11-10" }))), 0);
    // The claim lapses with the workshop, which ended yesterday; the rejection with the last day of the dispute.
    let ended = contoso().engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2026-11-25" } }));
    assert_eq!(active(&ended.clone().claim("1", given("2026-11-10"))), 0);
    assert_eq!(active(&ended.claim("1", json!({ "state": "underReview", "consented": "2026-11-10" }))), 1);
    let rejected = |on: &str| json!({ "state": "rejected", "consented": "2026-09-01", "decided": on });
    assert_eq!(active(&contoso().claim("1", rejected("2026-10-27"))), 1);
    assert_eq!(active(&contoso().claim("1", rejected("2026-10-26"))), 0);
}

/// 7.6 A customer counts once for each engagement.
#[test]
fn r7_6_a_customer_counts_once_for_each_engagement() {
    let given = json!({ "state": "consentGiven", "consented": "2026-11-10" });
    let twice = contoso().claim("1", given.clone()).claim("2", given.clone());
    assert_eq!(active(&twice), 1);
    let of_another = json!({ "state": "consentGiven", "consented": "2026-11-10", "customer": "litware" });
    assert_eq!(active(&twice.claim("3", of_another)), 2);
    let of_both = contoso()
        .engagement("migration", json!({ "term": { "first": "2026-07-01", "last": "2027-06-30" } }))
        .claim("1", given)
        .claim("2", json!({ "engagement": "migration", "state": "consentGiven", "consented": "2026-11-10" }))
        .on("2026-11-26");
    assert_eq!(of_both.0.active_customers_of_all(of_both.engagement("workshop")), 1);
    assert_eq!(of_both.0.active_customers_of_all(of_both.engagement("migration")), 1);
}
