//! Rule 6, search everything, and the typing error that is forgiven.

use domain::Lang;
use domain::catalogue::Query;
use domain::customers::{CustomersQuery, customer_rows};
use domain::find::FindIndex;
use domain::locations::{LocationsQuery, location_rows};
use domain::text::Texts;

use crate::example::{Example, OnDay, contoso, json};

fn list(on: &OnDay, text: &str) -> (Vec<String>, bool) {
    let query = Query { text: text.to_owned(), ..Query::default() };
    (on.found(&query), on.0.query_unindexed(&query).is_close)
}

fn country(code: &str) -> String {
    if code == "SE" { "Sweden" } else { "Norway" }.to_owned()
}

fn locations(on: &OnDay, text: &str) -> (Vec<String>, bool) {
    let query = LocationsQuery { text: text.to_owned(), ..LocationsQuery::default() };
    let answer = query.answer(&on.0, &location_rows(&on.0, &on.actions()), country);
    let id = |row: &domain::locations::LocationRow| on.0.data().location_at(row.at).unwrap().id.to_string();
    (answer.rows.iter().map(id).collect(), answer.is_close)
}

fn customers(on: &OnDay, text: &str) -> (Vec<String>, bool) {
    let query = CustomersQuery { text: text.to_owned(), ..CustomersQuery::default() };
    let answer = query.answer(&on.0, &customer_rows(&on.0), country);
    let id = |row: &domain::customers::CustomerRow| on.0.data().customer_at(row.at).unwrap().id.to_string();
    (answer.rows.iter().map(id).collect(), answer.is_close)
}

/// What is found of each kind, in one list, and whether an error is forgiven.
fn find(on: &OnDay, text: &str) -> (Vec<String>, bool) {
    let index = FindIndex::new(on.0.data(), Lang::En, country);
    let answer = on.0.query_unindexed(&Query { text: text.to_owned(), ..Query::default() });
    let data = on.0.data();
    let found = index.find(data, text, &answer, &Texts::default());
    let engagements = found.engagements.iter().map(|&at| on.0.engagement(at).unwrap().id().to_owned());
    let locations = found.locations.iter().map(|&at| data.location_at(at).unwrap().id.to_string());
    let customers = found.customers.iter().map(|&at| data.customer_at(at).unwrap().id.to_string());
    let claims = found.claims.iter().map(|at| data.claims[at.index()].id.to_string());
    (engagements.chain(locations).chain(customers).chain(claims).collect(), found.is_close)
}

fn found(ids: &[&str], is_close: bool) -> (Vec<String>, bool) {
    (ids.iter().map(|&id| id.to_owned()).collect(), is_close)
}

/// Two claims for Fabrikam, and a customer whose name is nearly that of another.
fn with_claims() -> Example {
    contoso().claim("4711", json!({})).claim("4712", json!({ "customer": "litware" }))
}

/// 6.23 A word of five letters and more that occurs nowhere in a list finds what would have it without a typing error.
#[test]
fn r6_23_one_typing_error_is_forgiven_where_the_word_occurs_nowhere() {
    let on = contoso().on("2026-11-26");
    assert_eq!(list(&on, "workshpo"), found(&["workshop"], true), "exchanged");
    assert_eq!(list(&on, "wrkshop"), found(&["workshop"], true), "missing");
    assert_eq!(list(&on, "worrkshop"), found(&["workshop"], true), "too many");
    assert_eq!(list(&on, "vorkshop"), found(&["workshop"], true), "another, the first");
    assert_eq!(list(&on, "mirgat"), found(&["migration"], true), "while it is typed");
    assert_eq!(list(&on, "threats wrkshop"), found(&["workshop"], true), "beside a word that occurs");
    assert_eq!(list(&on, "vorkshpo"), found(&[], false), "two errors");
    assert_eq!(list(&on, "dats"), found(&[], false), "four letters");
    assert_eq!(list(&on, "workshop"), found(&["workshop"], false));
    assert_eq!(locations(&on, "malmp"), found(&["malmo"], true));
    assert_eq!(customers(&on, "fabricam"), found(&["fabrikam"], true));
}

/// 6.23 Where the word occurs as it is written, its neighbours are not meant.
#[test]
fn r6_23_nothing_is_forgiven_where_the_word_occurs() {
    let on = contoso().add_customer("fabricam").on("2026-11-26");
    assert_eq!(customers(&on, "fabrikam"), found(&["fabrikam"], false));
    assert_eq!(customers(&on, "fabrixam"), found(&["fabricam", "fabrikam"], true));
}

/// 6.23 A number with another digit is another number.
#[test]
fn r6_23_nothing_is_forgiven_in_numbers() {
    let on = contoso().customer("fabrikam", json!({ "name": "Fabrikam 471100" })).on("2026-11-26");
    assert_eq!(customers(&on, "471100"), found(&["fabrikam"], false));
    assert_eq!(customers(&on, "471101"), found(&[], false));
}

/// 6.24 Search everything finds engagements, locations, customers and claims; claims by number and by customer.
#[test]
fn r6_24_search_finds_every_kind() {
    let on = with_claims().on("2026-11-26");
    assert_eq!(find(&on, "MALMÖ"), found(&["malmo"], false));
    assert_eq!(find(&on, "norway"), found(&["oslo", "litware"], false));
    assert_eq!(find(&on, "4711"), found(&["4711"], false));
    assert_eq!(find(&on, "fabrikam"), found(&["fabrikam", "4711"], false));
    assert_eq!(find(&on, "data"), found(&["migration"], false));
    assert_eq!(find(&on, " "), found(&[], false));
}

/// 6.25 An error is forgiven only where nothing of any kind has the words as they are written.
#[test]
fn r6_25_errors_are_forgiven_where_nothing_of_any_kind_matches() {
    let on = with_claims().customer("litware", json!({ "name": "Securitas" })).on("2026-11-26");
    assert_eq!(customers(&on, "security"), found(&["litware"], true));
    assert_eq!(find(&on, "security"), found(&["workshop"], false));
    assert_eq!(find(&on, "securita"), found(&["litware", "4712"], false));
    assert_eq!(find(&on, "sekurity"), found(&["workshop"], true));
}

/// 6.26 The whole of a name or number comes first, then the beginning of words, then the middle of words.
#[test]
fn r6_26_whole_names_come_first_then_beginnings_of_words() {
    let on =
        contoso().add_customer("nyfabrikam").add_customer("fabrikam norden").add_customer("fabrikam.").on("2026-11-26");
    assert_eq!(find(&on, "fabrikam"), found(&["fabrikam", "fabrikam norden", "fabrikam.", "nyfabrikam"], false));
}
