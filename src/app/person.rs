//! The signed-in person: the button of the menu, and the notices and the dialog for a lost connection or session.

use leptos::prelude::*;
use sync::State;

use super::person_menu::PersonMenu;
use crate::components::{Dialog, Glyph, MessageBar, Popover, Tone, icon};
use crate::pages;
use crate::state::{SessionNotice, state};
use crate::text::{format, t};

/// The button of the person menu.
#[component]
pub fn Menu() -> impl IntoView {
    let session = state().session();
    let open = RwSignal::new(false);
    let name = move || session.with(|session| session.as_ref().map(|it| it.user.name.clone())).unwrap_or_default();
    view! {
        <button
            type="button"
            class="button button--subtle"
            aria-label=move || (t().shell().signed_in_as)(&name())
            aria-expanded=move || open.get().to_string()
            popovertarget="person"
        >
            {icon(Glyph::Person)}<span class="button__text"><bdi>{name}</bdi></span>
        </button>
        <Popover
            id="person"
            class="popover popover--end menu"
            label=name
            open
            on_toggle=move |is_open| open.set(is_open)
        >
            <PersonMenu/>
        </Popover>
    }
}

/// The notices above the page about connection and session, and the dialog of an expired session.
#[component]
pub fn Notices() -> impl IntoView {
    let state = state();
    let outage = Memo::new(move |_| match state.connection_state() {
        State::Offline { since } => Some((true, since)),
        State::Behind { since } => Some((false, since)),
        _ => None,
    });
    let outage_title = move || {
        let title = |(is_offline, since)| {
            let title = if is_offline { t().connected().connection_lost } else { t().connected().behind };
            title(&format(), format().time(since))
        };
        outage.get().map(title).unwrap_or_default()
    };
    let outage_text = move || match outage.get() {
        Some((false, _)) => t().connected().behind_hint,
        _ => t().connected().connection_lost_hint,
    };
    view! {
        <Show when=move || outage.get().is_some()>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Offline
                title=Signal::derive(outage_title)
                text=Signal::derive(move || outage_text().to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| state.retry()>
                    {t().common().retry}
                </button>
            </MessageBar>
        </Show>
        <OtherTab/>
        <Expired/>
    }
}

/// What happened to the session in another tab.
#[component]
fn OtherTab() -> impl IntoView {
    let notice = state().session_notice();
    let session = state().session();
    let name = move || session.with(|session| session.as_ref().map(|it| it.user.name.clone()));
    let words = Memo::new(move |_| match (notice.get()?, name()) {
        (SessionNotice::OtherPerson, Some(name)) => {
            Some(((t().connected().other_person)(&name), t().connected().other_person_hint))
        }
        (_, Some(_)) => None,
        (SessionNotice::SignedOutElsewhere | SessionNotice::OtherPerson, None) => {
            Some((t().connected().signed_out_elsewhere.to_owned(), t().connected().signed_out_elsewhere_hint))
        }
    });
    view! {
        <Show when=move || words.with(Option::is_some)>
            <MessageBar
                tone=Tone::Info
                glyph=Glyph::Person
                title=Signal::derive(move || words.get().unwrap_or_default().0)
                text=Signal::derive(move || words.get().unwrap_or_default().1.to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| notice.set(None)>
                    {t().common().close}
                </button>
            </MessageBar>
        </Show>
    }
}

/// The dialog of an expired session. Nothing of the page is readable behind it, and only signing in closes it.
#[component]
fn Expired() -> impl IntoView {
    let state = state();
    let is_expired = Memo::new(move |_| state.connection_state().is_expired());
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(is_expired.get()));
    view! {
        <Dialog
            open
            locked=true
            title=t().common().sign_in_again
            close=t().common().close
        >
            <p class="muted">{t().connected().expired_hint}</p>
            {move || is_expired.get().then(pages::SignInAgain)}
        </Dialog>
    }
}
