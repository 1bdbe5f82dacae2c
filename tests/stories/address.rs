//! Addresses: copied links, the history, invalid and unknown addresses.

use crate::support::{App, Model, starts_with};

#[test]
fn copied_link_restores_the_view() {
    let app = App::new();
    app.open("/");
    app.navigation("Solution areas").link(starts_with("Security")).click();
    app.toggle_filter("Role", "Deploy");
    app.toggle_filter("Role", "Use");
    app.toggle_filter("Status", "Active");
    app.toggle_filter("Location", "Contoso Malmö");
    app.table("Engagements").button("Active customers").click();
    app.search("e");
    app.expect_address(
        "/engagements?area=security&location=5213406&status=active&role=deploy&role=use&q=e&sort=-customers",
    );
    let view = |app: &App| {
        let chips = app.list("Active filters").by_role("button").all();
        let chips: Vec<String> = chips.into_iter().map(|chip| chip.name).collect();
        (app.rows(), chips, app.searchbox("Search engagements").get().value)
    };
    let (link, before) = (app.address(), view(&app));
    assert!(!before.0.is_empty(), "the view shows something");

    app.open("/actions");
    app.open(&link);
    app.table("Engagements").expect_visible();
    assert_eq!(view(&app), before);
    app.navigation("Solution areas").link(starts_with("Security")).expect_attribute("aria-current", "true");
}

#[test]
fn back_undoes_one_step_at_a_time() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.toggle_filter("Status", "Active");
    app.toggle_filter("Role", "Deploy");
    app.search("azure");
    app.expect_address("/engagements?status=active&role=deploy&q=azure");
    app.table("Engagements").button("Name").click();
    app.expect_address("/engagements?status=active&role=deploy&q=azure&sort=name");
    let sorted: Vec<_> = app.rows().into_iter().map(|row| row.name).collect();

    app.back();
    app.expect_address("/engagements?status=active&role=deploy&q=azure");
    // Typing adds no history entry: Back undoes the filter and the search together.
    app.back();
    app.expect_address("/engagements?status=active");
    let active =
        domain::catalogue::Query { status: vec![domain::availability::Availability::Active], ..Default::default() };
    app.expect_rows(&model.names(&active));
    app.searchbox("Search engagements").expect_value("");
    app.forward();
    app.forward();
    app.expect_address("/engagements?status=active&role=deploy&q=azure&sort=name");
    app.expect_rows(&sorted);
}

#[test]
fn back_from_a_page_restores_the_list() {
    let app = App::new();
    app.open("/engagements?status=active&sort=name");
    app.table("Engagements").expect_visible();
    // Rows outside of the viewport follow after a pause.
    let last = app.wait_until(|| app.rows().get(12).map(|row| row.name.clone()).ok_or("too few rows".to_owned()));
    app.table("Engagements").link(&last).click();
    app.expect_heading(&last);
    app.back();
    app.expect_address("/engagements?status=active&sort=name");
    app.table("Engagements").link(&last).expect_visible();
    app.expect_heading("Incentives | Engagements");
}

#[test]
fn invalid_query_values_are_ignored() {
    let model = Model::demo();
    let app = App::new();
    let invalid = "status=soon&sort=up&eligibility=&day=yesterday&area=nowhere&role=%E2%98%83&location=0";
    app.open(&format!("/engagements?{invalid}&q=%%%&%%%=1&x"));
    app.expect_heading("Incentives | Engagements");
    app.searchbox("Search engagements").expect_value("%%%");
    app.button("Clear search").click();
    app.list("Active filters").expect_gone();
    app.expect_count_of(model.len(), model.len());
    app.open("/actions?kind=none&location=nowhere&engagement=%00");
    app.expect_heading("Incentives | Actions required");
}

#[test]
fn unknown_address_links_to_the_list() {
    let model = Model::demo();
    let app = App::new();
    for (route, heading) in [
        ("/nowhere", "There is no such page"),
        ("/engagements/a/b/c", "There is no such page"),
        ("/engagements/nowhere/summary", "There is no such engagement"),
        ("/engagements/%3Cb%3Enowhere/eligibility", "There is no such engagement"),
        ("/locations/nowhere", "There is no such location"),
    ] {
        app.open(route);
        app.expect_heading(heading);
        app.by_role("main").link("All engagements").click();
        app.expect_address("/engagements");
        app.expect_count_of(model.len(), model.len());
    }
}

#[test]
fn each_page_sets_the_document_title() {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let name = engagement.name(domain::Lang::En);
    let app = App::new();
    for (route, title) in [
        ("/engagements".to_owned(), "Engagements".to_owned()),
        ("/actions".to_owned(), "Actions required".to_owned()),
        (format!("/engagements/{}/summary", engagement.id()), name.to_owned()),
        (format!("/engagements/{}/eligibility", engagement.id()), format!("Eligibility: {name}")),
        ("/locations/5213406".to_owned(), "Contoso Malmö".to_owned()),
        ("/nowhere".to_owned(), "There is no such page".to_owned()),
    ] {
        app.open(&route);
        app.expect_script("return document.title", &format!("{title} – MCI Engagements").into());
    }
}

#[test]
fn file_name_of_the_page_is_the_list() {
    let model = Model::demo();
    let app = App::new();
    app.open("/index.html");
    app.expect_heading("Incentives | Engagements");
    app.expect_count_of(model.len(), model.len());
}
