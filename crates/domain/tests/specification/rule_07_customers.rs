//! Rule 7: the customers of an engagement. The workshop is build intent, the migration is not.

use domain::Idx;
use domain::customer_eligibility::CustomerGroup;
use domain::model::{ClaimState, CustomerEligibility};
use domain::view::{MoneyOutlook, Obstacle, Party, Prospect, claim_status, customer_engagements, engagement_customers};

use crate::example::{Example, OnDay, contoso, json};

/// The customers of an engagement: id, group and why closed, in the order of the page.
fn customers(today: &OnDay, engagement: &str) -> Vec<(String, CustomerGroup, Option<ClaimState>)> {
    let customers = engagement_customers(&today.0, today.engagement(engagement));
    let id = |at| today.0.data().customer_at(at).unwrap().id.to_string();
    customers.iter().map(|it| (id(it.customer), it.group, it.closed_because())).collect()
}

/// The customers of the workshop: id, group and why not eligible, in the order of the page.
fn eligibility(today: &OnDay) -> Vec<(String, CustomerGroup, Option<CustomerEligibility>)> {
    let customers = engagement_customers(&today.0, today.engagement("workshop"));
    let id = |at| today.0.data().customer_at(at).unwrap().id.to_string();
    customers.iter().map(|it| (id(it.customer), it.group, it.not_eligible_because())).collect()
}

/// 7.1 A customer is *eligible*, *not eligible* or *closed*.
#[test]
fn r7_1_a_customer_is_eligible_not_eligible_or_closed() {
    let today = contoso()
        .add_customer("northwind")
        .add_customer("adatum")
        .claim("1", json!({ "state": "consentRequested" }))
        .verdict("1", json!({ "customer": "litware" }))
        .verdict("2", json!({ "customer": "northwind", "verdict": "criteriaNotMet" }))
        .claim("2", json!({ "state": "paid", "customer": "adatum" }))
        .on("2026-11-26");
    assert_eq!(
        eligibility(&today),
        [
            ("fabrikam".to_owned(), CustomerGroup::Eligible, None),
            ("litware".to_owned(), CustomerGroup::Eligible, None),
            ("northwind".to_owned(), CustomerGroup::NotEligible, Some(CustomerEligibility::CriteriaNotMet)),
            ("adatum".to_owned(), CustomerGroup::Closed, None),
        ]
    );
}

/// 7.2 *Not eligible* names the reason: criteria not met, consented to another partner, already done with another
/// partner, or claim limit reached.
#[test]
fn r7_2_not_eligible_names_the_reason() {
    let because = |verdict: &str| {
        eligibility(&contoso().verdict("1", json!({ "verdict": verdict })).on("2026-11-26")).remove(0).2
    };
    assert_eq!(because("criteriaNotMet"), Some(CustomerEligibility::CriteriaNotMet));
    assert_eq!(because("consentedToAnotherPartner"), Some(CustomerEligibility::ConsentedToAnotherPartner));
    assert_eq!(because("doneWithAnotherPartner"), Some(CustomerEligibility::DoneWithAnotherPartner));
    assert_eq!(because("claimLimitReached"), Some(CustomerEligibility::ClaimLimitReached));
    assert_eq!(because("eligible"), None);
}

/// 7.3 Only engagements with the partner role build intent have a Customers page.
#[test]
fn r7_3_only_build_intent_has_customers() {
    let today = contoso()
        .claim("1", json!({ "state": "consentRequested" }))
        .claim("2", json!({ "state": "consentRequested", "engagement": "migration" }))
        .on("2026-11-26");
    assert_eq!(customers(&today, "workshop"), [("fabrikam".to_owned(), CustomerGroup::Eligible, None)]);
    assert_eq!(customers(&today, "migration"), []);
}

/// 7.4 A customer who declined or let the consent lapse stays under *closed* with the reason; nothing disappears.
#[test]
fn r7_4_a_closed_customer_stays_with_the_reason() {
    let today = contoso()
        .claim("1", json!({ "state": "consentDeclined" }))
        // 30 days after 1 October are over.
        .claim("2", json!({ "state": "consentRequested", "added": "2026-10-01", "customer": "litware" }))
        .on("2026-11-26");
    assert_eq!(
        customers(&today, "workshop"),
        [
            ("fabrikam".to_owned(), CustomerGroup::Closed, Some(ClaimState::ConsentDeclined)),
            ("litware".to_owned(), CustomerGroup::Closed, Some(ClaimState::ConsentExpired)),
        ]
    );
    // Claimed again: the customer is there once, with both claims, the open one first.
    let again = contoso()
        .claim("1", json!({ "state": "consentDeclined" }))
        .claim("2", json!({ "state": "consentNotRequested", "added": "2026-11-20" }))
        .on("2026-11-26");
    assert_eq!(customers(&again, "workshop"), [("fabrikam".to_owned(), CustomerGroup::Eligible, None)]);
    let customer = engagement_customers(&again.0, again.engagement("workshop")).remove(0);
    let claims: Vec<&str> = customer.claims.iter().map(|claim| claim.claim.id.as_str()).collect();
    assert_eq!(claims, ["2", "1"]);
}

