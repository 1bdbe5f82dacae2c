//! Preferences: language, theme, density and shortcuts, persisted in local storage.

use domain::Lang;
use leptos::prelude::*;

use super::app_signal::AppSignal;
use crate::browser::{dom, preferences};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The height of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    const fn value(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Density {
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    const fn value(self) -> Option<&'static str> {
        match self {
            Self::Comfortable => None,
            Self::Compact => Some("compact"),
        }
    }
}

/// The preferences; setting one changes the page and is persisted.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    pub lang: AppSignal<Lang>,
    pub theme: AppSignal<Theme>,
    pub density: AppSignal<Density>,
    /// Whether keyboard shortcuts are on.
    pub shortcuts: AppSignal<bool>,
}

impl Preferences {
    /// Loads the persisted preferences; the first visit has the language of the browser.
    pub fn load() -> Self {
        let lang = preferences::get("lang").and_then(|tag| Lang::from_tag(&tag));
        let lang = lang.or_else(|| preferences::languages().iter().find_map(|tag| Lang::from_tag(tag)));
        let theme = preferences::get("theme");
        let density = preferences::get("density");
        let found = Self {
            lang: AppSignal::new(lang.unwrap_or_default()),
            theme: AppSignal::new(Theme::ALL.into_iter().find(|it| it.value() == theme.as_deref()).unwrap_or_default()),
            density: AppSignal::new(
                Density::ALL.into_iter().find(|it| it.value() == density.as_deref()).unwrap_or_default(),
            ),
            shortcuts: AppSignal::new(preferences::get("shortcuts").as_deref() != Some("off")),
        };
        found.apply();
        found
    }

    /// Writes changes to the root element and to local storage.
    fn apply(self) {
        Effect::new(move |before: Option<Lang>| {
            let lang = self.lang.get();
            dom::set_root_attribute("lang", Some(lang.tag()));
            // Not persisted before the person chooses: until then the browser decides.
            if before.is_some_and(|before| before != lang) {
                preferences::set("lang", Some(lang.tag()));
            }
            lang
        });
        Effect::new(move |_| {
            let value = self.theme.get().value();
            dom::set_root_attribute("data-theme", value);
            preferences::set("theme", value);
        });
        Effect::new(move |_| {
            let value = self.density.get().value();
            dom::set_root_attribute("data-density", value);
            preferences::set("density", value);
        });
        Effect::new(move |_| preferences::set("shortcuts", (!self.shortcuts.get()).then_some("off")));
    }
}
