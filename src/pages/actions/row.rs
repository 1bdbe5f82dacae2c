//! One action, as a row.

use domain::actions::Severity;
use leptos::prelude::*;

use super::row_model::{Control, RowModel};
use crate::components::{Glyph, icon, small_icon};
use crate::state::state;
use crate::text::t;

/// Renders a row.
pub fn row(row: RowModel) -> impl IntoView {
    let RowModel { glyph, severity, sentence, notes, due, relative_due, stake, control } = row;
    let class = match severity {
        Severity::Overdue => "action__icon action__icon--danger",
        Severity::Week => "action__icon action__icon--warn",
        Severity::Month | Severity::Later => "action__icon",
    };
    let note = |(glyph, text): (Glyph, String)| view! { <span>{small_icon(glyph)}<bdi>{text}</bdi></span> };
    let stake = (!stake.is_empty()).then(|| {
        let amounts = stake.into_iter().map(|amount| view! { <span>{amount}</span>" " }).collect_view();
        view! { <span class="visually-hidden">{t().actions.at_stake}" "</span>{amounts} }
    });
    let relative_class = if severity == Severity::Overdue { "action__late small" } else { "muted small" };
    view! {
        <li class="action">
            <span class=class>{icon(glyph)}</span>
            <div class="action__body">
                <p class="action__text">{sentence}</p>
                <p class="action__meta">{notes.into_iter().map(note).collect_view()}</p>
            </div>
            <p class="action__due"><span>{due}</span>" "<span class=relative_class>{relative_due}</span></p>
            <p class="action__money">{stake}</p>
            <div class="action__do">{button(control)}</div>
        </li>
    }
}

/// Renders the control that opens where the action is done.
fn button(control: Control) -> AnyView {
    let (label, about, href, is_external) = match control {
        Control::Disabled { label, id, reason } => {
            return view! {
                <button type="button" class="button" aria-disabled="true" aria-describedby=id.clone()>{label}</button>
                <span class="small" id=id>{reason}</span>
            }
            .into_any();
        }
        Control::PayeeForm { label, about, location, profile } => {
            let state = state();
            let open = move |_| state.open_payee_form(location.clone(), profile);
            let view = view! {
                <button type="button" class="button button--primary" on:click=open>
                    {label}<span class="visually-hidden">": "{about}</span>
                </button>
            };
            return view.into_any();
        }
        Control::Page { label, about, href } => (label, about, href, false),
        Control::External { label, about, href } => (label, about, href, true),
    };
    let class = if is_external { "button button--primary" } else { "button" };
    let hint = is_external.then(|| format!(" {}", t().common.opens_in_new_tab));
    view! {
        <a class=class href=href target=is_external.then_some("_blank") rel=is_external.then_some("external noopener")>
            {label}<span class="visually-hidden">": "{about}{hint}</span>
            {is_external.then(|| small_icon(Glyph::External))}
        </a>
    }
    .into_any()
}
