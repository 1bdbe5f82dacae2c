//! Facet counts: the number beside a value is the number of rows found with it as the only value of its filter.

use domain::availability::Availability;
use domain::catalogue::{Catalogue, LocationSet, Query};
use domain::earning::Earning;
use domain::{Day, Idx};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, TODAY, datasets};

proptest! {
    #![proptest_config(crate::generate::cases(100))]

    #[test]
    fn every_number_is_the_rows_that_the_value_finds((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let rows = |query: Query| u32::try_from(catalogue.query_unindexed(&query).order.len()).unwrap();
        for _ in 0..4 {
            // Sorting changes no number.
            let query = Query { sort: None, ..generate::query(&mut draw, &dataset) };
            let facets = catalogue.query_unindexed(&query).facets;
            prop_assert_eq!(facets.all_areas, rows(Query { area: None, ..query.clone() }), "{:?}", query);
            for (at, &number) in facets.areas.iter().enumerate() {
                let alone = Query { area: Some(Idx::new(at)), ..query.clone() };
                prop_assert_eq!(number, rows(alone), "area {} of {:?}", at, query);
            }
            for (at, &number) in facets.roles.iter().enumerate() {
                let alone = Query { roles: vec![Idx::new(at)], ..query.clone() };
                prop_assert_eq!(number, rows(alone), "role {} of {:?}", at, query);
            }
            for (value, number) in Availability::ALL.into_iter().zip(facets.status) {
                let alone = Query { status: vec![value], ..query.clone() };
                prop_assert_eq!(number, rows(alone), "{:?} of {:?}", value, query);
            }
            for (value, number) in Earning::ALL.into_iter().zip(facets.eligibility) {
                let alone = Query { eligibility: vec![value], ..query.clone() };
                prop_assert_eq!(number, rows(alone), "{:?} of {:?}", value, query);
            }
            for (at, &number) in facets.locations.iter().enumerate() {
                let locations = LocationSet::from_positions([Idx::new(at)], dataset.locations.len());
                let alone = Query { locations, ..query.clone() };
                prop_assert_eq!(number, rows(alone), "location {} of {:?}", at, query);
            }
        }
    }
}
