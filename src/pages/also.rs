//! What else matches the search of a list: engagements, locations, customers and claims, each a link.

use domain::Idx;
use domain::dataset::Data;
use domain::find::{Findings, Kind};
use domain::model::Claim;
use domain::text::Texts;
use leptos::prelude::*;

use crate::routes::{CustomersView, EngagementPage, ListView, LocationsView, Route};
use crate::state::{Finder, State, open_palette, state};
use crate::text::{Format, With1, clamped, format, t};

/// What else matches the search of the list of engagements.
#[component]
pub fn Also() -> impl IntoView {
    let list = state().list;
    also(Signal::derive(move || list.with(|list| list.answer.is_close && !list.answer.order.is_empty())))
}

/// Renders what else matches the search of the list in the address, and, where `is_close`, that the list forgives a
/// typing error. It follows the address: nothing is searched before typing pauses.
pub fn also(is_close: Signal<bool>) -> AnyView {
    let state = state();
    let finder = Finder::new(state);
    let searched = move || {
        let (kind, text) = state.views.visit.with(|visit| match &visit.address.route {
            Route::Engagements(view) => Some((Kind::Engagement, view.text.clone())),
            Route::Locations(view) => Some((Kind::Location, view.text.clone())),
            Route::Customers(view) => Some((Kind::Customer, view.text.clone())),
            _ => None,
        })?;
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some((kind, text))
    };
    let note = move || {
        let (_, text) = searched()?;
        is_close.get().then(|| view! { <p class="results__note">{(t().find().close)(&text)}</p> })
    };
    let links = move || {
        let (kind, text) = searched()?;
        let links = links(state, &text, kind, &finder.find(&text, &Texts::default()));
        let between = |at: usize| if at == 0 { " " } else { ", " };
        let links = links.into_iter().enumerate().map(|(at, link)| view! { {between(at)}{link} }).collect::<Vec<_>>();
        (!links.is_empty()).then(|| view! { {t().find().also}{links} })
    };
    view! {
        {note}
        <p class="results__also" aria-live="polite">{links}</p>
    }
    .into_any()
}

/// Returns the links to what is found but for the kind that the list itself shows: to the page of the only one, or to
/// the list with the search.
fn links(state: State, text: &str, kind: Kind, found: &Findings) -> Vec<AnyView> {
    let t = t().find();
    let links = state.dataset.with(|catalogue| {
        let data = catalogue.data();
        let engagement = |at| {
            let id = data.engagements.get(at)?.id().into();
            Some(Route::Engagement(id, EngagementPage::Summary, ListView::default()))
        };
        let engagements = Route::Engagements(ListView { text: text.to_owned(), ..ListView::default() });
        let engagements = only(&found.engagements, engagement).unwrap_or(engagements);
        let locations = Route::Locations(LocationsView { text: text.to_owned(), ..LocationsView::default() });
        let location = |at| Some(Route::Location(data.location_at(at)?.id.clone()));
        let locations = only(&found.locations, location).unwrap_or(locations);
        let customers = Route::Customers(CustomersView { text: text.to_owned(), ..CustomersView::default() });
        let customer = |at| Some(Route::Customer(data.customer_at(at)?.id.clone()));
        let customers = only(&found.customers, customer).unwrap_or(customers);
        [
            (Kind::Engagement, found.engagements.len(), t.engagements, Some(engagements)),
            (Kind::Location, found.locations.len(), t.locations, Some(locations)),
            (Kind::Customer, found.customers.len(), t.customers, Some(customers)),
            (Kind::Claim, found.claims.len(), t.claims_found, claims(data, &found.claims)),
        ]
    });
    let others = links.into_iter().flatten().filter(|(of, count, ..)| *of != kind && *count > 0);
    others.map(|(_, count, words, route)| link(state, text, count, words, route)).collect()
}

/// Returns the page of the only one that is found.
fn only<T>(found: &[Idx<T>], page: impl Fn(Idx<T>) -> Option<Route>) -> Option<Route> {
    if let [at] = found { page(*at) } else { None }
}

/// Returns the page of the only claim, or that of the customer whose claims they all are. There is no list of claims.
fn claims(data: &Data, found: &[Idx<Claim>]) -> Option<Route> {
    let claims: Vec<&Claim> = found.iter().filter_map(|at| data.claims.get(at.index())).collect();
    match claims.as_slice() {
        [claim] => Some(Route::Claim(claim.id.clone())),
        [first, rest @ ..] if rest.iter().all(|claim| claim.customer == first.customer) => {
            Some(Route::Customer(first.customer.clone()))
        }
        _ => None,
    }
}

/// Renders a link to a page; where there is none, a button that lists the claims in the command palette.
fn link(state: State, text: &str, count: usize, words: With1<u32>, route: Option<Route>) -> AnyView {
    let format: Format = format();
    let (words, text) = (words(&format, clamped(count)), text.to_owned());
    if let Some(route) = route {
        return view! { <a href=state.views.href(route)>{words}</a> }.into_any();
    }
    let open = move |_| open_palette(state, &text);
    view! { <button type="button" class="link" aria-haspopup="dialog" on:click=open>{words}</button> }.into_any()
}
