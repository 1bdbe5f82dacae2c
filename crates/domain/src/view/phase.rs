//! The phase of a span of days: whether it has not begun, runs, or has ended.

use std::cmp::Reverse;

use crate::Day;
use crate::day::Span;
use crate::model::{Attainment, Location};

/// Where a day lies against a span; in the order in which screens list spans: what ends first comes first, then what
/// has no end, what begins, and what ended last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Runs, up to and including a last day.
    Ends(Day),
    /// Runs without an end.
    Endless,
    /// Begins on a day to come.
    Begins(Day),
    /// Ended on a day that is past.
    Ended(Reverse<Day>),
}

impl Phase {
    /// Returns whether the span runs.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Ends(_) | Self::Endless)
    }
}

/// Returns the phase of a span on a day. One that ends before it begins has ended.
pub fn phase(span: Span, day: Day) -> Phase {
    match span.last {
        Some(last) if last < day => Phase::Ended(Reverse(last)),
        _ if day < span.first => Phase::Begins(span.first),
        Some(last) => Phase::Ends(last),
        None => Phase::Endless,
    }
}

/// Returns the attainments of a location with their phases, in the order of the phases.
pub fn attainments_by_phase(location: &Location, day: Day) -> Vec<(Phase, &Attainment)> {
    let mut attainments: Vec<_> = location.attainments.iter().map(|it| (phase(it.span(), day), it)).collect();
    attainments.sort_by_key(|(phase, _)| *phase);
    attainments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{attainment, day, location};

    fn span(first: &str, last: Option<&str>) -> Span {
        Span { first: day(first), last: last.map(day) }
    }

    #[test]
    fn both_ends_of_a_span_are_in_it() {
        let term = span("2026-07-01", Some("2027-06-30"));
        assert_eq!(phase(term, day("2026-06-30")), Phase::Begins(day("2026-07-01")));
        assert_eq!(phase(term, day("2026-07-01")), Phase::Ends(day("2027-06-30")));
        assert_eq!(phase(term, day("2027-06-30")), Phase::Ends(day("2027-06-30")));
        assert_eq!(phase(term, day("2027-07-01")), Phase::Ended(Reverse(day("2027-06-30"))));
    }

    #[test]
    fn a_span_without_a_last_day_never_ends() {
        let endless = span("2026-07-01", None);
        assert_eq!(phase(endless, day("2026-06-30")), Phase::Begins(day("2026-07-01")));
        assert_eq!(phase(endless, Day::MAX), Phase::Endless);
        assert!(Phase::Endless.is_running() && Phase::Ends(Day::MAX).is_running());
        assert!(!phase(endless, Day::MIN).is_running());
    }

    #[test]
    fn a_span_that_ends_before_it_begins_has_ended() {
        let wrong = span("2027-01-01", Some("2026-01-01"));
        assert_eq!(phase(wrong, day("2026-11-02")), Phase::Ended(Reverse(day("2026-01-01"))));
    }

    #[test]
    fn attainments_that_end_first_are_listed_first_and_past_ones_last() {
        let of = |id: &str, first: &str, last: Option<&str>| crate::model::Attainment {
            first: day(first),
            ..attainment(id, last.map(day))
        };
        let location = crate::model::Location {
            attainments: vec![
                of("long over", "2020-01-01", Some("2021-01-01")),
                of("endless", "2020-01-01", None),
                of("to come", "2027-01-01", Some("2027-12-31")),
                of("just over", "2020-01-01", Some("2026-11-01")),
                of("ends late", "2020-01-01", Some("2027-12-31")),
                of("ends today", "2020-01-01", Some("2026-11-02")),
            ],
            ..location("l")
        };
        let order: Vec<_> =
            attainments_by_phase(&location, day("2026-11-02")).into_iter().map(|(_, it)| it.id.as_str()).collect();
        assert_eq!(order, ["ends today", "ends late", "endless", "to come", "just over", "long over"]);
    }
}
