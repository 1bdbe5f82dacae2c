//! What the person may do, shared by other pages: the control of a payee profile, and whom to ask.

use domain::dataset::Data;
use domain::id::LocationId;
use domain::model::{Admin, Location};
use domain::payee::ProfileKind;
use domain::view::{self, DisabledReason, PayeeControl};
use leptos::prelude::*;

use crate::components::{Glyph, external_link, small_icon};
use crate::state::State;
use crate::text::{MAX_NAMES, t};

/// Returns the control of a profile for the present person; tracked.
pub fn payee_control(state: State, data: &Data, location: &Location, kind: ProfileKind) -> PayeeControl {
    view::payee_control(&data.partner, location, kind, state.access(&location.id), state.has_backend())
}

/// Returns why a control is disabled, and whom to ask.
pub fn disabled_reason(control: &PayeeControl) -> Option<String> {
    match control {
        PayeeControl::Disabled(DisabledReason::AdminOnly { ask }) => Some((t().access().admin_only)(&names(ask))),
        PayeeControl::Disabled(DisabledReason::NoLink) => Some(t().access().no_link.to_owned()),
        _ => None,
    }
}

/// Renders a control, where there is one. `reason_id` is the id of the element that shows [`disabled_reason`].
pub fn payee_button(
    state: State,
    control: PayeeControl,
    (location, kind): (&LocationId, ProfileKind),
    class: &'static str,
    label: AnyView,
    reason_id: &str,
) -> Option<AnyView> {
    let control = match control {
        PayeeControl::Approved | PayeeControl::Waiting => return None,
        PayeeControl::Link(url) => {
            let label = view! { {label}{small_icon(Glyph::External)} };
            external_link(class, url, label.into_any(), t().shell().opens_in_new_tab)
        }
        PayeeControl::Form => {
            let location = location.clone();
            let open = move |_| state.open_payee_form(location.clone(), kind);
            view! { <button type="button" class=class on:click=open>{label}</button> }.into_any()
        }
        PayeeControl::Disabled(_) => {
            let reason_id = reason_id.to_owned();
            view! {
                <button type="button" class=class aria-disabled="true" aria-describedby=reason_id>{label}</button>
            }
            .into_any()
        }
    };
    Some(control)
}

/// Returns the names of some incentives admins.
pub fn names(admins: &[Admin]) -> Vec<&str> {
    admins.iter().map(|admin| admin.name.as_str()).collect()
}

/// Renders the addresses of those incentives admins that are named.
pub fn addresses(admins: Vec<Admin>) -> AnyView {
    let address = |admin: Admin| {
        let Admin { name, email, .. } = admin;
        email.map(|email| {
            view! { <a href=format!("mailto:{email}") aria-label=format!("{name}, {email}")>{email.clone()}</a>" " }
        })
    };
    admins.into_iter().take(MAX_NAMES).filter_map(address).collect_view().into_any()
}
