#![expect(clippy::needless_pass_by_value, reason = "table-driven checks read better with literals")]

use super::*;
use crate::Idx;
use crate::availability::Availability;
use crate::earning::Cell;
use crate::testing::{attainment, data, dataset, day, today};

fn catalogue() -> Catalogue {
    Catalogue::new(data(&dataset()), today())
}

fn cell(catalogue: &Catalogue) -> Cell {
    catalogue.cell_of_all(catalogue.engagement(Idx::new(0)).unwrap())
}

const EARNS: Cell = Cell::of(Availability::Active, 1, 0, 1);
const WITHIN_REACH: Cell = Cell::of(Availability::Active, 0, 1, 1);

/// Carries out a command where the location earns; what the list shows then.
fn check(command: Command, expected: Cell) {
    let catalogue = catalogue();
    assert_eq!(cell(&catalogue), EARNS);
    let changed = catalogue.with_command(&command).unwrap();
    assert_eq!(cell(&changed), expected, "{command:?}");
    assert_eq!(cell(&catalogue), EARNS, "the catalogue before the command stays as it was");
}

/// The same where the command cannot be carried out: nothing changes.
fn check_refused(command: Command, expected: CommandError, text: &str) {
    let catalogue = catalogue();
    let (unchanged, skipped) = catalogue.with_commands(std::slice::from_ref(&command));
    assert_eq!(catalogue.with_command(&command).err(), Some(expected.clone()));
    assert_eq!(expected.to_string(), text);
    assert_eq!(skipped, [(0, expected)]);
    assert_eq!((&unchanged.data().locations, cell(&unchanged)), (&catalogue.data().locations, EARNS));
}

fn set(profile: ProfileKind, status: ProfileStatus) -> Command {
    Command::SetProfile { location: "l".into(), profile, status }
}

fn grant(attainment: Attainment) -> Command {
    Command::GrantAttainment { location: "l".into(), attainment }
}

fn withdraw(from: Day) -> Command {
    Command::WithdrawAttainment { location: "l".into(), attainment: "a".into(), from }
}

#[test]
fn a_profile_that_is_not_approved_stops_earning() {
    check(set(ProfileKind::Bank, ProfileStatus::PendingValidation), WITHIN_REACH);
    check(set(ProfileKind::Tax, ProfileStatus::Missing), WITHIN_REACH);
    check(set(ProfileKind::Tax, ProfileStatus::Approved), EARNS);
}

#[test]
fn an_attainment_that_is_withdrawn_stops_earning_from_its_day_on() {
    check(withdraw(today()), WITHIN_REACH);
    check(withdraw(today().plus(1)), EARNS);
    check(withdraw(Day::MIN), WITHIN_REACH);
    let catalogue = catalogue().with_command(&withdraw(today().plus(1))).unwrap();
    assert_eq!(catalogue.data().locations[0].attainments[0].last, Some(today()));
    let catalogue = catalogue.with_command(&withdraw(today().plus(9))).unwrap();
    assert_eq!(catalogue.data().locations[0].attainments[0].last, Some(today()), "withdrawing never prolongs");
    let catalogue = catalogue.with_command(&withdraw(day("2025-01-01"))).unwrap();
    assert_eq!(catalogue.data().locations[0].attainments, []);
}

#[test]
fn what_is_withdrawn_can_be_granted_again() {
    let commands = [withdraw(today()), withdraw(Day::MIN), grant(attainment("a", None))];
    let (catalogue, skipped) = catalogue().with_commands(&commands);
    assert_eq!((skipped, cell(&catalogue)), (vec![], EARNS));
}

#[test]
fn an_attainment_of_one_day_can_be_granted() {
    let one_day = Attainment { first: today(), ..attainment("b", Some(today())) };
    let catalogue = catalogue().with_command(&grant(one_day.clone())).unwrap();
    assert_eq!(catalogue.data().locations[0].attainments[1], one_day);
}

#[test]
fn a_location_replaces_the_one_with_the_same_id() {
    let catalogue = catalogue();
    let mut location = Location::clone(&catalogue.data().locations[0]);
    location.payee.bank.status = ProfileStatus::PendingValidation;
    let changed = catalogue.with_location(location.clone()).unwrap();
    assert_eq!((cell(&catalogue), cell(&changed)), (EARNS, WITHIN_REACH));
    location.id = "x".into();
    assert!(catalogue.with_location(location).is_none());
}

#[test]
fn what_is_not_there_is_refused() {
    let location = LocationId::from("x");
    check_refused(
        Command::SetProfile { location: location.clone(), profile: ProfileKind::Tax, status: ProfileStatus::Missing },
        CommandError::NoLocation(location),
        "there is no location \"x\"",
    );
    check_refused(
        Command::WithdrawAttainment { location: "l".into(), attainment: "x".into(), from: today() },
        CommandError::NoAttainment("x".into()),
        "the location has no attainment \"x\"",
    );
    check_refused(
        grant(Attainment { credential: "x".into(), ..attainment("b", None) }),
        CommandError::NoCredential("x".into()),
        "there is no credential \"x\"",
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    check_refused(
        grant(attainment("a", None)),
        CommandError::AttainmentExists("a".into()),
        "the location has an attainment \"a\" already",
    );
    check_refused(
        grant(attainment("b", Some(day("2024-12-31")))),
        CommandError::DatesReversed,
        "the last day of the attainment lies before the first",
    );
}

#[test]
fn a_field_of_another_command_is_refused() {
    let grant = serde_json::json!({
        "command": "grantAttainment", "location": "l", "from": "2026-11-02",
        "attainment": {"id": "a", "credential": "gold", "first": "2026-11-02"},
    });
    let refused = serde_json::from_value::<Command>(grant).unwrap_err().to_string();
    assert_eq!(refused, "unknown field `from`, expected `location` or `attainment`");
}
