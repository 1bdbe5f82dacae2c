//! The payee form: submits a bank or tax profile where the backend is the system of record.

mod draft;

use domain::id::LocationId;
use domain::payee::ProfileKind;
use leptos::prelude::*;

use crate::api::http::ApiError;
use crate::components::{Dialog, InputKind, TextField};
use crate::state::state;
use crate::text::{format, t};

use draft::{Draft, Step};

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
        submitting.with(|it| it.as_ref().map_or("", |(_, kind)| (t().eligibility.update_profile)(*kind)))
    });
    view! {
        <Dialog open title close=Signal::derive(|| t().common.close)>
            {move || submitting.get().map(|(location, kind)| view! { <Form location kind open/> })}
        </Dialog>
    }
}

#[component]
fn Form(location: LocationId, kind: ProfileKind, open: RwSignal<bool>) -> impl IntoView {
    let state = state();
    let draft = Draft::new(&location);
    let (shown, sent) = (location.clone(), location);
    let name = move || {
        let name =
            state.dataset.with(|catalogue| catalogue.data().location(&shown).map(|location| location.name.clone()));
        name.flatten().unwrap_or_else(|| shown.to_string())
    };
    let error = move || match draft.step.get() {
        Step::Failed(ApiError::Stale(Some(now))) => {
            let status = (t().eligibility.profile_status)(now.location.payee.get(kind).status);
            Some((t().connected.profile_changed)(status))
        }
        Step::Failed(error) => Some((t().connected.error)(&format(), &error)),
        _ => None,
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.send(sent.clone(), kind);
    };
    let is_done = Memo::new(move |_| draft.step.get() == Step::Done);
    let is_sending = move || draft.step.get() == Step::Sending;
    view! {
        <p role="status">{move || is_done.get().then(|| (t().connected.profile_submitted)(kind))}</p>
        <form class="form" on:submit=submit hidden=move || is_done.get()>
            <p class="muted">{move || (t().connected.form_lead)(&format(), name())}</p>
            <TextField
                label=Signal::derive(|| t().connected.contact_name)
                value=draft.name
                kind=InputKind::Name
                autofocus=true
            />
            <TextField
                label=Signal::derive(|| t().connected.contact_email)
                value=draft.email
                kind=InputKind::Email
            />
            <p class="form__error" role="alert">{error}</p>
            <div class="form__buttons">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {move || t().connected.cancel}
                </button>
                <button
                    type="submit"
                    class="button button--primary"
                    aria-disabled=move || is_sending().then_some("true")
                >
                    {move || if is_sending() { t().connected.please_wait } else { t().connected.submit }}
                </button>
            </div>
        </form>
    }
}
