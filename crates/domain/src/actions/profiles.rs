//! Bank and tax profiles that need the partner.

use super::claims::OpenClaim;
use super::{Action, Severity, Task};
use crate::Idx;
use crate::catalogue::Catalogue;
use crate::model::Location;
use crate::payee::ProfileKind;

impl Catalogue {
    /// Adds the profiles that need the partner: without them the location earns nothing (rule 3).
    pub(super) fn payee_actions(
        &self,
        at: usize,
        location: &Location,
        open: &[OpenClaim<'_>],
        actions: &mut Vec<Action>,
    ) {
        let needing = ProfileKind::ALL.into_iter().filter(|&kind| location.payee.get(kind).status.needs_partner());
        for profile in needing {
            let blocks = self.count_active(self.day(), |class| self.is_eligible(class, at));
            let status = location.payee.get(profile).status;
            actions.push(Action {
                task: Task::MendProfile { profile, status, blocks },
                location: Some(Idx::new(at)),
                engagement: None,
                claim: None,
                due: None,
                severity: if blocks > 0 { Severity::Week } else { Severity::Later },
                claims: open.iter().map(|open| open.claim).collect(),
            });
        }
    }
}
