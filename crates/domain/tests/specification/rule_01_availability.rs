//! Rule 1: availability of an engagement on a day. The term of the workshop is 1 July 2026 to 30 June 2027.

use domain::availability::Availability;

use crate::example::{contoso, day};

/// 1.1 An engagement is *upcoming* before the first day of its term.
#[test]
fn r1_1_upcoming_before_the_first_day() {
    let workshop = |today| contoso().on(today).engagement("workshop").availability(day(today));
    assert_eq!(workshop("2026-06-30"), Availability::Upcoming);
    assert_eq!(workshop("2024-02-29"), Availability::Upcoming);
}

/// 1.2 It is *active* on the first day, on the last day and between.
#[test]
fn r1_2_active_on_the_first_day_the_last_day_and_between() {
    let workshop = |today| contoso().on(today).engagement("workshop").availability(day(today));
    assert_eq!(workshop("2026-07-01"), Availability::Active);
    assert_eq!(workshop("2026-11-26"), Availability::Active);
    assert_eq!(workshop("2027-06-30"), Availability::Active);
}

/// 1.3 It is *expired* after the last day.
#[test]
fn r1_3_expired_after_the_last_day() {
    let workshop = |today| contoso().on(today).engagement("workshop").availability(day(today));
    assert_eq!(workshop("2027-07-01"), Availability::Expired);
    assert_eq!(workshop("2029-01-01"), Availability::Expired);
}
