//! The payee form: submits a bank or tax profile where the backend is the system of record.

use domain::id::LocationId;
use domain::payee::ProfileKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::http::{ApiError, Submission};
use crate::browser::request_id::request_id;
use crate::components::{Dialog, InputKind, TextField};
use crate::state::state;
use crate::text::{format, t};

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

/// The state of the form.
#[derive(Clone, PartialEq)]
enum Step {
    Editing,
    Sending,
    Failed(ApiError),
    Done,
}

/// The input, and the revision of the location that it is about.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    email: RwSignal<String>,
    step: RwSignal<Step>,
    /// The entity tag of the location that the user saw.
    tag: StoredValue<Option<String>>,
    /// The last request: sent again with the same idempotency key, it is executed once.
    last: StoredValue<Option<Submission>>,
}

impl Draft {
    fn new(location: &LocationId) -> Self {
        let draft = Self {
            name: RwSignal::default(),
            email: RwSignal::default(),
            step: RwSignal::new(Step::Editing),
            tag: StoredValue::new(None),
            last: StoredValue::new(None),
        };
        let (state, location) = (state(), location.clone());
        spawn_local(async move {
            if let Ok(seen) = state.fetch_location(&location).await {
                draft.tag.try_set_value(Some(seen.tag));
            }
        });
        draft
    }

    /// Returns the request; with the key of the last one, where the input is the same.
    fn submission(self, location: LocationId, profile: ProfileKind) -> Submission {
        let (name, email) = (self.name.get_untracked(), self.email.get_untracked());
        let last = self.last.get_value().filter(|last| (&last.name, &last.email) == (&name, &email));
        let key = last.map_or_else(request_id, |last| last.key);
        let submission = Submission { location, profile, name, email, key };
        self.last.set_value(Some(submission.clone()));
        submission
    }

    fn send(self, location: LocationId, profile: ProfileKind) {
        if self.step.get_untracked() == Step::Sending {
            return;
        }
        self.step.set(Step::Sending);
        let state = state();
        let submission = self.submission(location, profile);
        let tag = self.tag.get_value();
        spawn_local(async move {
            let tag = match tag {
                Some(tag) => Ok(tag),
                None => state.fetch_location(&submission.location).await.map(|seen| seen.tag),
            };
            let done = match tag {
                Ok(tag) => state.submit_profile(&submission, &tag).await,
                Err(error) => Err(error),
            };
            if let Err(ApiError::Stale(now)) = &done {
                // The next attempt is about the location as it is shown now: another request.
                self.tag.try_set_value(now.as_ref().map(|now| now.tag.clone()));
                self.last.try_set_value(None);
            }
            self.step.try_set(done.map_or_else(Step::Failed, |()| Step::Done));
        });
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
