//! One engagement: its summary, and the way to the next one of the list.

use domain::Lang;
use domain::catalogue::{Direction, Query, Sort, SortKey};

use crate::support::{App, World, keys, starts};

#[test]
fn one_goes_through_the_list_from_engagement_to_engagement() {
    let mut world = World::demo();
    let sort = Some(Sort { key: SortKey::Name, direction: Direction::Ascending });
    let names = world.names(&Query { roles: vec![world.role("Deploy")], sort, ..Query::default() });
    let last = names.len();
    let app = App::new();
    app.open("/engagements?role=deploy&sort=name");
    app.table("Engagements").link(&names[0]).click();
    app.sees_heading(&names[0]);
    let pager = app.navigation("Engagements in the list");
    pager.has(&format!("1 of {last}"));
    pager.link("Previous engagement").is("aria-disabled", "true");
    pager.link("Next engagement").click();
    app.sees_heading(&names[1]);
    pager.has(&format!("2 of {last}"));
    app.press(keys::RIGHT);
    app.sees_heading(&names[2]);
    app.press(keys::LEFT);
    app.sees_heading(&names[1]);
    pager.link("Previous engagement").click();
    app.sees_heading(&names[0]);
    // The tab that is open stays open.
    app.navigation("Pages of the engagement").link("Eligibility").click();
    app.table("Locations").is_there();
    pager.link("Next engagement").click();
    app.sees_heading(&names[1]);
    app.navigation("Pages of the engagement").link("Eligibility").is("aria-current", "page");
    app.navigation("Breadcrumb").link("Engagements").click();
    app.is_at("/engagements?role=deploy&sort=name");
    app.lists(&names);
}

#[test]
fn the_summary_tells_what_it_is_and_what_it_pays() {
    let world = World::demo();
    let engagement = world.first(|world, it| {
        let details = it.details().unwrap_or_default();
        let cell = world.0.cell_of_all(it);
        cell.earning > 0 && cell.within_reach > 0 && !details.evidence.is_empty() && !details.links.is_empty()
    });
    let details = engagement.details().unwrap();
    let app = App::new();
    app.open(&format!("/engagements/{}/summary", engagement.id()));
    app.sees_heading(engagement.name(Lang::En));
    let main = app.every("main");
    main.has(engagement.description(Lang::En));
    main.has(&world.0.active_customers(engagement).to_string());
    main.link(&world.n_of_m(engagement)).is_there();
    main.image("Earning").first().is_there();

    let criteria = app.region("Partner qualification criteria");
    let enrolled = world.0.cell_of_all(engagement).enrolled;
    let met: Vec<String> = criteria.every("listitem").look().into_iter().map(|item| item.text).collect();
    assert!(
        met.iter().any(|text| text.contains("met at ") && text.contains(&format!(" of {enrolled} locations"))),
        "{met:?}"
    );
    let first = met.iter().find(|text| text.contains("Enrolled in the programme"));
    if let Some(first) = first {
        assert!(first.contains(&format!("met at {enrolled} of {enrolled} locations")), "{first}");
    }

    let rates = app.region("Rates");
    rates.has("Illustrative data");
    let own: Vec<_> = world.locations().iter().map(|location| &location.market).collect();
    let rate = details.rates.iter().find(|rate| own.contains(&&rate.market)).expect("a rate in an own market");
    let market = &world.0.data().market(&rate.market).unwrap().name.en;
    rates.every("rowheader").first().has(&format!("{market} Your market"));

    let customers = app.region("Customer qualification criteria");
    details.customer_criteria.iter().for_each(|text| customers.has(text.get(Lang::En)));
    app.region("Evidence required").every("listitem").counts(details.evidence.len());
    let windows = app.region("Term and windows");
    windows.has(&format!("Within {} days of adding or claiming the customer", details.consent_days));
    windows.has(&format!("Within {} days of consent", details.claim_days));
    for link in &details.links {
        let shown = app.region("Links").link(starts(link.label.get(Lang::En))).seen();
        assert_eq!(shown.attribute("href"), link.url);
        assert_eq!(shown.attribute("target"), "_blank");
        assert!(shown.attribute("rel").contains("noopener"));
        assert!(shown.name.ends_with("(opens in a new tab)"), "{}", shown.name);
    }
    criteria.link("By location").click();
    app.table("Locations").is_there();
}
