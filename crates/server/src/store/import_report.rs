//! What an import did, for the operator.

use std::collections::BTreeMap;
use std::fmt;

use domain::payee::{ProfileKind, ProfileStatus};

use super::dataset::Resource;
use super::lists::{Lists, ResourceKind};
use super::payee::profile_word;

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Each kind of which something is different.
    pub kinds: Vec<(ResourceKind, Counts)>,
    /// Profiles that people changed and of which the file says something else. The people's state is kept.
    pub conflicts: Vec<Conflict>,
    /// Locations with profiles that people changed and that the file does not have. The profiles come back with them.
    pub absent: Vec<String>,
}

/// How many resources of a kind are different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

/// A profile whose state the file does not agree with.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    pub location: String,
    pub profile: ProfileKind,
    pub kept: ProfileStatus,
    pub in_file: ProfileStatus,
}

impl ImportReport {
    /// Returns whether the file does not agree with what people did.
    pub const fn needs_attention(&self) -> bool {
        !self.conflicts.is_empty() || !self.absent.is_empty()
    }

    /// Compares the lists before and after the import.
    pub fn compare(&mut self, before: &Lists<Vec<Resource>>, after: &Lists<Vec<(String, String)>>) {
        let after = after.as_ref().into_pairs();
        for ((kind, before), (_, after)) in before.as_ref().into_pairs().into_iter().zip(after) {
            let mut known: BTreeMap<&str, &str> =
                before.iter().map(|resource| (resource.id.as_str(), resource.body.as_str())).collect();
            let mut counts = Counts::default();
            for (id, body) in after {
                match known.remove(id.as_str()) {
                    None => counts.added += 1,
                    Some(old) => counts.changed += usize::from(old != body),
                }
            }
            counts.removed = known.len();
            if counts != Counts::default() {
                self.kinds.push((kind, counts));
            }
        }
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kinds.is_empty() {
            f.write_str("nothing is different")?;
        }
        for (at, (kind, Counts { added, changed, removed })) in self.kinds.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {added} added, {changed} changed, {removed} no longer present", kind.as_str())?;
        }
        for Conflict { location, profile, kept, in_file } in &self.conflicts {
            let profile = profile_word(*profile);
            write!(f, "\n  {profile} profile of {location}: kept as {kept:?}; the file says {in_file:?}")?;
        }
        for location in &self.absent {
            write!(f, "\n  {location} is not in the file; its profiles are kept for its return")?;
        }
        Ok(())
    }
}
