//! What can be done to the data. The demo in the browser and a server run the same commands.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::catalogue::Catalogue;
use crate::dataset::wire::Attainment;
use crate::id::{AttainmentId, CredentialId, LocationId};
use crate::payee::{ProfileKind, ProfileStatus};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "command", deny_unknown_fields)]
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
    /// Carries out a command; every verdict follows.
    ///
    /// # Errors
    /// Where the command names something that is not there, or contradicts itself. Nothing has changed then.
    pub fn apply(&mut self, command: &Command) -> Result<(), CommandError> {
        self.apply_all(std::slice::from_ref(command)).pop().map_or(Ok(()), Err)
    }

    /// Carries out commands one after the other and takes the verdicts once; the errors of those that failed.
    pub fn apply_all(&mut self, commands: &[Command]) -> Vec<CommandError> {
        self.change_locations(|data| commands.iter().filter_map(|command| change(data, command).err()).collect())
    }
}

fn change(data: &mut crate::dataset::Data, command: &Command) -> Result<(), CommandError> {
    let id = match command {
        Command::SetProfile { location, .. }
        | Command::GrantAttainment { location, .. }
        | Command::WithdrawAttainment { location, .. } => location,
    };
    let at = data.location_index(id).ok_or_else(|| CommandError::NoLocation(id.clone()))?;
    match command {
        Command::SetProfile { profile, status, .. } => data.locations[at].payee.get_mut(*profile).status = *status,
        Command::GrantAttainment { attainment, .. } => {
            if data.credential(&attainment.credential).is_none() {
                return Err(CommandError::NoCredential(attainment.credential.clone()));
            }
            if attainment.last.is_some_and(|last| last < attainment.first) {
                return Err(CommandError::DatesReversed);
            }
            let attainments = &mut data.locations[at].attainments;
            if attainments.iter().any(|known| known.id == attainment.id) {
                return Err(CommandError::AttainmentExists(attainment.id.clone()));
            }
            attainments.push(attainment.clone());
        }
        Command::WithdrawAttainment { attainment: id, from, .. } => {
            let attainments = &mut data.locations[at].attainments;
            let found = attainments.iter().position(|known| known.id == *id);
            let found = found.ok_or_else(|| CommandError::NoAttainment(id.clone()))?;
            let attainment = &mut attainments[found];
            if *from <= attainment.first {
                attainments.remove(found);
            } else {
                let last = from.plus(-1);
                attainment.last = Some(attainment.last.map_or(last, |before| before.min(last)));
            }
        }
    }
    Ok(())
}
