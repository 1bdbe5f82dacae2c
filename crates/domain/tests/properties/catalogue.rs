//! The catalogue gives what the plain reference gives, and the list never differs from the detail.

use domain::catalogue::{Catalogue, Query, TextIndex, WordCache};
use domain::dataset::{Data, Reader};
use domain::earning::{Cell, Earning, earns_until, payee_of};
use domain::eligibility::{OUT_OF_REACH, check, explain, missing};
use domain::model::{Criteria, Dataset, Location};
use domain::{Day, Idx, Lang};
use proptest::prelude::*;

use crate::generate::{self, TODAY, datasets, json};
use crate::reference::{self, Reference, leaves, number};

/// A generated dataset as the product reads it.
pub fn read(dataset: &Dataset) -> Data {
    let loaded = Reader::read(&json(dataset), TODAY.parse().unwrap());
    assert_eq!(loaded.problems, [], "a generated dataset is sound");
    loaded.data.unwrap()
}

/// Text indexes of both languages and a word cache, as the app holds them beside its catalogue.
pub struct Indexes([TextIndex; 2], WordCache);

impl Indexes {
    pub fn new(data: &Data) -> Self {
        Self([Lang::En, Lang::Sv].map(|lang| TextIndex::build(data, lang)), WordCache::default())
    }
}

