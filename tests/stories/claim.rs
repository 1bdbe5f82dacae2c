//! The page of a claim.

use domain::Lang;
use domain::actions::Task;
use domain::model::ClaimState;
use domain::view::{MoneyOutlook, Party};

use crate::support::{App, Model, Options, Site, keys, starts_with};

#[test]
fn claim_page_says_where_the_claim_stands() {
    let model = Model::demo();
    let status = model.claim(|status| matches!(status.task, Some(Task::CompleteEvidence { .. })));
    let data = model.catalogue.data();
    let customer = &data.customer(&status.claim.customer).unwrap().name;
    let location = &data.location(&status.claim.location).unwrap().name;
    let app = App::new();
    app.open(&format!("/claims/{}", status.claim.id));
    app.expect_heading(&format!("Claim {} | {customer}", status.claim.id));
    let stages = app.list("Stages of the claim").by_role("listitem");
    stages.expect_count(5);
    stages.first().expect_contains("Consent : done");
    stages.nth(1).expect_contains("Evidence : now");
    stages.nth(1).expect_attribute("aria-current", "step");
    stages.nth(4).expect_contains("Paid : not yet");
    app.region("Next step").expect_contains(&format!("Complete the evidence for {customer}"));
    app.region("Next step").expect_contains("Due: ");
    app.region("Evidence").by_role("listitem").first().expect_visible();
    app.region("Deadlines").expect_contains("You submit the claim");
    app.region("History").expect_contains("Customer consented");

    let about = app.region("About the claim");
    about.link(status.engagement.name(Lang::En)).expect_visible();
    about.link(location).click();
    app.expect_heading(location);
    app.back();
    app.expect_heading(&format!("Claim {} | {customer}", status.claim.id));
}

#[test]
fn actions_of_claims_lead_to_the_claim() {
    let model = Model::demo();
    let status = model.claim(|status| status.task == Some(Task::AskForConsent));
    let customer = &model.catalogue.data().customer(&status.claim.customer).unwrap().name;
    let app = App::new();
    app.open(&format!("/actions?kind=consent&engagement={}", status.engagement.id()));
    // By keyboard alone.
    app.link(&format!("Open claim : {customer}, Claim {}", status.claim.id)).type_text(keys::ENTER);
    app.expect_address(&format!("/claims/{}", status.claim.id));
    app.expect_heading(&format!("Claim {} | {customer}", status.claim.id));
    app.region("Next step").expect_contains(&format!("Ask {customer} for consent"));
    app.by_role("main").expect_contains("Waiting for you");
}

#[test]
fn closed_claim_asks_for_nothing() {
    let model = Model::demo();
    let status = model.claim(|status| status.state == ClaimState::ConsentDeclined);
    let app = App::new();
    app.open(&format!("/claims/{}", status.claim.id));
    app.region("Next step").expect_contains("The customer declined. This claim is closed.");
    app.list("Stages of the claim").by_role("listitem").first().expect_contains("Consent : ended here");
    app.region("Deadlines").expect_contains("No deadline is running.");
    let lost = model.claim(|status| status.money == MoneyOutlook::Lost && status.claim.amount.is_some());
    app.open(&format!("/claims/{}", lost.claim.id));
    app.region("About the claim").expect_contains(" lost");
    app.open("/claims/nowhere");
    app.expect_heading("There is no such claim");
}

#[test]
fn claim_that_the_programme_stopped_says_why_and_asks_for_nothing() {
    let model = Model::demo();
    let status = model.claim(|status| status.stopped_by.is_some());
    let app = App::new();
    app.open(&format!("/claims/{}", status.claim.id));
    app.region("Next step").expect_contains("Stopped by the programme on ");
    app.region("Next step").expect_contains("Has consented to another partner.");
    app.list("Stages of the claim").by_role("listitem").first().expect_contains("Consent : ended here");
    app.region("Deadlines").expect_contains("No deadline is running.");
    app.region("About the claim").expect_contains(" lost");
    app.by_role("main").expect_lacks("Waiting for");
    app.open(&format!("/actions?engagement={}&kind=consent", status.engagement.id()));
    app.expect_heading("Incentives | Actions required");
    app.by_role("main").expect_lacks(status.claim.id.as_str());
}

#[test]
fn claim_page_in_swedish() {
    let model = Model::demo();
    let status = model.claim(|status| status.waits_for == Some(Party::Microsoft));
    let customer = &model.catalogue.data().customer(&status.claim.customer).unwrap().name;
    let app = App::with(Site::built(), Options::default().swedish());
    app.open(&format!("/claims/{}", status.claim.id));
    app.expect_heading(&format!("Anspråk {} | {customer}", status.claim.id));
    app.by_role("main").expect_contains("Väntar på Microsoft");
    app.list("Anspråkets steg").by_role("listitem").first().expect_contains("Medgivande : klart");
    app.region(starts_with("Nästa steg")).expect_visible();
}
