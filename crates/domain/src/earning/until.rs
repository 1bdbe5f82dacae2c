//! Until when a location earns (rule 2).

use super::{is_enrolled, payee_of};
use crate::Day;
use crate::eligibility::{changes, each_criterion, meets};
use crate::model::{Criteria, Criterion, Location, Term};
use crate::payee::ProfileStatus;

/// Returns the last day on which a location that earns, or is ready, still does: the ends of attainments, agreements,
/// stated verdicts, enrolment and term all count, and an alternative takes over from one that ends (rule 2). `None`
/// where it neither earns nor is ready on the day.
pub fn earns_until(criteria: &Criteria, term: Term, location: &Location, day: Day) -> Option<Day> {
    let qualifies = |day| is_enrolled(location, day) && meets(criteria, location, day);
    if day > term.last || payee_of(location) != ProfileStatus::Approved || !qualifies(day) {
        return None;
    }
    // Between two changes the verdict stays, so looking at the changes is enough.
    let mut days = changes(&Criterion::Enrolment, location);
    each_criterion(criteria, &mut |criterion| days.extend(changes(criterion, location)));
    let stops = days.into_iter().filter(|&change| change > day && !qualifies(change)).min();
    Some(stops.map_or(term.last, |stops| stops.plus(-1).min(term.last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Span;
    use crate::model::{Attainment, StatedVerdict};
    use crate::testing::{attainment, day, location, today};
    use crate::{Text, payee::ProfileStatus::Missing};

    fn gold() -> Criteria {
        Criteria::One(Criterion::Designation { credential: "gold".into() })
    }

    fn silver() -> Criteria {
        Criteria::One(Criterion::Designation { credential: "silver".into() })
    }

    fn holds(credential: &str, last: &str) -> Attainment {
        Attainment { credential: credential.into(), ..attainment(credential, Some(day(last))) }
    }

    /// Checks the day for a term that ends on 30 June 2027.
    fn check(criteria: &Criteria, location: &Location, expected: Option<&str>) {
        let term = Term { first: day("2026-07-01"), last: day("2027-06-30") };
        assert_eq!(earns_until(criteria, term, location, today()), expected.map(day));
    }

    #[test]
    fn the_first_end_of_what_is_needed_counts() {
        let holding = |last: &str| Location { attainments: vec![holds("gold", last)], ..location("l") };
        check(&gold(), &holding("2027-01-31"), Some("2027-01-31"));
        check(&gold(), &holding("2027-12-31"), Some("2027-06-30"));
        check(&gold(), &location("l"), None);
        let enrolment = Some(Span { first: day("2025-01-01"), last: Some(day("2026-12-31")) });
        check(&gold(), &Location { enrolment, ..holding("2027-01-31") }, Some("2026-12-31"));
        let mut unpaid = holding("2027-01-31");
        unpaid.payee.tax.status = Missing;
        check(&gold(), &unpaid, None);
    }

    #[test]
    fn an_alternative_takes_over() {
        let attainments = vec![holds("gold", "2026-11-30"), holds("silver", "2027-02-28")];
        let both = Location { attainments, ..location("l") };
        check(&Criteria::AnyOf(vec![gold(), silver()]), &both, Some("2027-02-28"));
        check(&Criteria::AllOf(vec![gold(), silver()]), &both, Some("2026-11-30"));
    }

    #[test]
    fn one_that_begins_in_time_takes_over() {
        let later = Attainment { first: day("2026-12-01"), id: "b".into(), ..holds("gold", "2027-03-31") };
        let renewed = Location { attainments: vec![holds("gold", "2026-11-30"), later], ..location("l") };
        check(&gold(), &renewed, Some("2027-03-31"));
        let stated = vec![StatedVerdict { id: "s".into(), met: true, since: Some(day("2026-12-01")) }];
        let standing = Criteria::One(Criterion::Stated { id: "s".into(), text: Text::same("Good standing") });
        let held = Location { attainments: vec![holds("gold", "2026-11-30")], stated, ..location("l") };
        check(&Criteria::AnyOf(vec![gold(), standing]), &held, Some("2027-06-30"));
    }

    #[test]
    fn nothing_is_earned_after_the_term() {
        let term = Term { first: day("2025-07-01"), last: today().plus(-1) };
        let holding = Location { attainments: vec![attainment("a", None)], ..location("l") };
        assert_eq!(earns_until(&gold(), term, &holding, today()), None);
        assert_eq!(earns_until(&gold(), term, &holding, term.last), Some(term.last));
    }
}
