//! Actions required are those of the plain reference, the most urgent first.

use domain::actions::{Action, ActionKind, ActionsQuery, Task};
use domain::catalogue::Catalogue;
use domain::{Day, Idx};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, TODAY, datasets};
use crate::reference;

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn actions_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let actions = catalogue.actions();
        let urgency = |action: &Action| {
            let blocks = matches!(action.task, Task::MendProfile { blocks: 1.., .. });
            (action.severity, !blocks, action.due.unwrap_or(Day::MAX))
        };
        prop_assert!(actions.is_sorted_by_key(urgency));
        let found = actions.into_iter().map(|action| {
            let stake = catalogue.stake([&action]).totals().to_vec();
            let (location, engagement) = (action.location.map(Idx::index), action.engagement.map(Idx::index));
            (action.task, location, engagement, action.claim.map(Idx::index), action.due, action.severity, stake)
        });
        let as_texts = |actions: Vec<reference::Action>| {
            let mut words: Vec<String> = actions.iter().map(|action| format!("{action:?}")).collect();
            words.sort();
            words
        };
        prop_assert_eq!(as_texts(found.collect()), as_texts(reference::actions(&dataset, day)), "on {}", day);
    }

    #[test]
    fn lapsed_claims_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let lapsed = catalogue.lapsed();
        let last_day = |at: usize| lapsed[at].lapse.last_day.unwrap_or(Day::MIN);
        prop_assert!((1..lapsed.len()).all(|at| last_day(at - 1) >= last_day(at)));
        let mut found: Vec<usize> = lapsed.iter().map(|lapsed| lapsed.claim.index()).collect();
        found.sort_unstable();
        prop_assert_eq!(found, reference::lapsed(&dataset, day), "on {}", day);
    }

    #[test]
    fn the_inbox_is_filtered_and_counted((dataset, mut draw) in datasets()) {
        let catalogue = Catalogue::new(read(&dataset), TODAY.parse().unwrap());
        let actions = catalogue.actions();
        let query = ActionsQuery {
            kinds: draw.some_of(8, 3).into_iter().map(|at| ActionKind::ALL[at]).collect(),
            locations: draw.some_of(dataset.locations.len(), 2).into_iter().map(Idx::new).collect(),
            engagements: draw.some_of(dataset.engagements.len(), 3).into_iter().map(Idx::new).collect(),
        };
        let lapsed = catalogue.lapsed();
        let answer = query.answer(&actions, &lapsed);
        let kind = |at: usize| query.kinds.is_empty() || query.kinds.contains(&actions[at].task.kind());
        let location = |at: usize| {
            query.locations.is_empty() || query.locations.iter().any(|&wanted| actions[at].location == Some(wanted))
        };
        let engagement = |at: usize| {
            let wanted = &query.engagements;
            wanted.is_empty() || wanted.iter().any(|&wanted| actions[at].engagement == Some(wanted))
        };
        let all = 0..actions.len();
        let expected: Vec<usize> = all.clone().filter(|&at| kind(at) && location(at) && engagement(at)).collect();
        prop_assert_eq!(answer.order, expected);
        for (value, count) in answer.facets.kinds {
            let expected = all.clone().filter(|&at| actions[at].task.kind() == value && location(at) && engagement(at));
            prop_assert_eq!(count as usize, expected.count());
        }
        for (value, count) in answer.facets.locations {
            let expected = all.clone().filter(|&at| actions[at].location == Some(value) && kind(at) && engagement(at));
            prop_assert_eq!(count as usize, expected.count());
        }
        for (value, count) in answer.facets.engagements {
            let expected = all.clone().filter(|&at| actions[at].engagement == Some(value) && kind(at) && location(at));
            prop_assert_eq!(count as usize, expected.count());
        }
    }
}
