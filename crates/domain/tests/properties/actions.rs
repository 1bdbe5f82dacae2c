//! Actions required are those of the plain reference, the most urgent first.

use std::collections::{BTreeMap, BTreeSet};

use domain::actions::{Action, ActionKind, ActionsQuery, Task};
use domain::catalogue::Catalogue;
use domain::model::Claim;
use domain::{Day, Idx, MoneySum};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, TODAY, datasets};
use crate::reference::{self, Reference, number};

/// An action of the product in the form of the reference.
pub fn in_plain_words(action: &Action) -> reference::Action {
    let claims: BTreeSet<usize> = action.claims.iter().map(|claim| claim.index()).collect();
    assert_eq!(claims.len(), action.claims.len(), "each claim is named once");
    reference::Action {
        task: action.task.clone(),
        location: action.location.map(Idx::index),
        engagement: action.engagement.map(Idx::index),
        claim: action.claim.map(Idx::index),
        due: action.due.map(number),
        severity: action.severity,
        claims,
    }
}

fn by_currency(sum: &MoneySum) -> BTreeMap<String, i128> {
    sum.totals().iter().map(|total| (total.currency.to_string(), i128::from(total.minor))).collect()
}

fn indexes(claims: &[Idx<Claim>]) -> impl Iterator<Item = usize> {
    claims.iter().map(|claim| claim.index())
}

/// In any order, as words.
fn words(actions: impl IntoIterator<Item = reference::Action>) -> Vec<String> {
    let mut words: Vec<String> = actions.into_iter().map(|action| format!("{action:?}")).collect();
    words.sort();
    words
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn actions_are_those_of_the_reference((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let reference = Reference::new(&dataset, day);
        let actions = catalogue.actions();
        // 11.20: a profile that blocks engagements stands on top of its severity.
        let urgency = |action: &Action| {
            let blocks = matches!(action.task, Task::MendProfile { blocks: 1.., .. });
            (action.severity, !blocks, action.due.unwrap_or(Day::MAX))
        };
        prop_assert!(actions.is_sorted_by_key(urgency));
        let found = actions.iter().map(in_plain_words);
        prop_assert_eq!(words(found), words(reference.actions()), "on {}", day);
    }

    #[test]
    fn money_at_stake_is_counted_once((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let reference = Reference::new(&dataset, day);
        let actions = catalogue.actions();
        for action in &actions {
            prop_assert_eq!(by_currency(&catalogue.stake([action])), reference.money(indexes(&action.claims)));
        }
        let all = actions.iter().flat_map(|action| indexes(&action.claims));
        prop_assert_eq!(by_currency(&catalogue.stake(&actions)), reference.money(all));
        let lapsed = catalogue.lapsed();
        let lost = catalogue.money_of(lapsed.iter().map(|lapsed| lapsed.claim));
        prop_assert_eq!(by_currency(&lost), reference.money(reference.lapsed()));
    }

    #[test]
    fn what_lapsed_is_that_of_the_reference((dataset, mut draw) in datasets()) {
        let day = generate::day(&mut draw, TODAY.parse().unwrap());
        let catalogue = Catalogue::new(read(&dataset), day);
        let lapsed = catalogue.lapsed();
        let last_day = |at: usize| lapsed[at].lapse.last_day.unwrap_or(Day::MIN);
        prop_assert!((1..lapsed.len()).all(|at| last_day(at - 1) >= last_day(at)));
        let mut found: Vec<usize> = lapsed.iter().map(|lapsed| lapsed.claim.index()).collect();
        found.sort_unstable();
        prop_assert_eq!(&found, &Reference::new(&dataset, day).lapsed(), "on {}", day);
        // 8.13: what has lapsed is not in the inbox, by itself or in the money of something else.
        for action in catalogue.actions() {
            prop_assert!(indexes(&action.claims).all(|claim| !found.contains(&claim)), "{:?}", action);
        }
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
            query.locations.is_empty() || query.locations.iter().any(|wanted| actions[at].locations().contains(wanted))
        };
        let engagement = |at: usize| {
            let wanted = &query.engagements;
            wanted.is_empty() || wanted.iter().any(|&wanted| actions[at].engagement == Some(wanted))
        };
        let all = 0..actions.len();
        let expected: Vec<usize> = all.clone().filter(|&at| kind(at) && location(at) && engagement(at)).collect();
        prop_assert_eq!(&answer.order, &expected);
        // 11.22: the claims of an engagement that ends are those of the chosen locations.
        for (&at, found) in answer.order.iter().zip(answer.matching(&actions)) {
            let is_chosen = |claim: &&Idx<Claim>| {
                let at = catalogue.data().location_index(&dataset.claims[claim.index()].location).unwrap();
                query.locations.is_empty() || found.location.is_some() || query.locations.contains(&at)
            };
            prop_assert!(found.claims.iter().eq(actions[at].claims.iter().filter(is_chosen)));
        }
        for (value, count) in answer.facets.kinds {
            let expected = all.clone().filter(|&at| actions[at].task.kind() == value && location(at) && engagement(at));
            prop_assert_eq!(count as usize, expected.count());
        }
        for (value, count) in answer.facets.locations {
            let there = |at: usize| actions[at].locations().contains(&value);
            let expected = all.clone().filter(|&at| there(at) && kind(at) && engagement(at));
            prop_assert_eq!(count as usize, expected.count());
        }
        for (value, count) in answer.facets.engagements {
            let expected = all.clone().filter(|&at| actions[at].engagement == Some(value) && kind(at) && location(at));
            prop_assert_eq!(count as usize, expected.count());
        }
    }
}
