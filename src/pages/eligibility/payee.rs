//! The payee profile of a location: approved, or who must do what (rules 3 and 12).

use domain::Idx;
use domain::dataset::Data;
use domain::id::LocationId;
use domain::model::Location;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::view::PayeeControl;
use leptos::prelude::*;

use crate::components::{Glyph, icon};
use crate::pages::access;
use crate::state::state;
use crate::text::t;

/// Renders the cell of a location; `position` is its position in the data.
pub fn cell(location: &Location, position: Idx<Location>, data: &Data) -> AnyView {
    let state = state();
    let reason_id = format!("ask-{}", position.raw());
    let controls = ProfileKind::ALL.map(|kind| (kind, access::payee_control(state, data, location, kind)));
    if controls.iter().all(|(_, control)| *control == PayeeControl::Approved) {
        return check_mark((t().eligibility().profile_status)(ProfileStatus::Approved));
    }
    // The reason is the same for both profiles.
    let reason = controls.iter().find_map(|(_, control)| access::disabled_reason(control));
    let reason = reason.map(|reason| view! { <span class="stack__sub" id=reason_id.clone()>{reason}</span> });
    let part = |(kind, control)| {
        let status = location.payee.get(kind).status;
        profile(&location.id, kind, status, control, &reason_id)
    };
    let has_form = controls.iter().any(|(_, control)| *control == PayeeControl::Form);
    let parts: Vec<_> = controls.into_iter().map(part).collect();
    let class = if has_form { "stack stack--button" } else { "stack" };
    view! { <div class=class>{parts}{reason}</div> }.into_any()
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

/// Renders the bank or tax profile; nothing where it is approved.
fn profile(
    location: &LocationId,
    kind: ProfileKind,
    status: ProfileStatus,
    control: PayeeControl,
    reason_id: &str,
) -> Option<AnyView> {
    let (state, t) = (state(), t());
    let status = (t.eligibility().profile_status)(status);
    if control == PayeeControl::Waiting {
        let note = format!("{} · {}", (t.eligibility().profile)(kind), t.eligibility().validation_takes);
        let waiting = view! { <span class="verdict muted">{icon(Glyph::Clock)}{status}</span> };
        return Some(with_note(waiting.into_any(), note));
    }
    let label = view! {
        <svg class="icon icon--warn" aria-hidden="true"><use href=Glyph::Warning.href()/></svg>
        {(t.eligibility().update_profile)(kind)}
    };
    let class = if control == PayeeControl::Form { "verdict verdict--button" } else { "verdict" };
    let button = access::payee_button(state, control, (location, kind), class, label.into_any(), reason_id)?;
    Some(with_note(button, status.to_owned()))
}

fn with_note(control: AnyView, note: String) -> AnyView {
    view! { {control}<span class="stack__sub">{note}</span> }.into_any()
}
