//! The rates of a partner with three locations in two markets, of which one also has an engagement's other market.

use super::*;
use crate::dataset::Data;
use crate::model::{Location, Market};
use crate::testing::{data, dataset, location, money, today};
use crate::{Idx, Text};

/// Three markets; `south` has two enrolled locations, `nordic` one, `east` one that is not enrolled.
fn catalogue(offered_in: &[&str]) -> Catalogue {
    let mut dataset = dataset();
    dataset.markets.extend(["south", "east", "far"].map(|id| Market {
        id: id.into(),
        name: Text::same(id),
        countries: vec!["ES".to_owned()],
    }));
    let location_of = |id: &str, market: &str| Location { market: market.into(), ..location(id) };
    dataset.locations.extend([
        location_of("south 1", "south"),
        location_of("south 2", "south"),
        Location { enrolment: None, ..location_of("east 1", "east") },
    ]);
    dataset.engagements[0].markets = offered_in.iter().map(|&id| id.into()).collect();
    let data: Data = data(&dataset);
    Catalogue::new(data, today())
}

fn rate(market: &str, minor: i64, code: &str) -> Rate {
    Rate {
        market: market.into(),
        label: Text::default(),
        amount: Some(money(minor, code)),
        basis_points: None,
        cap: None,
    }
}

fn share(market: &str, points: u32) -> Rate {
    Rate { amount: None, basis_points: Some(points), ..rate(market, 0, "EUR") }
}

fn of(offered_in: &[&str], all: &[Rate]) -> Rates {
    let catalogue = catalogue(offered_in);
    rates(&catalogue, catalogue.engagement(Idx::new(0)).unwrap(), all.to_vec())
}

fn markets(of: &[MarketRates]) -> Vec<(&str, u32)> {
    of.iter().map(|market| (market.market.as_str(), market.locations)).collect()
}

#[test]
fn markets_with_most_locations_come_first_and_others_apart() {
    let all = [rate("far", 1, "EUR"), rate("nordic", 2, "EUR"), rate("east", 3, "EUR"), rate("south", 4, "EUR")];
    let rates = of(&[], &all);
    assert_eq!(markets(&rates.own), [("south", 2), ("nordic", 1)]);
    assert_eq!(markets(&rates.others), [("far", 0), ("east", 0)]);
    assert_eq!(rates.locations, 3, "all that are enrolled");
}

#[test]
fn a_market_in_which_the_engagement_is_not_offered_is_not_an_own_one() {
    let rates = of(&["nordic"], &[rate("south", 4, "EUR"), rate("nordic", 2, "EUR")]);
    assert_eq!((markets(&rates.own), markets(&rates.others)), (vec![("nordic", 1)], vec![("south", 0)]));
    assert_eq!(rates.pays().unwrap().lowest, Amount::Money(money(2, "EUR")));
}

#[test]
fn a_market_stands_once_with_all_its_rates() {
    let all = [rate("south", 1, "EUR"), rate("nordic", 2, "EUR"), rate("south", 3, "EUR")];
    let rates = of(&[], &all);
    assert_eq!(rates.own[0].rates, [all[0].clone(), all[2].clone()]);
    assert_eq!(rates.own[1].rates, [all[1].clone()]);
}

fn check_pays(all: &[Rate], expected: Option<(&str, Amount, Amount)>) {
    let rates = of(&[], all);
    let pays = rates.pays().map(|pays| (pays.market.market.as_str(), pays.lowest, pays.highest));
    assert_eq!(pays, expected, "{all:?}");
}

#[test]
fn what_is_paid_is_what_applies_to_most_locations() {
    let money = |minor, code| Amount::Money(money(minor, code));
    check_pays(
        &[rate("nordic", 1, "EUR"), rate("south", 20, "EUR"), rate("south", 10, "EUR"), rate("south", 30, "EUR")],
        Some(("south", money(10, "EUR"), money(30, "EUR"))),
    );
    check_pays(&[share("south", 500), share("south", 250)], Some(("south", Amount::Share(250), Amount::Share(500))));
    check_pays(&[rate("nordic", 7, "EUR")], Some(("nordic", money(7, "EUR"), money(7, "EUR"))));
    check_pays(&[rate("far", 7, "EUR"), rate("east", 7, "EUR")], None);
    check_pays(&[], None);
}

#[test]
fn amounts_of_different_currencies_or_kinds_are_not_compared() {
    let first = Amount::Money(money(20, "EUR"));
    check_pays(&[rate("south", 20, "EUR"), rate("south", 10, "SEK")], Some(("south", first, first)));
    check_pays(&[rate("south", 20, "EUR"), share("south", 10)], Some(("south", first, first)));
}

#[test]
fn the_currency_of_all_amounts_is_known_where_there_is_one() {
    let code = |all: &[Rate]| of(&[], all).currency().map(|currency| currency.code().to_owned());
    let capped = |rate: Rate, code: &str| Rate { cap: Some(money(900, code)), ..rate };
    assert_eq!(code(&[rate("south", 1, "USD"), rate("far", 2, "USD")]).as_deref(), Some("USD"));
    assert_eq!(code(&[rate("south", 1, "USD"), rate("far", 2, "EUR")]), None);
    assert_eq!(code(&[capped(share("south", 1), "USD")]).as_deref(), Some("USD"));
    assert_eq!(code(&[capped(rate("south", 1, "EUR"), "USD")]), None);
    assert_eq!(code(&[share("south", 1)]), None);
}
