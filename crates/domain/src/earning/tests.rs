use super::*;
use crate::eligibility::OUT_OF_REACH;
use ProfileStatus::{Approved, Missing, PendingValidation};

/// Checks the verdict on a location for an active, an upcoming and an expired engagement.
fn check(enrolled: bool, missing: u16, payee: ProfileStatus, expected: [Earning; 2]) {
    let status = LocationStatus { enrolled, missing, payee };
    let [active, upcoming] = expected;
    for (availability, expected) in
        [(Availability::Active, active), (Availability::Upcoming, upcoming), (Availability::Expired, Earning::Ended)]
    {
        assert_eq!(status.verdict(availability), expected, "{status:?}, {availability:?}");
        let cell = Cell::count(availability, [status]);
        assert_eq!((cell.verdict(), cell.enrolled), (expected, u32::from(enrolled)));
        assert!(Earning::possible(availability).contains(&expected));
        assert_eq!(Earning::ALL.map(|value| cell.shows(value)), Earning::ALL.map(|value| value == expected));
    }
}

const EARNS: [Earning; 2] = [Earning::Earning, Earning::Ready];
const NEAR: [Earning; 2] = [Earning::WithinReach; 2];
const NOT: [Earning; 2] = [Earning::NotEarning; 2];

#[test]
fn a_location_earns_that_is_enrolled_eligible_and_approved() {
    check(true, 0, Approved, EARNS);
    check(false, 0, Approved, NOT);
}

#[test]
fn within_reach_lacks_exactly_one_thing() {
    check(true, 1, Approved, NEAR);
    check(true, 0, PendingValidation, NEAR);
    check(true, 0, Missing, NEAR);
    check(true, 1, Missing, NOT);
    check(true, 2, Approved, NOT);
    check(true, OUT_OF_REACH, Approved, NOT);
    check(true, OUT_OF_REACH, Missing, NOT);
    check(false, 1, Approved, NOT);
}

fn check_cell(availability: Availability, (qualifying, within_reach): (u32, u32), shows: &[Earning]) {
    let earns = LocationStatus { enrolled: true, missing: 0, payee: Approved };
    let near = LocationStatus { missing: 1, ..earns };
    let elsewhere = LocationStatus { enrolled: false, ..earns };
    let cell = Cell::count(availability, [earns, near, near, elsewhere]);
    assert_eq!(cell, Cell { availability, qualifying, within_reach, enrolled: 3 });
    assert_eq!(Earning::ALL.into_iter().filter(|&value| cell.shows(value)).collect::<Vec<_>>(), shows);
    assert_eq!(cell.verdict(), shows[0]);
}

#[test]
fn a_row_belongs_to_every_value_that_it_shows() {
    check_cell(Availability::Active, (1, 2), &[Earning::Earning, Earning::WithinReach]);
    check_cell(Availability::Upcoming, (1, 2), &[Earning::Ready, Earning::WithinReach]);
    check_cell(Availability::Expired, (0, 0), &[Earning::Ended]);
}
