//! The command palette: search of every page, engagement, location, customer, claim, filter and setting.

mod commands;
mod results;

use domain::text::Texts;
use leptos::prelude::*;

use crate::components::{CommandPalette, Glyph, PaletteGroup, PaletteTexts, icon};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::{Finder, State, state};
use crate::text::{clamped, format, t};

use commands::commands;
use results::{Entry, groups, recent};

/// How many items that were opened are remembered.
const MAX_RECENT: usize = 6;

/// Renders the button of the top bar.
pub fn button() -> AnyView {
    let state = state();
    view! {
        <button
            type="button"
            class="button button--subtle"
            title=t().find().title
            aria-haspopup="dialog"
            aria-keyshortcuts=move || state.preferences.shortcuts.get().then_some("Control+K Meta+K")
            on:click=move |_| state.palette.set(Some(String::new()))
        >
            {icon(Glyph::Search)}<span class="button__text">{t().find().button}</span>
        </button>
    }
    .into_any()
}

#[component]
pub fn Palette() -> impl IntoView {
    let state = state();
    follow_visits(state);
    let (open, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| {
        if let Some(searched) = state.palette.get() {
            text.set(searched);
            open.set(true);
        } else {
            open.set(false);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            state.palette.set(None);
        }
        is_open
    });
    let finder = Finder::new(state);
    let all = Memo::new(move |_| if open.get() { commands(state) } else { Vec::new() });
    let texts = Memo::new_with_compare(
        move |_: Option<&std::sync::Arc<Texts>>| {
            all.with(|all| {
                let mut texts = Texts::default();
                for command in all {
                    texts.push(&[&command.label, &command.english]);
                }
                std::sync::Arc::new(texts)
            })
        },
        |_, _| true,
    );
    let results = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let text = text.get();
        all.with(|all| match text.trim() {
            "" => recent(state, all),
            text => groups(state, text, &finder.find(text, &texts.get()), all),
        })
    });
    let shown = move || {
        let group = |(label, entries): &(String, Vec<Entry>)| PaletteGroup {
            label: label.clone(),
            options: entries.iter().map(|entry| entry.option.clone()).collect(),
        };
        results.with(|results| results.iter().map(group).collect::<Vec<_>>())
    };
    let status = move || match results.with(|results| results.iter().map(|(_, entries)| entries.len()).sum()) {
        0 => (t().find().nothing)(text.get().trim()),
        count => (t().find().n_results)(&format(), clamped(count)),
    };
    let choose = move |number: usize| {
        let entry = results.with_untracked(|results| {
            results.iter().flat_map(|(_, entries)| entries).nth(number).map(|entry| entry.run.clone())
        });
        // A new language draws the app again: the palette is not to open then.
        state.palette.set(None);
        if let Some(run) = entry {
            run.run(state);
        }
    };
    let texts = PaletteTexts {
        title: t().find().title,
        close: t().common().close,
        label: t().find().label,
        results: t().find().results,
        keys: t().find().keys,
    };
    view! {
        <CommandPalette
            open
            texts
            text
            groups=Signal::derive(shown)
            status=Signal::derive(status)
            on_choose=Callback::new(choose)
        />
    }
}

/// Remembers what is opened, for this visit only.
fn follow_visits(state: State) {
    Effect::new(move |_| {
        let route = state.views.visit.with(|visit| match &visit.address.route {
            Route::Engagement(id, ..) => {
                Some(Route::Engagement(id.clone(), EngagementPage::Summary, ListView::default()))
            }
            route @ (Route::Location(_) | Route::Customer(_) | Route::Claim(_)) => Some(route.clone()),
            _ => None,
        });
        if let Some(route) = route {
            state.recent.update(|recent| {
                recent.retain(|known| *known != route);
                recent.insert(0, route);
                recent.truncate(MAX_RECENT);
            });
        }
    });
}
