//! The menu of the signed-in person.

use domain::permissions::AccessRole;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::http::ApiError;
use crate::routes::Route;
use crate::state::state;
use crate::text::{clamped, format, t};

/// The most locations that the menu names; the filter of the list has them all.
const MAX_NAMES: usize = 8;

/// Shows who is signed in with which roles, and how to sign out.
#[component]
pub fn PersonMenu() -> impl IntoView {
    let state = state();
    let session = state.session();
    let failed = RwSignal::new(None::<ApiError>);
    let count = move |access| {
        let count = session.with(|session| session.as_ref().map_or(0, |session| session.roles.count(access)));
        clamped(count)
    };
    let roles = move || {
        let (admin, user) = (count(AccessRole::Admin), count(AccessRole::User));
        let (t, format) = (t(), format());
        let words = [
            (admin > 0).then(|| (t.connected().admin_at)(&format, admin)),
            (user > 0).then(|| (t.connected().user_at)(&format, user)),
            (admin + user == 0).then(|| t.connected().no_role.to_owned()),
        ];
        words.into_iter().flatten().map(|words| view! { <p class="small">{words}</p> }).collect_view()
    };
    let locations = move || {
        let names = state.dataset.with(|catalogue| {
            let all = catalogue.data().locations.iter();
            all.map(|location| location.name.clone()).collect::<Vec<_>>()
        });
        let names = names.unwrap_or_default();
        let more = clamped(names.len().saturating_sub(MAX_NAMES));
        let more = (more > 0).then(|| (t().eligibility().and_n_more)(&format(), more));
        let name = |name: String| view! { <li><bdi>{name}</bdi></li> };
        view! {
            {names.into_iter().take(MAX_NAMES).map(name).collect_view()}
            {more.map(|more| view! { <li>{more}</li> })}
        }
    };
    let sign_out = move |everywhere| {
        spawn_local(async move {
            if let Err(error) = state.sign_out(everywhere).await {
                failed.try_set(Some(error));
            }
        });
    };
    let person =
        move || session.with(|session| session.as_ref().map(|it| (it.user.name.clone(), it.user.username.clone())));
    let can_change_password =
        Memo::new(move |_| session.with(|session| session.as_ref().is_some_and(|it| it.can_change_password)));
    view! {
        <div class="popover__body">
            <div class="menu__group menu__person">
                <p><b><bdi>{move || person().map(|(name, _)| name)}</bdi></b></p>
                <p class="muted small"><bdi>{move || person().map(|(_, username)| username)}</bdi></p>
                {roles}
                <ul class="muted small">{locations}</ul>
            </div>
            <div class="menu__group">
                <Show when=move || can_change_password.get()>
                    <a class="menu__item" href=move || state.views.href(Route::Password)>
                        {t().common().change_password}
                    </a>
                </Show>
                <button type="button" class="menu__item" on:click=move |_| sign_out(false)>
                    {t().connected().sign_out}
                </button>
                <button type="button" class="menu__item" on:click=move |_| sign_out(true)>
                    {t().connected().sign_out_everywhere}
                </button>
                <p class="form__error" role="alert">
                    {move || failed.get().map(|error| (t().connected().error)(&format(), &error))}
                </p>
            </div>
        </div>
    }
}
