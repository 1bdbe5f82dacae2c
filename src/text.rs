//! Messages in English and Swedish, and locale formats of numbers, days and money.
//!
//! One file for each part of the app, with both languages side by side: a struct of messages and one constant for each
//! language, so that a missing message does not compile. No other module contains visible text.

mod format;

mod access;
mod actions;
mod common;
mod connected;
mod criteria;
mod demo;
mod eligibility;
mod engagements;
mod location;
mod password;
mod problems;
mod refusal;
mod summary;

pub use access::MAX_NAMES;
pub use actions::Subject;
pub use criteria::{ReasonPart, check_texts, criterion_texts, enrolment_text, reason_parts};
pub use format::{Format, clamped};

use std::cell::Cell;

use domain::Lang;
use leptos::prelude::*;

/// The messages of one language.
#[derive(Debug)]
pub struct Messages {
    /// The app shell, and messages of several pages.
    pub common: common::Common,
    /// Permissions: disabled controls, and a person without a role.
    pub access: access::Access,
    pub engagements: engagements::Engagements,
    pub actions: actions::Actions,
    pub summary: summary::Summary,
    /// The eligibility page, and criteria and payee profiles on every page.
    pub eligibility: eligibility::Eligibility,
    pub location: location::Location,
    pub demo: demo::Demo,
    /// Sign-in, session, connection and the payee form: with a backend only.
    pub connected: connected::Connected,
    pub password: password::Password,
    /// Errors of loading, and problems in the data.
    pub problems: problems::Problems,
}

static EN: Messages = Messages {
    common: common::EN,
    access: access::EN,
    engagements: engagements::EN,
    actions: actions::EN,
    summary: summary::EN,
    eligibility: eligibility::EN,
    location: location::EN,
    demo: demo::EN,
    connected: connected::EN,
    password: password::EN,
    problems: problems::EN,
};

static SV: Messages = Messages {
    common: common::SV,
    access: access::SV,
    engagements: engagements::SV,
    actions: actions::SV,
    summary: summary::SV,
    eligibility: eligibility::SV,
    location: location::SV,
    demo: demo::SV,
    connected: connected::SV,
    password: password::SV,
    problems: problems::SV,
};

/// A message with one argument.
pub type With1<T> = fn(&Format, T) -> String;
/// A message with two arguments.
pub type With2<T, U> = fn(&Format, T, U) -> String;

thread_local! {
    /// The language of the page. Not a Leptos context, because a context lookup for each message is slow.
    static LANGUAGE: Cell<Option<RwSignal<Lang>>> = const { Cell::new(None) };
}

/// Sets the signal that all messages and formats follow.
pub fn set_language_signal(language: RwSignal<Lang>) {
    LANGUAGE.set(Some(language));
}

/// Returns the language of the page; reactive.
pub fn lang() -> Lang {
    LANGUAGE.get().map_or(Lang::En, |language| language.get())
}

/// Returns the messages in the language of the page; reactive.
pub fn t() -> &'static Messages {
    messages(lang())
}

/// Returns a reactive message. Views that use it share one closure type, which keeps the wasm small.
pub fn message(select: fn(&'static Messages) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync {
    move || select(t())
}

/// Returns the messages of a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::En => &EN,
        Lang::Sv => &SV,
    }
}

/// Returns the name of a language in that language, for the language menu.
pub const fn native_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Sv => "Svenska",
    }
}

/// Returns the formats of the language of the page; reactive.
pub fn format() -> Format {
    Format::of(lang())
}
