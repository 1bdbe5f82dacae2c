//! The payee profile of a location, with the controls that update it.

use domain::Idx;
use domain::earning::payee_of;
use domain::id::LocationId;
use domain::model::{Contact, Location};
use domain::payee::{ProfileKind, ProfileStatus};
use leptos::prelude::*;

use crate::components::{Glyph, icon, small_icon};
use crate::state::{State, state};
use crate::text::t;

/// The bank or the tax profile.
struct ProfileRow {
    kind: ProfileKind,
    status: ProfileStatus,
    url: Option<String>,
    location: LocationId,
}

/// Renders the payee profile of the location at a position in the data.
pub fn card(state: State, at: Idx<Location>) -> impl IntoView {
    let found = state.dataset.with(|catalogue| {
        let location = catalogue.data().location_at(at)?;
        let row = |kind| {
            let profile = location.payee.get(kind);
            ProfileRow { kind, status: profile.status, url: profile.url.clone(), location: location.id.clone() }
        };
        let may_change = state.access(&location.id).may_change_payee();
        Some((payee_of(location), ProfileKind::ALL.map(row), catalogue.data().partner.admins.clone(), may_change))
    });
    found.flatten().map(|(status, rows, admins, may_change)| content(status, rows, admins, may_change))
}

fn content(status: ProfileStatus, rows: [ProfileRow; 2], admins: Vec<Contact>, may_change: bool) -> impl IntoView {
    let t = t();
    let needs_partner = rows.iter().any(|row| row.status.needs_partner());
    let note = (status != ProfileStatus::Approved).then(|| {
        let (lost, takes) = (t.location.months_lost, t.location.validation_takes);
        view! { <p class="profile__note muted small">{lost}" "{takes}</p> }
    });
    let disabled_reason = (needs_partner && !may_change).then(|| ask(admins));
    view! {
        <div class="card__header">
            <h2 id="payee">{t.eligibility.payee_profile}</h2>
            <span class=badge(status)>{(t.eligibility.profile_status)(status)}</span>
        </div>
        {rows.into_iter().map(|row| profile(row, may_change)).collect_view()}
        {disabled_reason}
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

/// Renders why the user may not update the profiles, and whom to ask.
fn ask(admins: Vec<Contact>) -> impl IntoView {
    let names: Vec<&str> = admins.iter().map(|admin| admin.name.as_str()).collect();
    let why = (t().actions.only_admin)(&names);
    let links = admins.into_iter().map(|Contact { name, email }| {
        view! { <a href=format!("mailto:{email}") aria-label=format!("{name}, {email}")>{email.clone()}</a>" " }
    });
    view! { <p class="profile__note small" id="payee-why">{why}" "<br/>{links.collect_view()}</p> }
}

fn profile(row: ProfileRow, may_change: bool) -> impl IntoView {
    let ProfileRow { kind, status, url, location } = row;
    let (state, t) = (state(), t());
    let glyph = match kind {
        ProfileKind::Bank => Glyph::Bank,
        ProfileKind::Tax => Glyph::Document,
    };
    let status_label = (t.eligibility.profile_status)(status);
    let approved = (status == ProfileStatus::Approved).then(|| {
        view! {
            <span class="verdict">
                <svg class="icon icon--ok" aria-hidden="true"><use href=Glyph::CheckCircle.href()/></svg>
                {status_label}
            </span>
        }
    });
    let below = approved.is_none().then(|| view! { <br/><span class="muted small">{status_label}</span> });
    let label = (t.eligibility.update_profile)(kind);
    let control = status.needs_partner().then(|| {
        if may_change && url.is_none() && state.can_submit_profiles() {
            let open = move |_| state.open_payee_form(location.clone(), kind);
            return view! { <button type="button" class="button button--primary" on:click=open>{label}</button> }
                .into_any();
        }
        // Without a URL there is nothing to open.
        if !may_change || url.is_none() {
            let reason_id = (!may_change).then_some("payee-why");
            return view! {
                <button type="button" class="button" aria-disabled="true" aria-describedby=reason_id>{label}</button>
            }
            .into_any();
        }
        view! {
            <a class="button button--primary" href=url target="_blank" rel="external noopener">
                {label}<span class="visually-hidden">" "{t.common.opens_in_new_tab}</span>{small_icon(Glyph::External)}
            </a>
        }
        .into_any()
    });
    view! {
        <div class="profile">
            {icon(glyph)}
            <div class="profile__body">{(t.eligibility.profile)(kind)}{below}</div>
            {approved}{control}
        </div>
    }
}
