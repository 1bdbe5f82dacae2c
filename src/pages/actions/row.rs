//! One action, as a row.

use domain::actions::Severity;
use leptos::prelude::*;

use super::row_model::{Control, RowModel};
use crate::components::{Glyph, icon, small_icon};
use crate::pages::access;
use crate::state::state;
use crate::text::t;

/// Renders a row. `money` is the heading of the amounts.
pub fn row(row: RowModel, money: &'static str) -> impl IntoView {
    let RowModel { glyph, severity, sentence, mut notes, claim_href, due, relative_due, amounts, control } = row;
    let class = match severity {
        Severity::Overdue => "action__icon action__icon--danger",
        Severity::Week => "action__icon action__icon--warn",
        Severity::Month | Severity::Later => "action__icon",
    };
    let note = |(glyph, text): (Glyph, String)| view! { <span>{small_icon(glyph)}<bdi>{text}</bdi></span> };
    let claim = claim_href.and_then(|href| {
        let (glyph, text) = notes.pop()?;
        Some(view! { <span>{small_icon(glyph)}<a href=href>{text}</a></span> })
    });
    let amounts = (!amounts.is_empty()).then(|| super::amounts(money, &amounts));
    let relative_class = if severity == Severity::Overdue { "action__late small" } else { "muted small" };
    // A row without a control takes the focus when more rows are shown.
    let tabindex = control.is_none().then_some("-1");
    view! {
        <li class="action" tabindex=tabindex>
            <span class=class>{icon(glyph)}</span>
            <div class="action__body">
                <p class="action__text">{sentence}</p>
                <p class="action__meta">{notes.into_iter().map(note).collect_view()}{claim}</p>
            </div>
            <p class="action__due"><span>{due}</span>" "<span class=relative_class>{relative_due}</span></p>
            <p class="action__money">{amounts}</p>
            <div class="action__do">{control.map(button)}</div>
        </li>
    }
}

/// Renders the control that opens where the action is done.
fn button(control: Control) -> AnyView {
    let (label, about, href) = match control {
        Control::Payee { control, about, location, profile } => {
            let reason_id = format!("why-{profile:?}-{}", crate::routes::segment(location.as_str()));
            let reason = access::disabled_reason(&control);
            let reason = reason.map(|reason| view! { <span class="small" id=reason_id.clone()>{reason}</span> });
            let label = view! {
                {(t().eligibility().update_profile)(profile)}<span class="visually-hidden">": "{about}</span>
            };
            let class = "button button--primary";
            let (profile, label) = ((&location, profile), label.into_any());
            let button = access::payee_button(state(), control, profile, class, label, &reason_id);
            return view! { {button}{reason} }.into_any();
        }
        Control::Page { label, about, href } => (label, about, href),
    };
    view! { <a class="button" href=href>{label}<span class="visually-hidden">": "{about}</span></a> }.into_any()
}
