//! Actions required: what must be done, by when, and what it is worth.

use domain::Lang;
use domain::actions::{ActionKind, ActionsQuery, Severity, Task};

use crate::support::{App, World, starts};

/// Waits for the count above the actions.
#[track_caller]
fn sees_count(app: &App, shown: usize, all: usize) {
    app.says(&format!("{shown} of {all} actions"));
}

const SEVERITIES: [&str; 4] = ["Overdue", "Within 7 days", "Within 30 days", "Later"];

#[test]
fn they_are_grouped_by_urgency() {
    let world = World::demo();
    let actions = world.0.actions();
    let app = App::new();
    app.open("/engagements");
    app.navigation("Views").link(&format!("Actions required ({})", actions.len())).click();
    app.is_at("/actions");
    app.sees_heading("Incentives | Actions required");
    sees_count(&app, actions.len(), actions.len());
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let number = actions.iter().filter(|action| action.severity == severity).count();
        if number == 0 {
            app.region(starts(words)).is_gone();
        } else {
            app.region(&format!("{words} {number}")).every("listitem").counts(number.min(100));
        }
    }
    // Each says what, until when, and leads to where it is done.
    for (severity, words) in Severity::ALL.into_iter().zip(SEVERITIES) {
        let of_severity: Vec<_> = actions.iter().filter(|action| action.severity == severity).take(100).collect();
        if of_severity.is_empty() {
            continue;
        }
        let items = app.region(starts(words)).every("listitem").look();
        let links = app.region(starts(words)).every("link").look();
        assert_eq!((items.len(), links.len()), (of_severity.len(), of_severity.len()), "{words}");
        for (action, item) in of_severity.iter().zip(items) {
            let location = action.location.map(|at| world.locations()[at].name.clone());
            let engagement = action.engagement.map(|at| world.engagement(at).name(Lang::En).to_owned());
            let named = [location, engagement].into_iter().flatten().any(|name| item.text.contains(&name));
            assert!(named, "{action:?} says only {}", item.text);
        }
    }
}

#[test]
fn filters_count_under_each_other() {
    let world = World::demo();
    let actions = world.0.actions();
    let malmo = world.location("Contoso Malmö");
    let app = App::new();
    app.open("/actions");
    let counts = app.filter_counts("Location");
    let all = ActionsQuery::default().answer(&actions);
    let expected: Vec<(String, u32)> =
        all.facets.locations.iter().map(|(&at, &count)| (world.locations()[at].name.clone(), count)).collect();
    assert_eq!(counts, expected);

    app.filter("Location", "Contoso Malmö");
    let there = ActionsQuery { locations: vec![malmo], ..ActionsQuery::default() };
    let answer = there.answer(&actions);
    sees_count(&app, answer.order.len(), actions.len());
    app.is_at("/actions?location=5213406");
    let kinds: Vec<u32> = app.filter_counts("Kind").into_iter().map(|(_, count)| count).collect();
    assert_eq!(kinds, answer.facets.kinds.values().copied().collect::<Vec<_>>());
    app.filter("Kind", "Payee profile");
    let both = ActionsQuery { kinds: vec![ActionKind::PayeeProfile], ..there };
    sees_count(&app, both.answer(&actions).order.len(), actions.len());
    app.back();
    app.is_at("/actions?location=5213406");
    app.list("Active filters").button("Remove filter Location: Contoso Malmö").click();
    sees_count(&app, actions.len(), actions.len());
}

#[test]
fn where_no_action_matches_the_filters_can_be_cleared() {
    let actions = World::demo().0.actions();
    let app = App::new();
    // Göteborg's profiles are in order.
    app.open("/actions?location=4870228&kind=payee-profile");
    app.heading("No action matches").is_there();
    app.every("main").button("Clear all").nth(1).click();
    sees_count(&app, actions.len(), actions.len());
}

#[test]
fn a_profile_is_mended_in_partner_center() {
    let world = World::demo();
    let actions = world.0.actions();
    let mend = actions.iter().find(|action| matches!(action.task, Task::MendProfile { .. })).unwrap();
    let location = &world.locations()[mend.location.unwrap()];
    let app = App::new();
    app.open(&format!("/actions?kind=payee-profile&location={}", location.id.as_str()));
    let links = app.every("main").every("link").look();
    let update = links.iter().find(|link| link.name.starts_with("Update ")).expect("a link");
    assert!(update.name.contains(&location.name), "{}", update.name);
    assert!(update.name.ends_with("(opens in a new tab)"), "{}", update.name);
    assert!(update.attribute("href").starts_with("https://partner.microsoft.com/"));
    // An incentives user is told whom to ask.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.every("main").has("Only an incentives admin can do this. Ask Astrid Lindblom or Daniel Okafor.");
    app.every("main").button(starts("Update ")).first().is("aria-disabled", "true");
}
