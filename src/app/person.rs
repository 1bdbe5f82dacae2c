//! The signed-in person: the button of the menu, and the notices and the dialog for a lost connection or session.

use leptos::html;
use leptos::prelude::*;

use super::lazy::lazy;
use super::page_table::LazyView;
use crate::browser::light_dismiss::on_light_dismiss;
use crate::components::{Dialog, Glyph, MessageBar, Tone, icon};
use crate::state::state;
use crate::text::{format, t};

/// The button of the person menu, shown while someone is signed in.
#[component]
pub fn Person() -> impl IntoView {
    let session = state().session();
    view! {
        <Show when=move || session.with(Option::is_some)>
            <Menu/>
        </Show>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let session = state().session();
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    on_light_dismiss(node, open.into(), move || open.set(false));
    let name = move || session.with(|session| session.as_ref().map(|it| it.user.name.clone())).unwrap_or_default();
    view! {
        <div class="topbar__menu" node_ref=node>
            <button
                type="button"
                class="button button--subtle"
                aria-label=move || (t().connected.signed_in_as)(&name())
                aria-expanded=move || open.get().to_string()
                aria-controls="person"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(Glyph::Person)}<span class="button__text"><bdi>{name}</bdi></span>
            </button>
            <Show when=move || open.get()>
                {lazy(LazyView::PersonMenu)}
            </Show>
        </div>
    }
}

/// The notices above the page for a lost connection and an expired session.
#[component]
pub fn Notices() -> impl IntoView {
    let state = state();
    let form_open = RwSignal::new(false);
    Effect::new(move |_| form_open.set(state.is_session_expired()));
    let is_disconnected = Memo::new(move |_| state.disconnected_since().is_some());
    let since = move || {
        state.disconnected_since().map(|since| (t().connected.connection_lost)(&format(), format().time(since)))
    };
    view! {
        <Show when=move || is_disconnected.get()>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Offline
                title=Signal::derive(move || since().unwrap_or_default())
                text=Signal::derive(|| t().connected.connection_lost_hint.to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| state.reconnect()>
                    {move || t().common.retry}
                </button>
            </MessageBar>
        </Show>
        <Show when=move || state.is_session_expired() && !form_open.get()>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Person
                title=Signal::derive(|| t().connected.expired.to_owned())
                text=Signal::derive(|| t().connected.expired_hint.to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| form_open.set(true)>
                    {move || t().connected.sign_in}
                </button>
            </MessageBar>
        </Show>
        <Dialog open=form_open title=Signal::derive(|| t().connected.expired) close=Signal::derive(|| t().common.close)>
            <p class="muted">{move || t().connected.expired_hint}</p>
            {move || form_open.get().then(|| lazy(LazyView::SignInForm))}
        </Dialog>
    }
}
