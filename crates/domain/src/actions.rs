//! Rule 11: the actions required of the partner. Derived, never stored; each stays until it is done, or lapses.

mod attainments;
mod claims;
mod filter;
mod lapsed;
mod profiles;
mod severity;
mod stake;
mod task;

pub(crate) use claims::next_step;
pub use filter::{ActionFacets, ActionsAnswer, ActionsQuery};
pub use lapsed::LapsedClaim;
pub use severity::{Severity, Urgent};
pub use task::{ActionKind, Task};

use crate::catalogue::Catalogue;
use crate::earning::is_enrolled;
use crate::model::{Claim, Engagement, Location};
use crate::{Day, Idx, packed};

/// How many days ahead an expiry is reported.
pub const HORIZON_DAYS: i32 = 90;

/// Something that the partner must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub task: Task,
    /// At which location; position in the data.
    pub location: Option<Idx<Location>>,
    /// For which engagement; position in the data.
    pub engagement: Option<Idx<Engagement>>,
    /// For which claim; position in the data.
    pub claim: Option<Idx<Claim>>,
    /// The last day on which it can be done in time; none where it has no deadline.
    pub due: Option<Day>,
    /// How urgent it is.
    pub severity: Severity,
    /// The claims whose money is at stake, each once; positions in the data. [`Catalogue::stake`] adds them up.
    pub claims: Vec<Idx<Claim>>,
}

/// See [`Action::identity`].
pub type ActionIdentity = (ActionKind, Option<Idx<Location>>, Option<Idx<Engagement>>, Option<Idx<Claim>>, u32);

impl Action {
    /// Returns what distinguishes it from other actions, on this day and on others: kind, location, engagement, claim,
    /// and which profile or attainment of the location.
    pub fn identity(&self) -> ActionIdentity {
        let part = match &self.task {
            Task::MendProfile { profile, .. } => *profile as u32,
            Task::RenewAttainment { attainment, .. } => attainment.raw(),
            _ => 0,
        };
        (self.task.kind(), self.location, self.engagement, self.claim, part)
    }

    /// Returns the locations that it concerns. An engagement that ends concerns the location of each of its claims.
    pub fn locations(&self) -> &[Idx<Location>] {
        match &self.task {
            Task::FinishBeforeEnd { at } => at,
            _ => self.location.as_slice(),
        }
    }

    /// Returns what an engagement that ends asks for at some locations, where it concerns others too.
    fn narrowed(&self, locations: &[Idx<Location>]) -> Option<Self> {
        let Task::FinishBeforeEnd { at } = &self.task else { return None };
        let there = |(at, _): &(Idx<Location>, _)| locations.contains(at);
        let (at, claims): (Vec<_>, Vec<_>) = at.iter().copied().zip(self.claims.iter().copied()).filter(there).unzip();
        let is_part = !at.is_empty() && at.len() < self.claims.len();
        is_part.then(|| Self { task: Task::FinishBeforeEnd { at }, claims, ..self.clone() })
    }
}

impl Catalogue {
    /// Returns the actions required of the partner at the enrolled locations, most urgent first (rule 11).
    pub fn actions(&self) -> Vec<Action> {
        let enrolled: Vec<bool> =
            self.data().locations.iter().map(|location| is_enrolled(location, self.day())).collect();
        let mut actions = Vec::new();
        let asking = attainments::classes_asking(self.data());
        let claims = self.claim_actions(&enrolled);
        for (at, location) in self.data().locations.iter().enumerate().filter(|(at, _)| enrolled[*at]) {
            self.payee_actions(at, location, &claims.open[at], &mut actions);
            self.attainment_actions(at, location, &asking, &claims.open[at], &mut actions);
        }
        actions.extend(claims.actions);
        // A profile that blocks engagements comes first within its severity, and what has no day last.
        let key = |action: &Action| {
            let due = action.due.unwrap_or(Day::MAX).since(Day::MIN).unsigned_abs();
            let rank = u32::from(!matches!(action.task, Task::MendProfile { blocks: 1.., .. }));
            (action.severity as u32) << 30 | rank << 29 | due
        };
        let order = packed::order(actions.iter().map(key));
        let mut actions: Vec<Option<Action>> = actions.into_iter().map(Some).collect();
        order.into_iter().filter_map(|at| actions[at].take()).collect()
    }
}

#[cfg(test)]
mod tests;
