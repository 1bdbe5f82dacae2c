//! The form for another password.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::not_found::NotFound;
use crate::api::http::ApiError;
use crate::components::{InputKind, TextField};
use crate::state::state;
use crate::text::{format, t};

/// The id of the rules of a new password, which describe its field.
const RULES: &str = "password-rules";

/// The page. A dataset file has no people.
#[component]
pub fn Password() -> impl IntoView {
    let state = state();
    let session = state.session();
    let can_change = Memo::new(move |_| session.with(|it| it.as_ref().is_some_and(|it| it.can_change_password)));
    let has_backend = Memo::new(move |_| state.has_backend());
    move || match (has_backend.get(), can_change.get()) {
        (false, _) => view! { <NotFound/> }.into_any(),
        (true, true) => card(view! { <Form/> }.into_any()),
        (true, false) => card(view! { <p>{t().password().not_here}</p> }.into_any()),
    }
}

fn card(content: AnyView) -> AnyView {
    view! {
        <div class="sign-in">
            <section class="card sign-in__card" aria-labelledby="password-title">
                <h1 id="password-title" tabindex="-1">{t().common().change_password}</h1>
                {content}
            </section>
        </div>
    }
    .into_any()
}

/// The state of the request.
#[derive(Clone, PartialEq)]
enum Step {
    Editing,
    Sending,
    Failed(ApiError),
    Done,
}

#[component]
fn Form() -> impl IntoView {
    let state = state();
    let username = state.session().with_untracked(|it| it.as_ref().map(|it| it.user.username.clone()));
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let revealed = RwSignal::new(false);
    let step = RwSignal::new(Step::Editing);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if step.get_untracked() == Step::Sending {
            return;
        }
        step.set(Step::Sending);
        spawn_local(async move {
            let changed = state.change_password(&current.get_untracked(), &new.get_untracked()).await;
            if changed.is_ok() {
                current.try_set(String::new());
                new.try_set(String::new());
            }
            step.try_set(changed.map_or_else(Step::Failed, |()| Step::Done));
        });
    };
    let is_sending = move || step.get() == Step::Sending;
    let error = move || match step.get() {
        Step::Failed(error) => Some((t().connected().error)(&format(), &error)),
        _ => None,
    };
    view! {
        <form class="form" on:submit=submit>
            // Password managers store the new password for this name.
            <input type="text" autocomplete="username" value=username readonly hidden/>
            <TextField
                label=t().password().current
                value=current
                kind=InputKind::Password
                revealed
                autofocus=true
            />
            <TextField
                label=t().password().new
                value=new
                kind=InputKind::NewPassword
                revealed
                described_by=RULES
            />
            <p class="muted small" id=RULES>{t().password().rules}</p>
            <label class="switch">
                {t().password().show}
                <input
                    class="switch__input"
                    type="checkbox"
                    role="switch"
                    prop:checked=move || revealed.get()
                    on:change=move |_| revealed.update(|on| *on = !*on)
                />
            </label>
            <p class="form__error" role="alert">{error}</p>
            <p role="status">{move || (step.get() == Step::Done).then(|| t().password().changed)}</p>
            <button
                type="submit"
                class="button button--primary"
                aria-disabled=move || is_sending().then_some("true")
            >
                {move || if is_sending() { t().connected().please_wait } else { t().common().change_password }}
            </button>
        </form>
    }
}
