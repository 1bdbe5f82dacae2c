//! Messages in English and Swedish, and locale formats of numbers, days and money.
//!
//! One file for each part of the app, with both languages side by side: a struct of messages and one constant for each
//! language, so that a missing message does not compile. No other module contains visible text.

mod format;

mod access;
mod actions;
mod as_of;
mod claims;
mod common;
mod compare;
mod connected;
mod criteria;
mod customer_list;
mod customers;
mod demo;
mod eligibility;
mod engagements;
mod export;
mod filters;
mod find;
mod location;
mod locations;
mod own_file;
mod password;
mod problems;
mod refusal;
mod shell;
mod summary;

pub use access::MAX_NAMES;
pub use actions::Subject;
pub use criteria::{ReasonPart, check_texts, criterion_texts, enrolment_text, reason_parts};
pub use format::{Format, clamped, isolated};

use std::cell::Cell;

use domain::Lang;

/// The messages of one language, by part of the app. Only the functions below name the texts of a part, so that a chunk
/// of the app has those that it shows.
#[derive(Clone, Copy, Debug)]
pub struct Messages(Lang);

/// Declares the parts: each is a module with the constants `EN` and `SV`.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident: $Part:ident,)*) => {
        impl Messages {
            $(
                $(#[$doc])*
                pub const fn $part(self) -> &'static $part::$Part {
                    match self.0 {
                        Lang::En => &$part::EN,
                        Lang::Sv => &$part::SV,
                    }
                }
            )*
        }
    };
}

parts! {
    /// The app shell, and messages of several pages.
    common: Common,
    /// The shell and several pages, in the lazy chunk.
    shell: Shell,
    /// Permissions: disabled controls, and a person without a role.
    access: Access,
    engagements: Engagements,
    /// The export menu, and exported files.
    export: Export,
    /// Popovers of filters, and the empty list.
    filters: Filters,
    /// Search everything, and the command palette.
    find: Find,
    actions: Actions,
    /// Claims, on every page.
    claims: Claims,
    /// Locations side by side.
    compare: Compare,
    /// The list of customers, and the page of one.
    customer_list: CustomerList,
    /// The customers of an engagement, and words for customers on every page.
    customers: Customers,
    summary: Summary,
    /// The eligibility page, and criteria and payee profiles on every page.
    eligibility: Eligibility,
    location: Location,
    locations: Locations,
    /// Files of the person in place of the demo.
    own_file: OwnFile,
    demo: Demo,
    /// The day that is asked about, and what differs from today.
    as_of: AsOf,
    /// Sign-in, session, connection and the payee form: with a backend only.
    connected: Connected,
    password: Password,
    /// Errors of loading, and problems in the data.
    problems: Problems,
}

/// A message with one argument.
pub type With1<T> = fn(&Format, T) -> String;
/// A message with two arguments.
pub type With2<T, U> = fn(&Format, T, U) -> String;

thread_local! {
    /// The language of the page. Not a signal: the app is drawn again in another language, so that texts need no
    /// closures.
    static LANGUAGE: Cell<Lang> = const { Cell::new(Lang::En) };
}

/// Sets the language of what is drawn from now on.
pub fn set_lang(lang: Lang) {
    LANGUAGE.set(lang);
}

/// Returns the language of the page.
pub fn lang() -> Lang {
    LANGUAGE.get()
}

/// Returns the messages in the language of the page.
pub fn t() -> Messages {
    messages(lang())
}

/// Returns the messages of a language.
pub const fn messages(lang: Lang) -> Messages {
    Messages(lang)
}

/// Returns the name of a language in that language, for the language menu.
pub const fn native_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Sv => "Svenska",
    }
}

/// Returns the formats of the language of the page.
pub fn format() -> Format {
    Format::of(lang())
}
