//! The key figures of an engagement.

use domain::availability::Availability;
use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::model::Details;
use leptos::prelude::*;

use super::{CurrentEngagement, rates};
use crate::components::verdict_icon;
use crate::routes::EngagementPage;
use crate::text::{cell_count, format, t};

/// Renders the figures: eligibility, active customers, availability, pay.
pub fn figures(
    current: CurrentEngagement,
    catalogue: &Catalogue,
    engagement: EngagementRef<'_>,
    details: Option<&Details>,
) -> AnyView {
    let (t, format) = (t(), format());
    let availability = engagement.availability(catalogue.day());
    let availability_name = (t.common.availability)(availability);
    let term = engagement.term();
    let change = if availability == Availability::Upcoming { term.first } else { term.last };
    let next_change = (t.summary.next_change)(availability, format.days_from(change, catalogue.day()));
    let customers = format.number(catalogue.active_customers_of_all(engagement));
    view! {
        <dl class="card figures">
            {eligibility(current, catalogue, engagement)}
            {figure(t.summary.active_customers.to_owned(), customers.into_any(), None)}
            {figure(t.summary.availability.to_owned(), availability_name.into_any(), Some(next_change))}
            {details.and_then(|details| pays(catalogue, engagement, details))}
        </dl>
    }
    .into_any()
}

fn eligibility(current: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (t, format) = (t(), format());
    let cell = catalogue.cell_of_all(engagement);
    let verdict = cell.verdict();
    let value = view! {
        {verdict_icon(verdict, (t.common.verdict)(verdict))}
        <a href=current.href(EngagementPage::Eligibility)>
            {cell_count(&cell, t, &format)}
        </a>
    };
    let near = (cell.within_reach > 0).then(|| (t.common.within_reach)(&format, cell.within_reach));
    figure(t.common.eligibility.to_owned(), value.into_any(), near)
}

/// Renders the first rate in a market of the partner.
fn pays(catalogue: &Catalogue, engagement: EngagementRef<'_>, details: &Details) -> Option<AnyView> {
    let rates = rates::lines(catalogue, engagement, details);
    let rate = rates.into_iter().find(|rate| rate.is_own)?;
    let what = if rate.label.is_empty() { (t().summary.pay)(engagement.pay()).to_owned() } else { rate.label };
    Some(figure((t().summary.pays_in)(&format(), rate.market), rate.amount.into_any(), Some(what)))
}

fn figure(label: String, value: AnyView, note: Option<String>) -> AnyView {
    view! {
        <div class="figures__item">
            <dt class="figures__label"><bdi>{label}</bdi></dt>
            <dd class="figures__value">{value}</dd>
            {note.map(|note| view! { <dd class="small muted"><bdi>{note}</bdi></dd> })}
        </div>
    }
    .into_any()
}
