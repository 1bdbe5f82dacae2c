//! One file for each page, with its private parts below it.
//!
//! Layers, the lowest first (`cargo xtask tidy` checks it); pages do not import each other:
//!
//! 1. `not_found`, `filters`, `list_table`, `also`, `day_control`, `access`, `reason`, `claim_parts`, `export`: shared
//!    by other pages
//! 2. `own_file`: the dialog that opens a file in place of the demo, and its bar
//! 3. `engagement`, `item`: what the pages of one engagement share, and those of any other item
//! 4. `*`: the pages

mod access;
mod actions;
mod also;
mod claim;
mod claim_parts;
mod compare;
mod customer;
mod customer_list;
mod customers;
mod day_control;
mod demo;
mod eligibility;
mod engagement;
mod engagements;
mod export;
mod failed;
mod filters;
mod item;
mod list_table;
mod location;
mod locations;
mod no_role;
mod not_found;
mod own_file;
mod password;
mod reason;
mod sign_in;
mod submit_profile;
mod summary;

pub use actions::Actions;
pub use also::Also;
pub use claim::Claim;
pub use compare::Compare;
pub use customer::Customer;
pub use customer_list::CustomerList;
pub use customers::Customers;
pub use day_control::day_control;
pub use demo::Demo;
pub use eligibility::Eligibility;
pub use engagements::{Engagements, Explained, LazyParts, ListFilter, NoMatch, explanation, list_export, list_filter};
pub use failed::{Failed, ProblemList};
pub use location::Location;
pub use locations::Locations;
pub use no_role::NoRole;
pub use not_found::NotFound;
pub use own_file::{OwnFileBar, OwnFileDialog, open_own_file};
pub use password::Password;
pub use sign_in::{SignIn, SignInAgain};
pub use submit_profile::SubmitProfile;
pub use summary::Summary;

use domain::actions::Urgent;
use leptos::prelude::*;

use crate::routes::Route;
use crate::state::state;
use crate::text::{format, t};

/// The heading and the tabs of the list, the inbox, the locations and the customers.
#[component]
fn ListHeader() -> impl IntoView {
    let state = state();
    // Zero for the list: the order of the tabs.
    let current = Memo::new(move |_| {
        state.views.visit.with(|visit| match visit.address.route {
            Route::Actions(_) => 1,
            Route::Locations(_) => 2,
            Route::Customers(_) => 3,
            _ => 0,
        })
    });
    state.dataset.follow_urgent();
    let urgent = state.dataset.urgent;
    let tab = move |tab: u8| move || (current.get() == tab).then_some("page");
    let title = move || match current.get() {
        1 => t().common().actions_required,
        2 => t().common().locations,
        3 => t().common().customers,
        _ => t().common().engagements,
    };
    view! {
        <div class="page__header">
            <h1 tabindex="-1">
                <span class="heading__context">{t().common().incentives}" | "</span>
                {title}
            </h1>
        </div>
        <nav class="tabs" aria-label=t().common().views>
            <a class="tabs__tab" href=move || state.views.list_href() aria-current=tab(0)>
                {t().common().engagements}
            </a>
            <a class="tabs__tab" href=move || state.views.actions_href() aria-current=tab(1)>
                {t().common().actions_required}" "
                {move || badge(urgent.get())}
            </a>
            <a class="tabs__tab" href=move || state.views.locations_href() aria-current=tab(2)>
                {t().common().locations}
            </a>
            <a class="tabs__tab" href=move || state.views.customers_href() aria-current=tab(3)>
                {t().common().customers}
            </a>
        </nav>
    }
}

/// The badge of the inbox: what is overdue or due within 7 days; nothing where nothing is.
fn badge(urgent: Urgent) -> Option<impl IntoView> {
    let class = if urgent.overdue > 0 { "count count--danger" } else { "count count--warn" };
    let words = (t().common().urgent)(&format(), urgent);
    (urgent.total() > 0).then(|| {
        view! {
            <span class=class title=words.clone() aria-hidden="true">{format().number(urgent.total())}</span>
            <span class="visually-hidden">"("{words}")"</span>
        }
    })
}
