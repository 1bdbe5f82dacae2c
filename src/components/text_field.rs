//! A line to write in, with its label.

use leptos::prelude::*;

/// What is written in it: what the browser offers, checks and hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A name to sign in with.
    Username,
    /// A password that is known already.
    Password,
    /// A person's name.
    Name,
    /// An email address.
    Email,
}

impl Content {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Username | Self::Name => "text",
            Self::Password => "password",
            Self::Email => "email",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Password => "current-password",
            Self::Name => "name",
            Self::Email => "email",
        }
    }

    /// The most characters that a backend takes.
    const fn most(self) -> Option<&'static str> {
        match self {
            Self::Username | Self::Password => None,
            Self::Name => Some("200"),
            Self::Email => Some("254"),
        }
    }
}

/// A line that must be filled in.
#[component]
pub fn TextField(
    /// Its label.
    label: Signal<&'static str>,
    /// What is written.
    value: RwSignal<String>,
    /// What that is.
    content: Content,
    /// Whether it has the focus first.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let is_username = content == Content::Username;
    view! {
        <label class="field">
            <span class="field__label">{move || label.get()}</span>
            <input
                class="field__input"
                type=content.input_type()
                autofocus=autofocus
                autocomplete=content.autocomplete()
                autocapitalize=is_username.then_some("none")
                spellcheck=is_username.then_some("false")
                maxlength=content.most()
                required
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
    }
}
