//! Rule 7: the list of customers.

use domain::Lang;
use domain::catalogue::Direction;
use domain::customers::{CustomerSort, CustomerSortKey, CustomersAnswer, CustomersQuery, customer_rows};
use domain::model::Segment;
use domain::view::{Party, Prospect};

use crate::example::{OnDay, contoso, day, json};

fn answer(product: &OnDay, query: &CustomersQuery) -> CustomersAnswer {
    query.answer(&product.0, &customer_rows(&product.0), |code| if code == "SE" { "Sweden" } else { "Norway" }.into())
}

fn found(product: &OnDay, query: &CustomersQuery) -> Vec<String> {
    let id = |row: &domain::customers::CustomerRow| product.0.data().customer_at(row.at).unwrap().id.to_string();
    answer(product, query).rows.iter().map(id).collect()
}

/// Fabrikam: asked for consent until 2 December, and paid; Litware: eligible; Northwind, a school: not eligible.
fn three_customers() -> OnDay {
    contoso()
        .add_engagement("briefing", json!({}))
        .add_customer("northwind")
        .customer("northwind", json!({ "segment": "education", "domain": "northwind.example" }))
        .customer("fabrikam", json!({ "segment": "enterprise", "tenantId": "1f6d3c2a-9b7e-4c51-8a40-5d2e7b90c6f3" }))
        .claim("1", json!({ "state": "consentRequested" }))
        .claim("2", json!({ "state": "paid", "engagement": "briefing" }))
        .verdict("1", json!({ "customer": "litware" }))
        .verdict("2", json!({ "customer": "northwind", "verdict": "criteriaNotMet" }))
        .on("2026-11-26")
}

/// 7.10 Every customer is listed with its engagements and the next day that matters.
#[test]
fn r7_10_every_customer_is_listed_with_its_engagements() {
    let product = three_customers();
    let rows = answer(&product, &CustomersQuery::default()).rows;
    let numbers: Vec<_> = rows.iter().map(|row| Prospect::ALL.map(|prospect| row.engagements(prospect))).collect();
    assert_eq!(found(&product, &CustomersQuery::default()), ["fabrikam", "litware", "northwind"]);
    // Running, open, done, not possible.
    assert_eq!(numbers, [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]);
    assert_eq!(rows.iter().map(|row| row.due).collect::<Vec<_>>(), [Some(day("2026-12-02")), None, None]);
    assert_eq!(rows.iter().map(|row| row.waits_for(Party::Customer)).collect::<Vec<_>>(), [true, false, false]);
}

/// 7.10 The filters, and the numbers beside their values.
#[test]
fn r7_10_numbers_beside_values() {
    let product = three_customers();
    let open = CustomersQuery { prospects: vec![Prospect::Open], ..CustomersQuery::default() };
    assert_eq!(found(&product, &open), ["litware"]);
    let facets = answer(&product, &open).facets;
    assert_eq!(facets.countries, [("SE".to_owned(), 0), ("NO".to_owned(), 1)]);
    assert_eq!(facets.segments, [(Segment::Enterprise, 0), (Segment::Education, 0)]);
    let expected = [(Prospect::Running, 1), (Prospect::Done, 1), (Prospect::Open, 1), (Prospect::NotPossible, 1)];
    assert_eq!(facets.prospects, expected);
    let school = CustomersQuery { segments: vec![Segment::Education], ..CustomersQuery::default() };
    assert_eq!(found(&product, &school), ["northwind"]);
    let waiting = CustomersQuery { waits_for: vec![Party::Customer], ..CustomersQuery::default() };
    assert_eq!(found(&product, &waiting), ["fabrikam"]);
    assert_eq!(answer(&product, &waiting).facets.waits_for, [(Party::Customer, 1)]);
}

/// 7.11 Words are searched in the name, the ID, the domain, the tenant ID and the country.
#[test]
fn r7_11_words_are_searched_in_name_id_domain_tenant_and_country() {
    let product = three_customers();
    let searching =
        |text: &str| found(&product, &CustomersQuery { text: text.to_owned(), ..CustomersQuery::default() });
    assert_eq!(searching("FABRI"), ["fabrikam"]);
    assert_eq!(searching("northwind.example"), ["northwind"]);
    assert_eq!(searching("5d2e7b90c6f3"), ["fabrikam"]);
    assert_eq!(searching("norway"), ["litware"]);
    assert_eq!(searching("sweden north"), ["northwind"]);
    assert_eq!(searching("sweden litware"), Vec::<String>::new());
}

/// Customers are sorted by a column, equal ones by name; those without a value come last in both directions.
#[test]
fn customers_are_sorted_by_a_column_and_then_by_name() {
    let product = three_customers();
    let sorted = |key, direction| {
        let sort = Some(CustomerSort { key, direction });
        found(&product, &CustomersQuery { lang: Lang::Sv, sort, ..CustomersQuery::default() })
    };
    let (up, down) = (Direction::Ascending, Direction::Descending);
    assert_eq!(sorted(CustomerSortKey::Name, down), ["northwind", "litware", "fabrikam"]);
    assert_eq!(sorted(CustomerSortKey::Open, down), ["litware", "fabrikam", "northwind"]);
    assert_eq!(sorted(CustomerSortKey::Due, up), ["fabrikam", "litware", "northwind"]);
    assert_eq!(sorted(CustomerSortKey::Due, down), ["fabrikam", "litware", "northwind"]);
    assert_eq!(sorted(CustomerSortKey::Segment, down), ["northwind", "fabrikam", "litware"]);
    assert_eq!(sorted(CustomerSortKey::Country, up), ["litware", "fabrikam", "northwind"]);
}
