//! Labelled text input.

use leptos::prelude::*;

/// The kind of text, which decides about autocomplete, validation and masking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    Username,
    /// The current password.
    Password,
    NewPassword,
    /// The name of a person.
    Name,
    Email,
}

impl InputKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Username | Self::Name => "text",
            Self::Password | Self::NewPassword => "password",
            Self::Email => "email",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            Self::Name => "name",
            Self::Email => "email",
        }
    }

    /// Returns the limit of the API, in characters.
    const fn max_length(self) -> Option<&'static str> {
        match self {
            Self::Username | Self::Password | Self::NewPassword => None,
            Self::Name => Some("200"),
            Self::Email => Some("254"),
        }
    }
}

/// A labelled text input that must be filled in.
#[component]
pub fn TextField(
    label: &'static str,
    value: RwSignal<String>,
    kind: InputKind,
    #[prop(optional)] autofocus: bool,
    /// Shows a password as text.
    #[prop(optional)]
    revealed: RwSignal<bool>,
    /// The id of an element that describes the field.
    #[prop(optional)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    let is_username = kind == InputKind::Username;
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input
                class="field__input"
                type=move || if revealed.get() { "text" } else { kind.input_type() }
                autofocus=autofocus
                autocomplete=kind.autocomplete()
                autocapitalize=is_username.then_some("none")
                spellcheck=is_username.then_some("false")
                maxlength=kind.max_length()
                aria-describedby=described_by
                required
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
    }
}
