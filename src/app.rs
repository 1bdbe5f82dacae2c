//! The app shell: providers, top bar, notices, and the page of the address.

mod as_of;
mod columns;
mod language;
mod lazy;
mod notices;
mod overlays;
mod page_table;
mod palette;
mod person;
mod person_menu;
mod settings;
mod settings_menu;
mod title;
mod tools;
mod top_bar;

use domain::session::SignIn;
use leptos::prelude::*;

use self::lazy::{LazyChunk, lazy, lazy_extra};
pub use self::lazy::{load_functions as load_lazy_functions, preload as preload_lazy_chunk};
use self::page_table::{LazyView, Page, locate, page, page_title};
use crate::api::Failure;
use crate::browser::service_worker::use_update_available;
use crate::browser::shortcuts::{COMMAND_KEY, on_shortcut};
use crate::browser::{dom, focus, left_place};
use crate::components::DialogsHidden;
use crate::routes::{Address, Route};
use crate::state::{AppState, FirstLoad, State, Status, state};
use crate::text::t;

/// Returns whether the page of an address needs the lazy chunk, as the list does where it searches or sorts by name.
pub fn needs_lazy_chunk(path: &str, search: &str) -> bool {
    let route = Address::parse(path, search).route;
    let searches = matches!(&route, Route::Engagements(view) if view.reads_texts());
    searches || matches!(locate(&route).0, Page::Lazy(_))
}

/// The app.
#[component]
pub fn App(
    /// The load that began before the app was mounted.
    first: FirstLoad,
) -> impl IntoView {
    let state = AppState::provide(first);
    provide_context(DialogsHidden(Signal::derive(move || state.connection_state().is_expired())));
    let chunk = LazyChunk::provide();
    focus_heading_of_new_pages(state, chunk);
    // The first paint comes before the lazy chunk.
    dom::after_paint(move || chunk.load());
    Effect::new(move |_| {
        if chunk.is_loaded() {
            untrack(|| state.on_lazy_chunk());
        }
    });
    let has_form = Memo::new(move |before| before == Some(&true) || state.payee_form.with(Option::is_some));
    let shortcuts = RwSignal::new(false);
    on_shortcut(move |key| use_key(state, shortcuts, key));
    let (settings, update) = (RwSignal::new(false), use_update_available());
    language::in_language(state, move || view! { <Frame settings shortcuts has_form update/> }.into_any())
}

/// The frame of every page.
#[component]
fn Frame(
    /// Whether the settings menu is open.
    settings: RwSignal<bool>,
    /// Whether the dialog of the shortcuts is open.
    shortcuts: RwSignal<bool>,
    /// Whether the payee form was ever opened.
    has_form: Memo<bool>,
    /// Whether a new version of the app is there.
    update: RwSignal<bool>,
) -> impl IntoView {
    let (state, chunk) = (state(), expect_context::<LazyChunk>());
    Effect::new(move |_| dom::set_title(&(t().common().page_title)(&title(state))));
    // The document has a base: the browser would follow `#main` to the start page.
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus::element("#main");
    };
    view! {
        <a class="skip-link visually-hidden" href="#main" on:click=skip>
            {t().common().skip_to_content}
        </a>
        <top_bar::TopBar settings shortcuts/>
        <main class="page" class:page--drawer=move || state.demo_open.get() id="main" tabindex="-1">
            <div class="page__inner">
                {lazy_extra(LazyView::Notices)}
                <Show when=move || chunk.has_failed() && (state.has_backend() || notices::has_any(state))>
                    {lazy(LazyView::Notices)}
                </Show>
                <Content/>
            </div>
        </main>
        <Show when=move || {
            chunk.is_loaded() || state.demo_open.get() || shortcuts.get() || state.palette.get()
        }>
            {lazy(LazyView::Overlays(shortcuts, has_form, update))}
        </Show>
    }
}

