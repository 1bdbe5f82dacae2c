//! The frame of the app, its providers and its route table.

mod later;
mod notices;
mod person;
mod settings;
mod top_bar;

use leptos::prelude::*;
use leptos_router::components::Router;
use send_wrapper::SendWrapper;

pub use self::later::fetch as fetch_later;
use self::later::{Later, Part, later};
use crate::api::Outcome;
use crate::browser::timer::Soon;
use crate::browser::{dom, keys};
use crate::pages;
use crate::routes::{self, Address, EngagementPage, Route};
use crate::state::{Everything, State, Status, state};
use crate::text::t;

/// The app.
#[component]
pub fn App(
    /// The data that the visit starts with.
    first: Soon<Outcome>,
) -> impl IntoView {
    // The children of the router may be sent to another thread, which the browser does not have.
    let first = SendWrapper::new(first);
    view! {
        <Router base=routes::base()>
            <Shell first=first.take()/>
        </Router>
    }
}

/// Everything within the router.
#[component]
fn Shell(first: Soon<Outcome>) -> impl IntoView {
    let state = Everything::provide(first);
    let to_come = Later::provide();
    follow_navigation(state, to_come);
    // The first picture does not wait for it.
    dom::after_paint(move || to_come.fetch());
    let handing_in = state.store.connection.submitting;
    let has_form = Memo::new(move |before| before == Some(&true) || handing_in.with(Option::is_some));
    let shortcuts = RwSignal::new(false);
    keys::on_shortcut(move |key| use_key(state, shortcuts, key));
    // With a base of its own the page would otherwise leave for the start page.
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        dom::focus("#main");
    };
    view! {
        <a class="skip-link visually-hidden" href="#main" on:click=skip>
            {move || t().common.skip_to_content}
        </a>
        <top_bar::TopBar shortcuts/>
        <main class="page" id="main" tabindex="-1">
            <div class="page__inner">
                <person::Notices/>
                <notices::Notices/>
                <Content/>
            </div>
        </main>
        <Show when=move || state.demo_open.get()>
            {later(Part::Demo)}
        </Show>
        <Show when=move || has_form.get()>
            {later(Part::SubmitProfile)}
        </Show>
        <settings::Shortcuts open=shortcuts/>
        <notices::NewVersion/>
    }
}

/// The pages. Moving within one, say from an engagement to the next, keeps it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Engagements,
    Actions,
    Summary,
    Eligibility,
    Location,
    NotFound,
}

impl Page {
    const fn of(address: Option<&Address>) -> Self {
        match address {
            Some(Address { route: Route::Engagements(_), .. }) => Self::Engagements,
            Some(Address { route: Route::Actions(_), .. }) => Self::Actions,
            Some(Address { route: Route::Engagement(_, EngagementPage::Summary, _), .. }) => Self::Summary,
            Some(Address { route: Route::Engagement(_, EngagementPage::Eligibility, _), .. }) => Self::Eligibility,
            Some(Address { route: Route::Location(_), .. }) => Self::Location,
            None => Self::NotFound,
        }
    }
}

/// The route table. The router's own takes 25 kB of code more and knows no more than [`Address`] does.
fn page(page: Page) -> AnyView {
    match page {
        Page::Engagements => pages::Engagements().into_any(),
        Page::Actions => later(Part::Actions),
        Page::Summary => later(Part::Summary),
        Page::Eligibility => later(Part::Eligibility),
        Page::Location => later(Part::Location),
        Page::NotFound => later(Part::NotFound),
    }
}

/// The page that the address asks for.
#[component]
fn Content() -> impl IntoView {
    let state = state();
    // Loading and being ready are one here: pages show both.
    let instead = Memo::new(move |_| match state.store.status.get() {
        Status::Loading | Status::Ready => None,
        other => Some(other),
    });
    // Where something stood in place of the page, the page takes the focus.
    Effect::new(move |before: Option<bool>| {
        let now = instead.with(Option::is_some);
        if before == Some(true) && !now {
            dom::focus_heading();
        }
        now
    });
    let shown = Memo::new(move |_| state.views.address.with(|address| Page::of(address.as_ref())));
    move || match instead.get() {
        Some(Status::Failed(failure)) => view! { <pages::Failed failure/> }.into_any(),
        Some(Status::SignIn(ways)) => later(Part::SignIn(ways)),
        _ => page(shown.get()),
    }
}

/// A new page takes the focus to its heading; a new view of the same page leaves it.
fn follow_navigation(state: State, to_come: Later) {
    let path = Memo::new(move |before: Option<&Option<String>>| {
        let address = state.views.address.get();
        let is_list = address.as_ref().is_some_and(Address::is_list);
        // The same page with another view has the same path.
        let now = address.map(|address| match address.route {
            Route::Engagements(_) => "list".to_owned(),
            Route::Actions(_) => "actions".to_owned(),
            Route::Engagement(id, page, _) => format!("{page:?} {id}"),
            Route::Location(id) => format!("location {id}"),
        });
        // A page that is still on its way has no heading yet.
        let drawn = is_list || to_come.is_here();
        if drawn { now } else { before.cloned().unwrap_or(now) }
    });
    // Reading the memo is what makes it follow the address; tracking alone would not.
    Effect::new(move |before: Option<Option<String>>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            dom::focus_heading();
        }
        path
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
            let on_list =
                matches!(state.views.address.get_untracked().map(|address| address.route), Some(Route::Engagements(_)));
            if !on_list {
                state.views.go(Route::Engagements(state.views.list.get_untracked()));
            }
            dom::focus_search();
        }
        _ => return false,
    }
    true
}
