//! What several pages show of a claim: its state, whom it waits for, and its next step.

use domain::actions::Severity;
use domain::catalogue::Catalogue;
use domain::view::{ClaimStatus, MoneyOutlook, Party};
use leptos::prelude::*;

use crate::text::{Subject, format, isolated, t};

/// Renders the state of a claim as a badge.
pub fn state_badge(status: &ClaimStatus<'_>) -> AnyView {
    let class = match (status.money, status.waits_for) {
        (MoneyOutlook::Paid, _) => "badge badge--ok",
        (_, Some(Party::Partner)) => "badge badge--warn",
        (_, Some(Party::Customer | Party::Microsoft)) => "badge badge--info",
        (_, None) => "badge badge--quiet",
    };
    view! { <span class=class>{(t().claims().state)(status.state)}</span> }.into_any()
}

/// Returns the next step in a sentence: what is asked of the partner, whom else the claim waits for, or why it is
/// closed.
pub fn next_step(status: &ClaimStatus<'_>, catalogue: &Catalogue) -> String {
    let t = t();
    if let Some(verdict) = status.stopped_by {
        return (t.claims().stopped)(&format(), (t.customers().verdict)(verdict.verdict), format().day(verdict.since));
    }
    let Some(task) = &status.task else {
        return (t.claims().nothing_to_do)(status.state, status.is_enrolled).to_owned();
    };
    let customer = catalogue.data().customer_at(status.customer);
    let about = customer.map(|customer| isolated(&customer.name)).unwrap_or_default();
    (t.actions().sentence)(&format(), task, &Subject { about: &about, kind: None, location: "", over: false })
}

/// The day of the next step, and the same relative to today.
pub struct Due {
    /// A class for the relative day: how urgent it is.
    pub class: &'static str,
    pub day: String,
    pub relative: String,
}

/// Returns the day of the next step of a claim; `None` where it has none.
pub fn due(status: &ClaimStatus<'_>, catalogue: &Catalogue) -> Option<Due> {
    let (format, today) = (format(), catalogue.day());
    let due = status.due?;
    let is_late = status.task.is_some() && Severity::of(due, today) == Severity::Overdue;
    let relative = match u32::try_from(today.since(due)) {
        Ok(days) if is_late => (t().actions().overdue)(&format, days),
        _ => format.days_from(due, today),
    };
    let day =
        if status.task.is_some() { format.day(due) } else { (t().claims().decision_by)(&format, format.day(due)) };
    Some(Due { class: if is_late { "action__late small" } else { "muted small" }, day, relative })
}
