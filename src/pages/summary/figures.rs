//! The key figures of an engagement.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::view::{Amount, Rates};
use leptos::prelude::*;

use super::CurrentEngagement;
use super::rates::{amount, market_name};
use crate::components::verdict_icon;
use crate::routes::EngagementPage;
use crate::text::{format, t};

/// Renders the figures: eligibility, active customers, availability, pay.
pub fn figures(
    current: CurrentEngagement,
    catalogue: &Catalogue,
    engagement: EngagementRef<'_>,
    rates: Option<&Rates>,
) -> AnyView {
    let (t, format) = (t(), format());
    let availability = engagement.availability(catalogue.day());
    let availability_name = (t.common().availability)(availability);
    let change = engagement.term().change(catalogue.day());
    let next_change = (t.summary().next_change)(availability, format.days_from(change, catalogue.day()));
    let customers = format.number(catalogue.active_customers_of_all(engagement));
    let at_all = t.summary().at_all_locations.to_owned();
    view! {
        <dl class="card figures">
            {eligibility(current, catalogue, engagement)}
            {figure(t.summary().active_customers.to_owned(), customers.into_any(), Some(at_all))}
            {figure(t.summary().availability.to_owned(), availability_name.into_any(), Some(next_change))}
            {rates.and_then(|rates| pays(catalogue, rates))}
        </dl>
    }
    .into_any()
}

fn eligibility(current: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (t, format) = (t(), format());
    let cell = catalogue.cell_of_all(engagement);
    let verdict = cell.verdict();
    let value = view! {
        {verdict_icon(verdict, (t.common().verdict)(verdict))}
        <a href=current.href(EngagementPage::Eligibility(None))>
            {(t.common().cell)(&format, cell)}
        </a>
    };
    let near = (cell.within_reach > 0).then(|| (t.common().within_reach)(&format, cell.within_reach));
    figure(t.common().eligibility.to_owned(), value.into_any(), near)
}

/// Renders what is paid in the market of most of the partner's locations, and how many these are.
fn pays(catalogue: &Catalogue, rates: &Rates) -> Option<AnyView> {
    let (t, format, pays) = (t().summary(), format(), rates.pays()?);
    let amount = match (pays.lowest, pays.highest) {
        (Amount::Money(lowest), Amount::Money(highest)) if lowest != highest => format.money_range(lowest, highest),
        (lowest, highest) if lowest == highest => amount(lowest),
        (lowest, highest) => format!("{} – {}", amount(lowest), amount(highest)),
    };
    let label = (t.pays_in)(&format, market_name(catalogue, &pays.market.market));
    let note = (t.own_locations)(&format, pays.market.locations, rates.locations);
    Some(figure(label, amount.into_any(), Some(note)))
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
