//! The demo panel: sets the day and the role, and acts as the payee team and the programme.

mod announcement;
mod day;
mod location;
mod payee;
mod programme;

use domain::permissions::AccessRole;
use leptos::prelude::*;

use crate::browser::{focus, shortcuts};
use crate::components::{Glyph, Segmented, icon, small_icon};
use crate::pages::own_file::open_own_file;
use crate::state::{State, state};
use crate::text::t;

use announcement::Announcement;
use location::ChosenLocation;

/// The panel; only for illustrative data.
#[component]
pub fn Demo() -> impl IntoView {
    let state = state();
    let illustrative = Memo::new(move |_| state.dataset.with(|catalogue| catalogue.data().illustrative) == Some(true));
    view! {
        <Show when=move || illustrative.get()>
            <Panel/>
        </Show>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let state = state();
    let announcement = Announcement::default();
    let chosen = ChosenLocation::follow(state);
    let close = move || {
        state.demo_open.set(false);
        focus::first_present(&["[aria-controls=demo]"]);
    };
    focus::first_present(&["#demo button"]);
    shortcuts::on_shortcut(move |key| {
        // Elsewhere, Escape belongs to what is open there.
        let closes = key == "Escape" && focus::is_in("#demo, .topbar, h1");
        closes.then(close).is_some()
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            close();
        }
    };
    view! {
        <aside class="drawer" id="demo" aria-labelledby="demo-title" on:keydown=escape>
            <div class="drawer__header">
                {icon(Glyph::Demo)}
                <h2 id="demo-title">{t().common().demo}</h2>
                <button
                    type="button"
                    class="button button--subtle button--icon"
                    aria-label=t().demo().close
                    on:click=move |_| close()
                >
                    {icon(Glyph::Close)}
                </button>
            </div>
            <div class="drawer__body">
                <section class="drawer__section" aria-labelledby="demo-day">
                    {move || day::section(state, announcement)}
                </section>
                <Person announcement/>
                <section class="drawer__section">{move || location::select(state, chosen)}</section>
                <section class="drawer__section" aria-labelledby="demo-payee">
                    {move || payee::section(state, chosen, announcement)}
                </section>
                <section class="drawer__section" aria-labelledby="demo-programme">
                    {move || programme::section(state, chosen, announcement)}
                </section>
            </div>
            <div class="drawer__footer">{move || footer(state, announcement)}</div>
        </aside>
    }
}

#[component]
fn Person(announcement: Announcement) -> impl IntoView {
    let state = state();
    let choose = move |access: Option<AccessRole>| {
        state.set_demo_access(access);
        announcement.announce(Ok((t().demo().access_changed)(access).to_owned()));
    };
    view! {
        <section class="drawer__section">
            <Segmented
                name="person"
                label=t().demo().person
                options=vec![Some(AccessRole::Admin), Some(AccessRole::User), None]
                option_label=|access| (t().demo().access)(access)
                value=Signal::derive(move || state.demo.access())
                on_choose=choose
                label_class="drawer__title"
            />
        </section>
    }
}

/// Renders the announcement and the reset button.
fn footer(state: State, announcement: Announcement) -> impl IntoView {
    let t = t().demo();
    let reset = move |_| {
        state.reset_demo();
        if state.views.day.get_untracked().is_some() {
            state.views.set_day(None);
        }
        announcement.announce(Ok(t.reset_done.to_owned()));
    };
    let own_file_label = crate::text::t().own_file().open;
    let storage_note = state.demo.is_persisted.get().then_some(t.storage_note);
    view! {
        <p class="drawer__said" role="status">{announcement.text(true)}</p>
        <p class="drawer__said drawer__said--danger" role="alert">{announcement.text(false)}</p>
        <button type="button" class="button" on:click=move |_| open_own_file()>
            {small_icon(Glyph::Document)}{own_file_label}
        </button>
        <button type="button" class="button" on:click=reset>{small_icon(Glyph::Reset)}{t.reset}</button>
        <p class="drawer__note">{t.reset_note}" "{storage_note}</p>
    }
}