/// The answer with indexes, in the form of the reference. The same without any index, or the test fails.
pub fn ask(catalogue: &Catalogue, indexes: &mut Indexes, query: &Query) -> reference::Answer {
    let Indexes([en, sv], words) = indexes;
    let (index, other) = if query.lang == Lang::En { (en, sv) } else { (sv, en) };
    let answer = catalogue.query(query, Some(index), words);
    assert_eq!(catalogue.query_unindexed(query), answer, "without an index");
    assert_eq!(catalogue.query(query, Some(other), words), answer, "with the index of another language");
    let engagements = || catalogue.data().engagements.iter();
    reference::Answer {
        cells: engagements().map(|engagement| catalogue.cell(&answer, engagement)).collect(),
        active_customers: engagements().map(|engagement| catalogue.active_customers(&answer, engagement)).collect(),
        order: answer.order.into_iter().map(Idx::index).collect(),
        facets: answer.facets,
    }
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn a_query_gives_what_the_reference_gives((dataset, mut draw) in datasets()) {
        let mut day: Day = TODAY.parse().unwrap();
        let mut catalogue = Catalogue::new(read(&dataset), day);
        let mut indexes = Indexes::new(catalogue.data());
        for _ in 0..6 {
            let query = generate::query(&mut draw, &dataset);
            let expected = Reference::new(&dataset, day).answer(&query);
            prop_assert_eq!(ask(&catalogue, &mut indexes, &query), expected, "{:?} on {}", query, day);
            if draw.one_in(2) {
                day = generate::day(&mut draw, day);
                catalogue = catalogue.on_day(day);
            }
        }
    }

    #[test]
    fn the_list_never_differs_from_the_detail((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let reference = Reference::new(&dataset, day);
        let all: Vec<usize> = (0..dataset.locations.len()).collect();
        for (engagement, plain) in catalogue.data().engagements.iter().zip(&dataset.engagements) {
            let availability = reference::availability(plain, number(day));
            prop_assert_eq!(engagement.availability(day), availability);
            let cell = catalogue.cell_of_all(engagement);
            prop_assert_eq!(cell, Cell::count(availability, catalogue.location_statuses(engagement)));
            prop_assert_eq!(cell, reference.cell(plain, &all));
            prop_assert_eq!(cell.verdict(), reference::icon(cell));
            for value in Earning::ALL {
                prop_assert_eq!(cell.shows(value), reference::shows(cell, value));
            }
            let active = reference::active_customers(&dataset, plain, &all, number(day));
            prop_assert_eq!(catalogue.active_customers_of_all(engagement), active);
            prop_assert_eq!(engagement.details().unwrap(), plain.details.clone());
            let statuses = catalogue.location_statuses(engagement);
            for (at, (location, status)) in dataset.locations.iter().zip(statuses).enumerate() {
                let verdict = explain(engagement.criteria(), location, day);
                prop_assert_eq!(verdict.missing(), missing(engagement.criteria(), location, day));
                prop_assert_eq!(verdict.missing(), status.missing);
                prop_assert_eq!(verdict.met(), status.eligible());
                let lacks = reference.missing(plain, at);
                prop_assert_eq!(
                    usize::from(status.missing), lacks.unwrap_or(usize::from(OUT_OF_REACH)),
                    "{:?} at {:?} on {}", engagement.criteria(), location, day
                );
                prop_assert_eq!(payee_of(location), reference::payee(location));
                prop_assert_eq!(status.verdict(availability), reference.verdict(plain, at));
                prop_assert_eq!(catalogue.verdict_at(engagement, Idx::new(at)), reference.verdict(plain, at));
                let until = earns_until(engagement.criteria(), engagement.term(), location, day);
                prop_assert_eq!(until.map(number), reference.earns_until(plain, at));
                prop_assert_eq!(catalogue.is_offered_at(engagement, Idx::new(at)), reference::offered(plain, location));
            }
            for criteria in parts(engagement.criteria()) {
                let places = dataset.locations.iter();
                let enrolled: Vec<_> = places.filter(|it| reference::enrolled(it, number(day))).collect();
                let met = enrolled.iter().filter(|it| holds(criteria, it, number(day))).count();
                prop_assert_eq!(
                    catalogue.met_at(criteria),
                    (u32::try_from(met).unwrap(), u32::try_from(enrolled.len()).unwrap())
                );
            }
        }
    }

    #[test]
    fn a_verdict_holds_from_since_to_until((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        for location in &dataset.locations {
            for criterion in dataset.criteria.iter().flat_map(|set| leaves(&set.tree)) {
                let met = |days: i64| reference::met(criterion, location, number(day) + days);
                let check = check(criterion, location, day);
                prop_assert_eq!(check.met, met(0));
                if let Some(until) = check.until {
                    let left = number(until) - number(day);
                    prop_assert!(left >= 0);
                    prop_assert_eq!((met(left), met(left + 1)), (check.met, !check.met));
                }
                if let Some(since) = check.since {
                    let back = number(since) - number(day);
                    prop_assert!(back <= 0, "{:?} since {} on {}", criterion, since, day);
                    prop_assert_eq!((met(back), met(back - 1)), (check.met, !check.met));
                }
                // Without an end there is no other verdict on any day near that can be written.
                let is_day = |days: &i64| (number(Day::MIN)..=number(Day::MAX)).contains(&(number(day) + days));
                for ahead in (0..40).filter(is_day).filter(|_| check.until.is_none()) {
                    prop_assert_eq!(met(ahead), check.met);
                }
                for back in (-40..0).filter(is_day).filter(|_| check.since.is_none()) {
                    prop_assert_eq!(met(back), check.met);
                }
            }
        }
    }

    #[test]
    fn on_day_equals_a_catalogue_built_on_that_day((dataset, mut draw) in datasets()) {
        let today = TODAY.parse().unwrap();
        let day = generate::day(&mut draw, today);
        let before = Catalogue::new(read(&dataset), today);
        let mut indexes = Indexes::new(before.data());
        let moved = before.on_day(day);
        let made = Catalogue::new(read(&dataset), day);
        for _ in 0..3 {
            let query = generate::query(&mut draw, &dataset);
            // The index is of other data than `made`: that must not show either.
            prop_assert_eq!(ask(&moved, &mut indexes, &query), ask(&made, &mut indexes, &query));
            let unchanged = Catalogue::new(read(&dataset), today).query_unindexed(&query);
            prop_assert_eq!(before.query_unindexed(&query), unchanged);
        }
        prop_assert_eq!(moved.actions(), made.actions());
    }

    #[test]
    fn an_index_of_other_texts_gives_no_wrong_answer((dataset, mut draw) in datasets(), (other, _) in datasets()) {
        let day = TODAY.parse().unwrap();
        let (catalogue, other) = (Catalogue::new(read(&dataset), day), Catalogue::new(read(&other), day));
        let mut indexes = Indexes::new(other.data());
        for _ in 0..3 {
            let query = generate::query(&mut draw, &dataset);
            prop_assert_eq!(ask(&catalogue, &mut indexes, &query), Reference::new(&dataset, day).answer(&query));
        }
    }
}

/// The whole tree and every part of it.
fn parts(criteria: &Criteria) -> Vec<&Criteria> {
    let mut all = vec![criteria];
    if let Criteria::AllOf(inner) | Criteria::AnyOf(inner) = criteria {
        all.extend(inner.iter().flat_map(parts));
    }
    all
}

fn holds(criteria: &Criteria, location: &Location, day: i64) -> bool {
    match criteria {
        Criteria::AllOf(parts) => !parts.iter().any(|part| !holds(part, location, day)),
        Criteria::AnyOf(parts) => parts.iter().any(|part| holds(part, location, day)),
        Criteria::One(criterion) => reference::met(criterion, location, day),
    }
}
