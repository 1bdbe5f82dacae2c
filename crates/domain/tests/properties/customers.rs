//! Rule 7: what customers and engagements are to each other is what the plain reference says.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::customer_eligibility::CustomerGroup;
use domain::customers::{CustomersQuery, customer_rows};
use domain::model::{Dataset, Segment};
use domain::view::{Obstacle, Party, Prospect, customer_engagements, engagement_customers};
use domain::{Day, Idx};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, Draw, TODAY, datasets};
use crate::reference::{customers_of, engagements_of, number};

const fn group(group: CustomerGroup) -> &'static str {
    match group {
        CustomerGroup::Eligible => "eligible",
        CustomerGroup::NotEligible => "not eligible",
        CustomerGroup::Closed => "closed",
    }
}

const fn prospect(prospect: Prospect) -> &'static str {
    match prospect {
        Prospect::Running => "running",
        Prospect::Open => "open",
        Prospect::Done => "done",
        Prospect::NotPossible => "not possible",
    }
}

fn query(draw: &mut Draw, dataset: &Dataset) -> CustomersQuery {
    let country = |at: usize| dataset.customers[at].country.clone();
    CustomersQuery {
        countries: draw.some_of(dataset.customers.len(), 2).into_iter().map(country).collect(),
        segments: draw.some_of(4, 2).into_iter().map(|at| Segment::ALL[at]).collect(),
        prospects: draw.some_of(4, 2).into_iter().map(|at| Prospect::ALL[at]).collect(),
        waits_for: draw.some_of(3, 2).into_iter().map(|at| Party::ALL[at]).collect(),
        ..CustomersQuery::default()
    }
}

proptest! {
    #![proptest_config(crate::generate::cases(300))]

    #[test]
    fn customers_of_an_engagement_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        for engagement in &dataset.engagements {
            let found = engagement_customers(&catalogue, catalogue.data().engagements.find(&engagement.id).unwrap());
            let id = |at: Idx<_>| catalogue.data().customer_at(at).unwrap().id.to_string();
            let words: BTreeSet<_> =
                found.iter().map(|it| (id(it.customer), group(it.group), it.not_eligible_because())).collect();
            prop_assert_eq!(words.len(), found.len(), "each once");
            prop_assert_eq!(words, customers_of(&dataset, engagement, number(day)));
            prop_assert!(found.is_sorted_by_key(|it| it.group));
            for customer in &found {
                prop_assert!(!customer.claims.is_empty() || customer.verdict.is_some());
                prop_assert!(customer.claims.is_sorted_by_key(|claim| claim.state.is_closed()));
            }
        }
    }

    #[test]
    fn engagements_of_a_customer_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        for (at, customer) in dataset.customers.iter().enumerate() {
            let found = customer_engagements(&catalogue, Idx::new(at));
            let words: BTreeSet<_> = found
                .iter()
                .map(|it| (it.pair.engagement.id().to_owned(), prospect(it.prospect), it.pair.not_eligible_because()))
                .collect();
            prop_assert_eq!(words.len(), found.len(), "each once");
            prop_assert_eq!(words, engagements_of(&dataset, customer.id.as_str(), number(day)));
            for engagement in &found {
                let stated = engagement.pair.not_eligible_because().map(Obstacle::Stated);
                let is_impossible = engagement.prospect == Prospect::NotPossible;
                prop_assert_eq!(engagement.obstacle(), stated.or_else(|| is_impossible.then_some(Obstacle::Ended)));
            }
        }
    }

    #[test]
    fn numbers_of_a_customer_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let rows = customer_rows(&catalogue);
        prop_assert_eq!(rows.len(), dataset.customers.len());
        for (customer, row) in dataset.customers.iter().zip(rows) {
            let expected = engagements_of(&dataset, customer.id.as_str(), number(day));
            for of in Prospect::ALL {
                let count = expected.iter().filter(|(_, word, _)| *word == prospect(of)).count();
                prop_assert_eq!(row.engagements(of) as usize, count, "{:?}", of);
            }
        }
    }

    #[test]
    fn numbers_beside_values_are_the_customers_that_they_find((dataset, mut draw) in datasets()) {
        let day: Day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let rows = customer_rows(&catalogue);
        let query = query(&mut draw, &dataset);
        let found = |query: CustomersQuery| {
            u32::try_from(query.answer(&catalogue, &rows, str::to_owned).rows.len()).unwrap()
        };
        let facets = query.answer(&catalogue, &rows, str::to_owned).facets;
        for (value, number) in facets.countries {
            prop_assert_eq!(number, found(CustomersQuery { countries: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.segments {
            prop_assert_eq!(number, found(CustomersQuery { segments: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.prospects {
            prop_assert_eq!(number, found(CustomersQuery { prospects: vec![value], ..query.clone() }));
        }
        for (value, number) in facets.waits_for {
            prop_assert_eq!(number, found(CustomersQuery { waits_for: vec![value], ..query.clone() }));
        }
    }
}
