//! The list of customers, and the page of one customer.

use domain::Idx;
use domain::customers::{CustomerRow, CustomersQuery, customer_rows};
use domain::model::Segment;
use domain::view::{Prospect, customer_engagements};

use crate::support::{App, Model, Options, Site, starts_with};

/// The names of the customers that a query gives, in their order.
fn names(model: &Model, query: &CustomersQuery) -> Vec<String> {
    let rows = query.answer(&model.catalogue, &customer_rows(&model.catalogue), str::to_owned).rows;
    let name = |row: &CustomerRow| model.catalogue.data().customer_at(row.at).unwrap().name.clone();
    rows.iter().map(name).collect()
}

/// A customer with an engagement of every kind but one that is done.
fn busy(model: &Model) -> CustomerRow {
    let has = |row: &CustomerRow, prospect| row.engagements(prospect) > 0;
    let of_three = |row: &CustomerRow| {
        [Prospect::Running, Prospect::Open, Prospect::NotPossible].into_iter().all(|prospect| has(row, prospect))
    };
    customer_rows(&model.catalogue).into_iter().find(of_three).unwrap()
}

#[test]
fn every_customer_is_listed_and_filtered_in_the_address() {
    let model = Model::demo();
    let all = model.catalogue.data().customers.len();
    let app = App::new();
    app.open("/engagements");
    app.navigation("Views").link("Customers").click();
    app.expect_address("/customers");
    app.expect_heading("Incentives | Customers");
    app.expect_status(&format!("{all} of {all} customers"));
    app.table("Customers").by_role("rowheader").expect_count(all);
    app.toggle_filter("Segment", "Public sector");
    let public = CustomersQuery { segments: vec![Segment::PublicSector], ..CustomersQuery::default() };
    app.expect_address("/customers?segment=public-sector");
    app.expect_status(&format!("{} of {all} customers", names(&model, &public).len()));
    app.toggle_filter("Engagements", "Open");
    let open = CustomersQuery { prospects: vec![Prospect::Open], ..public };
    app.expect_status(&format!("{} of {all} customers", names(&model, &open).len()));
    app.reload();
    app.expect_status(&format!("{} of {all} customers", names(&model, &open).len()));
    app.button("Clear all").click();
    // The domain, which the product shows below the name.
    let customer = model.catalogue.data().customers.iter().find(|customer| customer.domain.is_some()).unwrap();
    app.searchbox("Search customers").type_text(customer.domain.as_deref().unwrap());
    app.expect_status(&format!("1 of {all} customers"));
    app.table("Customers").link(&customer.name).click();
    app.expect_heading(&customer.name);
    app.navigation("Breadcrumb").link("Customers").click();
    app.expect_heading("Incentives | Customers");
}

/// 7.9 Which engagements are open to a customer, running, done, not possible and why.
#[test]
fn r7_9_customer_page_says_what_is_possible_and_why_not() {
    let model = Model::demo();
    let (data, row) = (model.catalogue.data(), busy(&model));
    let customer = data.customer_at(row.at).unwrap();
    let app = App::new();
    app.open(&format!("/customers/{}", customer.id));
    app.expect_heading(&customer.name);
    app.by_role("main").expect_contains(&format!("Tenant ID {}", customer.tenant_id.as_deref().unwrap()));
    let engagements = customer_engagements(&model.catalogue, row.at);
    for (prospect, words) in Prospect::ALL.into_iter().zip(["Running", "Open", "Done", "Not possible"]) {
        let card = app.region(words);
        let of_card: Vec<_> = engagements.iter().filter(|engagement| engagement.prospect == prospect).collect();
        card.by_role("listitem").expect_count(of_card.len());
        for engagement in of_card {
            card.link(engagement.pair.engagement.name(domain::Lang::En)).expect_visible();
            if let Some(claim) = engagement.pair.claims.first() {
                card.link(&format!("Claim {}", claim.claim.id)).expect_visible();
            }
        }
    }
    app.open("/customers/nowhere");
    app.expect_heading("There is no such customer");
}

#[test]
fn customers_of_an_engagement_and_claims_lead_to_the_customer() {
    let model = Model::demo();
    let status = model.claim(|status| status.waits_for.is_some());
    let name = &model.catalogue.data().customer(&status.claim.customer).unwrap().name;
    let app = App::new();
    app.open(&format!("/engagements/{}/customers", status.engagement.id()));
    app.by_role("main").link(name).click();
    app.expect_heading(name);
    app.region("Running").link(&format!("Claim {}", status.claim.id)).click();
    app.region("About the claim").link(name).click();
    app.expect_address(&format!("/customers/{}", status.claim.customer));
}

#[test]
fn customers_in_swedish_on_a_phone() {
    let model = Model::demo();
    let all = model.catalogue.data().customers.len();
    let app = App::with(Site::built(), Options::phone(360).swedish());
    app.open("/customers");
    app.expect_heading("Incitament | Kunder");
    app.expect_status(&format!("{all} av {all} kunder"));
    assert_eq!(app.overflowing(), Vec::<String>::new());
    let customer = model.catalogue.data().customer_at(Idx::new(0)).unwrap();
    app.table("Kunder").link(starts_with(&customer.name)).click();
    app.expect_heading(&customer.name);
    app.region("Inte möjliga").expect_visible();
    assert_eq!(app.overflowing(), Vec::<String>::new());
}
