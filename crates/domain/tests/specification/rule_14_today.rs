//! Rule 14: "today".

use domain::availability::Availability;
use domain::catalogue::Query;
use domain::differences::{actions_not_in, earning_engagements, earning_locations};
use domain::earning::Earning;

use crate::example::{OnDay, contoso, day, json};

/// 14.1 "Today" is an input of every rule: the same data answer differently on another day.
#[test]
fn r14_1_today_is_an_input_of_every_rule() {
    let until_christmas = json!({ "attainments": [
        { "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": "2026-12-24" }
    ] });
    let contoso = contoso().location("malmo", until_christmas);
    assert_eq!(contoso.on("2026-12-24").verdict("workshop", "malmo"), Earning::Earning);
    assert_eq!(contoso.on("2026-12-25").verdict("workshop", "malmo"), Earning::WithinReach);
    assert_eq!(contoso.on("2026-09-24").actions().len(), 0);
    assert_eq!(contoso.on("2026-09-25").actions().len(), 1);
    assert_eq!(contoso.on("2026-09-25").cell("workshop").enrolled, 2);
    assert_eq!(contoso.on("2024-12-31").cell("workshop").enrolled, 0);
}

/// 14.2 The demo shifts its data so that it is always current: 100 days later everything has moved 100 days along.
#[test]
fn r14_2_the_demo_shifts_its_data() {
    let demo = contoso().set("shiftDates", json!(true)).claim("1", json!({}));
    let then = demo.on("2026-11-26");
    assert_eq!(then.engagement("workshop").term().last.to_string(), "2027-06-30");
    assert_eq!(then.0.data().claims[0].added.to_string(), "2026-11-02");
    let later = demo.on("2027-03-06");
    assert_eq!(later.engagement("workshop").term().last.to_string(), "2027-10-08");
    assert_eq!(later.location("malmo").attainments[0].first.to_string(), "2025-04-11");
    assert_eq!(later.0.data().claims[0].added.to_string(), "2027-02-10");
    assert_eq!(later.found(&Query::default()), ["workshop", "migration"]);
    assert_eq!(later.verdict("workshop", "malmo"), Earning::Earning);

    let real = contoso().on("2027-03-06");
    assert_eq!(real.engagement("workshop").term().last.to_string(), "2027-06-30");
}

/// 14.3 Everybody can look at another day: the product answers as if it were that day.
#[test]
fn r14_3_another_day_answers_as_if_it_were_that_day() {
    let today = contoso()
        .criteria(json!({ "one": { "type": "enrolment" } }))
        .add_location("umea", json!({ "enrolment": { "first": "2027-01-01" } }))
        .engagement("migration", json!({ "term": { "first": "2026-12-01", "last": "2026-12-31" } }))
        .add_engagement("briefing", json!({ "term": { "first": "2026-11-27", "last": "2026-11-27" } }))
        .on("2026-11-26");
    assert_eq!(today.cell("workshop").enrolled, 2);
    assert_eq!(today.engagement("migration").availability(today.0.day()), Availability::Upcoming);
    assert_eq!(today.engagement("briefing").availability(today.0.day()), Availability::Upcoming);

    let new_year = OnDay(today.0.on_day(day("2027-01-01")));
    assert_eq!(new_year.cell("workshop").enrolled, 3);
    assert_eq!(new_year.engagement("migration").availability(new_year.0.day()), Availability::Expired);
    assert_eq!(new_year.verdict("workshop", "umea"), Earning::Earning);
}

/// 14.4 Another day says what differs from today: Malmö's designation ends on 31 December, the day before the migration
/// begins. The migration asks for nothing but the enrolment.
#[test]
fn r14_4_another_day_says_what_differs() {
    let until_new_year = json!({ "attainments": [
        { "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": "2026-12-31" }
    ] });
    let today = contoso()
        .set(
            "criteria",
            json!([
                { "id": "standard", "tree": { "one": { "type": "designation", "credential": "security-partner" } } },
                { "id": "enrolled", "tree": { "one": { "type": "enrolment" } } }
            ]),
        )
        .engagement("migration", json!({ "criteria": "enrolled" }))
        .location("malmo", until_new_year)
        .claim("1", json!({ "added": "2026-12-20" }))
        .on("2026-12-30");
    let new_year = today.0.on_day(day("2027-01-01"));
    let engagements = earning_engagements(&today.0, &new_year);
    let id = |at: &domain::Idx<_>| today.0.engagement(*at).unwrap().id();
    assert_eq!(engagements.stop.iter().map(id).collect::<Vec<_>>(), ["workshop"]);
    assert_eq!(engagements.begin.iter().map(id).collect::<Vec<_>>(), ["migration"]);
    // Malmö earned on the workshop, and earns on the migration as Oslo does.
    let locations = earning_locations(&today.0, &new_year);
    assert_eq!((locations.stop, locations.begin), (vec![], vec![today.position("oslo")]));
    // The attainment is still to be renewed, the consent is still to be asked for: both are the same actions, later.
    let (before, after) = (today.actions(), new_year.actions());
    assert_eq!((before.len(), actions_not_in(&before, &after), actions_not_in(&after, &before)), (2, vec![], vec![]));
    let lapsed = today.0.on_day(day("2027-12-31")).actions();
    assert_eq!(actions_not_in(&before, &lapsed), [0, 1]);
}
