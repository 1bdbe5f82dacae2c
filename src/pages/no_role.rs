//! The page of a person without a role at any location: replaces every other page.

use domain::permissions::admins_everywhere;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::access;
use crate::api::http::ApiError;
use crate::components::{EmptyState, Glyph};
use crate::state::state;
use crate::text::{format, t};

#[component]
pub fn NoRole() -> impl IntoView {
    let state = state();
    let admins = Memo::new(move |_| {
        let admins = state.dataset.with(|catalogue| {
            let admins = admins_everywhere(&catalogue.data().partner);
            admins.into_iter().cloned().collect::<Vec<_>>()
        });
        admins.unwrap_or_default()
    });
    let failed = RwSignal::new(None::<ApiError>);
    let sign_out = move |_| {
        spawn_local(async move {
            if let Err(error) = state.sign_out(false).await {
                failed.try_set(Some(error));
            }
        });
    };
    let is_signed_in = move || state.session().with(Option::is_some);
    view! {
        <EmptyState
            glyph=Glyph::Person
            main=true
            title=t().common().no_role_title
            text=Signal::derive(move || admins.with(|admins| (t().access().no_role_hint)(&access::names(admins))))
        >
            <p>{move || access::addresses(admins.get())}</p>
            <Show when=is_signed_in>
                <button type="button" class="button" on:click=sign_out>{t().connected().sign_out}</button>
            </Show>
            <p class="form__error" role="alert">
                {move || failed.get().map(|error| (t().connected().error)(&format(), &error))}
            </p>
        </EmptyState>
    }
}
