//! What differs between two days is what the plain reference says of each of them.

use std::collections::BTreeSet;

use domain::actions::Task;
use domain::availability::Availability;
use domain::catalogue::Catalogue;
use domain::differences::{actions_not_in, earning_engagements, earning_locations};
use domain::earning::Earning;
use domain::{Day, Idx};
use proptest::prelude::*;

use crate::catalogue::read;
use crate::generate::{self, TODAY, datasets};
use crate::reference::{self, Reference, availability, number, offered};

/// What an action is about, in words: without its day, its urgency and its numbers.
fn about(action: &reference::Action) -> String {
    let task = match &action.task {
        Task::MendProfile { profile, .. } => format!("mend {profile:?}"),
        Task::RenewAttainment { attainment, .. } => format!("renew {attainment:?}"),
        task => format!("{:?}", task.kind()),
    };
    format!("{task} {:?} {:?} {:?}", action.location, action.engagement, action.claim)
}

fn indexes<T>(positions: &[Idx<T>]) -> BTreeSet<usize> {
    positions.iter().map(|at| at.index()).collect()
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn two_days_differ_as_in_the_reference((dataset, mut draw) in datasets()) {
        let today: Day = TODAY.parse().unwrap();
        let day = generate::day(&mut draw, today);
        let before = Catalogue::new(read(&dataset), today);
        let after = before.on_day(day);
        let [one, other] = [today, day].map(|day| Reference::new(&dataset, day));
        let all: Vec<usize> = (0..dataset.locations.len()).collect();
        let earns = |reference: &Reference<'_>, day: Day| -> BTreeSet<usize> {
            let is_earning = |at: &usize| {
                let engagement = &dataset.engagements[*at];
                availability(engagement, number(day)) == Availability::Active
                    && reference.cell(engagement, &all).qualifying > 0
            };
            (0..dataset.engagements.len()).filter(is_earning).collect()
        };
        let (first, second) = (earns(&one, today), earns(&other, day));
        let change = earning_engagements(&before, &after);
        prop_assert_eq!(indexes(&change.stop), first.difference(&second).copied().collect());
        prop_assert_eq!(indexes(&change.begin), second.difference(&first).copied().collect());
        prop_assert_eq!(change.is_empty(), first == second);

        let earn = |reference: &Reference<'_>| -> BTreeSet<usize> {
            let earns = |at: &usize| {
                let mut engagements = dataset.engagements.iter();
                engagements.any(|it| {
                    offered(it, &dataset.locations[*at]) && reference.verdict(it, *at) == Earning::Earning
                })
            };
            all.iter().copied().filter(earns).collect()
        };
        let (first, second) = (earn(&one), earn(&other));
        let change = earning_locations(&before, &after);
        prop_assert_eq!(indexes(&change.stop), first.difference(&second).copied().collect());
        prop_assert_eq!(indexes(&change.begin), second.difference(&first).copied().collect());

        let asked = |reference: &Reference<'_>| reference.actions().iter().map(about).collect::<BTreeSet<String>>();
        let (first, second) = (asked(&one), asked(&other));
        let (actions, others) = (before.actions(), after.actions());
        let words = |actions: &[domain::actions::Action], at: Vec<usize>| -> BTreeSet<String> {
            at.into_iter().map(|at| about(&crate::actions::in_plain_words(&actions[at]))).collect()
        };
        let gone = words(&actions, actions_not_in(&actions, &others));
        prop_assert_eq!(gone, first.difference(&second).cloned().collect());
        let new = words(&others, actions_not_in(&others, &actions));
        prop_assert_eq!(new, second.difference(&first).cloned().collect());
    }
}
