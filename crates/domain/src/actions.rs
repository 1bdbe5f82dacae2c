//! Rule 11: the actions required of the partner. Derived, never stored; each stays until it is done.

mod attainments;
mod claims;
mod filter;

pub use filter::{ActionFacets, ActionsAnswer, ActionsQuery};

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, low_u32};
use crate::earning::is_enrolled;
use crate::model::{Attainment, Claim, Engagement, EvidenceKind, Location};
use crate::payee::{ProfileKind, ProfileStatus};
use crate::{Day, Idx, Money, MoneySum};

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
    /// The last day on which it can be done; none where it has no deadline.
    pub due: Option<Day>,
    /// How urgent it is.
    pub severity: Severity,
    /// The money at stake, where known.
    pub stake: MoneySum,
}

/// What must be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Mend a bank or tax profile.
    MendProfile {
        /// Which half.
        profile: ProfileKind,
        /// Its state.
        status: ProfileStatus,
        /// How many active engagements the location is eligible for and does not earn on.
        blocks: u32,
    },
    /// Renew an attainment that runs out, or has run out.
    RenewAttainment {
        /// Position of the attainment at the location.
        attainment: Idx<Attainment>,
        /// How many engagements stop at the location.
        stops: u32,
    },
    /// Ask the customer for consent.
    AskForConsent,
    /// Remind the customer, whose consent runs out.
    RemindOfConsent,
    /// Complete the evidence.
    CompleteEvidence {
        /// What is not complete.
        missing: Vec<EvidenceKind>,
    },
    /// Submit the claim; its evidence is complete.
    SubmitClaim,
    /// Answer the reviewer who asks for information.
    AnswerReviewer,
    /// Dispute the rejection, or let it be.
    DisputeRejection,
    /// Finish what is open before the engagement ends.
    FinishBeforeEnd {
        /// How many claims wait for the partner.
        claims: u32,
    },
}

impl Task {
    /// Returns the kind of task, to filter by.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::MendProfile { .. } => ActionKind::PayeeProfile,
            Self::RenewAttainment { .. } => ActionKind::Attainment,
            Self::AskForConsent | Self::RemindOfConsent => ActionKind::Consent,
            Self::CompleteEvidence { .. } => ActionKind::Evidence,
            Self::SubmitClaim => ActionKind::Claim,
            Self::AnswerReviewer => ActionKind::Review,
            Self::DisputeRejection => ActionKind::Rejection,
            Self::FinishBeforeEnd { .. } => ActionKind::EngagementEnd,
        }
    }
}

/// Kinds of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionKind {
    /// Bank and tax profiles.
    PayeeProfile,
    /// Attainments that run out.
    Attainment,
    /// Consent to ask for or to remind of.
    Consent,
    /// Evidence to complete.
    Evidence,
    /// Claims to submit.
    Claim,
    /// Questions of a reviewer.
    Review,
    /// Rejections to dispute.
    Rejection,
    /// Engagements that end.
    EngagementEnd,
}

impl ActionKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::PayeeProfile,
        Self::Attainment,
        Self::Consent,
        Self::Evidence,
        Self::Claim,
        Self::Review,
        Self::Rejection,
        Self::EngagementEnd,
    ];
}

/// How urgent an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The day has passed.
    Overdue,
    /// Within 7 days, or without a day and money is lost meanwhile.
    Week,
    /// Within 30 days.
    Month,
    /// Later, or without a day.
    Later,
}

impl Severity {
    /// Every severity, most urgent first.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Week, Self::Month, Self::Later];

    /// Returns the severity of something due on a day.
    pub const fn of(due: Day, today: Day) -> Self {
        match due.since(today) {
            ..0 => Self::Overdue,
            0..=7 => Self::Week,
            8..=30 => Self::Month,
            _ => Self::Later,
        }
    }
}

/// What an open claim is worth, and the class of its engagement.
#[derive(Clone, Copy)]
struct OpenAmount {
    class: usize,
    amount: Money,
}

impl Catalogue {
    /// Returns the actions required of the partner, most urgent first (rule 11).
    pub fn actions(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        let asking = attainments::classes_asking(self.data());
        let open = self.open_amounts();
        for (at, location) in self.data().locations.iter().enumerate() {
            if is_enrolled(location, self.day()) {
                self.payee_actions(at, location, &open[at], &mut actions);
                self.attainment_actions(at, location, &asking, &open[at], &mut actions);
            }
        }
        self.claim_actions(&mut actions);
        // Without a day comes last within its severity.
        let key = |(at, action): (usize, &Action)| {
            let due = action.due.unwrap_or(Day::MAX).since(Day::MIN).unsigned_abs();
            (action.severity as u64) << 60 | u64::from(due) << 32 | at as u64
        };
        // All in one number, the position last: the sort of `u64` is compiled already.
        let mut order: Vec<u64> = actions.iter().enumerate().map(key).collect();
        order.sort_unstable();
        let mut actions: Vec<Option<Action>> = actions.into_iter().map(Some).collect();
        order.into_iter().filter_map(|key| actions[low_u32(key) as usize].take()).collect()
    }

    /// Returns for each location what its open claims are worth.
    fn open_amounts(&self) -> Vec<Vec<OpenAmount>> {
        let data = self.data();
        let mut open = vec![Vec::new(); data.locations.len()];
        for claim in data.claims.iter().filter(|claim| !claim.state.is_closed()) {
            let of = (claim.amount, data.location_index(&claim.location), data.engagements.find(&claim.engagement));
            if let (Some(amount), Some(location), Some(engagement)) = of {
                open[location.index()].push(OpenAmount { class: engagement.class_index(), amount });
            }
        }
        open
    }

    /// Bank and tax profiles that need the partner: without them the location earns nothing (rule 3).
    fn payee_actions(&self, at: usize, location: &Location, open: &[OpenAmount], actions: &mut Vec<Action>) {
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
                stake: open.iter().map(|open| open.amount).collect(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
