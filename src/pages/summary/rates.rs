//! The rates of an engagement by market: those of the partner's own locations first.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::id::MarketId;
use domain::model::{Pay, Rate};
use domain::view::{Amount, MarketRates, Rates};
use leptos::prelude::*;

use super::card as summary_card;
use crate::text::{format, lang, t};

/// Renders the card.
pub fn card(catalogue: &Catalogue, engagement: EngagementRef<'_>, rates: &Rates) -> AnyView {
    let (t, illustrative) = (t(), catalogue.data().illustrative);
    let badge = view! { <span class="badge badge--quiet">{t.common().illustrative}</span> };
    let content = if rates.own.is_empty() && rates.others.is_empty() {
        view! { <p class="muted">{t.summary().no_rates}</p> }.into_any()
    } else {
        table(catalogue, engagement.pay(), rates)
    };
    let currency = rates.currency().map(|currency| (t.summary().rates_currency)(currency.code()));
    let notes = currency.into_iter().chain(illustrative.then(|| t.common().illustrative_hint.to_owned()));
    let notes: Vec<AnyView> = notes.map(|note| view! { {note}" " }.into_any()).collect();
    let notes = (!notes.is_empty()).then(|| view! { <p class="rates__note small muted">{notes}</p> });
    summary_card("rates", t.summary().rates, illustrative.then(|| badge.into_any()), (content, notes).into_any())
}

fn table(catalogue: &Catalogue, pay: Pay, rates: &Rates) -> AnyView {
    let t = t().summary();
    let Rates { own, others, locations } = rates;
    let lang = lang();
    let is_labelled = own.iter().chain(others).flat_map(|it| &it.rates).any(|rate| !rate.label.get(lang).is_empty());
    let market = |rates| market(catalogue, pay, rates, *locations, is_labelled);
    // Headings only where there is something to distinguish.
    let heading = |title: &'static str| {
        let columns = if is_labelled { "3" } else { "2" };
        view! { <tbody><tr><th scope="colgroup" colspan=columns class="rates__group">{title}</th></tr></tbody> }
    };
    view! {
        <table class="rates">
            <thead>
                <tr>
                    <th scope="col">{t.market}</th>
                    {is_labelled.then(|| view! { <th scope="col">{t.paid_for}</th> })}
                    <th scope="col" class="rates__amount">{t.amount}</th>
                </tr>
            </thead>
            {(!own.is_empty() && !others.is_empty()).then(|| heading(t.own_markets))}
            {own.iter().map(market).collect_view()}
            {(!others.is_empty()).then(|| heading(t.other_markets))}
            {others.iter().map(market).collect_view()}
        </table>
    }
    .into_any()
}

/// Renders the rates of one market. An own market says how many of the partner's locations are in it.
fn market(catalogue: &Catalogue, pay: Pay, rates: &MarketRates, all: u32, is_labelled: bool) -> AnyView {
    let MarketRates { market, locations, rates } = rates;
    let name = market_name(catalogue, market);
    let own = (*locations > 0).then(|| {
        let own = (t().summary().own_locations)(&format(), *locations, all);
        view! { <br/><span class="small muted">{own}</span> }
    });
    let head = view! { <th scope="rowgroup" rowspan=rates.len()><bdi>{name}</bdi>{own}</th> };
    let mut head = Some(head.into_any());
    let row = |rate: &Rate| {
        let label = rate.label.get(lang()).to_owned();
        let note = |note: String| view! { <br/><span class="small muted">{note}</span> };
        view! {
            <tr>
                {head.take()}
                {is_labelled.then(|| view! { <td><bdi>{label}</bdi></td> })}
                <td class="rates__amount">
                    {Amount::of(rate).map(amount)}{notes(pay, rate).into_iter().map(note).collect_view()}
                </td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = rates.iter().map(row).collect();
    view! { <tbody>{rows}</tbody> }.into_any()
}

/// Returns the unit and the cap of a rate.
fn notes(pay: Pay, rate: &Rate) -> Vec<String> {
    let (t, format) = (t().summary(), format());
    let unit = match (Amount::of(rate), pay) {
        (Some(Amount::Share(_)), _) => Some(t.of_spend.to_owned()),
        (_, Pay::Variable) => Some(t.per_hour.to_owned()),
        (_, Pay::Fixed) => None,
    };
    let cap = rate.cap.map(|cap| (t.at_most)(&format, format.money(cap)));
    unit.into_iter().chain(cap).collect()
}

/// Returns an amount as text.
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Money(money) => format().money(money),
        Amount::Share(points) => format().basis_points(points),
    }
}

/// Returns the name of a market; empty where it is not in the data.
pub fn market_name(catalogue: &Catalogue, market: &MarketId) -> String {
    let lang = lang();
    catalogue.data().market(market).map_or_else(String::new, |market| market.name.get(lang).to_owned())
}
