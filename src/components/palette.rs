//! Command palette: a dialog with a text input and the list of what it finds (the combobox pattern of WAI-ARIA with a
//! list box). The focus stays in the input; arrow keys, Home and End move the active option, and Enter chooses it.

use leptos::prelude::*;

use super::{Dialog, Glyph, icon, small_icon};
use crate::browser::dom;
use crate::browser::shortcuts::is_command_key;

/// A group of options below a heading.
#[derive(Clone, PartialEq)]
pub struct PaletteGroup {
    pub label: String,
    pub options: Vec<PaletteOption>,
}

#[derive(Clone, PartialEq)]
pub struct PaletteOption {
    pub glyph: Glyph,
    pub label: String,
    /// What distinguishes it from others of the same name.
    pub detail: String,
}

/// The texts of the dialog.
#[derive(Clone, Copy)]
pub struct PaletteTexts {
    pub title: &'static str,
    pub close: &'static str,
    /// The name of the input.
    pub label: &'static str,
    /// The name of the list.
    pub results: &'static str,
    /// What the keys do, after the arrows.
    pub keys: &'static str,
}

const LIST: &str = "palette-list";
const DIALOG: &str = ".dialog--palette";
const ACTIVE: &str = "#palette-list [aria-selected=true]";

#[component]
pub fn CommandPalette(
    open: RwSignal<bool>,
    texts: PaletteTexts,
    text: RwSignal<String>,
    #[prop(into)] groups: Signal<Vec<PaletteGroup>>,
    /// How many options there are, or that there is none.
    #[prop(into)]
    status: Signal<String>,
    /// Receives the number of the chosen option, counted over all groups.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let count = Memo::new(move |_| groups.with(|groups| groups.iter().map(|group| group.options.len()).sum::<usize>()));
    // Other results: the first of them is active again.
    let active = RwSignal::new(0_usize);
    Effect::new(move |_| {
        groups.track();
        active.set(0);
    });
    let go = move |to: usize| {
        active.set(to);
        dom::after_paint(|| dom::reveal(ACTIVE));
    };
    // Closed first: what is chosen may move the focus.
    let choose = move |number: usize| {
        dom::close_dialog(DIALOG);
        on_choose.run(number);
    };
    let on_choose = Callback::new(choose);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let (at, count) = (active.get_untracked(), count.get_untracked());
        if is_command_key(&event) {
            event.prevent_default();
            dom::close_dialog(DIALOG);
            return;
        }
        // Keys that choose a suggestion of an input method, or extend a selection, are its own.
        if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        match event.key().as_str() {
            _ if count == 0 => return,
            "ArrowDown" => go((at + 1) % count),
            "ArrowUp" => go((at + count - 1) % count),
            "Home" => go(0),
            "End" => go(count - 1),
            "Enter" => choose(at),
            _ => return,
        }
        event.prevent_default();
    };
    let has_options = move || count.get() > 0;
    let active_id = move || has_options().then(|| option_id(active.get()));
    view! {
        <Dialog open title=texts.title close=texts.close class="dialog dialog--palette">
            <div class="palette__search">
                {icon(Glyph::Search)}
                <input
                    class="field__input"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=texts.label
                    placeholder=texts.label
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || has_options().to_string()
                    aria-controls=LIST
                    aria-activedescendant=active_id
                    prop:value=text
                    on:input:target=move |event| text.set(event.target().value())
                    on:keydown=on_key
                />
            </div>
            <div class="palette__list" id=LIST role="listbox" aria-label=texts.results tabindex="-1">
                {move || list(&groups.get(), active, on_choose)}
            </div>
            <p class="palette__status muted small" role="status">{status}</p>
            <p class="palette__keys muted small"><kbd>"↓"</kbd>" "<kbd>"↑"</kbd>" "{texts.keys}</p>
        </Dialog>
    }
}

fn option_id(number: usize) -> String {
    format!("palette-option-{number}")
}

fn list(groups: &[PaletteGroup], active: RwSignal<usize>, on_choose: Callback<usize>) -> Vec<AnyView> {
    let mut number = 0;
    let mut views = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let heading = format!("palette-group-{at}");
        let labelled = heading.clone();
        let options = group.options.iter().map(|it| {
            number += 1;
            option(it, number - 1, active, on_choose)
        });
        views.push(
            view! {
                <div role="group" aria-labelledby=labelled>
                    <div class="palette__heading muted small" id=heading role="presentation">{group.label.clone()}</div>
                    {options.collect::<Vec<_>>()}
                </div>
            }
            .into_any(),
        );
    }
    views
}

fn option(option: &PaletteOption, number: usize, active: RwSignal<usize>, on_choose: Callback<usize>) -> AnyView {
    let PaletteOption { glyph, label, detail } = option.clone();
    let detail =
        (!detail.is_empty()).then(|| view! { " "<span class="palette__detail muted small"><bdi>{detail}</bdi></span> });
    view! {
        <div
            class="palette__option"
            id=option_id(number)
            role="option"
            aria-selected=move || (active.get() == number).to_string()
            // The focus stays in the input.
            on:pointerdown=|event| event.prevent_default()
            on:click=move |_| on_choose.run(number)
        >
            {small_icon(glyph)}
            <span class="palette__label"><bdi>{label}</bdi></span>
            {detail}
        </div>
    }
    .into_any()
}
