//! Who is signed in: the menu of the person, and the dialog for a session that has ended.

use domain::permissions::Access;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::{Part, later};
use crate::api::http::ApiError;
use crate::browser::dismiss::on_dismiss;
use crate::components::{Dialog, Glyph, MessageBar, Tone, icon};
use crate::state::state;
use crate::text::{format, t};

/// How many locations the menu names; the filter of the list has them all.
const MOST: usize = 8;

/// The menu of the person, where somebody is signed in.
#[component]
pub fn Person() -> impl IntoView {
    let session = state().store.connection.session;
    view! {
        <Show when=move || session.with(Option::is_some)>
            <Menu/>
        </Show>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let session = state().store.connection.session;
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    on_dismiss(node, open.into(), move || open.set(false));
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
                {later(Part::Person)}
            </Show>
        </div>
    }
}

/// Who it is, with which roles, and how to sign out.
#[component]
pub fn Details() -> impl IntoView {
    let store = state().store;
    let session = store.connection.session;
    let failed = RwSignal::new(None::<ApiError>);
    let count = move |access| {
        let count = session.with(|session| session.as_ref().map_or(0, |session| session.roles.count(access)));
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let roles = move || {
        let (admin, user) = (count(Access::Admin), count(Access::User));
        let (t, format) = (t(), format());
        let words = [
            (admin > 0).then(|| (t.connected.admin_at)(&format, admin)),
            (user > 0).then(|| (t.connected.user_at)(&format, user)),
            (admin + user == 0).then(|| t.connected.no_role.to_owned()),
        ];
        words.into_iter().flatten().map(|words| view! { <p class="small">{words}</p> }).collect_view()
    };
    let locations = move || {
        let names = store.with(|catalogue| {
            let all = catalogue.data().locations.iter();
            all.map(|location| location.name.clone()).collect::<Vec<_>>()
        });
        let names = names.unwrap_or_default();
        let more = u32::try_from(names.len().saturating_sub(MOST)).unwrap_or(u32::MAX);
        let more = (more > 0).then(|| (t().engagements.more)(&format(), more));
        let name = |name: String| view! { <li><bdi>{name}</bdi></li> };
        view! {
            {names.into_iter().take(MOST).map(name).collect_view()}
            {more.map(|more| view! { <li>{more}</li> })}
        }
    };
    let sign_out = move |everywhere| {
        spawn_local(async move {
            if let Err(error) = store.sign_out(everywhere).await {
                failed.try_set(Some(error));
            }
        });
    };
    let person =
        move || session.with(|session| session.as_ref().map(|it| (it.user.name.clone(), it.user.username.clone())));
    view! {
        <div class="popover popover--end menu" id="person" role="group" aria-label=move || person().map(|(name, _)| name)>
            <div class="popover__body">
                <div class="menu__group menu__person">
                    <p><b><bdi>{move || person().map(|(name, _)| name)}</bdi></b></p>
                    <p class="muted small"><bdi>{move || person().map(|(_, username)| username)}</bdi></p>
                    {roles}
                    <ul class="muted small">{locations}</ul>
                </div>
                <div class="menu__group">
                    <button type="button" class="menu__item" on:click=move |_| sign_out(false)>{move || t().connected.sign_out}</button>
                    <button type="button" class="menu__item" on:click=move |_| sign_out(true)>
                        {move || t().connected.sign_out_everywhere}
                    </button>
                    <p class="form__error" role="alert">
                        {move || failed.get().map(|error| (t().connected.error)(&format(), &error))}
                    </p>
                </div>
            </div>
        </div>
    }
}

/// What is said above the page while the backend cannot be heard, or the session has ended.
#[component]
pub fn Notices() -> impl IntoView {
    let store = state().store;
    let connection = &store.connection;
    let asking = RwSignal::new(false);
    Effect::new(move |_| asking.set(connection.expired.get()));
    let since = move || connection.lost.get().map(|since| (t().connected.lost)(&format(), format().time(since)));
    view! {
        <Show when=move || connection.lost.get().is_some()>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Offline
                title=Signal::derive(move || since().unwrap_or_default())
                text=Signal::derive(|| t().connected.lost_hint.to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| store.reconnect()>
                    {move || t().common.retry}
                </button>
            </MessageBar>
        </Show>
        <Show when=move || connection.expired.get() && !asking.get()>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Person
                title=Signal::derive(|| t().connected.expired.to_owned())
                text=Signal::derive(|| t().connected.expired_hint.to_owned())
            >
                <button type="button" class="button button--small" on:click=move |_| asking.set(true)>
                    {move || t().connected.sign_in}
                </button>
            </MessageBar>
        </Show>
        <Dialog open=asking title=Signal::derive(|| t().connected.expired) close=Signal::derive(|| t().common.close)>
            <p class="muted">{move || t().connected.expired_hint}</p>
            {move || connection.api.get().filter(|_| asking.get()).map(|api| later(Part::SignInForm(api)))}
        </Dialog>
    }
}
