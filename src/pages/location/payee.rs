//! The payee profile of a location, with the controls that update it.

use domain::Idx;
use domain::earning::payee_of;
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::view::{DisabledReason, PayeeControl};
use leptos::prelude::*;

use crate::components::{Glyph, icon};
use crate::pages::access;
use crate::state::{State, state};
use crate::text::t;

/// The id of the element that says why the profiles cannot be updated here.
const REASON: &str = "payee-why";

/// The bank or the tax profile.
struct ProfileRow {
    kind: ProfileKind,
    status: ProfileStatus,
    control: PayeeControl,
    location: LocationId,
}

/// Renders the payee profile of the location at a position in the data.
pub fn card(state: State, at: Idx<Location>) -> impl IntoView {
    let found = state.dataset.with(|catalogue| {
        let location = catalogue.data().location_at(at)?;
        let row = |kind| {
            let control = access::payee_control(state, catalogue.data(), location, kind);
            ProfileRow { kind, status: location.payee.get(kind).status, control, location: location.id.clone() }
        };
        Some((payee_of(location), ProfileKind::ALL.map(row)))
    });
    found.flatten().map(|(status, rows)| content(status, rows))
}

fn content(status: ProfileStatus, rows: [ProfileRow; 2]) -> impl IntoView {
    let t = t();
    let note = (status != ProfileStatus::Approved).then(|| {
        let (lost, takes) = (t.location().months_lost, t.location().validation_takes);
        view! { <p class="profile__note muted small">{lost}" "{takes}</p> }
    });
    // The reason is the same for both profiles.
    let reason = rows.iter().find_map(|row| reason(&row.control));
    view! {
        <div class="card__header">
            <h2 id="payee">{t.eligibility().payee_profile}</h2>
            <span class=badge(status)>{(t.eligibility().profile_status)(status)}</span>
        </div>
        {rows.into_iter().map(profile).collect_view()}
        {reason}
        {note}
    }
}

const fn badge(status: ProfileStatus) -> &'static str {
    match status {
        ProfileStatus::Approved => "badge badge--ok",
        ProfileStatus::PendingValidation => "badge badge--info",
        ProfileStatus::ActionRequired | ProfileStatus::Missing => "badge badge--danger",
    }
}

/// Renders why a control is disabled, and the addresses of those to ask.
fn reason(control: &PayeeControl) -> Option<AnyView> {
    let reason = access::disabled_reason(control)?;
    let addresses = match control {
        PayeeControl::Disabled(DisabledReason::AdminOnly { ask }) => Some(access::addresses(ask.clone())),
        _ => None,
    };
    Some(view! { <p class="profile__note small"><span id=REASON>{reason}</span><br/>{addresses}</p> }.into_any())
}

fn profile(row: ProfileRow) -> impl IntoView {
    let ProfileRow { kind, status, control, location } = row;
    let (state, t) = (state(), t());
    let glyph = match kind {
        ProfileKind::Bank => Glyph::Bank,
        ProfileKind::Tax => Glyph::Document,
    };
    let status_label = (t.eligibility().profile_status)(status);
    let approved = (status == ProfileStatus::Approved).then(|| {
        view! {
            <span class="verdict">
                <svg class="icon icon--ok" aria-hidden="true"><use href=Glyph::CheckCircle.href()/></svg>
                {status_label}
            </span>
        }
    });
    let below = approved.is_none().then(|| view! { <br/><span class="muted small">{status_label}</span> });
    let label = (t.eligibility().update_profile)(kind).into_any();
    let button = access::payee_button(state, control, (&location, kind), "button button--primary", label, REASON);
    view! {
        <div class="profile">
            {icon(glyph)}
            <div class="profile__body">{(t.eligibility().profile)(kind)}{below}</div>
            {approved}{button}
        </div>
    }
}
