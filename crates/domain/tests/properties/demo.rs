//! The demo dataset is valid and shows each state.

use std::collections::HashSet;

use domain::availability::Availability;
use domain::catalogue::{Catalogue, Query};
use domain::dataset::Reader;
use domain::earning::Earning;
use domain::model::Dataset;

use crate::generate::STATES;

fn demo() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/contoso.json")).unwrap()
}

#[test]
fn the_demo_follows_the_schema() {
    let bytes = demo();
    let value = serde_json::from_slice(&bytes).unwrap();
    let errors: Vec<String> = crate::schema::validator()
        .iter_errors(&value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_demo_is_sound_and_shows_everything() {
    let bytes = demo();
    let as_of = serde_json::from_slice::<Dataset>(&bytes).unwrap().as_of;
    let loaded = Reader::read(&bytes, as_of);
    assert_eq!(loaded.problems, []);
    let data = loaded.data.unwrap();
    assert_eq!(data.check_details(0..data.details_count()), []);
    assert!(data.engagements.len() >= 48, "{}", data.engagements.len());
    assert_eq!((data.areas.len(), data.roles.len(), data.markets.len()), (6, 4, 3));
    let countries: HashSet<&str> = data.locations.iter().map(|location| location.country.as_str()).collect();
    assert_eq!((data.locations.len(), countries.len()), (14, 9));
    assert_eq!((data.customers.len(), data.claims.len()), (80, 140));
    for state in STATES {
        assert!(data.claims.iter().any(|claim| claim.state == state), "no claim is {state:?}");
    }
    let catalogue = Catalogue::new(data, as_of);
    let facets = catalogue.query_unindexed(&Query::default()).facets;
    for status in Availability::ALL {
        let count = Availability::ALL.iter().zip(facets.status).find(|(known, _)| **known == status).unwrap().1;
        assert!(count > 0, "none is {status:?}");
    }
    for verdict in Earning::ALL {
        assert!(facets.eligibility[verdict as usize] > 0, "none is {verdict:?}");
    }
    assert!(!catalogue.actions().is_empty());
}

/// Rule 14: as it shifts, the demo shows the same on any day.
#[test]
fn the_demo_is_current_on_any_day() {
    let bytes = demo();
    let dataset: Dataset = serde_json::from_slice(&bytes).unwrap();
    assert!(dataset.shift_dates && dataset.illustrative);
    let on = |days| {
        let today = dataset.as_of.plus(days);
        let catalogue = Catalogue::new(Reader::read(&bytes, today).data.unwrap(), today);
        catalogue.query_unindexed(&Query::default())
    };
    assert_eq!(on(0), on(777));
}
