//! The summary of an engagement, and the pager to the next engagement of the list.

use domain::Lang;
use domain::catalogue::{Direction, Query, Sort, SortKey};
use domain::earning::Earning;
use domain::model::Criteria;

use crate::support::{App, Model, keys, starts_with};

#[test]
fn pager_follows_the_list() {
    let mut model = Model::demo();
    let sort = Some(Sort { key: SortKey::Name, direction: Direction::Ascending });
    let names = model.names(&Query { roles: vec![model.role("Deploy")], sort, ..Query::default() });
    let last = names.len();
    let app = App::new();
    app.open("/engagements?role=deploy&sort=name");
    app.table("Engagements").link(&names[0]).click();
    app.expect_heading(&names[0]);
    let pager = app.navigation("Engagements in the list");
    pager.expect_contains(&format!("1 of {last}"));
    pager.link("Previous engagement").expect_attribute("aria-disabled", "true");
    pager.link("Next engagement").click();
    app.expect_heading(&names[1]);
    pager.expect_contains(&format!("2 of {last}"));
    app.press(keys::RIGHT);
    app.expect_heading(&names[2]);
    app.press(keys::LEFT);
    app.expect_heading(&names[1]);
    pager.link("Previous engagement").click();
    app.expect_heading(&names[0]);
    // The tab that is open stays open.
    app.navigation("Pages of the engagement").link("Eligibility").click();
    app.table("Locations").expect_visible();
    pager.link("Next engagement").click();
    app.expect_heading(&names[1]);
    app.navigation("Pages of the engagement").link("Eligibility").expect_attribute("aria-current", "page");
    app.navigation("Breadcrumb").link("Engagements").click();
    app.expect_address("/engagements?role=deploy&sort=name");
    app.expect_rows(&names);
}

#[test]
fn summary_shows_criteria_rates_and_windows() {
    let model = Model::demo();
    let engagement = model.find(|model, it| {
        let details = it.details().unwrap_or_default();
        let cell = model.catalogue.cell_of_all(it);
        cell.shows(Earning::Earning)
            && cell.within_reach > 0
            && !details.evidence.is_empty()
            && !details.links.is_empty()
    });
    let details = engagement.details().unwrap();
    let app = App::new();
    app.open(&format!("/engagements/{}/summary", engagement.id()));
    app.expect_heading(engagement.name(Lang::En));
    let main = app.by_role("main");
    main.expect_contains(engagement.description(Lang::En));
    main.expect_contains(&model.catalogue.active_customers_of_all(engagement).to_string());
    main.link(&model.earning_count(engagement)).expect_visible();
    main.image("Earning").first().expect_visible();

    let criteria = app.region("Partner qualification criteria");
    let enrolled = model.catalogue.cell_of_all(engagement).enrolled;
    let met: Vec<String> = criteria.by_role("listitem").all().into_iter().map(|item| item.text).collect();
    assert!(
        met.iter().any(|text| text.contains("met at ") && text.contains(&format!(" of {enrolled} locations"))),
        "{met:?}"
    );
    let first = met.iter().find(|text| text.contains("Enrolled in the programme"));
    if let Some(first) = first {
        assert!(first.contains(&format!("met at {enrolled} of {enrolled} locations")), "{first}");
    }

    let rates = app.region("Rates");
    rates.expect_contains("Illustrative data");
    let own: Vec<_> = model.locations().iter().map(|location| &location.market).collect();
    let rate = details.rates.iter().find(|rate| own.contains(&&rate.market)).expect("a rate in an own market");
    let market = &model.catalogue.data().market(&rate.market).unwrap().name.en;
    let enrolled = model.catalogue.cell_of_all(engagement).enrolled;
    let own_here = own.iter().filter(|own| ***own == rate.market).count();
    rates.by_role("rowheader").first().expect_contains(&format!("{market} {own_here} of your {enrolled} locations"));
    rates.expect_contains("The programme states its rates in USD.");
    main.expect_contains(&format!("Pays in {market}"));

    let customers = app.region("Customer qualification criteria");
    details.customer_criteria.iter().for_each(|text| customers.expect_contains(text.get(Lang::En)));
    app.region("Evidence required").by_role("listitem").expect_count(details.evidence.len());
    let windows = app.region("Term and windows");
    windows.expect_contains(&format!("Within {} days of adding or claiming the customer", details.consent_days));
    windows.expect_contains(&format!("Within {} days of consent", details.claim_days));
    for link in &details.links {
        let shown = app.region("Links").link(starts_with(link.label.get(Lang::En))).get();
        assert_eq!(shown.attribute("href"), link.url);
        assert_eq!(shown.attribute("target"), "_blank");
        assert!(shown.attribute("rel").contains("noopener"));
        assert!(shown.name.ends_with("(opens in a new tab)"), "{}", shown.name);
    }
    criteria.link("By location").click();
    app.table("Locations").expect_visible();
}

#[test]
fn a_group_of_choices_says_where_it_is_met() {
    fn choices(criteria: &Criteria) -> Option<&Criteria> {
        match criteria {
            Criteria::AnyOf(parts) if parts.len() > 1 => Some(criteria),
            Criteria::AllOf(parts) | Criteria::AnyOf(parts) => parts.iter().find_map(choices),
            Criteria::One(_) => None,
        }
    }
    let model = Model::demo();
    let engagement = model.find(|_, it| choices(it.criteria()).is_some());
    let (met, enrolled) = model.catalogue.met_at(choices(engagement.criteria()).unwrap());
    let app = App::new();
    app.open(&format!("/engagements/{}/summary", engagement.id()));
    let criteria = app.region("Partner qualification criteria");
    criteria.expect_contains(&format!("One of these met at {met} of {enrolled} locations"));
}
