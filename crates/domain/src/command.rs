//! What can be done to the data. The demo in the browser and a server run the same commands.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::Day;
use crate::catalogue::Catalogue;
use crate::dataset::Data;
use crate::id::{AttainmentId, CredentialId, LocationId};
use crate::json::{DecodeError, FromJson, Json, decode_struct};
use crate::model::{Attainment, Location};
use crate::payee::{ProfileKind, ProfileStatus};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "command")]
pub enum Command {
    /// The payee team decides on a bank or tax profile.
    SetProfile {
        /// Whose profile.
        location: LocationId,
        /// Which half.
        profile: ProfileKind,
        /// What it becomes.
        status: ProfileStatus,
    },
    /// The programme grants an attainment.
    GrantAttainment {
        /// To whom.
        location: LocationId,
        /// What.
        attainment: Attainment,
    },
    /// The programme withdraws an attainment: it no longer counts from a day on.
    WithdrawAttainment {
        /// From whom.
        location: LocationId,
        /// Which.
        attainment: AttainmentId,
        /// The first day on which it does not count.
        from: Day,
    },
}

impl FromJson for Command {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let (which, rest) = json.tagged("command", &["setProfile", "grantAttainment", "withdrawAttainment"])?;
        let names: &[&str] = match which {
            0 => &["location", "profile", "status"],
            1 => &["location", "attainment"],
            _ => &["location", "attainment", "from"],
        };
        let mut fields = rest.fields("enum Command", names)?;
        let location = fields.required()?;
        Ok(match which {
            0 => Self::SetProfile { location, profile: fields.required()?, status: fields.required()? },
            1 => Self::GrantAttainment { location, attainment: fields.required()? },
            _ => Self::WithdrawAttainment { location, attainment: fields.required()?, from: fields.required()? },
        })
    }
}

decode_struct!(@deserialize Command);

/// Why a command was not carried out; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// There is no such location.
    NoLocation(LocationId),
    /// The location has no such attainment.
    NoAttainment(AttainmentId),
    /// There is no such credential.
    NoCredential(CredentialId),
    /// The location has an attainment of this id already.
    AttainmentExists(AttainmentId),
    /// The last day of the attainment lies before the first.
    DatesReversed,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLocation(id) => write!(f, "there is no location {id:?}", id = id.as_str()),
            Self::NoAttainment(id) => write!(f, "the location has no attainment {id:?}", id = id.as_str()),
            Self::NoCredential(id) => write!(f, "there is no credential {id:?}", id = id.as_str()),
            Self::AttainmentExists(id) => write!(f, "the location has an attainment {id:?} already", id = id.as_str()),
            Self::DatesReversed => f.write_str("the last day of the attainment lies before the first"),
        }
    }
}

impl std::error::Error for CommandError {}

impl Catalogue {
    /// Returns the catalogue after a command.
    ///
    /// # Errors
    /// Where the command names something that does not exist, or contradicts itself.
    pub fn with_command(&self, command: &Command) -> Result<Self, CommandError> {
        let mut locations = self.data().locations.clone();
        apply(self.data(), &mut locations, command)?;
        Ok(self.with_locations(locations))
    }

    /// Returns the catalogue after several commands. Commands that do not fit the data are skipped and returned
    /// by their index, with the reason.
    pub fn with_commands(&self, commands: &[Command]) -> (Self, Vec<(usize, CommandError)>) {
        let mut locations = self.data().locations.clone();
        let apply = |(index, command)| apply(self.data(), &mut locations, command).err().map(|error| (index, error));
        let skipped = commands.iter().enumerate().filter_map(apply).collect();
        (self.with_locations(locations), skipped)
    }
}

/// Applies a command to the locations of the data; changes nothing where it fails.
fn apply(data: &Data, locations: &mut [Arc<Location>], command: &Command) -> Result<(), CommandError> {
    let id = match command {
        Command::SetProfile { location, .. }
        | Command::GrantAttainment { location, .. }
        | Command::WithdrawAttainment { location, .. } => location,
    };
    let at = data.location_index(id).ok_or_else(|| CommandError::NoLocation(id.clone()))?;
    let location = Arc::make_mut(&mut locations[at.index()]);
    match command {
        Command::SetProfile { profile, status, .. } => location.payee.get_mut(*profile).status = *status,
        Command::GrantAttainment { attainment, .. } => {
            if data.credential(&attainment.credential).is_none() {
                return Err(CommandError::NoCredential(attainment.credential.clone()));
            }
            if attainment.last.is_some_and(|last| last < attainment.first) {
                return Err(CommandError::DatesReversed);
            }
            if location.attainments.iter().any(|known| known.id == attainment.id) {
                return Err(CommandError::AttainmentExists(attainment.id.clone()));
            }
            location.attainments.push(attainment.clone());
        }
        Command::WithdrawAttainment { attainment: id, from, .. } => {
            let found = location.attainments.iter().position(|known| known.id == *id);
            let found = found.ok_or_else(|| CommandError::NoAttainment(id.clone()))?;
            let attainment = &mut location.attainments[found];
            if *from <= attainment.first {
                location.attainments.remove(found);
            } else {
                let last = from.plus(-1);
                attainment.last = Some(attainment.last.map_or(last, |before| before.min(last)));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
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
            Command::SetProfile {
                location: location.clone(),
                profile: ProfileKind::Tax,
                status: ProfileStatus::Missing,
            },
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
}
