//! One file for each page, with its private parts below it.
//!
//! Layers, the lowest first (`cargo xtask tidy` checks it); pages do not import each other:
//!
//! 1. `not_found`, `filters`, `access`, `reason`: shared by other pages
//! 2. `engagement`: the header, the pager and the data of the pages of one engagement
//! 3. `*`: the pages

mod access;
mod actions;
mod demo;
mod eligibility;
mod engagement;
mod engagements;
mod failed;
mod filters;
mod location;
mod no_role;
mod not_found;
mod password;
mod reason;
mod sign_in;
mod submit_profile;
mod summary;

pub use actions::Actions;
pub use demo::Demo;
pub use eligibility::Eligibility;
pub use engagements::{Engagements, explanation};
pub use failed::{Failed, ProblemList};
pub use location::Location;
pub use no_role::NoRole;
pub use not_found::NotFound;
pub use password::Password;
pub use sign_in::{SignIn, SignInAgain};
pub use submit_profile::SubmitProfile;
pub use summary::Summary;

use domain::actions::Urgent;
use leptos::prelude::*;

use crate::routes::Route;
use crate::state::state;
use crate::text::{format, t};

/// The heading and the tabs of the list and the inbox.
#[component]
fn ListHeader() -> impl IntoView {
    let state = state();
    let on_actions = move || state.views.visit.with(|visit| matches!(visit.address.route, Route::Actions(_)));
    let urgent = Memo::new(move |_| state.dataset.actions.with(|actions| Urgent::count(actions)));
    let tab = |current: bool| current.then_some("page");
    view! {
        <div class="page__header">
            <h1 tabindex="-1">
                <span class="heading__context">{move || t().common().incentives}" | "</span>
                {move || if on_actions() { t().common().actions_required } else { t().common().engagements }}
            </h1>
        </div>
        <nav class="tabs" aria-label=move || t().common().views>
            <a class="tabs__tab" href=move || state.views.list_href() aria-current=move || tab(!on_actions())>
                {move || t().common().engagements}
            </a>
            <a class="tabs__tab" href=move || state.views.actions_href() aria-current=move || tab(on_actions())>
                {move || t().common().actions_required}" "
                {move || badge(urgent.get())}
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
