//! What a person prefers: language, theme, density, shortcuts. Remembered from visit to visit.

use domain::Lang;
use leptos::prelude::*;

use crate::browser::{dom, preferences};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much room rows take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// With room.
    #[default]
    Comfortable,
    /// Without.
    Compact,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    const fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Density {
    /// Every density.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    const fn word(self) -> Option<&'static str> {
        match self {
            Self::Comfortable => None,
            Self::Compact => Some("compact"),
        }
    }
}

/// The preferences; setting one changes the page and is remembered.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The language of the page.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// The density.
    pub density: RwSignal<Density>,
    /// Whether keys are shortcuts.
    pub shortcuts: RwSignal<bool>,
}

impl Preferences {
    /// What was remembered; at the first visit the language of the browser.
    pub fn load() -> Self {
        let lang = preferences::get("lang").and_then(|tag| Lang::from_tag(&tag));
        let lang = lang.or_else(|| preferences::languages().iter().find_map(|tag| Lang::from_tag(tag)));
        let theme = preferences::get("theme");
        let density = preferences::get("density");
        let found = Self {
            lang: RwSignal::new(lang.unwrap_or_default()),
            theme: RwSignal::new(Theme::ALL.into_iter().find(|it| it.word() == theme.as_deref()).unwrap_or_default()),
            density: RwSignal::new(
                Density::ALL.into_iter().find(|it| it.word() == density.as_deref()).unwrap_or_default(),
            ),
            shortcuts: RwSignal::new(preferences::get("shortcuts").as_deref() != Some("off")),
        };
        found.apply();
        found
    }

    /// Keeps the root element and the browser's memory in step.
    fn apply(self) {
        Effect::new(move |before: Option<Lang>| {
            let lang = self.lang.get();
            dom::set_root_attribute("lang", Some(lang.tag()));
            // A first visit follows the browser until the person chooses.
            if before.is_some_and(|before| before != lang) {
                preferences::set("lang", Some(lang.tag()));
            }
            lang
        });
        Effect::new(move |_| {
            let word = self.theme.get().word();
            dom::set_root_attribute("data-theme", word);
            preferences::set("theme", word);
        });
        Effect::new(move |_| {
            let word = self.density.get().word();
            dom::set_root_attribute("data-density", word);
            preferences::set("density", word);
        });
        Effect::new(move |_| preferences::set("shortcuts", (!self.shortcuts.get()).then_some("off")));
    }
}
