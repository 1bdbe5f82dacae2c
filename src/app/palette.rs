//! The command palette: search of every page, engagement, location, customer, claim, filter and setting.

mod commands;
mod results;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{CommandPalette, Glyph, PaletteGroup, PaletteTexts, icon};
use crate::state::{Finder, palette_text, remember_item, state};
use crate::text::{clamped, format, t};

use commands::{Commands, commands};
use results::{Entry, groups, recent};

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
            on:click=move |_| state.palette.set(true)
        >
            {icon(Glyph::Search)}<span class="button__text">{t().find().button}</span>
        </button>
    }
    .into_any()
}

#[component]
pub fn Palette() -> impl IntoView {
    let state = state();
    Effect::new(move |_| state.views.visit.with(|visit| remember_item(state, &visit.address.route)));
    let (open, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let is_open = state.palette.get();
        text.set(if is_open { palette_text() } else { String::new() });
        open.set(is_open);
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            state.palette.set(false);
        }
        is_open
    });
    let finder = Finder::new(state);
    let all = Memo::new_with_compare(
        move |_: Option<&Arc<Commands>>| Arc::new(if open.get() { commands(state) } else { Commands::default() }),
        |_, _| true,
    );
    let results = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let text = text.get();
        let Commands { commands, texts } = &*all.get();
        match text.trim() {
            "" => recent(state, commands),
            text => groups(state, text, &finder.find(text, texts), commands),
        }
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
        state.palette.set(false);
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