/// 7.7 A verdict of the programme counts from its day on, until a later one on the same customer and engagement.
#[test]
fn r7_7_a_verdict_counts_from_its_day_on_until_a_later_one() {
    let twice = contoso()
        .verdict("1", json!({ "verdict": "consentedToAnotherPartner", "since": "2026-11-20" }))
        .verdict("2", json!({ "verdict": "eligible", "since": "2026-11-10" }));
    let on =
        |day: &str| eligibility(&twice.on(day)).into_iter().map(|(_, group, why)| (group, why)).collect::<Vec<_>>();
    assert_eq!(on("2026-11-09"), []);
    assert_eq!(on("2026-11-10"), [(CustomerGroup::Eligible, None)]);
    assert_eq!(on("2026-11-19"), [(CustomerGroup::Eligible, None)]);
    let elsewhere = Some(CustomerEligibility::ConsentedToAnotherPartner);
    assert_eq!(on("2026-11-20"), [(CustomerGroup::NotEligible, elsewhere)]);
}

/// 7.8 A verdict stops a claim before the consent: it asks for nothing, waits for nobody, and no money is expected of
/// it. With consent, the claim goes on; a closed customer stays closed.
#[test]
fn r7_8_a_verdict_stops_a_claim_before_the_consent() {
    let with = |claim| {
        let limit = json!({ "verdict": "claimLimitReached" });
        let today = contoso().claim("1", claim).verdict("1", limit).on("2026-11-26");
        eligibility(&today).remove(0).1
    };
    assert_eq!(with(json!({ "state": "consentNotRequested" })), CustomerGroup::NotEligible);
    assert_eq!(with(json!({ "state": "consentRequested" })), CustomerGroup::NotEligible);
    assert_eq!(with(json!({ "state": "consentGiven", "consented": "2026-11-10" })), CustomerGroup::Eligible);
    assert_eq!(with(json!({ "state": "underReview" })), CustomerGroup::Eligible);
    assert_eq!(with(json!({ "state": "paid" })), CustomerGroup::Closed);
    // 30 days after 1 October are over.
    assert_eq!(with(json!({ "state": "consentRequested", "added": "2026-10-01" })), CustomerGroup::Closed);

    // What is asked, whom it waits for, and its money, with a verdict.
    let claim = |state: &str, verdict: &str| {
        let verdict = json!({ "verdict": verdict, "since": "2026-11-20" });
        let today = contoso().claim("1", json!({ "state": state })).verdict("1", verdict).on("2026-11-26");
        let status = claim_status(&today.0, Idx::new(0)).unwrap();
        let asked = today.0.actions().iter().any(|action| action.claims.contains(&Idx::new(0)));
        (asked, status.task.is_some(), status.waits_for, status.money)
    };
    let goes_on = (true, true, Some(Party::Partner), MoneyOutlook::Expected);
    assert_eq!(claim("consentNotRequested", "eligible"), goes_on);
    assert_eq!(claim("consentNotRequested", "claimLimitReached"), (false, false, None, MoneyOutlook::Lost));
    assert_eq!(claim("consentRequested", "criteriaNotMet"), (false, false, None, MoneyOutlook::Lost));
    assert_eq!(claim("partnerActionRequired", "claimLimitReached"), goes_on);
}

/// The engagements of Fabrikam: id, what each is to it, and why it is not possible, in the order of the page.
fn engagements(example: &Example) -> Vec<(String, Prospect, Option<Obstacle>)> {
    let today = example.on("2026-11-26");
    let fabrikam = today.0.data().customer_index(&"fabrikam".into()).unwrap();
    let all = customer_engagements(&today.0, fabrikam);
    all.iter().map(|it| (it.pair.engagement.id().to_owned(), it.prospect, it.obstacle())).collect()
}

/// 7.9 An engagement is running (a claim is open), open (the programme states that the customer is eligible, and there
/// is no claim), done (every claim is closed) or not possible: the programme states why, or it has ended.
#[test]
fn r7_9_an_engagement_is_running_open_done_or_not_possible() {
    let ended = json!({ "term": { "first": "2025-07-01", "last": "2026-11-25" } });
    let five = contoso()
        .add_engagement("briefing", json!({}))
        .add_engagement("assessment", json!({}))
        .add_engagement("pilot", json!({}))
        .add_engagement("envisioning", ended)
        .claim("1", json!({ "engagement": "workshop", "state": "consentRequested" }))
        .verdict("1", json!({ "engagement": "briefing", "verdict": "eligible" }))
        .claim("2", json!({ "engagement": "assessment", "state": "paid" }))
        .verdict("2", json!({ "engagement": "pilot", "verdict": "criteriaNotMet", "since": "2026-11-20" }))
        .verdict("3", json!({ "engagement": "envisioning", "verdict": "eligible" }))
        // Not build intent.
        .verdict("4", json!({ "engagement": "migration", "verdict": "eligible" }));
    assert_eq!(
        engagements(&five),
        [
            ("workshop".to_owned(), Prospect::Running, None),
            ("briefing".to_owned(), Prospect::Open, None),
            ("assessment".to_owned(), Prospect::Done, None),
            ("pilot".to_owned(), Prospect::NotPossible, Some(Obstacle::Stated(CustomerEligibility::CriteriaNotMet))),
            ("envisioning".to_owned(), Prospect::NotPossible, Some(Obstacle::Ended)),
        ]
    );
    assert_eq!(engagements(&contoso().claim("1", json!({ "customer": "litware" }))), []);
}
