//! One engagement of each availability at locations of each kind.

use super::*;
use crate::model::{Profile, Term};
use crate::payee::{ProfileKind, ProfileStatus};
use crate::testing::{attainment, data, dataset, day, engagement, location, today};
use crate::view::Lack;

const ACTIVE: (&str, &str) = ("2026-07-01", "2027-06-30");
const UPCOMING: (&str, &str) = ("2027-01-01", "2027-12-31");
const EXPIRED: (&str, &str) = ("2025-07-01", "2026-06-30");

/// `earns` has gold until 31 March 2027; `lacks` has nothing; `bank` lacks its bank profile; `out` is not enrolled.
fn locations() -> Vec<Location> {
    let gold = vec![attainment("a", Some(day("2027-03-31")))];
    let holds = |id: &str| Location { attainments: gold.clone(), ..location(id) };
    let mut bank = holds("bank");
    bank.payee.bank = Profile { status: ProfileStatus::Missing, url: None };
    vec![holds("earns"), location("lacks"), bank, Location { enrolment: None, ..holds("out") }]
}

fn catalogue() -> Catalogue {
    let mut dataset = dataset();
    dataset.locations = locations();
    dataset.engagements = [("active", ACTIVE), ("upcoming", UPCOMING), ("expired", EXPIRED)]
        .map(|(id, (first, last))| crate::model::Engagement {
            term: Term { first: day(first), last: day(last) },
            ..engagement(id)
        })
        .to_vec();
    Catalogue::new(data(&dataset), today())
}

fn with<T>(id: &str, location: usize, read: impl FnOnce(Assessment<'_>) -> T) -> T {
    let catalogue = catalogue();
    let engagement = catalogue.data().engagements.find(&id.into()).unwrap();
    read(assess(engagement, &catalogue.data().locations[location], catalogue.day()))
}

#[track_caller]
fn check(id: &str, location: usize, verdict: Earning, reason: &Reason<'_>) {
    with(id, location, |it| assert_eq!((it.verdict, &it.reason), (verdict, reason)));
}

#[test]
fn an_active_engagement_earns_until_something_ends() {
    check("active", 0, Earning::Earning, &Reason::Earns { until: day("2027-03-31") });
}

#[test]
fn an_upcoming_engagement_is_ready_from_its_first_day_on() {
    let ready = Reason::Ready { from: day("2027-01-01"), until: day("2027-03-31") };
    check("upcoming", 0, Earning::Ready, &ready);
}

#[test]
fn a_ready_location_that_loses_what_it_has_before_the_term_is_said_to() {
    let mut dataset = dataset();
    dataset.locations[0].attainments = vec![attainment("a", Some(day("2026-12-31")))];
    dataset.engagements[0].term = Term { first: day("2027-01-01"), last: day("2027-12-31") };
    let catalogue = Catalogue::new(data(&dataset), today());
    let engagement = catalogue.engagement(Idx::new(0)).unwrap();
    let assessment = assess(engagement, &catalogue.data().locations[0], today());
    assert_eq!(assessment.verdict, Earning::Ready);
    assert_eq!(assessment.reason, Reason::EndsBeforeTerm { until: day("2026-12-31") });
}

#[test]
fn an_expired_engagement_has_ended_whatever_a_location_lacks() {
    for location in 0..4 {
        check("expired", location, Earning::Ended, &Reason::Ended(day("2026-06-30")));
    }
}

#[test]
fn a_location_lacks_the_same_before_the_term_and_in_it() {
    for id in ["active", "upcoming"] {
        with(id, 1, |it| {
            assert_eq!(it.verdict, Earning::WithinReach);
            assert!(matches!(&it.reason, Reason::Lacks(lacks) if matches!(lacks[..], [Lack::Criterion(_)])), "{it:?}");
        });
        let bank = Lack::Profile(ProfileKind::Bank, ProfileStatus::Missing);
        check(id, 2, Earning::WithinReach, &Reason::Lacks(vec![bank]));
        check(id, 3, Earning::NotEarning, &Reason::Lacks(vec![Lack::Enrolment(None)]));
    }
}

#[test]
fn an_assessment_keeps_the_tree() {
    with("active", 1, |it| {
        assert_eq!((it.criteria, it.tree.missing(), it.status.missing), (CriteriaState::Lacking(1), 1, 1));
    });
}

fn groups(id: &str, in_view: &LocationSet) -> Vec<(Earning, Vec<usize>)> {
    let catalogue = catalogue();
    let engagement = catalogue.data().engagements.find(&id.into()).unwrap();
    let groups = location_groups(&catalogue, engagement, in_view).into_iter();
    groups.map(|group| (group.verdict, group.locations.into_iter().map(Idx::index).collect())).collect()
}

#[test]
fn enrolled_locations_are_grouped_by_verdict() {
    let all = LocationSet::All;
    assert_eq!(groups("active", &all), [(Earning::Earning, vec![0]), (Earning::WithinReach, vec![1, 2])]);
    assert_eq!(groups("upcoming", &all), [(Earning::Ready, vec![0]), (Earning::WithinReach, vec![1, 2])]);
    assert_eq!(groups("expired", &all), [(Earning::Ended, vec![0, 1, 2])]);
}

#[test]
fn only_locations_in_view_are_grouped() {
    let some = LocationSet::from_positions([2, 3].map(Idx::new), 4);
    assert_eq!(groups("active", &some), [(Earning::WithinReach, vec![2])]);
}

#[test]
fn a_location_has_its_engagements_by_verdict_without_ended_ones() {
    let of = |at, limit| {
        let groups = engagement_groups(&catalogue(), Idx::new(at), limit).into_iter();
        groups.map(|it| (it.verdict, it.count, it.first.into_iter().map(Idx::index).collect())).collect::<Vec<_>>()
    };
    let none = |verdict| (verdict, 0, vec![]);
    let [earning, ready] = [(Earning::Earning, 1, vec![0]), (Earning::Ready, 1, vec![1])];
    assert_eq!(of(0, 9), [earning, ready, none(Earning::WithinReach), none(Earning::NotEarning)]);
    let near = (Earning::WithinReach, 2, vec![0]);
    assert_eq!(of(1, 1), [none(Earning::Earning), none(Earning::Ready), near, none(Earning::NotEarning)]);
}

#[test]
fn only_a_location_that_neither_earns_nor_is_ready_lacks_something() {
    let lacks = |id: &str, location| with(id, location, |it| it.lacks_something());
    assert_eq!(["active", "upcoming", "expired"].map(|id| lacks(id, 0)), [false; 3]);
    assert_eq!(["active", "upcoming", "expired"].map(|id| lacks(id, 1)), [true, true, false]);
}
