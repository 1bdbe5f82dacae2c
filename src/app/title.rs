//! Titles that name what a page shows.

use domain::id::{ClaimId, CustomerId, EngagementId, LocationId};
use leptos::prelude::With;

use crate::state::{State, Status};
use crate::text::{lang, t};

/// Returns the title of a page of an engagement: its name, after the name of the page where one is given.
pub fn engagement(state: State, id: &str, page: Option<&str>) -> String {
    let (id, lang) = (EngagementId::from(id), lang());
    let name = state.dataset.with(|catalogue| Some(catalogue.data().engagements.find(&id)?.name(lang).to_owned()));
    match (name.flatten(), page) {
        (Some(name), None) => name,
        (Some(name), Some(page)) => format!("{page}: {name}"),
        (None, _) if state.dataset.status.with(|status| *status == Status::Loading) => {
            t().common().engagements.to_owned()
        }
        (None, _) => t().common().no_engagement.to_owned(),
    }
}

/// Returns the title of the page of a location: its name.
pub fn location(state: State, id: &str) -> String {
    let id = LocationId::from(id);
    let name = state.dataset.with(|catalogue| catalogue.data().location(&id).map(|location| location.name.clone()));
    name.flatten().unwrap_or_else(|| t().common().no_location.to_owned())
}

/// Returns the title of the page of a customer: its name.
pub fn customer(state: State, id: &str) -> String {
    let id = CustomerId::from(id);
    let name = state.dataset.with(|catalogue| catalogue.data().customer(&id).map(|customer| customer.name.clone()));
    name.flatten().unwrap_or_else(|| t().common().no_customer.to_owned())
}

/// Returns the title of the page of a claim: its id and the customer.
pub fn claim(state: State, id: &str) -> String {
    let id = ClaimId::from(id);
    let customer = state.dataset.with(|catalogue| {
        let data = catalogue.data();
        let claim = data.claims.get(data.claim_index(&id)?.index())?;
        Some(data.customer(&claim.customer)?.name.clone())
    });
    match customer.flatten() {
        Some(customer) => format!("{}: {customer}", (t().common().claim)(id.as_str())),
        None => t().common().no_claim.to_owned(),
    }
}
