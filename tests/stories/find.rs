//! Search everything: what else matches, typing errors, and the command palette.

use domain::Lang;
use domain::catalogue::Query;
use domain::find::{FindIndex, Findings};
use domain::text::Texts;
use serde_json::json;

use crate::support::{App, Model, Options, Site, keys, starts_with, text_query};

/// What a text finds; none of the texts used here is in the name of a country.
fn found(model: &Model, text: &str) -> Findings {
    let index = FindIndex::new(model.catalogue.data(), Lang::En, |_| String::new());
    let answer = model.catalogue.query_unindexed(&text_query(text));
    index.find(model.catalogue.data(), text, &answer, &Texts::default())
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn palette_names(app: &App) -> Vec<String> {
    app.dialog("Search everything").by_role("option").all().into_iter().map(|option| option.name).collect()
}

/// Waits until the first option of the palette is this one.
#[track_caller]
fn expect_first(app: &App, name: &str) {
    app.dialog("Search everything").by_role("option").wait_until(|found| match found.first() {
        Some(first) if first.name.starts_with(name) && first.attribute("aria-selected") == "true" => Ok(()),
        first => Err(format!("the first option should be {name}, not {:?}", first.map(|it| &it.name))),
    });
}

#[test]
fn the_list_says_what_else_matches_and_leads_there() {
    let mut model = Model::demo();
    let found_malmo = found(&model, "Malmö");
    assert!(found_malmo.engagements.is_empty() && found_malmo.locations.len() == 1);
    let app = App::new();
    app.open("/engagements");
    app.search("Malmö");
    app.by_role("main").expect_contains("Also: 1 location");
    app.link("1 location").click();
    app.expect_heading(&model.locations()[found_malmo.locations[0].index()].name);
    // Several lead to their list with the search.
    app.back();
    let customers = found(&model, "logistik").customers.len();
    assert!(customers > 1);
    app.button("Clear search").click();
    app.search("logistik");
    app.link(counted(customers, "customer").as_str()).click();
    app.expect_address("/customers?q=logistik");
    app.expect_status_prefix(&format!("{customers} of "));
    app.button("Clear search").click();
    app.searchbox("Search customers").type_text("copilot");
    let engagements = model.query(&text_query("copilot")).order.len();
    app.link(counted(engagements, "engagement").as_str()).expect_visible();
    // Nothing is said where nothing else matches.
    let name = model.engagement(0).name(Lang::En).to_owned();
    let only = found(&model, &name);
    assert!(only.locations.is_empty() && only.customers.is_empty() && only.claims.is_empty());
    app.open("/engagements");
    app.search(&name);
    app.expect_rows(&model.names(&text_query(&name)));
    // The line follows the address.
    app.wait_until(|| if app.address().contains("?q=") { Ok(()) } else { Err("no search yet".to_owned()) });
    assert!(!app.run("return document.querySelector('main').textContent").as_str().unwrap().contains("Also:"));
}

#[test]
fn a_claim_is_found_by_its_number() {
    let model = Model::demo();
    let claim = model.catalogue.data().claims[0].id.to_string();
    assert_eq!(found(&model, &claim).claims.len(), 1);
    let app = App::new();
    app.open("/locations");
    app.searchbox("Search locations").type_text(&claim);
    app.link("1 claim").click();
    app.expect_address(&format!("/claims/{claim}"));
}

#[test]
fn one_typing_error_is_forgiven_and_said() {
    let mut model = Model::demo();
    let expected = model.names(&text_query("copilot"));
    let close = model.names(&text_query("copiolt"));
    assert!(!close.is_empty() && expected.len() >= close.len());
    let app = App::new();
    app.open("/engagements");
    app.search("copiolt");
    app.expect_rows(&close);
    app.by_role("main").expect_contains("Nothing matches “copiolt” exactly");
    app.open("/customers?q=logsitik");
    app.by_role("main").expect_contains("Nothing matches “logsitik” exactly");
}

#[test]
fn the_palette_is_used_by_keyboard() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements?status=active");
    app.searchbox("Search engagements").click();
    app.press_with_ctrl('k');
    let dialog = app.dialog("Search everything");
    dialog.by_role("combobox").expect_focus();
    // Without a text: the pages and the settings.
    expect_first(&app, "Engagements");
    app.press(keys::END);
    dialog.by_role("option").wait_until(|found| match found.last() {
        Some(last) if last.attribute("aria-selected") == "true" => Ok(()),
        _ => Err("End should move to the last option".to_owned()),
    });
    app.press(keys::HOME);
    app.press(keys::DOWN);
    app.expect_script(
        "const input = document.querySelector('[role=combobox]'); \
         return document.getElementById(input.getAttribute('aria-activedescendant')).textContent",
        &json!("Actions required"),
    );
    app.press(keys::ESCAPE);
    dialog.expect_gone();
    app.searchbox("Search engagements").expect_focus();
    // A location.
    let location = &model.locations()[0].name;
    app.press_with_ctrl('k');
    app.press(location);
    expect_first(&app, location);
    app.press(keys::ENTER);
    app.expect_heading(location);
    // It is among the recent ones on another page.
    app.press_with_ctrl('k');
    app.press("inbox actions required");
    dialog.by_role("status").expect_contains("Nothing matches");
    app.press_with_ctrl('k');
    dialog.expect_gone();
    app.navigation("Breadcrumb").link("Locations").click();
    app.expect_heading("Incentives | Locations");
    app.press_with_ctrl('k');
    expect_first(&app, location);
}

