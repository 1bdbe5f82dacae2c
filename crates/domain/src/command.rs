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
mod tests;
