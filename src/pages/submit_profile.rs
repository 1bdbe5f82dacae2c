//! The payee form: submits a bank or tax profile where the backend is the system of record.

mod draft;

use domain::id::LocationId;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::view::PayeeControl;
use leptos::prelude::*;

use crate::api::http::ApiError;
use crate::components::{Dialog, InputKind, TextField};
use crate::pages::access;
use crate::state::state;
use crate::text::{format, t};

use draft::{Draft, Step};

/// The id of the element that says why the profile cannot be submitted.
const OBSTACLE: &str = "submit-why";

/// The dialog with the form.
#[component]
pub fn SubmitProfile() -> impl IntoView {
    let submitting = state().payee_form;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(submitting.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            submitting.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        submitting.with(|it| it.as_ref().map_or("", |(_, kind)| (t().eligibility().update_profile)(*kind)))
    });
    view! {
        <Dialog open title close=t().common().close>
            {move || submitting.get().map(|(location, kind)| view! { <Form location kind open/> })}
        </Dialog>
    }
}

#[component]
fn Form(location: LocationId, kind: ProfileKind, open: RwSignal<bool>) -> impl IntoView {
    let state = state();
    let draft = Draft::new(&location);
    let (shown, sent) = (location.clone(), location.clone());
    let name = move || {
        let name =
            state.dataset.with(|catalogue| catalogue.data().location(&shown).map(|location| location.name.clone()));
        name.flatten().unwrap_or_else(|| shown.to_string())
    };
    let control = move || {
        let control = state.dataset.with(|catalogue| {
            let data = catalogue.data();
            Some(access::payee_control(state, data, data.location(&location)?, kind))
        });
        control.flatten()
    };
    // Why the profile can no longer be submitted: the role or the profile has changed while the form is open.
    let obstacle = Memo::new(move |_| match (draft.step.get(), control()) {
        (Step::Sending | Step::Done, _) | (_, Some(PayeeControl::Form | PayeeControl::Link(_))) => None,
        // Its response was lost, and it may be the user's own request that waits: sent again, it is executed once.
        (Step::Failed(error), Some(PayeeControl::Waiting)) if error.is_transient() => None,
        (_, Some(PayeeControl::Approved)) => Some(changed(ProfileStatus::Approved)),
        (_, Some(PayeeControl::Waiting)) => Some(changed(ProfileStatus::PendingValidation)),
        (_, Some(disabled)) => access::disabled_reason(&disabled),
        (_, None) => Some((t().connected().error)(&format(), &ApiError::NotFound)),
    });
    let error = move || match draft.step.get() {
        _ if obstacle.with(Option::is_some) => obstacle.get(),
        Step::Failed(ApiError::Stale(Some(now))) => Some(changed(now.location.payee.get(kind).status)),
        // The person has signed in again.
        Step::Failed(ApiError::NotSignedIn) if !state.connection_state().is_expired() => None,
        Step::Failed(error) => Some((t().connected().error)(&format(), &error)),
        _ => None,
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if obstacle.with_untracked(Option::is_none) {
            draft.send(sent.clone(), kind);
        }
    };
    let is_done = Memo::new(move |_| draft.step.get() == Step::Done);
    let is_blocked = move || obstacle.with(Option::is_some);
    let is_sending = move || draft.step.get() == Step::Sending;
    view! {
        <p role="status">{move || is_done.get().then(|| (t().connected().profile_submitted)(kind))}</p>
        <form class="form" on:submit=submit hidden=move || is_done.get()>
            <p class="muted">{move || (t().connected().form_lead)(&format(), name())}</p>
            <TextField
                label=t().connected().contact_name
                value=draft.name
                kind=InputKind::Name
                autofocus=true
            />
            <TextField
                label=t().connected().contact_email
                value=draft.email
                kind=InputKind::Email
            />
            <p class="form__error" role="alert" id=OBSTACLE>{error}</p>
            <div class="form__buttons">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {t().connected().cancel}
                </button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-disabled=move || (is_sending() || is_blocked()).then_some("true")
                    aria-describedby=move || is_blocked().then_some(OBSTACLE)
                >
                    {move || if is_sending() { t().connected().please_wait } else { t().connected().submit }}
                </button>
            </div>
        </form>
    }
}

/// Says that the profile has another status now.
fn changed(status: ProfileStatus) -> String {
    (t().connected().profile_changed)((t().eligibility().profile_status)(status))
}
