use super::*;
use domain::availability::Availability;
use domain::catalogue::{Direction, Sort, SortKey};
use domain::customers::{CustomerSort, CustomerSortKey};
use domain::locations::{Enrolment, LocationSort, LocationSortKey};
use domain::model::Segment;
use domain::payee::ProfileStatus;
use domain::view::{Party, Prospect};

#[track_caller]
fn round_trip(address: &Address, href: &str) {
    assert_eq!(address.href(), href);
    let (path, search) = href.split_once('?').unwrap_or((href, ""));
    assert_eq!(Address::parse(path, search), *address);
}

fn at(route: Route) -> Address {
    Address { route, day: None }
}

#[test]
fn href_and_parse_are_inverse() {
    let view = ListView {
        area: Some("security".into()),
        locations: vec!["1".into(), "å/&".into()],
        status: vec![Availability::Active, Availability::Upcoming],
        roles: vec!["build-intent".into()],
        eligibility: vec![Earning::WithinReach, Earning::Ready, Earning::Ended],
        text: "malmö + \"x\"".to_owned(),
        sort: Some(Sort { key: SortKey::ActiveCustomers, direction: Direction::Descending }),
    };
    round_trip(&at(Route::Engagements(ListView::default())), "/engagements");
    round_trip(
        &at(Route::Engagements(view)),
        "/engagements?area=security&location=1&location=%C3%A5%2F%26&status=active&status=upcoming\
         &role=build-intent&eligibility=within-reach&eligibility=ready&eligibility=ended\
         &q=malm%C3%B6+%2B+%22x%22&sort=-customers",
    );
    let id = EngagementId::from("a/b c");
    round_trip(
        &at(Route::Engagement(id.clone(), EngagementPage::Summary, ListView::default())),
        "/engagements/a%2Fb%20c/summary",
    );
    round_trip(
        &at(Route::Engagement(id.clone(), EngagementPage::Customers, ListView::default())),
        "/engagements/a%2Fb%20c/customers",
    );
    round_trip(
        &at(Route::Engagement(id.clone(), EngagementPage::Eligibility(None), ListView::default())),
        "/engagements/a%2Fb%20c/eligibility",
    );
    let view = ListView { eligibility: vec![Earning::Ready], ..ListView::default() };
    round_trip(
        &at(Route::Engagement(id, EngagementPage::Eligibility(Some(Earning::WithinReach)), view)),
        "/engagements/a%2Fb%20c/eligibility?show=within-reach&eligibility=ready",
    );
    let compared = CompareView { locations: vec!["1".into(), "2".into()], only_differences: true };
    round_trip(&at(Route::Compare(compared)), "/compare?location=1&location=2&show=differences");
    round_trip(&at(Route::Compare(CompareView::default())), "/compare");
    round_trip(
        &Address { route: Route::Location("4870215".into()), day: Day::new(2027, 1, 31) },
        "/locations/4870215?day=2027-01-31",
    );
    round_trip(&at(Route::Claim("W/1 2".into())), "/claims/W%2F1%202");
    round_trip(&at(Route::Password), "/password");
    let locations = LocationsView {
        countries: vec!["SE".to_owned()],
        markets: vec!["nordic".into()],
        enrolment: vec![Enrolment::Never],
        payee: vec![ProfileStatus::PendingValidation],
        eligibility: vec![Earning::NotEarning],
        text: "malmö".to_owned(),
        sort: Some(LocationSort { key: LocationSortKey::WithinReach, direction: Direction::Descending }),
    };
    round_trip(&at(Route::Locations(LocationsView::default())), "/locations");
    round_trip(
        &at(Route::Locations(locations)),
        "/locations?country=SE&market=nordic&enrolment=never&payee=pending-validation&eligibility=not-earning\
         &q=malm%C3%B6&sort=-within-reach",
    );
    let customers = CustomersView {
        countries: vec!["SE".to_owned()],
        segments: vec![Segment::SmallMedium],
        prospects: vec![Prospect::NotPossible],
        waits_for: vec![Party::Partner],
        text: "kommun".to_owned(),
        sort: Some(CustomerSort { key: CustomerSortKey::Due, direction: Direction::Descending }),
    };
    round_trip(&at(Route::Customers(CustomersView::default())), "/customers");
    round_trip(
        &at(Route::Customers(customers)),
        "/customers?country=SE&segment=small-medium&engagements=not-possible&waiting=partner&q=kommun&sort=-due",
    );
    round_trip(&at(Route::Customer("C/1".into())), "/customers/C%2F1");
    let actions = ActionsView {
        kinds: vec![domain::actions::ActionKind::PayeeProfile],
        locations: vec!["1".into()],
        engagements: vec!["e".into()],
    };
    round_trip(&at(Route::Actions(actions)), "/actions?kind=payee-profile&location=1&engagement=e");
}

#[test]
fn provider_link_returns_to_the_page() {
    assert_eq!(provider("/start", "/actions", "?kind=claim"), "/start?to=%2Factions%3Fkind%3Dclaim");
    assert_eq!(provider("/start", "/", "?signInError=oidc"), "/start?to=%2F");
    let after_failure = "?kind=claim&signInError=oidc-denied&q=a%26b";
    assert_eq!(provider("/start", "/actions", after_failure), "/start?to=%2Factions%3Fkind%3Dclaim%26q%3Da%2526b");
}

#[test]
fn address_reports_why_the_provider_failed() {
    assert_eq!(sign_in_error("?q=signInError"), None);
    assert_eq!(sign_in_error("?q=x&signInError=oidc-unavailable"), Some(SignInError::Unavailable));
    assert_eq!(sign_in_error("?signInError=oidc-denied"), Some(SignInError::Denied));
    assert_eq!(sign_in_error("?signInError=disabled"), Some(SignInError::Disabled));
    assert_eq!(sign_in_error("?signInError=something-new"), Some(SignInError::Failed));
}

#[test]
fn ignores_values_that_do_not_parse() {
    let nonsense = "?status=soon&sort=up&eligibility=&day=yesterday&area=&q=&%%%=1&location&foo=bar";
    assert_eq!(Address::parse("/engagements", nonsense), at(Route::Engagements(ListView::default())));
    for path in ["/", "/index.html"] {
        assert_eq!(Address::parse(path, ""), at(Route::Engagements(ListView::default())), "{path}");
    }
}

#[test]
fn keeps_each_value_of_a_filter_once() {
    let twice = "?location=1&location=2&location=1&role=a&role=a&status=active&status=active\
                 &eligibility=ready&eligibility=ready";
    let view = ListView {
        locations: vec!["1".into(), "2".into()],
        roles: vec!["a".into()],
        status: vec![Availability::Active],
        eligibility: vec![Earning::Ready],
        ..ListView::default()
    };
    assert_eq!(Address::parse("/engagements", twice), at(Route::Engagements(view)));
}

#[test]
fn keeps_unknown_paths_with_their_day() {
    for path in ["/nowhere", "/engagements/a/b", "/engagements/a/summary/c", "/locations/1/2"] {
        assert_eq!(Address::parse(path, ""), at(Route::NotFound(path.to_owned())));
    }
    round_trip(
        &Address { route: Route::NotFound("/nowhere".to_owned()), day: Day::new(2027, 1, 31) },
        "/nowhere?day=2027-01-31",
    );
}
