//! One hand-typed comparison, and any against a plain reference.

use proptest::prelude::*;

use super::*;
use crate::availability::availability;
use crate::earning::LocationStatus;
use crate::model::Term;
use crate::testing::{attainment, data, dataset, day, engagement, location, today};

/// Engagements by the days of their terms, one that is offered in Norway only, and locations by what they hold.
fn catalogue(terms: &[(&str, &str)], holds_gold: &[bool]) -> Catalogue {
    let mut dataset = dataset();
    dataset.locations = (0_u8..)
        .zip(holds_gold)
        .map(|(at, &holds)| {
            let attainments = if holds { vec![attainment(&format!("a{at}"), None)] } else { Vec::new() };
            Location { attainments, ..location(&format!("l{at}")) }
        })
        .collect();
    dataset.engagements = (0_u8..)
        .zip(terms)
        .map(|(at, (first, last))| crate::model::Engagement {
            term: Term { first: day(first), last: day(last) },
            ..engagement(&format!("e{at}"))
        })
        .collect();
    Catalogue::new(data(&dataset), today())
}

const ACTIVE: (&str, &str) = ("2026-07-01", "2027-06-30");
const UPCOMING: (&str, &str) = ("2027-01-01", "2027-12-31");
const EXPIRED: (&str, &str) = ("2025-07-01", "2026-06-30");

fn compared(catalogue: &Catalogue, locations: &[u32]) -> Vec<(u32, bool)> {
    let locations: Vec<Idx<Location>> = locations.iter().map(|&at| Idx::new(at as usize)).collect();
    compare(catalogue, &locations).into_iter().map(|row| (row.at.raw(), row.differs)).collect()
}

#[test]
fn ended_engagements_are_left_out_and_differences_named() {
    let catalogue = catalogue(&[ACTIVE, EXPIRED, UPCOMING], &[true, false, true]);
    assert_eq!(compared(&catalogue, &[0, 1]), [(0, true), (2, true)]);
    assert_eq!(compared(&catalogue, &[0, 2]), [(0, false), (2, false)]);
    assert_eq!(compared(&catalogue, &[1]), [(0, false), (2, false)]);
    assert_eq!(compared(&catalogue, &[]), []);
}

#[test]
fn engagements_that_no_location_is_offered_are_left_out() {
    let mut dataset = dataset();
    let norwegian =
        crate::model::Market { id: "norway".into(), countries: vec!["NO".into()], ..dataset.markets[0].clone() };
    dataset.markets.push(norwegian);
    dataset.locations.push(Location { country: "NO".into(), market: "norway".into(), ..location("oslo") });
    dataset.engagements.push(crate::model::Engagement { markets: vec!["norway".into()], ..engagement("n") });
    let catalogue = Catalogue::new(data(&dataset), today());
    assert_eq!(compared(&catalogue, &[0]), [(0, false)]);
    assert_eq!(compared(&catalogue, &[0, 1]), [(0, true), (1, true)]);
    // In Norway it lacks one thing; in Sweden nothing can make it earn.
    assert_eq!(compared(&catalogue, &[1]), [(0, false), (1, false)]);
}

proptest! {
    #[test]
    fn agrees_with_the_verdict_at_each_location(
        terms in proptest::collection::vec(proptest::sample::select(vec![ACTIVE, UPCOMING, EXPIRED]), 1..6),
        gold in proptest::collection::vec(any::<bool>(), 2..6),
    ) {
        let catalogue = catalogue(&terms, &gold);
        let locations: Vec<u32> = (0..u32::try_from(gold.len()).unwrap()).collect();
        let mut expected = Vec::new();
        for (at, (first, last)) in (0_u32..).zip(&terms) {
            let term = Term { first: day(first), last: day(last) };
            if availability(term.first, term.last, today()) == Availability::Expired {
                continue;
            }
            let engagement = catalogue.engagement(Idx::new(at as usize)).unwrap();
            let status = |location| LocationStatus::of(engagement.criteria(), location, today());
            let verdicts: Vec<bool> =
                catalogue.data().locations.iter().map(|location| status(location).would_earn()).collect();
            expected.push((at, verdicts.contains(&true) && verdicts.contains(&false)));
        }
        prop_assert_eq!(compared(&catalogue, &locations), expected);
    }
}
