//! The evidence of a claim: what is required, and what is there.

use domain::model::EvidenceState;
use domain::view::{ClaimReport, EvidenceItem};
use leptos::prelude::*;

use crate::components::{Glyph, icon};
use crate::text::{clamped, format, t};

pub fn card(report: &ClaimReport<'_>) -> AnyView {
    let t = &t().claims();
    let required = || report.evidence.iter().filter(|item| item.is_required);
    let complete = required().filter(|item| item.evidence.state == EvidenceState::Complete).count();
    let count = (required().count() > 0).then(|| {
        let count = (t.evidence_count)(&format(), clamped(complete), clamped(required().count()));
        view! { <span class="muted">{count}</span> }
    });
    let none = report.evidence.is_empty().then(|| view! { <p class="muted">{t.no_evidence}</p> });
    let items = report.evidence.iter().map(item).collect::<Vec<_>>();
    let list = (!items.is_empty()).then(|| view! { <ul class="card__list">{items}</ul> });
    view! {
        <section class="card" aria-labelledby="evidence">
            <div class="card__header"><h2 id="evidence">{t.evidence}</h2>{count}</div>
            {none}{list}
        </section>
    }
    .into_any()
}

fn item(item: &EvidenceItem) -> AnyView {
    let t = t();
    let (kind, state) = (item.evidence.kind, item.evidence.state);
    let (glyph, class) = match state {
        EvidenceState::Complete => (Glyph::CheckCircle, "claim__mark claim__mark--ok"),
        EvidenceState::InProgress => (Glyph::Near, "claim__mark claim__mark--begun"),
        EvidenceState::ActionRequired => (Glyph::Warning, "claim__mark claim__mark--returned"),
        EvidenceState::NotStarted => (Glyph::Hollow, "claim__mark"),
    };
    let since = item.evidence.since.map(|day| {
        let words =
            if state == EvidenceState::ActionRequired { t.claims().not_accepted } else { t.claims().evidence_since };
        words(&format(), format().day(day))
    });
    let notes = since.into_iter().chain((!item.is_required).then(|| t.claims().not_required.to_owned()));
    let notes = notes.map(|note| view! { <br/><span class="muted small">{note}</span> }).collect_view();
    view! {
        <li class="claim__evidence">
            <span class=class>{icon(glyph)}</span>
            <div>{(t.summary().evidence_kind)(kind)}{notes}</div>
            <span class="claim__state">{(t.claims().evidence_state)(state)}</span>
        </li>
    }
    .into_any()
}
