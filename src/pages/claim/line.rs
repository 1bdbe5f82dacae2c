//! The line of a claim from consent to payment.

use domain::view::{ClaimReport, StageState, StageStep};
use leptos::prelude::*;

use crate::components::{Glyph, icon};
use crate::text::{format, t};

/// Renders the stages; the one at which the claim is says whom it waits for.
pub fn line(report: &ClaimReport<'_>) -> AnyView {
    let stages = report.stages.iter().map(|step| stage(report, step)).collect::<Vec<_>>();
    view! { <ol class="stages" aria-label=t().claims().stages>{stages}</ol> }.into_any()
}

fn stage(report: &ClaimReport<'_>, step: &StageStep) -> AnyView {
    let texts = t();
    let (t, status) = (texts.claims(), &report.status);
    let (class, mark) = match step.state {
        StageState::Done => ("stages__item stages__item--done", icon(Glyph::CheckCircle).into_any()),
        StageState::Current => ("stages__item stages__item--current", icon(Glyph::Near).into_any()),
        StageState::Stopped => ("stages__item stages__item--stopped", icon(Glyph::Ended).into_any()),
        StageState::Ahead => ("stages__item", view! { <span class="stages__dot"></span> }.into_any()),
    };
    let note = match step.state {
        StageState::Done => step.done.map(|day| format().day(day)),
        StageState::Current => status.waits_for.map(|party| (t.waits_for)(party).to_owned()),
        StageState::Stopped => Some(match status.stopped_by {
            Some(verdict) => (texts.customers().verdict)(verdict.verdict).to_owned(),
            None => (t.state)(status.state).to_owned(),
        }),
        StageState::Ahead => None,
    };
    let current = (step.state == StageState::Current).then_some("step");
    view! {
        <li class=class aria-current=current>
            <span class="stages__mark">{mark}</span>
            <span class="stages__text">
                <span class="stages__name">
                    {(t.stage)(step.stage)}<span class="visually-hidden">": "{(t.stage_state)(step.state)}</span>
                </span>
                <span class="stages__note small">{note}</span>
            </span>
        </li>
    }
    .into_any()
}
