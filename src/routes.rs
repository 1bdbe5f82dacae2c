//! Typed addresses, to and from strings. No other module formats or parses an address.

mod actions_view;
mod list_view;
mod locations_view;
mod query;

pub use actions_view::ActionsView;
pub use list_view::ListView;
pub use locations_view::LocationsView;

use std::sync::OnceLock;

use domain::Day;
use domain::earning::Earning;
use domain::id::{ClaimId, EngagementId, LocationId};

use query::Pairs;

/// A route: a page with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Engagements(ListView),
    /// The inbox.
    Actions(ActionsView),
    /// A page of one engagement, opened from a view of the list.
    Engagement(EngagementId, EngagementPage, ListView),
    /// The list of locations.
    Locations(LocationsView),
    Location(LocationId),
    /// The page of a claim.
    Claim(ClaimId),
    /// The form for another password.
    Password,
    /// An unknown path.
    NotFound(String),
}

impl Route {
    /// Returns the view of the list; `None` for a page without one.
    pub const fn list_mut(&mut self) -> Option<&mut ListView> {
        match self {
            Self::Engagements(list) | Self::Engagement(_, _, list) => Some(list),
            _ => None,
        }
    }

    /// Returns the view of the locations; `None` for a page without one.
    pub const fn locations_mut(&mut self) -> Option<&mut LocationsView> {
        match self {
            Self::Locations(locations) => Some(locations),
            _ => None,
        }
    }
}

/// The pages of one engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngagementPage {
    Summary,
    /// The locations with a verdict; `None` is all.
    Eligibility(Option<Earning>),
    /// The customers; of build-intent engagements only.
    Customers,
}

impl EngagementPage {
    const fn segment(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Eligibility(_) => "eligibility",
            Self::Customers => "customers",
        }
    }
}

/// A route, and the day that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub route: Route,
    /// `None` is today.
    pub day: Option<Day>,
}

static BASE: OnceLock<String> = OnceLock::new();

/// Sets the path that the app is served below: `/`, or a path such as `/demo/`. Called once, before the app is mounted.
pub fn set_base(path: &str) {
    BASE.get_or_init(|| path.trim_end_matches('/').to_owned());
}

/// Returns the path that the app is served below, without its last slash: empty, or a path such as `/demo`.
pub fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

impl Address {
    /// Returns the address as the `href` of a link.
    pub fn href(&self) -> String {
        let mut pairs = Pairs::default();
        let path = match &self.route {
            Route::Engagements(view) => {
                view.write(&mut pairs);
                "/engagements".to_owned()
            }
            Route::Actions(view) => {
                view.write(&mut pairs);
                "/actions".to_owned()
            }
            Route::Locations(view) => {
                view.write(&mut pairs);
                "/locations".to_owned()
            }
            Route::Engagement(id, page, view) => {
                return EngagementLinks::new(*page, view, self.day).to(id.as_str());
            }
            Route::Location(id) => format!("/locations/{}", query::encode(id.as_str())),
            Route::Claim(id) => format!("/claims/{}", query::encode(id.as_str())),
            Route::Password => "/password".to_owned(),
            Route::NotFound(path) => return format!("{path}{}", finish(pairs, self.day)),
        };
        format!("{}{path}{}", base(), finish(pairs, self.day))
    }

    /// Parses a path (with the base) and a query string. Values of the query string that do not parse are ignored.
    pub fn parse(path: &str, search: &str) -> Self {
        let pairs = query::parse(search);
        let route = path.strip_prefix(base()).and_then(|path| parse_route(path, &pairs));
        let day = pairs.iter().find(|(key, _)| key == "day").and_then(|(_, day)| day.parse().ok());
        // A path that starts with two slashes would be an address on another host.
        let unknown = || Route::NotFound(format!("/{}", path.trim_start_matches('/')));
        Self { route: route.unwrap_or_else(unknown), day }
    }
}

