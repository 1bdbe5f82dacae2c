//! The deadlines and the history of a claim.

use domain::Day;
use domain::catalogue::Catalogue;
use domain::view::{ClaimDeadline, ClaimEvent, ClaimReport};
use leptos::prelude::*;

use crate::text::{format, t};

/// Renders the deadlines that count from now on.
pub fn deadlines(catalogue: &Catalogue, report: &ClaimReport<'_>) -> AnyView {
    let (t, today) = (&t().claims(), catalogue.day());
    let row = |&ClaimDeadline { kind, day }: &ClaimDeadline| {
        row((t.deadline)(kind), day, Some(format().days_from(day, today)))
    };
    let none = report.deadlines.is_empty().then(|| view! { <p class="muted">{t.no_deadlines}</p> });
    card("deadlines", t.deadlines, none.into_any(), report.deadlines.iter().map(row).collect())
}

/// Renders what has happened, as far as the data have it.
pub fn history(report: &ClaimReport<'_>) -> AnyView {
    let t = &t().claims();
    let row = |&ClaimEvent { kind, day }: &ClaimEvent| row((t.event)(kind), day, None);
    card("history", t.history, ().into_any(), report.history.iter().map(row).collect())
}

fn card(id: &'static str, title: &'static str, none: AnyView, rows: Vec<AnyView>) -> AnyView {
    let table =
        (!rows.is_empty()).then(|| view! { <table class="rates" aria-labelledby=id><tbody>{rows}</tbody></table> });
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__header"><h2 id=id>{title}</h2></div>
            {none}{table}
        </section>
    }
    .into_any()
}

fn row(what: &'static str, day: Day, relative: Option<String>) -> AnyView {
    let relative = relative.map(|relative| view! { <br/><span class="muted small">{relative}</span> });
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td class="claim__day">{format().day(day)}{relative}</td>
        </tr>
    }
    .into_any()
}
