//! The frame of the app, its providers and its route table.

mod notices;
mod settings;
mod top_bar;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::browser::{dom, keys};
use crate::pages;
use crate::routes;
use crate::state::{State, Status, state};
use crate::text::t;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router base=routes::base()>
            <Shell/>
        </Router>
    }
}

/// Everything within the router.
#[component]
fn Shell() -> impl IntoView {
    let state = State::provide();
    follow_navigation(state);
    let shortcuts = RwSignal::new(false);
    keys::on_shortcut(move |key| use_key(state, shortcuts, key));
    view! {
        <a class="skip-link visually-hidden" href="#main">{move || t().common.skip_to_content}</a>
        <top_bar::TopBar shortcuts/>
        <main class="page" id="main" tabindex="-1">
            <div class="page__inner">
                <notices::Notices/>
                <Content/>
            </div>
        </main>
        <Show when=move || state.demo_open.get()>
            <pages::Demo/>
        </Show>
        <settings::Shortcuts open=shortcuts/>
        <notices::NewVersion/>
    }
}

/// The page that the address asks for.
#[component]
fn Content() -> impl IntoView {
    let state = state();
    let failed = Memo::new(move |_| match state.store.status.get() {
        Status::Failed(failure) => Some(failure),
        _ => None,
    });
    move || match failed.get() {
        Some(failure) => view! { <pages::Failed failure/> }.into_any(),
        None => view! {
            <Routes fallback=|| view! { <pages::NotFound/> }>
                <Route path=path!("/") view=pages::Engagements/>
                <Route path=path!("/engagements") view=pages::Engagements/>
                <Route path=path!("/actions") view=pages::Actions/>
                <Route path=path!("/engagements/:id") view=pages::Summary/>
                <Route path=path!("/engagements/:id/summary") view=pages::Summary/>
                <Route path=path!("/engagements/:id/eligibility") view=pages::Eligibility/>
                <Route path=path!("/locations/:id") view=pages::Location/>
            </Routes>
        }
        .into_any(),
    }
}

/// A new page takes the focus to its heading; a new view of the same page leaves it.
fn follow_navigation(state: State) {
    let path = Memo::new(move |_| {
        let address = state.views.address.get();
        // The same page with another view has the same path.
        address.map(|address| match address.route {
            routes::Route::Engagements(_) => "list".to_owned(),
            routes::Route::Actions(_) => "actions".to_owned(),
            routes::Route::Engagement(id, page, _) => format!("{page:?} {id}"),
            routes::Route::Location(id) => format!("location {id}"),
        })
    });
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_some() {
            dom::focus_heading();
        }
    });
}

/// Shortcuts that work on every page; whether the key is one.
fn use_key(state: State, shortcuts: RwSignal<bool>, key: &str) -> bool {
    if !state.preferences.shortcuts.get_untracked() {
        return false;
    }
    match key {
        "?" => shortcuts.set(true),
        "/" => {
            let on_list = matches!(
                state.views.address.get_untracked().map(|address| address.route),
                Some(routes::Route::Engagements(_))
            );
            if !on_list {
                state.views.go(routes::Route::Engagements(state.views.list.get_untracked()));
            }
            dom::focus_search();
        }
        _ => return false,
    }
    true
}
