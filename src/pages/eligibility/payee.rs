//! The payee profile of a location: approved, or who must do what (rules 3 and 12).

use domain::Idx;
use domain::dataset::Data;
use domain::id::LocationId;
use domain::model::{Location, Profile};
use domain::payee::{ProfileKind, ProfileStatus};
use leptos::prelude::*;

use crate::components::{Glyph, external_link, icon};
use crate::state::state;
use crate::text::{format, t};

/// Renders the cell of a location; `position` is its position in the data.
pub fn cell(location: &Location, position: Idx<Location>, data: &Data) -> AnyView {
    let may_change = state().access(&location.id).may_change_payee();
    let ask_id = format!("ask-{}", position.raw());
    let profiles = ProfileKind::ALL.map(|kind| (kind, location.payee.get(kind)));
    let open = profiles.into_iter().filter(|(_, profile)| profile.status != ProfileStatus::Approved);
    let parts: Vec<AnyView> =
        open.map(|(kind, profile)| self::profile(&location.id, kind, profile, may_change, &ask_id)).collect();
    if parts.is_empty() {
        return check_mark((t().eligibility.profile_status)(ProfileStatus::Approved));
    }
    let asks = !may_change && profiles.iter().any(|(_, profile)| profile.status.needs_partner());
    let ask = asks.then(|| {
        let admins = data.partner.admins.iter().map(|admin| admin.name.clone()).collect();
        view! { <span class="stack__sub" id=ask_id>{(t().eligibility.ask_admin)(&format(), admins)}</span> }
    });
    view! { <div class="stack">{parts}{ask}</div> }.into_any()
}

/// Renders a label with a green check.
pub fn check_mark(label: &'static str) -> AnyView {
    view! {
        <span class="verdict">
            <svg class="icon icon--ok" role="img" aria-label=label><use href=Glyph::CheckCircle.href()/></svg>
            <span aria-hidden="true">{label}</span>
        </span>
    }
    .into_any()
}

/// Renders the bank or tax profile, which is not approved.
fn profile(location: &LocationId, kind: ProfileKind, profile: &Profile, may_change: bool, ask_id: &str) -> AnyView {
    let (state, t) = (state(), t());
    let status = (t.eligibility.profile_status)(profile.status);
    if !profile.status.needs_partner() {
        let note = format!("{} · {}", (t.eligibility.profile)(kind), t.eligibility.validation_takes);
        let control = view! { <span class="verdict muted">{icon(Glyph::Clock)}{status}</span> };
        return with_note(control.into_any(), note);
    }
    let update = (t.eligibility.update_profile)(kind);
    let label =
        view! { <svg class="icon icon--warn" aria-hidden="true"><use href=Glyph::Warning.href()/></svg>{update} };
    let label = label.into_any();
    match &profile.url {
        _ if !may_change => {
            let ask = ask_id.to_owned();
            let control = view! {
                <button type="button" class="verdict" aria-disabled="true" aria-describedby=ask>{label}</button>
            };
            with_note(control.into_any(), status.to_owned())
        }
        Some(url) => {
            with_note(external_link("verdict", url.clone(), label, t.common.opens_in_new_tab), status.to_owned())
        }
        None if state.can_submit_profiles() => {
            let location = location.clone();
            let open = move |_| state.open_payee_form(location.clone(), kind);
            let control =
                view! { <button type="button" class="verdict verdict--button" on:click=open>{label}</button> };
            with_note(control.into_any(), status.to_owned())
        }
        None => {
            let control = view! { <span class="verdict">{label}</span> };
            with_note(control.into_any(), format!("{status}. {}", t.eligibility.update_where))
        }
    }
}

fn with_note(control: AnyView, note: String) -> AnyView {
    view! { {control}<span class="stack__sub">{note}</span> }.into_any()
}
