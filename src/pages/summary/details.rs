//! The details of an engagement: customer criteria, evidence, windows, links.

use domain::catalogue::Catalogue;
use domain::dataset::DatasetProblem;
use domain::dataset::data::EngagementRef;
use domain::model::{Details, EvidenceKind, Link};
use leptos::prelude::*;

use super::super::ProblemList;
use super::card;
use crate::components::{Glyph, MessageBar, Tone, external_link, icon};
use crate::text::{format, lang, t};

/// Renders the problem of details that cannot be read.
pub fn problem(problem: Option<&DatasetProblem>) -> Option<AnyView> {
    let problems = vec![problem?.clone()];
    let view = view! {
        <div class="summary__problem">
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Warning
                title=t().summary().details_unreadable.to_owned()
                text=t().summary().details_unreadable_hint.to_owned()
            />
            <ProblemList problems/>
        </div>
    };
    Some(view.into_any())
}

/// Renders the customer criteria.
pub fn customer_criteria(details: Option<&Details>) -> Option<AnyView> {
    let lang = lang();
    let criteria = details?.customer_criteria.iter().map(|text| (Glyph::People, bdi(text.get(lang))));
    list("customer-criteria", t().summary().customer_criteria, criteria.collect())
}

/// Renders evidence, windows and links.
pub fn side(catalogue: &Catalogue, engagement: EngagementRef<'_>, details: Option<&Details>) -> AnyView {
    let lang = lang();
    let hint = t().shell().opens_in_new_tab;
    let link = |link: &Link| (Glyph::External, external_link("", link.url.clone(), bdi(link.label.get(lang)), hint));
    let evidence = details.map(|details| {
        list("evidence", t().summary().evidence, details.evidence.iter().map(|&kind| evidence(kind)).collect())
    });
    let links = details.map(|details| list("links", t().summary().links, details.links.iter().map(link).collect()));
    (evidence, windows(catalogue, engagement, details), links).into_any()
}

fn evidence(kind: EvidenceKind) -> (Glyph, AnyView) {
    let glyph = match kind {
        EvidenceKind::Findings | EvidenceKind::Invoice => Glyph::Document,
        EvidenceKind::PartnerSurvey => Glyph::Person,
        EvidenceKind::CustomerSurvey => Glyph::People,
    };
    (glyph, bdi((t().summary().evidence_kind)(kind)))
}

/// Renders the term and, where the role has customers, the windows of consent and claim.
fn windows(catalogue: &Catalogue, engagement: EngagementRef<'_>, details: Option<&Details>) -> AnyView {
    let (t, format) = (t().summary(), format());
    let mut windows = vec![(t.term, format.term(engagement.term()).to_string())];
    let has_customers = catalogue.data().roles[engagement.role().index()].has_customers;
    if let Some(details) = details.filter(|_| has_customers) {
        windows.push((t.consent, (t.consent_within)(&format, details.consent_days.into())));
        windows.push((t.claim, (t.claim_within)(&format, details.claim_days.into())));
    }
    let line = |(name, value): (&'static str, String)| view! { <dt>{name}</dt><dd>{value}</dd> };
    let lines = view! { <dl class="definitions">{windows.into_iter().map(line).collect_view()}</dl> };
    card("windows", t.windows, None, lines.into_any())
}

fn bdi(text: &str) -> AnyView {
    view! { <bdi>{text.to_owned()}</bdi> }.into_any()
}

/// Renders a card with a list; nothing where the list is empty.
fn list(id: &'static str, title: &'static str, lines: Vec<(Glyph, AnyView)>) -> Option<AnyView> {
    let line = |(glyph, line)| view! { <li class="card__line">{icon(glyph)}<div>{line}</div></li> };
    (!lines.is_empty()).then(|| {
        let lines = view! { <ul class="card__list">{lines.into_iter().map(line).collect_view()}</ul> };
        card(id, title, None, lines.into_any())
    })
}
