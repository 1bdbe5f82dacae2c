//! The reason of a verdict says what the plain reference finds: until when a location earns, or what alone it lacks.

use std::collections::BTreeSet;

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::earning::Earning;
use domain::view::{Lack, Reason, assess};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, TODAY, datasets};
use crate::reference::{self, Reference, number, thing};

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn reasons_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let reference = Reference::new(&dataset, day);
        for (engagement, plain) in catalogue.data().engagements.iter().zip(&dataset.engagements) {
            for (at, location) in dataset.locations.iter().enumerate() {
                let assessment = assess(engagement, location, day);
                let verdict = reference.verdict(plain, at);
                prop_assert_eq!(assessment.verdict, verdict);
                prop_assert_eq!(catalogue.verdict_at(engagement, Idx::new(at)), verdict);
                let until = reference.earns_until(plain, at);
                match assessment.reason {
                    Reason::Earns { until: shown } => {
                        prop_assert_eq!((verdict, Some(number(shown))), (Earning::Earning, until));
                    }
                    Reason::Ready { from, until: shown } => {
                        prop_assert_eq!((verdict, Some(number(shown))), (Earning::Ready, until));
                        prop_assert_eq!(from, plain.term.first);
                    }
                    Reason::EndsBeforeTerm { until: shown } => {
                        prop_assert_eq!((verdict, Some(number(shown))), (Earning::Ready, until));
                        prop_assert!(shown < plain.term.first);
                    }
                    Reason::Ended(last) => prop_assert_eq!((verdict, last), (Earning::Ended, plain.term.last)),
                    Reason::Lacks(lacks) => {
                        prop_assert!(!lacks.is_empty());
                        let profiles = lacks.iter().filter(|lack| matches!(lack, Lack::Profile(..))).count();
                        let criteria = reference.missing(plain, at);
                        let enrolled = reference::enrolled(location, number(day));
                        if verdict == Earning::WithinReach && criteria == Some(0) {
                            prop_assert_eq!(lacks.len(), profiles, "only the payee profile: {:?}", lacks);
                        } else if enrolled && criteria == Some(1) {
                            let tree = reference::criteria_of(&dataset, plain);
                            let enough = reference::enough_alone(tree, location, number(day));
                            prop_assert_eq!(choices(&lacks), enough, "{:?}", lacks);
                        }
                    }
                }
            }
        }
    }
}

/// The things that are named as the one that is missing.
fn choices(lacks: &[Lack<'_>]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for lack in lacks {
        match lack {
            Lack::Criterion((criterion, _)) => named.extend(thing(criterion)),
            Lack::OneOf(choices) => named.extend(choices.iter().filter_map(|(criterion, _)| thing(criterion))),
            _ => {}
        }
    }
    named
}
