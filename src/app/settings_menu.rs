//! The settings menu.

use domain::Lang;
use leptos::prelude::*;

use super::columns;
use crate::browser::{focus, popover};
use crate::components::{Glyph, Segmented, icon};
use crate::pages;
use crate::state::{Density, Theme, state};
use crate::text::{Messages, native_name, t};

/// The settings: language, theme, density, columns of the list, shortcuts.
#[component]
pub fn SettingsMenu(shortcuts: RwSignal<bool>) -> impl IntoView {
    let preferences = state().preferences;
    let show_shortcuts = move |_| {
        // The dialog returns the focus to the element that had it, and the menu is hidden by then.
        focus::element("[popovertarget=settings]");
        popover::hide("settings");
        shortcuts.set(true);
    };
    let open_file = move |_| {
        focus::element("[popovertarget=settings]");
        popover::hide("settings");
        pages::open_own_file();
    };
    view! {
        <div class="popover__body">
            <Segmented
                name="language"
                label=t().shell().language
                options=Lang::ALL.to_vec()
                option_label=native_name
                value=preferences.lang
                on_choose=move |lang| preferences.lang.set(lang)
            />
            <Segmented
                name="theme"
                label=t().shell().theme
                options=Theme::ALL.to_vec()
                option_label=|theme| theme_name(t(), theme)
                value=preferences.theme
                on_choose=move |theme| preferences.theme.set(theme)
            />
            <Segmented
                name="density"
                label=t().shell().density
                options=Density::ALL.to_vec()
                option_label=|density| density_name(t(), density)
                value=preferences.density
                on_choose=move |density| preferences.density.set(density)
            />
            {columns::columns()}
            <Show when=move || !state().has_backend()>
                <div class="menu__group">
                    <button type="button" class="menu__item" on:click=open_file>
                        {icon(Glyph::Document)}{t().own_file().open}
                    </button>
                </div>
            </Show>
            <div class="menu__group">
                <label class="switch">
                    {t().shell().shortcuts}
                    <input
                        class="switch__input"
                        type="checkbox"
                        role="switch"
                        prop:checked=move || preferences.shortcuts.get()
                        on:change=move |_| preferences.shortcuts.update(|on| *on = !*on)
                    />
                </label>
                <button type="button" class="menu__item" on:click=show_shortcuts>
                    {icon(Glyph::Keyboard)}{t().shell().show_shortcuts}<kbd>"?"</kbd>
                </button>
            </div>
        </div>
    }
}

/// Returns the name of a theme.
pub const fn theme_name(t: Messages, theme: Theme) -> &'static str {
    match theme {
        Theme::System => t.shell().theme_system,
        Theme::Light => t.shell().theme_light,
        Theme::Dark => t.shell().theme_dark,
    }
}

/// Returns the name of a density.
pub const fn density_name(t: Messages, density: Density) -> &'static str {
    match density {
        Density::Comfortable => t.shell().comfortable,
        Density::Compact => t.shell().compact,
    }
}
