//! The payee team: decides on bank and tax profiles.

use domain::command::Command;
use domain::id::LocationId;
use domain::payee::{ProfileKind, ProfileStatus};
use leptos::prelude::*;

use super::{Announcement, ChosenLocation};
use crate::state::State;
use crate::text::t;

/// Renders both profiles of the location, each with its decisions.
pub fn section(state: State, chosen: ChosenLocation, announcement: Announcement) -> impl IntoView {
    let profiles = state.dataset.with(|catalogue| {
        let location = catalogue.data().location_at(chosen.position(state)?)?;
        let profile =
            |kind| row(state, announcement, (&location.id, &location.name), kind, location.payee.get(kind).status);
        Some(ProfileKind::ALL.map(profile).into_iter().collect_view())
    });
    view! { <h3 class="drawer__title" id="demo-payee">{t().demo().payee_team}</h3>{profiles.flatten()} }
}

fn row(
    state: State,
    announcement: Announcement,
    (location, name): (&LocationId, &str),
    profile: ProfileKind,
    status: ProfileStatus,
) -> impl IntoView + use<> {
    let t = t();
    let badge = match status {
        ProfileStatus::Approved => "badge badge--dot badge--ok small",
        ProfileStatus::PendingValidation => "badge badge--dot badge--warn small",
        ProfileStatus::ActionRequired | ProfileStatus::Missing => "badge badge--dot badge--danger small",
    };
    // It says why a decision is disabled: it has been made.
    let status_id = match profile {
        ProfileKind::Bank => "demo-bank-status",
        ProfileKind::Tax => "demo-tax-status",
    };
    let button = |becomes: ProfileStatus, label: &'static str| {
        let done = (t.demo().profile_changed)(profile, name, becomes);
        let command = Command::SetProfile { location: location.clone(), profile, status: becomes };
        // Not the `disabled` attribute: the button would lose the focus.
        let is_idle = status == becomes;
        let decide = move |_| {
            if !is_idle {
                announcement.run(state, command.clone(), done.clone());
            }
        };
        view! {
            <button
                type="button"
                class="button button--small"
                aria-disabled=is_idle.then_some("true")
                aria-describedby=is_idle.then_some(status_id)
                on:click=decide
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="drawer__row" role="group" aria-label=(t.eligibility().profile)(profile)>
            <span class="drawer__label">
                {(t.eligibility().profile)(profile)}<br/>
                <span class=badge id=status_id>{(t.eligibility().profile_status)(status)}</span>
            </span>
            {button(ProfileStatus::Approved, t.demo().approve)}
            {button(ProfileStatus::ActionRequired, t.demo().reject)}
        </div>
    }
}
