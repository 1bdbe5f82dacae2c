//! Rule 11: the actions required of the partner. Derived, never stored; each stays until it is done.

mod attainments;
mod claims;
mod filter;

pub use filter::{ActionFacets, ActionsAnswer, ActionsQuery};

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, low};
use crate::dataset::wire::{EvidenceKind, Location};
use crate::earning::is_enrolled;
use crate::payee::{ProfileKind, ProfileStatus};
use crate::{Day, Money, MoneySum};

/// How far ahead what runs out is told.
pub const HORIZON_DAYS: i32 = 90;

/// Something that the partner must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub task: Task,
    /// At which location; position in the data.
    pub location: Option<usize>,
    /// For which engagement; position in the data.
    pub engagement: Option<usize>,
    /// For which claim; position in the data.
    pub claim: Option<usize>,
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
        attainment: usize,
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
    /// The kind of task, to filter by.
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

    /// The severity of something due on a day.
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
    /// Rule 11: everything the partner must do, most urgent first.
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
        // All in one number, the position last: sorting numbers is code that is there anyway.
        let mut order: Vec<u64> = actions.iter().enumerate().map(key).collect();
        order.sort_unstable();
        let mut actions: Vec<Option<Action>> = actions.into_iter().map(Some).collect();
        order.into_iter().filter_map(|key| actions[low(key) as usize].take()).collect()
    }

    /// For each location what its open claims are worth.
    fn open_amounts(&self) -> Vec<Vec<OpenAmount>> {
        let data = self.data();
        let mut open = vec![Vec::new(); data.locations.len()];
        for claim in data.claims.iter().filter(|claim| !claim.state.is_closed()) {
            let of = (claim.amount, data.location_index(&claim.location), data.engagements.find(&claim.engagement));
            if let (Some(amount), Some(location), Some(engagement)) = of {
                open[location].push(OpenAmount { class: engagement.class_index(), amount });
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
                location: Some(at),
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
mod tests {
    #![allow(clippy::needless_pass_by_value)]

    use super::*;
    use crate::dataset::wire::{
        Attainment, Claim, ClaimState, Criteria, Criterion, Dataset, Engagement, Evidence, EvidenceState, Term,
    };
    use crate::testing::{attainment, claim, data, dataset, day, engagement, money, today};

    #[test]
    fn severity_turns_on_the_days_that_the_rule_names() {
        let today = Day::new(2026, 11, 2).unwrap();
        for (days, severity) in [
            (-1, Severity::Overdue),
            (0, Severity::Week),
            (7, Severity::Week),
            (8, Severity::Month),
            (30, Severity::Month),
            (31, Severity::Later),
        ] {
            assert_eq!(Severity::of(today.plus(days), today), severity, "{days}");
        }
    }

    /// The only action of a kind that a dataset asks for on a day.
    fn the_one(dataset: &Dataset, on: Day, kind: ActionKind) -> Option<Action> {
        let mut data = data(dataset);
        data.as_of = on;
        let mut actions = Catalogue::new(data, on).actions();
        actions.retain(|action| action.task.kind() == kind);
        assert!(actions.len() < 2, "{actions:?}");
        actions.pop()
    }

    fn check(dataset: &Dataset, on: Day, kind: ActionKind, expected: Option<(Task, Option<Day>, Severity)>) {
        let action = the_one(dataset, on, kind);
        assert_eq!(action.map(|action| (action.task, action.due, action.severity)), expected, "on {on}");
    }

    fn with_claim(claim: Claim) -> Dataset {
        Dataset { claims: vec![claim], ..dataset() }
    }

    fn with_attainments(attainments: Vec<Attainment>) -> Dataset {
        let mut dataset = dataset();
        dataset.locations[0].attainments = attainments;
        dataset
    }

    #[test]
    fn where_nothing_is_open_nothing_is_asked() {
        assert_eq!(Catalogue::new(data(&dataset()), today()).actions(), []);
    }

    fn with_bank(status: ProfileStatus) -> Dataset {
        let mut dataset = dataset();
        dataset.locations[0].payee.bank.status = status;
        dataset
    }

    #[test]
    fn a_profile_that_needs_the_partner_says_what_it_blocks() {
        let profile = ProfileKind::Bank;
        let mend = |status, blocks| Task::MendProfile { profile, status, blocks };
        let kind = ActionKind::PayeeProfile;
        for status in [ProfileStatus::Missing, ProfileStatus::ActionRequired] {
            check(&with_bank(status), today(), kind, Some((mend(status, 1), None, Severity::Week)));
        }
        for status in [ProfileStatus::PendingValidation, ProfileStatus::Approved] {
            check(&with_bank(status), today(), kind, None);
        }
        let mut dataset = with_bank(ProfileStatus::Missing);
        dataset.engagements.push(engagement("e2"));
        dataset.engagements.push(Engagement { term: Term { first: Day::MIN, last: Day::MIN }, ..engagement("old") });
        let expected = mend(ProfileStatus::Missing, 2);
        check(&dataset, today(), kind, Some((expected, None, Severity::Week)));
        // Where the location is not eligible the profile blocks nothing yet.
        dataset.locations[0].attainments.clear();
        let expected = mend(ProfileStatus::Missing, 0);
        check(&dataset, today(), kind, Some((expected, None, Severity::Later)));
        dataset.locations[0].enrolment = None;
        check(&dataset, today(), kind, None);
    }

    #[test]
    fn what_is_open_at_the_location_is_at_stake_each_currency_by_itself() {
        let mut dataset = with_bank(ProfileStatus::Missing);
        dataset.claims = vec![
            claim("1", ClaimState::UnderReview),
            Claim { amount: Some(money(7, "SEK")), ..claim("2", ClaimState::ConsentGiven) },
            Claim { amount: Some(money(i64::MAX, "EUR")), ..claim("3", ClaimState::Approved) },
            claim("4", ClaimState::Paid),
            Claim { amount: None, ..claim("5", ClaimState::Approved) },
        ];
        let stake = the_one(&dataset, today(), ActionKind::PayeeProfile).unwrap().stake;
        assert_eq!(stake.totals(), [money(i64::MAX, "EUR"), money(7, "SEK")]);
    }

    fn check_renewal(dataset: &Dataset, on: Day, expected: Option<(usize, u32, Day, Severity)>) {
        let expected = expected.map(|(attainment, stops, last, severity)| {
            (Task::RenewAttainment { attainment, stops }, Some(last), severity)
        });
        check(dataset, on, ActionKind::Attainment, expected);
    }

    #[test]
    fn an_attainment_that_runs_out_says_what_stops() {
        let last = day("2026-12-31");
        let dataset = with_attainments(vec![attainment("a", Some(last))]);
        check_renewal(&dataset, last.plus(-91), None);
        check_renewal(&dataset, last.plus(-90), Some((0, 1, last, Severity::Later)));
        check_renewal(&dataset, last, Some((0, 1, last, Severity::Week)));
        check_renewal(&dataset, last.plus(1), Some((0, 1, last, Severity::Overdue)));
        // When the engagement has ended too, nothing is to be won any more.
        check_renewal(&dataset, day("2027-07-01"), None);
    }

    #[test]
    fn an_attainment_that_is_renewed_is_no_action() {
        let last = day("2026-12-31");
        let renewed = |first: Day| {
            let renewal = Attainment { first, ..attainment("b", Some(day("2029-12-31"))) };
            with_attainments(vec![attainment("a", Some(last)), renewal])
        };
        check_renewal(&renewed(last.plus(1)), last, None);
        check_renewal(&renewed(last.plus(1)), last.plus(30), None);
        // With a gap it is, until the gap is over.
        check_renewal(&renewed(last.plus(5)), last, Some((0, 1, last, Severity::Week)));
        check_renewal(&renewed(last.plus(5)), last.plus(4), Some((0, 1, last, Severity::Overdue)));
        check_renewal(&renewed(last.plus(5)), last.plus(5), None);
    }

    #[test]
    fn several_that_end_together_are_one_action_and_only_the_last_end_is_told() {
        let last = day("2026-12-31");
        let both = with_attainments(vec![attainment("a", Some(last)), attainment("b", Some(last))]);
        check_renewal(&both, last, Some((1, 1, last, Severity::Week)));
        let again = Attainment { first: last.plus(5), ..attainment("b", Some(last.plus(9))) };
        let twice = with_attainments(vec![attainment("a", Some(last)), again]);
        check_renewal(&twice, last.plus(20), Some((1, 1, last.plus(9), Severity::Overdue)));
    }

    #[test]
    fn people_who_are_missed_count_though_others_stay() {
        let last = day("2026-12-31");
        let holding = |id: &str, people, last| Attainment { people: Some(people), ..attainment(id, last) };
        let mut dataset = with_attainments(vec![holding("a", 3, Some(last)), holding("b", 2, Some(last.plus(60)))]);
        let criterion = Criterion::CertifiedPeople { credential: "gold".into(), count: 4 };
        dataset.criteria[0].tree = Criteria::One(criterion);
        check_renewal(&dataset, last, Some((0, 1, last, Severity::Week)));
    }

    #[test]
    fn an_attainment_that_nothing_asks_for_may_end() {
        let silver = Attainment { credential: "silver".into(), ..attainment("s", Some(today())) };
        check_renewal(&with_attainments(vec![attainment("a", None), silver]), today(), None);
    }

    #[test]
    fn each_state_of_a_claim_asks_for_its_next_step() {
        use ClaimState::{ConsentGiven, ConsentNotRequested, ConsentRequested, PartnerActionRequired, Rejected};
        let (month, quarter) = (today().plus(30), today().plus(90));
        let day_of = |state| Claim { consented: Some(today()), decided: Some(today()), ..claim("k", state) };
        let complete = |state| {
            vec![Evidence { kind: EvidenceKind::Findings, state }, Evidence { kind: EvidenceKind::Invoice, state }]
        };
        let check = |claim: Claim, task: Task, due| {
            check(&with_claim(claim), today(), task.kind(), Some((task, Some(due), Severity::of(due, today()))));
        };
        let missing = vec![EvidenceKind::Findings];
        check(day_of(ConsentNotRequested), Task::AskForConsent, month);
        check(day_of(ConsentRequested), Task::RemindOfConsent, month);
        check(day_of(ConsentGiven), Task::CompleteEvidence { missing: missing.clone() }, quarter);
        let begun = Claim { evidence: complete(EvidenceState::InProgress), ..day_of(ConsentGiven) };
        check(begun, Task::CompleteEvidence { missing }, quarter);
        let done = Claim { evidence: complete(EvidenceState::Complete), ..day_of(ConsentGiven) };
        check(done, Task::SubmitClaim, quarter);
        check(day_of(PartnerActionRequired), Task::AnswerReviewer, day("2026-11-09"));
        check(day_of(Rejected), Task::DisputeRejection, month);
    }

    #[test]
    fn claims_that_wait_for_others_ask_nothing() {
        use ClaimState::{
            Approved, Cancelled, ClaimExpired, ConsentDeclined, ConsentExpired, Disputed, FinallyRejected, Paid,
            PaymentPending, Reversed, Submitted, UnderReview,
        };
        for state in [
            Submitted,
            UnderReview,
            Approved,
            PaymentPending,
            Paid,
            Reversed,
            ConsentDeclined,
            ConsentExpired,
            ClaimExpired,
            Cancelled,
            Disputed,
            FinallyRejected,
        ] {
            assert_eq!(Catalogue::new(data(&with_claim(claim("k", state))), today()).actions(), [], "{state:?}");
        }
    }

    #[test]
    fn a_deadline_that_has_passed_stays_until_it_is_noted() {
        let due = today().plus(30);
        let expected = Some((Task::AskForConsent, Some(due), Severity::Overdue));
        let dataset = with_claim(claim("k", ClaimState::ConsentNotRequested));
        check(&dataset, due.plus(1), ActionKind::Consent, expected);
    }

    #[test]
    fn an_engagement_that_ends_with_open_claims_says_so() {
        let last = day("2027-06-30");
        let mut dataset = with_claim(claim("1", ClaimState::ConsentGiven));
        dataset.claims.push(claim("2", ClaimState::UnderReview));
        let expected = |severity| Some((Task::FinishBeforeEnd { claims: 1 }, Some(last), severity));
        check(&dataset, last.plus(-91), ActionKind::EngagementEnd, None);
        check(&dataset, last.plus(-30), ActionKind::EngagementEnd, expected(Severity::Month));
        check(&dataset, last.plus(1), ActionKind::EngagementEnd, expected(Severity::Overdue));
        let action = the_one(&dataset, last, ActionKind::EngagementEnd).unwrap();
        assert_eq!((action.engagement, action.location, action.claim), (Some(0), None, None));
        assert_eq!(action.stake.totals(), [money(100, "EUR")]);
    }

    #[test]
    fn the_most_urgent_comes_first_and_what_has_no_day_last_in_its_severity() {
        let mut dataset = with_bank(ProfileStatus::Missing);
        dataset.claims = vec![
            claim("1", ClaimState::ConsentRequested),
            Claim { added: today().plus(-40), ..claim("2", ClaimState::ConsentRequested) },
            Claim { added: today().plus(-24), ..claim("3", ClaimState::ConsentRequested) },
        ];
        let actions = Catalogue::new(data(&dataset), today()).actions();
        let order: Vec<_> = actions.iter().map(|action| (action.severity, action.claim)).collect();
        let expected = [
            (Severity::Overdue, Some(1)),
            (Severity::Week, Some(2)),
            (Severity::Week, None),
            (Severity::Month, Some(0)),
        ];
        assert_eq!(order, expected);
    }
}
