//! Every visible word, in English and Swedish, and numbers, days and money as a reader expects them.
//!
//! Each file holds the messages of one part of the app in both languages side by side: a struct of
//! messages with a constant for each language, so that a missing message does not compile.

mod format;

mod actions;
mod common;
mod connected;
mod criteria;
mod demo;
mod eligibility;
mod engagements;
mod location;
mod problems;
mod summary;

pub use criteria::{CheckWords, CriterionWords, check_words, criterion_words, reason};
pub use format::Format;

use std::cell::Cell;

use domain::Lang;
use leptos::prelude::*;

/// All messages of one language.
#[derive(Debug)]
pub struct Messages {
    /// The frame around the pages, and what several pages share.
    pub common: common::Common,
    /// The list.
    pub engagements: engagements::Engagements,
    /// The inbox.
    pub actions: actions::Actions,
    /// The summary of an engagement.
    pub summary: summary::Summary,
    /// The eligibility page, and criteria wherever they are shown.
    pub eligibility: eligibility::Eligibility,
    /// The page of a location.
    pub location: location::Location,
    /// The demo panel.
    pub demo: demo::Demo,
    /// The connected app: the person and the connection.
    pub connected: connected::Connected,
    /// What is wrong with data.
    pub problems: problems::Problems,
}

static EN: Messages = Messages {
    common: common::EN,
    engagements: engagements::EN,
    actions: actions::EN,
    summary: summary::EN,
    eligibility: eligibility::EN,
    location: location::EN,
    demo: demo::EN,
    connected: connected::EN,
    problems: problems::EN,
};

static SV: Messages = Messages {
    common: common::SV,
    engagements: engagements::SV,
    actions: actions::SV,
    summary: summary::SV,
    eligibility: eligibility::SV,
    location: location::SV,
    demo: demo::SV,
    connected: connected::SV,
    problems: problems::SV,
};

/// A sentence that holds a number or a name.
pub type With1<T> = fn(&Format, T) -> String;
/// A sentence that holds two of them.
pub type With2<T, U> = fn(&Format, T, U) -> String;

thread_local! {
    /// The language of the page. A page has one: looking it up as a context at every word would be the slowest part
    /// of many.
    static LANGUAGE: Cell<Option<RwSignal<Lang>>> = const { Cell::new(None) };
}

/// Says in which language the page is shown, for every part of it.
pub fn follow(language: RwSignal<Lang>) {
    LANGUAGE.set(Some(language));
}

/// The language of the page; whoever reads it in a view follows its changes.
pub fn lang() -> Lang {
    LANGUAGE.get().map_or(Lang::En, |language| language.get())
}

/// The messages in the language of the page; whoever reads them in a view follows its changes.
pub fn t() -> &'static Messages {
    messages(lang())
}

/// A message that follows the language. Wherever it is used it is one and the same type: each type of closure in
/// a view is code of its own.
pub fn word(message: fn(&'static Messages) -> &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync {
    move || message(t())
}

/// The messages of a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::En => &EN,
        Lang::Sv => &SV,
    }
}

/// A language is named in itself, so that whoever needs it finds it.
pub const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Sv => "Svenska",
    }
}

/// The formats of the language of the page; whoever uses them in a view follows its changes.
pub fn format() -> Format {
    Format::of(lang())
}
