//! The rates of an engagement by market: those that apply to the partner's own locations, and the others.

use std::cmp::Reverse;

use crate::catalogue::Catalogue;
use crate::dataset::data::EngagementRef;
use crate::earning::is_enrolled;
use crate::id::MarketId;
use crate::model::Rate;
use crate::{Currency, Money};

/// The rates of an engagement, each market once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Of markets with enrolled locations at which the engagement is offered; most locations first.
    pub own: Vec<MarketRates>,
    /// Of other markets, in the order of the data.
    pub others: Vec<MarketRates>,
    /// How many locations are enrolled.
    pub locations: u32,
}

/// The rates of one market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketRates {
    /// The market.
    pub market: MarketId,
    /// How many enrolled locations it has at which the engagement is offered.
    pub locations: u32,
    /// Its rates, in the order of the data.
    pub rates: Vec<Rate>,
}

/// An amount, or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// An amount of money.
    Money(Money),
    /// A share of the customer's spend, in hundredths of a percent.
    Share(u32),
}

impl Amount {
    /// Returns the amount of a rate; `None` where the data state none.
    pub const fn of(rate: &Rate) -> Option<Self> {
        match (rate.amount, rate.basis_points) {
            (_, Some(points)) => Some(Self::Share(points)),
            (Some(money), None) => Some(Self::Money(money)),
            (None, None) => None,
        }
    }

    /// Returns whether it is lower than another; `None` where they cannot be compared (rule 13).
    fn is_below(self, other: Self) -> Option<bool> {
        match (self, other) {
            (Self::Money(one), Self::Money(other)) if one.currency == other.currency => Some(one.minor < other.minor),
            (Self::Share(one), Self::Share(other)) => Some(one < other),
            _ => None,
        }
    }
}

/// What is paid in the market of most of the partner's locations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pays<'a> {
    /// The market, with all its rates.
    pub market: &'a MarketRates,
    /// The lowest rate.
    pub lowest: Amount,
    /// The highest rate; the lowest where there is one.
    pub highest: Amount,
}

/// Sorts the rates of an engagement by market.
pub fn rates(catalogue: &Catalogue, engagement: EngagementRef<'_>, rates: Vec<Rate>) -> Rates {
    let markets = engagement.markets();
    let enrolled = || catalogue.data().locations.iter().filter(|it| is_enrolled(it, catalogue.day()));
    let locations = |market: &MarketId| {
        let is_offered = markets.is_empty() || markets.contains(market);
        enrolled().filter(|it| is_offered && it.market == *market).fold(0, |count, _| count + 1)
    };
    let mut all: Vec<MarketRates> = Vec::new();
    for rate in rates {
        if let Some(known) = all.iter_mut().find(|known| known.market == rate.market) {
            known.rates.push(rate);
        } else {
            all.push(MarketRates {
                locations: locations(&rate.market),
                market: rate.market.clone(),
                rates: vec![rate],
            });
        }
    }
    let (mut own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|market| market.locations > 0);
    own.sort_by_key(|market| Reverse(market.locations));
    Rates { own, others, locations: enrolled().fold(0, |count, _| count + 1) }
}

impl Rates {
    /// Returns what is paid in the market of most locations. Where its rates cannot be
    /// compared, because they are of different kinds or currencies, it is the first one.
    pub fn pays(&self) -> Option<Pays<'_>> {
        let market = self.own.first()?;
        let mut amounts = market.rates.iter().filter_map(Amount::of);
        let first = amounts.next()?;
        let bounds = amounts.try_fold((first, first), |(lowest, highest), amount| {
            let lowest = if amount.is_below(lowest)? { amount } else { lowest };
            Some((lowest, if highest.is_below(amount)? { amount } else { highest }))
        });
        let (lowest, highest) = bounds.unwrap_or((first, first));
        Some(Pays { market, lowest, highest })
    }

    /// Returns the currency of all amounts of money; `None` where there is none or more than one.
    pub fn currency(&self) -> Option<Currency> {
        let rates = self.own.iter().chain(&self.others).flat_map(|market| &market.rates);
        let mut currencies = rates.flat_map(|rate| [rate.amount, rate.cap]).flatten().map(|money| money.currency);
        let first = currencies.next()?;
        currencies.all(|currency| currency == first).then_some(first)
    }
}

#[cfg(test)]
mod tests;
