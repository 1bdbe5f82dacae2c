//! Addresses: a copied link shows the same view, Back undoes the last step, and nonsense does no harm.

use crate::support::{App, World, keys, starts};

#[test]
fn a_copied_link_shows_the_same_view() {
    let app = App::new();
    app.open("/");
    app.navigation("Solution areas").link(starts("Security")).click();
    app.filter("Role", "Deploy");
    app.filter("Role", "Use");
    app.filter("Status", "Active");
    app.filter("Location", "Contoso Malmö");
    app.table("Engagements").button("Active customers").click();
    app.search("e");
    app.is_at("/engagements?area=security&location=5213406&status=active&role=deploy&role=use&q=e&sort=-customers");
    let view = |app: &App| {
        let chips = app.list("Active filters").every("button").look();
        let chips: Vec<String> = chips.into_iter().map(|chip| chip.name).collect();
        (app.rows(), chips, app.searchbox("Search engagements").seen().value)
    };
    let (link, before) = (app.address(), view(&app));
    assert!(!before.0.is_empty(), "the view shows something");

    app.open("/actions");
    app.open(&link);
    app.table("Engagements").is_there();
    assert_eq!(view(&app), before);
    app.navigation("Solution areas").link(starts("Security")).is("aria-current", "true");
}

#[test]
fn back_undoes_one_step_after_the_other() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    app.filter("Status", "Active");
    app.filter("Role", "Deploy");
    app.search("azure");
    app.is_at("/engagements?status=active&role=deploy&q=azure");
    app.table("Engagements").button("Name").click();
    app.is_at("/engagements?status=active&role=deploy&q=azure&sort=name");
    let sorted: Vec<_> = app.rows().into_iter().map(|row| row.name).collect();

    app.back();
    app.is_at("/engagements?status=active&role=deploy&q=azure");
    // Typing makes no entries of its own: Back leaves the filter and the search together.
    app.back();
    app.is_at("/engagements?status=active");
    let active =
        domain::catalogue::Query { status: vec![domain::availability::Availability::Active], ..Default::default() };
    app.lists(&world.names(&active));
    app.searchbox("Search engagements")
        .one(|seen| if seen.value.is_empty() { Ok(()) } else { Err(seen.value.clone()) });
    app.forward();
    app.forward();
    app.is_at("/engagements?status=active&role=deploy&q=azure&sort=name");
    app.lists(&sorted);
}

#[test]
fn from_a_page_back_leads_to_the_list_as_it_was() {
    let app = App::new();
    app.open("/engagements?status=active&sort=name");
    app.table("Engagements").is_there();
    let last = app.rows()[12].name.clone();
    app.table("Engagements").link(&last).click();
    app.sees_heading(&last);
    app.back();
    app.is_at("/engagements?status=active&sort=name");
    app.table("Engagements").link(&last).is_there();
    app.sees_heading("Incentives | Engagements");
}

#[test]
fn nonsense_in_an_address_is_passed_over() {
    let world = World::demo();
    let app = App::new();
    app.open("/engagements?status=soon&sort=up&eligibility=&day=yesterday&area=nowhere&role=%E2%98%83&location=0&q=%%%&%%%=1&x");
    app.sees_heading("Incentives | Engagements");
    app.searchbox("Search engagements").one(|seen| if seen.value == "%%%" { Ok(()) } else { Err(seen.value.clone()) });
    app.button("Clear search").click();
    app.list("Active filters").button("Clear all").click();
    app.press(keys::ESCAPE);
    app.sees_count(world.len(), world.len());
    app.open("/actions?kind=none&location=nowhere&engagement=%00");
    app.sees_heading("Incentives | Actions required");
}

#[test]
fn an_address_that_leads_nowhere_says_so_and_shows_the_way() {
    let world = World::demo();
    let app = App::new();
    for (route, heading) in [
        ("/nowhere", "There is no such page"),
        ("/engagements/a/b/c", "There is no such page"),
        ("/engagements/nowhere/summary", "There is no such engagement"),
        ("/engagements/%3Cb%3Enowhere/eligibility", "There is no such engagement"),
        ("/locations/nowhere", "There is no such location"),
    ] {
        app.open(route);
        app.sees_heading(heading);
        app.every("main").link("All engagements").click();
        app.is_at("/engagements");
        app.sees_count(world.len(), world.len());
    }
}

#[test]
fn each_page_names_the_tab() {
    let world = World::demo();
    let engagement = world.engagement(0);
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
        app.waits_for("return document.title", &format!("{title} – MCI Engagements").into());
    }
}