#[test]
fn the_palette_reaches_filters_and_settings() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements?role=deploy");
    app.button("Search").click();
    app.press("status: upcoming");
    expect_first(&app, "Status: Upcoming");
    app.press(keys::ENTER);
    // On the list, a filter is added to the others.
    app.expect_address("/engagements?status=upcoming&role=deploy");
    app.open("/locations");
    app.button("Search").click();
    app.press("status: upcoming");
    expect_first(&app, "Status: Upcoming");
    app.press(keys::ENTER);
    app.expect_address("/engagements?status=upcoming");
    app.button("Search").click();
    app.press("dark");
    app.dialog("Search everything").by_role("option").first().expect_visible();
    let at = palette_names(&app).iter().position(|name| name == "Theme: Dark").unwrap();
    app.dialog("Search everything").by_role("option").nth(at).click();
    app.expect_script("return document.documentElement.dataset.theme", &json!("dark"));
    app.button("Search").expect_focus();
    // An engagement, by a part of its name, and all that match.
    let found = model.query(&Query { text: "copilot".to_owned(), ..Query::default() }).order.len();
    assert!(found > 6);
    app.button("Search").click();
    app.press("copilot");
    let all = format!("List all {found} engagements");
    app.dialog("Search everything")
        .by_role("option")
        .wait_until(|options| if options.iter().any(|option| option.name == all) { Ok(()) } else { Err(all.clone()) });
    let at = palette_names(&app).iter().position(|name| *name == all).unwrap();
    app.dialog("Search everything").by_role("option").nth(at).click();
    app.expect_address("/engagements?q=copilot");
}

#[test]
fn the_palette_speaks_swedish_and_understands_english() {
    let app = App::with(Site::built(), Options::phone(360).swedish());
    app.open("/engagements");
    app.button("Sök").click();
    let dialog = app.dialog("Sök överallt");
    app.press("status: kommande");
    dialog.by_role("option").first().expect_contains("Status: Kommande");
    assert_eq!(app.overflowing(), Vec::<String>::new());
    app.press(keys::ESCAPE);
    app.button("Sök").click();
    app.press("theme dark");
    dialog.by_role("option").first().expect_contains("Tema: Mörkt");
    app.press(keys::ENTER);
    app.expect_script("return document.documentElement.dataset.theme", &json!("dark"));
    app.button("Sök").click();
    app.press("english");
    dialog.by_role("option").first().expect_contains("Språk: English");
    app.press(keys::ENTER);
    app.expect_heading("Incentives | Engagements");
    app.button("Settings").click();
    app.group("Settings").button(starts_with("Show shortcuts")).click();
    app.dialog("Keyboard shortcuts").expect_contains("Search everything");
}
