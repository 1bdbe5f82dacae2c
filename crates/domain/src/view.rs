//! Answers for screens and server as plain data: what a screen shows, and why. Screens and server decide nothing.

mod criteria;
mod engagement;
mod payee_control;
mod phase;
mod rates;
mod reason;

pub use criteria::{CheckTime, Coverage, CriteriaState, check_time, is_worth_a_link};
pub use engagement::{Assessment, EngagementGroup, LocationGroup, assess, engagement_groups, location_groups};
pub use payee_control::{DisabledReason, PayeeControl, payee_control};
pub use phase::{Phase, attainments_by_phase, phase};
pub use rates::{Amount, MarketRates, Pays, Rates, rates};
pub use reason::{Lack, Reason, Unmet};