/// Parses a path below the base.
fn parse_route(path: &str, pairs: &[(String, String)]) -> Option<Route> {
    let segments: Vec<String> = path.split('/').filter(|segment| !segment.is_empty()).map(query::decode).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let engagement = |id: &str, page| Route::Engagement(id.into(), page, ListView::read(pairs));
    Some(match segments.as_slice() {
        // Static hosts serve the page under its file name as well.
        [] | ["index.html" | "engagements"] => Route::Engagements(ListView::read(pairs)),
        ["actions"] => Route::Actions(ActionsView::read(pairs)),
        ["engagements", id] | ["engagements", id, "summary"] => engagement(id, EngagementPage::Summary),
        ["engagements", id, "customers"] => engagement(id, EngagementPage::Customers),
        ["engagements", id, "eligibility"] => {
            let shown = pairs.iter().find(|(key, _)| key == "show").and_then(|(_, word)| list_view::verdict_of(word));
            engagement(id, EngagementPage::Eligibility(shown))
        }
        ["locations"] => Route::Locations(LocationsView::read(pairs)),
        ["locations", id] => Route::Location((*id).into()),
        ["claims", id] => Route::Claim((*id).into()),
        ["password"] => Route::Password,
        _ => return None,
    })
}

/// Encodes an id as a path segment.
pub fn segment(id: &str) -> String {
    query::encode(id)
}

/// Returns the URL that starts signing in through an identity provider and returns to the open page.
pub fn provider(start: &str, path: &str, search: &str) -> String {
    // Without the report of an earlier failure.
    let pairs = search.trim_start_matches('?').split('&');
    let kept: Vec<_> = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("signInError=")).collect();
    let separator = if kept.is_empty() { "" } else { "?" };
    format!("{start}?to={}", query::encode(&format!("{path}{separator}{}", kept.join("&"))))
}

/// Why signing in through an identity provider has failed, as the server reports it in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// The provider does not answer.
    Unavailable,
    /// The attempt has expired, or belongs to another browser.
    Expired,
    /// The provider, or the person there, has declined.
    Denied,
    /// Too many attempts.
    Throttled,
    /// The account is disabled.
    Disabled,
    /// Anything else.
    Failed,
}

/// Returns the failure that a query string reports.
pub fn sign_in_error(search: &str) -> Option<SignInError> {
    let pairs = query::parse(search);
    let (_, reason) = pairs.iter().find(|(key, _)| key == "signInError")?;
    Some(match reason.as_str() {
        "oidc-unavailable" => SignInError::Unavailable,
        "oidc-expired" => SignInError::Expired,
        "oidc-denied" => SignInError::Denied,
        "oidc-throttled" => SignInError::Throttled,
        "disabled" => SignInError::Disabled,
        _ => SignInError::Failed,
    })
}

/// Adds the day to a query string, and returns it.
fn finish(mut pairs: Pairs, day: Option<Day>) -> String {
    if let Some(day) = day {
        pairs.push("day", &day.to_string());
    }
    pairs.finish()
}

/// The addresses of one page of many engagements. The query string, which they share, is formatted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngagementLinks {
    page: EngagementPage,
    query: String,
}

impl EngagementLinks {
    /// Formats the query string of a view of the list on a day.
    pub fn new(page: EngagementPage, view: &ListView, day: Option<Day>) -> Self {
        let mut pairs = Pairs::default();
        if let EngagementPage::Eligibility(Some(shown)) = page {
            pairs.push("show", list_view::verdict_word(shown));
        }
        view.write(&mut pairs);
        Self { page, query: finish(pairs, day) }
    }

    /// Returns the address of the page of an engagement.
    pub fn to(&self, engagement: &str) -> String {
        format!("{}/engagements/{}/{}{}", base(), query::encode(engagement), self.page.segment(), self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::availability::Availability;
    use domain::catalogue::{Direction, Sort, SortKey};
    use domain::locations::{Enrolment, LocationSort, LocationSortKey};
    use domain::payee::ProfileStatus;

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
}
