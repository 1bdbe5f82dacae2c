//! Spans of days.

use serde::Serialize;

use super::Day;
use crate::json::decode_struct;

decode_struct! {
    /// A span of days from a first to a last day, both within it; no last day means until further notice.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Span {
        /// The first day.
        pub first: Day = required,
        /// The last day; absent means until further notice.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last: Option<Day> = optional,
    }
}

impl Span {
    /// Returns whether the day lies within, both ends included.
    pub fn contains(&self, day: Day) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}
