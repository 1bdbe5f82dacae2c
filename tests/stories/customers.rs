//! The customers of an engagement.

use domain::Lang;
use domain::customer_eligibility::CustomerGroup;
use domain::model::CustomerEligibility;
use domain::view::{engagement_customers, has_customers};

use crate::support::{App, Model, Options, Site, keys, starts_with};

/// Returns the first engagement with customers of every group.
fn mixed(model: &Model) -> String {
    let engagement = model.find(|model, it| {
        let customers = engagement_customers(&model.catalogue, it);
        CustomerGroup::ALL.iter().all(|group| customers.iter().any(|customer| customer.group == *group))
    });
    engagement.id().to_owned()
}

/// The customers of a group: name, and claim if there is one.
fn of_group(model: &Model, engagement: &str, group: CustomerGroup) -> Vec<(String, Option<String>)> {
    let data = model.catalogue.data();
    let customers = engagement_customers(&model.catalogue, data.engagements.find(&engagement.into()).unwrap());
    let of_group = customers.iter().filter(|customer| customer.group == group);
    let row = |customer: &domain::view::EngagementCustomer<'_>| {
        let name = data.customer_at(customer.customer).unwrap().name.clone();
        (name, customer.claims.first().map(|claim| format!("Claim {}", claim.claim.id)))
    };
    of_group.map(row).collect()
}

#[test]
fn customers_page_lists_eligible_not_eligible_and_closed_customers() {
    let model = Model::demo();
    let id = mixed(&model);
    let app = App::new();
    app.open(&format!("/engagements/{id}/summary"));
    // By keyboard alone.
    app.navigation("Pages of the engagement").link("Customers").type_text(keys::ENTER);
    app.expect_address(&format!("/engagements/{id}/customers"));
    for (group, words) in CustomerGroup::ALL.into_iter().zip(["Eligible", "Not eligible", "Closed"]) {
        let expected = of_group(&model, &id, group);
        let table = app.table(starts_with(&format!("{words} {}", expected.len())));
        table.by_role("row").expect_count(expected.len() + 1);
        table.by_role("rowheader").expect_count(expected.len());
        for (at, (name, claim)) in expected.iter().enumerate() {
            let row = table.by_role("row").nth(at + 1);
            row.expect_contains(name);
            match claim {
                Some(claim) => row.link(claim).expect_visible(),
                None => row.expect_contains("No claim"),
            }
        }
    }
    let (name, claim) = of_group(&model, &id, CustomerGroup::Eligible).remove(0);
    let claim = claim.unwrap();
    app.link(&claim).click();
    app.expect_heading(&format!("{claim} | {name}"));
    app.navigation("Breadcrumb").link("Customers").click();
    app.expect_address(&format!("/engagements/{id}/customers"));
}

/// 7.2 *Not eligible* names the reason, and since when.
#[test]
fn r7_2_customers_page_says_why_a_customer_is_not_eligible() {
    let model = Model::demo();
    let data = model.catalogue.data();
    let is_sought = |verdict: &&domain::model::CustomerVerdict| {
        verdict.verdict == CustomerEligibility::DoneWithAnotherPartner && verdict.since < model.catalogue.day()
    };
    let verdict = data.customer_verdicts.iter().find(is_sought).unwrap();
    let app = App::new();
    app.open(&format!("/engagements/{}/customers", verdict.engagement));
    let name = &data.customer(&verdict.customer).unwrap().name;
    let not_eligible = of_group(&model, verdict.engagement.as_str(), CustomerGroup::NotEligible);
    let at = not_eligible.iter().position(|(known, _)| known == name).unwrap();
    let row = app.table(starts_with("Not eligible")).by_role("row").nth(at + 1);
    row.expect_contains("Has already done it with another partner");
    row.expect_contains("Since ");
}

/// 7.3 Only build-intent engagements have a Customers page.
#[test]
fn r7_3_other_roles_have_no_customers_page() {
    let model = Model::demo();
    let other = model.find(|model, it| !has_customers(&model.catalogue, it));
    let app = App::new();
    app.open(&format!("/engagements/{}/customers", other.id()));
    app.expect_heading(other.name(Lang::En));
    app.expect_heading("This engagement has no customers page");
    app.navigation("Pages of the engagement").link("Customers").expect_gone();
    app.link("Show the summary").click();
    app.expect_address(&format!("/engagements/{}/summary", other.id()));
}

#[test]
fn customers_page_on_a_phone_in_swedish() {
    let model = Model::demo();
    let id = mixed(&model);
    let app = App::with(Site::built(), Options::phone(390).swedish());
    app.open(&format!("/engagements/{id}/customers"));
    app.navigation("Engagemangets sidor").link("Kunder").expect_attribute("aria-current", "page");
    let open = of_group(&model, &id, CustomerGroup::Eligible).len();
    app.table(starts_with(&format!("Berättigade {open}"))).by_role("rowheader").expect_count(open);
    assert_eq!(app.overflowing(), [""; 0]);
}
