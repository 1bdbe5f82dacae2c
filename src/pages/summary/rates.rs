//! The rates of an engagement by market, the partner's own markets first.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::model::{Details, Pay};
use leptos::prelude::*;

use super::card;
use crate::state::state;
use crate::text::{format, t};

/// A rate as texts.
pub struct RateLine {
    pub market: String,
    /// Whether an enrolled location is in the market.
    pub is_own: bool,
    /// What the rate is for; empty where the market has one rate.
    pub label: String,
    pub amount: String,
    /// The unit and the cap.
    pub notes: Vec<String>,
}

/// Returns the rates as texts.
pub fn lines(catalogue: &Catalogue, engagement: EngagementRef<'_>, details: &Details) -> Vec<RateLine> {
    let (lang, t, format) = (state().lang(), &t().summary, format());
    let rates = catalogue.own_rates_first(details.rates.clone()).into_iter();
    rates
        .map(|(rate, own)| {
            let share = rate.basis_points.map(|points| format.basis_points(points));
            let unit = match (&share, engagement.pay()) {
                (Some(_), _) => Some(t.of_spend.to_owned()),
                (None, Pay::Variable) => Some(t.per_hour.to_owned()),
                (None, Pay::Fixed) => None,
            };
            let cap = rate.cap.map(|cap| (t.at_most)(&format, format.money(cap)));
            let market = catalogue.data().market(&rate.market);
            RateLine {
                market: market.map_or_else(String::new, |market| market.name.get(lang).to_owned()),
                is_own: own,
                label: rate.label.get(lang).to_owned(),
                amount: share.or(rate.amount.map(|amount| format.money(amount))).unwrap_or_default(),
                notes: unit.into_iter().chain(cap).collect(),
            }
        })
        .collect()
}

/// Renders the card.
pub fn rates(lines: &[RateLine], illustrative: bool) -> AnyView {
    let t = t();
    let badge = view! { <span class="badge badge--quiet">{t.common.illustrative}</span> };
    let note = view! { <p class="rates__note small muted">{t.common.illustrative_hint}</p> };
    let empty = || view! { <p class="muted">{t.summary.no_rates}</p> }.into_any();
    let content = if lines.is_empty() { empty() } else { table(lines) };
    let content = (content, illustrative.then_some(note));
    card("rates", t.summary.rates, illustrative.then(|| badge.into_any()), content.into_any())
}

fn table(lines: &[RateLine]) -> AnyView {
    let t = &t().summary;
    let labelled = lines.iter().any(|line| !line.label.is_empty());
    let markets: Vec<AnyView> =
        lines.chunk_by(|a, b| a.market == b.market).map(|lines| market(lines, labelled)).collect();
    view! {
        <table class="rates">
            <thead>
                <tr>
                    <th scope="col">{t.market}</th>
                    {labelled.then(|| view! { <th scope="col">{t.paid_for}</th> })}
                    <th scope="col" class="rates__amount">{t.amount}</th>
                </tr>
            </thead>
            {markets}
        </table>
    }
    .into_any()
}

/// Renders the rates of one market.
fn market(lines: &[RateLine], labelled: bool) -> AnyView {
    let row = |(at, line): (usize, &RateLine)| {
        let own = line.is_own.then(|| view! { " "<span class="badge badge--info">{t().summary.your_market}</span> });
        let name = line.market.clone();
        let head = (at == 0).then(|| view! { <th scope="rowgroup" rowspan=lines.len()><bdi>{name}</bdi>{own}</th> });
        let label = line.label.clone();
        let note = |note: &String| view! { <br/><span class="small muted">{note.clone()}</span> };
        view! {
            <tr>
                {head}
                {labelled.then(|| view! { <td><bdi>{label}</bdi></td> })}
                <td class="rates__amount">{line.amount.clone()}{line.notes.iter().map(note).collect_view()}</td>
            </tr>
        }
    };
    view! { <tbody>{lines.iter().enumerate().map(row).collect_view()}</tbody> }.into_any()
}
