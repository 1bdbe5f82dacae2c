//! Locations side by side: chosen in their list, compared in the address, in both languages.

use domain::Idx;
use domain::catalogue::Standing;
use domain::model::Location;
use domain::view::{assess, compare};
use serde_json::json;

use crate::support::{App, Model, Options, Site};

/// Returns the positions of the two locations that differ most, and on how many engagements.
fn most_different(model: &Model) -> ([Idx<Location>; 2], usize) {
    let count = model.locations().len();
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [Idx::new(one), Idx::new(other)]));
    pairs.map(|pair| (pair, differing(model, &pair))).max_by_key(|(_, differing)| *differing).unwrap()
}

fn differing(model: &Model, locations: &[Idx<Location>]) -> usize {
    compare(&model.catalogue, locations).iter().filter(|row| row.differs).count()
}

fn name(model: &Model, at: Idx<Location>) -> &str {
    &model.locations()[at.index()].name
}

#[test]
fn locations_are_selected_in_the_list_and_compared() {
    let model = Model::demo();
    let (pair, differing) = most_different(&model);
    let [one, other] = pair.map(|at| name(&model, at));
    let app = App::new();
    app.open("/locations");
    let select = |name: &str| app.table("Locations").checkbox(format!("Select {name}").as_str()).click();
    select(one);
    app.region("Selection").expect_contains("Select at least two to compare them.");
    select(other);
    app.region("Selection").expect_contains("2 locations selected");
    app.region("Selection").link("Compare").click();
    let ids = pair.map(|at| model.locations()[at.index()].id.to_string());
    app.expect_address(&format!("/compare?location={}&location={}", ids[0], ids[1]));
    app.expect_heading("Compare locations");
    let all = compare(&model.catalogue, &pair);
    app.expect_status(&format!("{} engagements, {differing} with different verdicts", all.len()));
    let table = app.table("Engagements by location");
    table.by_role("rowheader").expect_count(all.len());
    // Each cell is the verdict of the rules.
    let row = all.iter().find(|row| row.differs).unwrap();
    let engagement = model.catalogue.engagement(row.at).unwrap();
    let row = table.by_role("row").nth(1 + all.iter().position(|row| row.differs).unwrap());
    for (at, column) in pair.iter().zip(0..) {
        let verdict = assess(engagement, &model.locations()[at.index()], model.catalogue.day()).verdict;
        row.by_role("cell").nth(column).expect_contains(match verdict {
            domain::earning::Earning::Earning => "Earning",
            domain::earning::Earning::Ready => "Ready",
            domain::earning::Earning::WithinReach => "Within reach",
            _ => "Not earning",
        });
    }
    let standing = model.catalogue.standings()[pair[0].index()];
    let Standing { earning, ready, within_reach, .. } = standing;
    table
        .by_role("columnheader")
        .nth(1)
        .expect_contains(&format!("{earning} earning, {ready} ready, {within_reach} within reach"));
    // Only the differences, in the address: the same after a reload.
    app.radio("Differences").click();
    table.by_role("rowheader").expect_count(differing);
    app.reload();
    app.table("Engagements by location").by_role("rowheader").expect_count(differing);
    app.back();
    app.table("Engagements by location").by_role("rowheader").expect_count(all.len());
}

#[test]
fn locations_are_added_and_removed_up_to_five() {
    let model = Model::demo();
    let app = App::new();
    app.open("/compare");
    app.by_role("main").expect_contains("Choose two to five locations");
    for at in 0..5 {
        let name = name(&model, Idx::new(at));
        app.combobox("Another location").type_text(name);
        app.button("Add").click();
        app.expect_script("return new URLSearchParams(location.search).getAll('location').length", &json!(at + 1));
    }
    let table = app.table("Engagements by location");
    table.by_role("columnheader").expect_count(6);
    app.by_role("main").expect_contains("Five locations are compared.");
    let removed = name(&model, Idx::new(2));
    table.button(format!("Remove {removed} from the comparison").as_str()).click();
    table.by_role("columnheader").expect_count(5);
    table.expect_lacks(removed);
    assert_eq!(app.overflowing(), Vec::<String>::new());
}

#[test]
fn locations_without_a_difference_are_said_to_have_none() {
    let model = Model::demo();
    let id = &model.locations()[0].id;
    let app = App::new();
    // A location that the data do not have is ignored, and one that is named twice is compared once.
    app.open(&format!("/compare?location={id}&location={id}&location=nowhere"));
    app.by_role("main").expect_contains("Choose two to five locations");
    let count = model.locations().len();
    let same = (0..count).flat_map(|one| (one + 1..count).map(move |other| [Idx::new(one), Idx::new(other)]));
    let Some(same) = same.into_iter().find(|pair| differing(&model, pair) == 0) else { return };
    let [one, other] = same.map(|at| &model.locations()[at.index()].id);
    app.open(&format!("/compare?location={one}&location={other}&show=differences"));
    app.by_role("main").expect_contains("The locations do not differ");
    app.button("Show all engagements").click();
    app.table("Engagements by location").by_role("rowheader").expect_count(compare(&model.catalogue, &same).len());
}

#[test]
fn locations_are_compared_in_swedish_on_a_phone() {
    let model = Model::demo();
    let (pair, differing) = most_different(&model);
    let ids = pair.map(|at| model.locations()[at.index()].id.to_string());
    let app = App::with(Site::built(), Options::phone(360).swedish());
    app.open(&format!("/locations/{}", ids[0]));
    app.link("Jämför med andra platser").click();
    app.expect_heading("Jämför platser");
    app.open(&format!("/compare?location={}&location={}&show=differences", ids[0], ids[1]));
    let table = app.table("Engagemang per plats");
    table.by_role("rowheader").expect_count(differing);
    assert_eq!(app.overflowing(), Vec::<String>::new());
}
