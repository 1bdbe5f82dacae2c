//! Language, theme, density and shortcuts.

use domain::Lang;
use leptos::html;
use leptos::prelude::*;

use super::later::{Part, later};
use crate::browser::dismiss::on_dismiss;
use crate::browser::dom;
use crate::components::{Dialog, Glyph, Segmented, icon};
use crate::state::{Density, Theme, state};
use crate::text::{own_name, t};

/// A button that opens the settings.
#[component]
pub fn Settings(
    /// Whether the list of shortcuts is shown.
    shortcuts: RwSignal<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    on_dismiss(node, open.into(), move || open.set(false));
    view! {
        <div class="topbar__menu" node_ref=node>
            <button
                type="button"
                class="button button--subtle"
                aria-expanded=move || open.get().to_string()
                aria-controls="settings"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(Glyph::Settings)}<span class="button__text">{move || t().common.settings}</span>
            </button>
            <Show when=move || open.get()>
                {later(Part::Settings(open, shortcuts))}
            </Show>
        </div>
    }
}

/// What can be set.
#[component]
pub fn Menu(open: RwSignal<bool>, shortcuts: RwSignal<bool>) -> impl IntoView {
    let preferences = state().preferences;
    let show_shortcuts = move |_| {
        // The dialog gives the focus back to what had it; the menu will be gone by then.
        dom::focus(".topbar__menu > button");
        open.set(false);
        shortcuts.set(true);
    };
    view! {
        <div class="popover popover--end menu" id="settings" role="group" aria-label=move || t().common.settings>
            <div class="popover__body">
                <Segmented
                    name="language"
                    label=Signal::derive(|| t().common.language)
                    options=Lang::ALL.to_vec()
                    words=own_name
                    value=preferences.lang
                    on_choose=move |lang| preferences.lang.set(lang)
                />
                <Segmented
                    name="theme"
                    label=Signal::derive(|| t().common.theme)
                    options=Theme::ALL.to_vec()
                    words=theme_name
                    value=preferences.theme
                    on_choose=move |theme| preferences.theme.set(theme)
                />
                <Segmented
                    name="density"
                    label=Signal::derive(|| t().common.density)
                    options=Density::ALL.to_vec()
                    words=density_name
                    value=preferences.density
                    on_choose=move |density| preferences.density.set(density)
                />
                <div class="menu__group">
                    <label class="switch">
                        {move || t().common.shortcuts}
                        <input
                            class="switch__input"
                            type="checkbox"
                            role="switch"
                            prop:checked=move || preferences.shortcuts.get()
                            on:change=move |_| preferences.shortcuts.update(|on| *on = !*on)
                        />
                    </label>
                    <button type="button" class="menu__item" on:click=show_shortcuts>
                        {icon(Glyph::Keyboard)}{move || t().common.show_shortcuts}<kbd>"?"</kbd>
                    </button>
                </div>
            </div>
        </div>
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => t().common.theme_system,
        Theme::Light => t().common.theme_light,
        Theme::Dark => t().common.theme_dark,
    }
}

fn density_name(density: Density) -> &'static str {
    match density {
        Density::Comfortable => t().common.comfortable,
        Density::Compact => t().common.compact,
    }
}

/// The list of shortcuts.
#[component]
pub fn Shortcuts(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let title = Signal::derive(|| t().common.shortcuts);
    let close = Signal::derive(|| t().common.close);
    view! {
        <Dialog open title close>
            <dl class="keys">
                <dt>{move || t().common.shortcut_search}</dt>
                <dd><kbd>"/"</kbd></dd>
                <dt>{move || t().common.shortcut_move}</dt>
                <dd><kbd>"↓"</kbd>" "<kbd>"↑"</kbd>" "<kbd>{move || t().common.key_home}</kbd>" "<kbd>{move || t().common.key_end}</kbd></dd>
                <dt>{move || t().common.shortcut_open}</dt>
                <dd><kbd>{move || t().common.key_enter}</kbd></dd>
                <dt>{move || t().common.shortcut_pager}</dt>
                <dd><kbd>"←"</kbd>" "<kbd>"→"</kbd></dd>
                <dt>{move || t().common.shortcut_help}</dt>
                <dd><kbd>"?"</kbd></dd>
            </dl>
        </Dialog>
    }
}
