//! Answers for screens and server as plain data: what a screen shows, and why. Screens and server decide nothing.

mod claim;
mod compare;
mod criteria;
mod customer;
mod customers;
mod engagement;
mod payee_control;
mod phase;
mod rates;
mod reason;

pub use claim::{
    ClaimDeadline, ClaimEvent, ClaimReport, ClaimStatus, DeadlineKind, EventKind, EvidenceItem, MoneyOutlook, Party,
    Stage, StageState, StageStep, claim_report, claim_status,
};
pub use compare::{ComparedEngagement, MAX_COMPARED, MIN_COMPARED, compare};
pub use criteria::{CheckTime, Coverage, CriteriaState, check_time, is_worth_a_link};
pub(crate) use customer::engagements;
pub use customer::{CustomerEngagement, Obstacle, Prospect, customer_engagements};
pub use customers::{EngagementCustomer, engagement_customers, has_customers};
pub use engagement::{Assessment, EngagementGroup, LocationGroup, assess, engagement_groups, location_groups};
pub use payee_control::{DisabledReason, PayeeControl, payee_control};
pub use phase::{Phase, attainments_by_phase, phase};
pub use rates::{Amount, MarketRates, Pays, Rates, rates};
pub use reason::{Lack, Reason, Unmet};
