//! How urgent actions are.

use serde::{Deserialize, Serialize};

use super::Action;
use crate::Day;

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

/// How many actions are urgent: what the badge of the inbox counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Urgent {
    /// Overdue.
    pub overdue: u32,
    /// Due within 7 days.
    pub week: u32,
}

impl Urgent {
    /// Counts actions.
    pub fn count(actions: &[Action]) -> Self {
        let mut urgent = Self::default();
        for action in actions {
            match action.severity {
                Severity::Overdue => urgent.overdue += 1,
                Severity::Week => urgent.week += 1,
                Severity::Month | Severity::Later => {}
            }
        }
        urgent
    }

    /// Returns how many are urgent in all.
    pub const fn total(self) -> u32 {
        self.overdue + self.week
    }
}
