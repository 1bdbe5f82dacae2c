//! The list of locations: each number is that of the plain reference, and what its link or its filter shows.

use domain::actions::ActionsQuery;
use domain::catalogue::{Catalogue, LocationSet, Query, Standing};
use domain::locations::{Enrolment, LocationsQuery, location_rows};
use domain::payee::ProfileStatus;
use domain::{Day, Idx};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, Draw, TODAY, datasets};
use crate::reference::{Reference, offered};
use domain::model::Dataset;

fn query(draw: &mut Draw, dataset: &Dataset) -> LocationsQuery {
    let country = |at: usize| dataset.locations[at].country.clone();
    LocationsQuery {
        countries: draw.some_of(dataset.locations.len(), 2).into_iter().map(country).collect(),
        markets: draw.some_of(dataset.markets.len(), 2).into_iter().map(|at| dataset.markets[at].id.clone()).collect(),
        enrolment: draw.some_of(4, 2).into_iter().map(|at| Enrolment::ALL[at]).collect(),
        payee: draw.some_of(4, 2).into_iter().map(|at| ProfileStatus::ALL[at]).collect(),
        eligibility: draw.some_of(4, 2).into_iter().map(|at| Standing::VERDICTS[at]).collect(),
        ..LocationsQuery::default()
    }
}

proptest! {
    #![proptest_config(crate::generate::cases(100))]

    #[test]
    fn numbers_of_a_location_are_those_of_the_reference_and_of_their_links((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let reference = Reference::new(&dataset, day);
        let actions = catalogue.actions();
        let rows = location_rows(&catalogue, &actions);
        prop_assert_eq!(rows.len(), dataset.locations.len());
        for (at, row) in rows.iter().enumerate() {
            for verdict in Standing::VERDICTS {
                let has = |it: &&domain::model::Engagement| {
                    offered(it, &dataset.locations[at]) && reference.verdict(it, at) == verdict
                };
                let number = row.standing.get(verdict);
                prop_assert_eq!(number as usize, dataset.engagements.iter().filter(has).count(), "{:?}", verdict);
                let link = Query {
                    locations: LocationSet::from_positions([row.at], rows.len()),
                    eligibility: vec![verdict],
                    ..Query::default()
                };
                prop_assert_eq!(number as usize, catalogue.query_unindexed(&link).order.len(), "{:?}", verdict);
            }
            let inbox = ActionsQuery { locations: vec![Idx::new(at)], ..ActionsQuery::default() };
            prop_assert_eq!(row.actions as usize, inbox.answer(&actions, &[]).order.len());
        }
    }

    #[test]
    fn numbers_beside_values_are_the_locations_that_they_find((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let rows = location_rows(&catalogue, &catalogue.actions());
        let answer = |query: &LocationsQuery| query.answer(&catalogue, &rows, str::to_owned);
        let query = query(&mut draw, &dataset);
        let found = |query: LocationsQuery| u32::try_from(answer(&query).rows.len()).unwrap();
        let facets = answer(&query).facets;
        for (value, number) in facets.countries {
            prop_assert_eq!(number, found(LocationsQuery { countries: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.markets {
            prop_assert_eq!(number, found(LocationsQuery { markets: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.enrolment {
            prop_assert_eq!(number, found(LocationsQuery { enrolment: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.payee {
            prop_assert_eq!(number, found(LocationsQuery { payee: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.eligibility {
            prop_assert_eq!(number, found(LocationsQuery { eligibility: vec![value], ..query.clone() }));
        }
    }
}