/// What replaces the page of the address.
#[derive(Clone, PartialEq)]
enum Replacement {
    Failed(Failure),
    SignIn(SignIn),
    /// Who has no role at any location sees no page.
    NoRole,
}

fn replacement(state: State) -> Option<Replacement> {
    match state.dataset.status.get() {
        Status::Failed(failure) => Some(Replacement::Failed(failure)),
        Status::SignIn(options) => Some(Replacement::SignIn(options)),
        // The password does not depend on a role.
        Status::Ready if !state.has_role() && !is_password_page(state) => Some(Replacement::NoRole),
        // Pages show both loading and loaded data: they stay when one follows the other.
        Status::Loading | Status::Ready => None,
    }
}

fn is_password_page(state: State) -> bool {
    state.views.visit.with(|visit| visit.address.route == Route::Password)
}

/// The page of the address, or what replaces it.
#[component]
fn Content() -> impl IntoView {
    let state = state();
    let replacement = Memo::new(move |_| replacement(state));
    Effect::new(move |before: Option<(bool, bool)>| {
        let now = replacement.with(|it| (it.is_some(), *it == Some(Replacement::NoRole)));
        let (is_replaced, has_no_role) = now;
        let is_new = before.is_some_and(|before| before != now) && (!is_replaced || has_no_role);
        // The focus was on what is no longer there; elsewhere, such as in the demo panel, it stays.
        if is_new && focus::is_in("main") {
            focus::heading();
        }
        now
    });
    // Another address of the same page keeps its view.
    let current = Memo::new(move |_| state.views.visit.with(|visit| locate(&visit.address.route).0));
    move || match replacement.get() {
        Some(Replacement::Failed(failure)) => lazy(LazyView::Failed(failure)),
        Some(Replacement::SignIn(options)) => lazy(LazyView::SignIn(options)),
        Some(Replacement::NoRole) => lazy(LazyView::NoRole),
        None => page(current.get(), lazy),
    }
}

/// Returns the title of what is shown.
fn title(state: State) -> String {
    if state.connection_state().is_expired() {
        return t().common().sign_in_again.to_owned();
    }
    match replacement(state) {
        Some(Replacement::Failed(_)) => t().common().cannot_load.to_owned(),
        Some(Replacement::SignIn(_)) => t().common().sign_in.to_owned(),
        Some(Replacement::NoRole) => t().common().no_role_title.to_owned(),
        None => state.views.visit.with(|visit| page_title(state, &visit.address.route)),
    }
}

/// Moves the focus to the heading of each new page, or to where it was on a page to which Back leads; another view of
/// the same page leaves the focus.
fn focus_heading_of_new_pages(state: State, chunk: LazyChunk) {
    let focus_key = Memo::new(move |before: Option<&Option<String>>| {
        let (page, key) = state.views.visit.with(|visit| {
            let (page, id) = locate(&visit.address.route);
            (page, Some(format!("{page:?} {id}")))
        });
        // A page has no heading before its chunk is loaded.
        let is_drawn = chunk.is_loaded() || !matches!(page, Page::Lazy(_));
        if is_drawn { key } else { before.cloned().unwrap_or(key) }
    });
    Effect::new(move |before: Option<Option<String>>| {
        let focus_key = focus_key.get();
        if before.is_some_and(|before| before != focus_key) && !left_place::restore() {
            focus::heading();
        }
        focus_key
    });
}

/// Handles the shortcuts of every page; returns whether the key is one.
fn use_key(state: State, shortcuts: RwSignal<bool>, key: &str) -> bool {
    if !state.preferences.shortcuts.get_untracked() {
        return false;
    }
    match key {
        "?" => shortcuts.set(true),
        COMMAND_KEY => state.palette.set(true),
        "/" => {
            let is_list = state.views.visit.with_untracked(|it| matches!(it.address.route, Route::Engagements(_)));
            if !is_list {
                state.views.go(Route::Engagements(state.views.list.get_untracked()));
            }
            focus::search_box();
        }
        _ => return false,
    }
    true
}
