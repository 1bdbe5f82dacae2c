//! Applying commands equals reading the changed dataset.

use domain::Day;
use domain::catalogue::{Catalogue, Query};
use domain::command::Command;
use domain::id::{AttainmentId, LocationId};
use domain::model::{Dataset, Location};
use domain::payee::{ProfileKind, ProfileStatus};
use proptest::prelude::*;

use crate::catalogue::{Indexes, ask, read};
use crate::generate::{self, Draw, TODAY, datasets};

fn command(draw: &mut Draw, dataset: &Dataset, number: usize) -> Command {
    let base: Day = TODAY.parse().unwrap();
    // One location, attainment and credential more than there are: some commands must fail.
    let location = LocationId(format!("l{}", draw.below(dataset.locations.len() + 1)));
    match draw.below(3) {
        0 => Command::SetProfile {
            location,
            profile: draw.pick(&ProfileKind::ALL),
            status: draw.pick(&ProfileStatus::ALL),
        },
        1 => {
            let id = if draw.one_in(3) { "a0".to_owned() } else { format!("new{number}") };
            let mut attainment = generate::attainment(draw, id, dataset.credentials.len() + 1, base);
            if draw.one_in(5) {
                attainment.last = Some(attainment.first.plus(-1));
            }
            Command::GrantAttainment { location, attainment }
        }
        _ => Command::WithdrawAttainment {
            location,
            attainment: AttainmentId(format!("a{}", draw.below(7))),
            from: generate::day(draw, base),
        },
    }
}

/// The same on the dataset as it is written; whether anything was wrong.
fn apply(dataset: &mut Dataset, command: &Command) -> bool {
    let credentials: Vec<_> = dataset.credentials.iter().map(|credential| credential.id.clone()).collect();
    let (Command::SetProfile { location, .. }
    | Command::GrantAttainment { location, .. }
    | Command::WithdrawAttainment { location, .. }) = command;
    let Some(location) = dataset.locations.iter_mut().find(|known| known.id == *location) else { return false };
    match command.clone() {
        Command::SetProfile { profile: ProfileKind::Bank, status, .. } => location.payee.bank.status = status,
        Command::SetProfile { profile: ProfileKind::Tax, status, .. } => location.payee.tax.status = status,
        Command::GrantAttainment { attainment, .. } => {
            if !credentials.contains(&attainment.credential)
                || attainment.last.is_some_and(|last| last < attainment.first)
                || location.attainments.iter().any(|known| known.id == attainment.id)
            {
                return false;
            }
            location.attainments.push(attainment);
        }
        Command::WithdrawAttainment { attainment, from, .. } => {
            let Some(at) = location.attainments.iter().position(|known| known.id == attainment) else { return false };
            if location.attainments[at].first >= from {
                location.attainments.remove(at);
            } else if location.attainments[at].last.is_none_or(|last| last >= from) {
                location.attainments[at].last = Some(from.plus(-1));
            }
        }
    }
    true
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn commands_equal_reading_the_changed_dataset((dataset, mut draw) in datasets()) {
        let today = TODAY.parse().unwrap();
        let mut changed = dataset.clone();
        let mut catalogue = Catalogue::new(read(&dataset), today);
        // Indexes and cached words of an earlier query must not show.
        let query = generate::query(&mut draw, &dataset);
        let mut indexes = Indexes::new(catalogue.data());
        ask(&catalogue, &mut indexes, &query);
        let commands: Vec<Command> = (0..draw.below(6)).map(|number| command(&mut draw, &dataset, number)).collect();
        let failed: Vec<usize> =
            commands.iter().enumerate().filter(|(_, command)| !apply(&mut changed, command)).map(|it| it.0).collect();
        let skipped: Vec<usize> = if draw.one_in(2) {
            let (after, skipped) = catalogue.with_commands(&commands);
            catalogue = after;
            skipped.into_iter().map(|(index, _)| index).collect()
        } else {
            let mut skipped = Vec::new();
            for (index, command) in commands.iter().enumerate() {
                match catalogue.with_command(command) {
                    Ok(after) => catalogue = after,
                    Err(_) => skipped.push(index),
                }
            }
            skipped
        };
        prop_assert_eq!(skipped, failed);
        let locations: Vec<Location> = catalogue.data().locations.iter().map(|it| Location::clone(it)).collect();
        prop_assert_eq!(&locations, &changed.locations);
        let rebuilt = Catalogue::new(read(&changed), today);
        let mut indexes_of_rebuilt = Indexes::new(rebuilt.data());
        let mut compare = |query: &Query| {
            assert_eq!(ask(&catalogue, &mut indexes, query), ask(&rebuilt, &mut indexes_of_rebuilt, query));
        };
        compare(&query);
        compare(&generate::query(&mut draw, &dataset));
        compare(&generate::query(&mut draw, &dataset));
        prop_assert_eq!(catalogue.actions(), rebuilt.actions());
    }

    #[test]
    fn commands_are_read_as_they_are_written((dataset, mut draw) in datasets()) {
        let command = command(&mut draw, &dataset, 0);
        let json = serde_json::to_string(&command).unwrap();
        prop_assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
    }
}
