//! Typed addresses, to and from strings. No other module formats or parses an address.

mod actions_view;
mod compare_view;
mod customers_view;
mod list_view;
mod locations_view;
mod query;
#[cfg(test)]
mod tests;

pub use actions_view::ActionsView;
pub use compare_view::CompareView;
pub use customers_view::CustomersView;
pub use list_view::ListView;
pub use locations_view::LocationsView;

use std::sync::OnceLock;

use domain::Day;
use domain::earning::Earning;
use domain::id::{ClaimId, CustomerId, EngagementId, LocationId};

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
    /// Locations side by side.
    Compare(CompareView),
    /// The list of customers.
    Customers(CustomersView),
    Customer(CustomerId),
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

    /// Returns the view of the customers; `None` for a page without one.
    pub const fn customers_mut(&mut self) -> Option<&mut CustomersView> {
        match self {
            Self::Customers(customers) => Some(customers),
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
            Route::Customers(view) => {
                view.write(&mut pairs);
                "/customers".to_owned()
            }
            Route::Engagement(id, page, view) => {
                return EngagementLinks::new(*page, view, self.day).to(id.as_str());
            }
            Route::Compare(view) => {
                view.write(&mut pairs);
                "/compare".to_owned()
            }
            Route::Location(id) => format!("/locations/{}", query::encode(id.as_str())),
            Route::Customer(id) => format!("/customers/{}", query::encode(id.as_str())),
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
        ["compare"] => Route::Compare(CompareView::read(pairs)),
        ["customers"] => Route::Customers(CustomersView::read(pairs)),
        ["customers", id] => Route::Customer((*id).into()),
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
