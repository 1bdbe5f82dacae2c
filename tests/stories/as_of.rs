//! The as-of day: its control, its bar, and what differs from today.

use domain::Lang;
use domain::differences::{actions_not_in, earning_engagements, earning_locations};

use crate::support::{App, Model, Options, Site, contains, keys, starts_with};

/// A later day on which engagements stop to earn and others begin to.
fn changed_day(model: &Model) -> domain::Day {
    let day = (1..400).map(|days| Model::today().plus(days)).find(|&day| {
        let change = earning_engagements(&model.catalogue, &model.catalogue.on_day(day));
        let (before, after) = (model.catalogue.actions(), model.catalogue.on_day(day).actions());
        let differ = [(&before, &after), (&after, &before)].map(|(one, other)| actions_not_in(one, other));
        change.stop.len() > 1 && !change.begin.is_empty() && differ.iter().all(|actions| !actions.is_empty())
    });
    day.expect("a day on which something changes")
}

fn count(count: usize, one: &str, other: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { other })
}

#[test]
fn another_day_says_what_differs_and_leads_back() {
    let model = Model::demo();
    let day = changed_day(&model);
    let then = model.catalogue.on_day(day);
    let change = earning_engagements(&model.catalogue, &then);
    let app = App::new();
    app.open(&format!("/engagements?day={day}"));
    app.by_role("main").expect_contains("not today");
    app.button(count(change.begin.len(), "begins to earn", "begin to earn").as_str()).expect_visible();
    let stop = count(change.stop.len(), "stops earning", "stop earning");
    app.button(stop.as_str()).click();
    let name = model.engagement(change.stop[0].index()).name(Lang::En).to_owned();
    app.group(stop.as_str()).link(name.as_str()).click();
    app.expect_heading(&name);
    // The day stays in the address of every view.
    assert!(app.address().ends_with(&format!("day={day}")), "{}", app.address());
    app.open(&format!("/locations?day={day}"));
    let change = earning_locations(&model.catalogue, &then);
    if !change.stop.is_empty() {
        app.button(count(change.stop.len(), "stops earning", "stop earning").as_str()).expect_visible();
    }
    app.navigation("Views").link(starts_with("Actions required")).click();
    app.expect_address(&format!("/actions?day={day}"));
    let (before, after) = (model.catalogue.actions(), then.actions());
    let new = count(actions_not_in(&after, &before).len(), "new action", "new actions");
    app.button(new.as_str()).expect_visible();
    let gone = format!("{} no longer required", actions_not_in(&before, &after).len());
    app.button(gone.as_str()).expect_visible();
    app.button("Back to today").click();
    app.expect_address("/actions");
    app.button(new.as_str()).expect_gone();
}

#[test]
fn the_day_is_chosen_in_the_top_bar_by_keyboard() {
    let app = App::new();
    app.open("/engagements?status=active");
    app.button("As of Today").click();
    let group = app.group("As of");
    group.button("7 days forward").click();
    let day = Model::today().plus(7);
    app.expect_address(&format!("/engagements?status=active&day={day}"));
    app.by_role("main").expect_contains("not today");
    group.button("7 days forward").expect_focus();
    app.press(keys::ESCAPE);
    group.expect_gone();
    app.button(starts_with("As of ")).expect_focus();
    // The command palette knows the day too.
    app.press_with_ctrl('k');
    app.press("as of: today");
    app.dialog("Search everything").by_role("option").first().expect_contains("As of: Today");
    app.press(keys::ENTER);
    app.expect_address("/engagements?status=active");
    app.press_with_ctrl('k');
    app.press(Model::today().plus(90).to_string());
    app.dialog("Search everything").by_role("option").first().expect_contains("As of: ");
    app.press(keys::ENTER);
    app.expect_address(&format!("/engagements?status=active&day={}", Model::today().plus(90)));
}

#[test]
fn everybody_has_the_day_in_swedish_on_a_phone() {
    let app = App::with(Site::connected(), Options::phone(360).swedish());
    app.open("/locations");
    app.button(starts_with("Logga in som Astrid Lindblom")).click();
    app.button("Läge I dag").click();
    app.group("Läge").button("30 dagar framåt").click();
    app.expect_address(&format!("/locations?day={}", Model::today().plus(30)));
    app.by_role("main").expect_contains("inte i dag");
    app.press(keys::ESCAPE);
    assert_eq!(app.overflowing(), Vec::<String>::new());
    app.button("Tillbaka till i dag").click();
    app.expect_address("/locations");
    app.button(contains("I dag")).first().expect_visible();
}
