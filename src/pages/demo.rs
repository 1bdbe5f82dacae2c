//! The demo panel: another day, another person, and the decisions of the payee team and the programme.

mod day;
mod payee;
mod programme;

use domain::Lang;
use domain::command::Command;
use domain::id::LocationId;
use domain::permissions::Access;
use leptos::prelude::*;

use crate::browser::{focus, shortcuts};
use crate::components::{Glyph, Segmented, icon, small_icon};
use crate::routes::Route;
use crate::state::{State, state};
use crate::text::{message, t};

/// What the panel says after an action, in the language that it was said in.
#[derive(Clone, Copy)]
struct Said(RwSignal<Option<(Lang, Result<String, String>)>>);

impl Said {
    fn say(self, state: State, words: Result<String, String>) {
        self.0.set(Some((state.preferences.lang.get_untracked(), words)));
    }

    /// Carries out a command and says that it was, or why it was not.
    fn run(self, state: State, command: Command, done: String) {
        let result = state.store.run(command);
        self.say(state, result.map(|()| done).map_err(|error| (t().demo.error)(&error).to_owned()));
    }

    /// What was done, or with `false` what was not, while the page is in the language that it was said in.
    fn words(self, state: State, done: bool) -> Option<String> {
        let (lang, words) = self.0.get()?;
        let words = if done { words.ok() } else { words.err() };
        words.filter(|_| lang == state.lang())
    }
}

/// The location that the panel is about.
#[derive(Clone, Copy)]
struct Chosen(RwSignal<Option<LocationId>>);

impl Chosen {
    /// Begins with the location that is shown, or the one the list is narrowed to; moves to each that is shown.
    fn follow(state: State) -> Self {
        let narrowed = state.views.list.with_untracked(|view| view.locations.first().cloned());
        let chosen = RwSignal::new(narrowed);
        Effect::new(move |_| {
            if let Route::Location(id) = state.views.address.get().route {
                chosen.set(Some(id));
            }
        });
        Self(chosen)
    }

    /// Its position; the first one where none is chosen.
    fn position(self, state: State) -> Option<usize> {
        let found = self.0.with(|id| state.store.with(|catalogue| catalogue.data().location_index(id.as_ref()?)));
        found.flatten().or(Some(0))
    }
}

/// The panel; only for data that are invented.
#[component]
pub fn Demo() -> impl IntoView {
    let state = state();
    let illustrative = Memo::new(move |_| state.store.with(|catalogue| catalogue.data().illustrative) == Some(true));
    view! {
        <Show when=move || illustrative.get()>
            <Panel/>
        </Show>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let state = state();
    let said = Said(RwSignal::new(None));
    let chosen = Chosen::follow(state);
    let close = move || {
        state.demo_open.set(false);
        focus::first_present(&["[aria-controls=demo]"]);
    };
    focus::first_present(&["#demo button"]);
    shortcuts::on_shortcut(move |key| {
        // What else is open takes the key for itself.
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
                <h2 id="demo-title">{message(|t| t.common.demo)}</h2>
                <button
                    type="button"
                    class="button button--subtle button--icon"
                    aria-label=message(|t| t.demo.close)
                    on:click=move |_| close()
                >
                    {icon(Glyph::Close)}
                </button>
            </div>
            <div class="drawer__body">
                <section class="drawer__section" aria-labelledby="demo-day">{move || day::section(state, said)}</section>
                <Person said/>
                <section class="drawer__section">{move || choose_location(state, chosen)}</section>
                <section class="drawer__section" aria-labelledby="demo-payee">
                    {move || payee::section(state, chosen, said)}
                </section>
                <section class="drawer__section" aria-labelledby="demo-programme">
                    {move || programme::section(state, chosen, said)}
                </section>
            </div>
            <div class="drawer__footer">{move || footer(state, said)}</div>
        </aside>
    }
}

#[component]
fn Person(said: Said) -> impl IntoView {
    let state = state();
    let choose = move |access: Access| {
        state.store.set_access(access);
        said.say(state, Ok((t().demo.access_changed)(access).to_owned()));
    };
    view! {
        <section class="drawer__section">
            <Segmented
                name="person"
                label=Signal::derive(message(|t| t.demo.person))
                options=Access::ALL.to_vec()
                option_label=|access| (t().demo.access)(access)
                value=Signal::derive(move || state.demo_access())
                on_choose=choose
                label_class="drawer__title"
            />
        </section>
    }
}

fn choose_location(state: State, chosen: Chosen) -> impl IntoView {
    let position = chosen.position(state);
    let names = state.store.with(|catalogue| {
        let locations = catalogue.data().locations.iter();
        locations.map(|location| (location.id.to_string(), location.name.clone())).collect::<Vec<_>>()
    });
    let option = move |(at, (id, name)): (usize, (String, String))| {
        view! { <option value=id prop:selected=position == Some(at)>{name}</option> }
    };
    view! {
        <label class="field">
            <span class="field__label">{t().demo.location}</span>
            <select
                class="field__input"
                on:change:target=move |event| chosen.0.set(Some(event.target().value().as_str().into()))
            >
                {names.unwrap_or_default().into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
}

/// What was done, and the way back to the beginning.
fn footer(state: State, said: Said) -> impl IntoView {
    let t = &t().demo;
    let reset = move |_| {
        state.store.reset();
        if state.views.day.get_untracked().is_some() {
            state.views.set_day(None);
        }
        said.say(state, Ok(t.reset_done.to_owned()));
    };
    let kept = state.store.kept.get().then_some(t.storage_note);
    view! {
        <p class="drawer__said" role="status">{said.words(state, true)}</p>
        <p class="drawer__said drawer__said--danger" role="alert">{said.words(state, false)}</p>
        <button type="button" class="button" on:click=reset>{small_icon(Glyph::Reset)}{t.reset}</button>
        <p class="drawer__note">{t.reset_note}" "{kept}</p>
    }
}
