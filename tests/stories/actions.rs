//! Actions required: grouping, filters, and the links that do them.

use domain::Lang;
use domain::actions::{ActionKind, ActionsQuery, Severity, Task};

use crate::support::{App, Model, starts_with};

/// Waits for the count above the actions.
#[track_caller]
fn expect_count_of(app: &App, shown: usize, all: usize) {
    app.expect_status(&format!("{shown} of {all} actions"));
}

const SEVERITIES: [&str; 4] = ["Overdue", "Within 7 days", "Within 30 days", "Later"];

#[test]
fn actions_are_grouped_by_severity() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let app = App::new();
    app.open("/engagements");
    app.navigation("Views").link(&model.actions_tab()).click();
    app.expect_address("/actions");
    app.expect_heading("Incentives | Actions required");
    expect_count_of(&app, actions.len(), actions.len());
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let number = actions.iter().filter(|action| action.severity == severity).count();
        if number == 0 {
            app.region(starts_with(words)).expect_gone();
        } else {
            app.region(&format!("{words} {number}")).by_role("listitem").expect_count(number.min(100));
        }
    }
    // Each action names its location or engagement and has one link.
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let of_severity: Vec<_> = actions.iter().filter(|action| action.severity == severity).take(100).collect();
        if of_severity.is_empty() {
            continue;
        }
        let items = app.region(starts_with(words)).by_role("listitem").all();
        let links = app.region(starts_with(words)).by_role("link").all();
        assert_eq!((items.len(), links.len()), (of_severity.len(), of_severity.len()), "{words}");
        for (action, item) in of_severity.iter().zip(items) {
            let location = action.location.map(|at| model.locations()[at.index()].name.clone());
            let engagement = action.engagement.map(|at| model.engagement(at.index()).name(Lang::En).to_owned());
            let named = [location, engagement].into_iter().flatten().any(|name| item.text.contains(&name));
            assert!(named, "{action:?} says only {}", item.text);
        }
    }
}

#[test]
fn facet_counts_follow_other_filters() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let lapsed = model.catalogue.lapsed();
    let malmo = model.location("Contoso Malmö");
    let app = App::new();
    app.open("/actions");
    let counts = app.filter_counts("Location");
    let all = ActionsQuery::default().answer(&actions, &lapsed);
    let expected: Vec<(String, u32)> =
        all.facets.locations.iter().map(|(&at, &count)| (model.locations()[at.index()].name.clone(), count)).collect();
    assert_eq!(counts, expected);

    app.toggle_filter("Location", "Contoso Malmö");
    let there = ActionsQuery { locations: vec![malmo], ..ActionsQuery::default() };
    let answer = there.answer(&actions, &lapsed);
    expect_count_of(&app, answer.order.len(), actions.len());
    app.expect_address("/actions?location=5213406");
    let kinds: Vec<u32> = app.filter_counts("Kind").into_iter().map(|(_, count)| count).collect();
    assert_eq!(kinds, answer.facets.kinds.values().copied().collect::<Vec<_>>());
    app.toggle_filter("Kind", "Payee profile");
    let both = ActionsQuery { kinds: vec![ActionKind::PayeeProfile], ..there };
    expect_count_of(&app, both.answer(&actions, &lapsed).order.len(), actions.len());
    app.back();
    app.expect_address("/actions?location=5213406");
    app.list("Active filters").button("Remove filter Location: Contoso Malmö").click();
    expect_count_of(&app, actions.len(), actions.len());
}

#[test]
fn empty_inbox_offers_to_clear_filters() {
    let actions = Model::demo().catalogue.actions();
    let app = App::new();
    // Göteborg's profiles are approved.
    app.open("/actions?location=4870228&kind=payee-profile");
    app.heading("No action matches").expect_visible();
    app.by_role("main").button("Clear all").nth(1).click();
    expect_count_of(&app, actions.len(), actions.len());
}

#[test]
fn profile_action_links_to_partner_center() {
    let model = Model::demo();
    let actions = model.catalogue.actions();
    let mend = actions.iter().find(|action| matches!(action.task, Task::MendProfile { .. })).unwrap();
    let location = &model.locations()[mend.location.unwrap().index()];
    let app = App::new();
    app.open(&format!("/actions?kind=payee-profile&location={}", location.id.as_str()));
    let links = app.by_role("main").by_role("link").all();
    let update = links.iter().find(|link| link.name.starts_with("Update ")).expect("a link");
    assert!(update.name.contains(&location.name), "{}", update.name);
    assert!(update.name.ends_with("(opens in a new tab)"), "{}", update.name);
    assert!(update.attribute("href").starts_with("https://partner.microsoft.com/"));
    // An incentives user sees whom to ask.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.by_role("main").expect_contains("Only an incentives admin can do this. Ask Astrid Lindblom or Daniel Okafor.");
    app.by_role("main").button(starts_with("Update ")).first().expect_attribute("aria-disabled", "true");
}
