//! The demo dataset is valid and shows each state.

use std::collections::HashSet;

use domain::actions::{Action, ActionKind, Severity, Task};
use domain::availability::Availability;
use domain::catalogue::{Catalogue, Query};
use domain::claims::LapseReason;
use domain::customer_eligibility::CustomerGroup;
use domain::dataset::Reader;
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use domain::eligibility::{Verdict, explain};
use domain::id::LocationId;
use domain::model::{ClaimState, CustomerEligibility, Dataset, EvidenceState, Location, Segment};
use domain::permissions::admins_at;
use domain::view::{Obstacle, Prospect, customer_engagements, engagement_customers};
use domain::{Day, Idx};

use crate::generate::STATES;

fn demo() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/contoso.json")).unwrap()
}

#[test]
fn the_demo_follows_the_schema() {
    let bytes = demo();
    let value = serde_json::from_slice(&bytes).unwrap();
    let errors: Vec<String> = crate::schema::validator()
        .iter_errors(&value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_demo_is_sound_and_shows_everything() {
    let bytes = demo();
    let as_of = serde_json::from_slice::<Dataset>(&bytes).unwrap().as_of;
    let loaded = Reader::read(&bytes, as_of);
    assert_eq!(loaded.problems, []);
    let data = loaded.data.unwrap();
    assert_eq!(data.check_details(0..data.details_count()), []);
    assert!(data.engagements.len() >= 48, "{}", data.engagements.len());
    assert_eq!((data.areas.len(), data.roles.len(), data.markets.len()), (6, 4, 3));
    let countries: HashSet<&str> = data.locations.iter().map(|location| location.country.as_str()).collect();
    assert_eq!((data.locations.len(), countries.len()), (14, 9));
    assert_eq!((data.customers.len(), data.claims.len()), (80, 140));
    for state in STATES {
        assert!(data.claims.iter().any(|claim| claim.state == state), "no claim is {state:?}");
    }
    let catalogue = Catalogue::new(data, as_of);
    let facets = catalogue.query_unindexed(&Query::default()).facets;
    for status in Availability::ALL {
        let count = Availability::ALL.iter().zip(facets.status).find(|(known, _)| **known == status).unwrap().1;
        assert!(count > 0, "none is {status:?}");
    }
    for verdict in Earning::ALL {
        assert!(facets.eligibility[verdict as usize] > 0, "none is {verdict:?}");
    }
    assert!(!catalogue.actions().is_empty());
}

/// The demo on the day that it describes.
fn today() -> Catalogue {
    let bytes = demo();
    let as_of = serde_json::from_slice::<Dataset>(&bytes).unwrap().as_of;
    Catalogue::new(Reader::read(&bytes, as_of).data.unwrap(), as_of)
}

#[test]
fn the_demo_shows_each_way_in_which_a_claim_lapses() {
    let lapsed = today().lapsed();
    for reason in [LapseReason::Consent, LapseReason::Submission, LapseReason::Dispute, LapseReason::EngagementEnd] {
        assert!(lapsed.iter().any(|lapsed| lapsed.lapse.reason == reason), "no claim lapsed by {reason:?}");
    }
    let currencies = today().money_of(lapsed.iter().map(|lapsed| lapsed.claim)).totals().len();
    assert!(currencies > 1, "money lost in {currencies} currencies");
}

#[test]
fn the_demo_shows_what_is_overdue_a_profile_that_blocks_and_several_currencies() {
    let catalogue = today();
    let actions = catalogue.actions();
    for severity in Severity::ALL {
        assert!(actions.iter().any(|action| action.severity == severity), "nothing is {severity:?}");
    }
    for kind in ActionKind::ALL {
        assert!(actions.iter().any(|action| action.task.kind() == kind), "nothing is {kind:?}");
    }
    let is_overdue =
        |kind| actions.iter().any(|action| action.severity == Severity::Overdue && action.task.kind() == kind);
    assert!(is_overdue(ActionKind::Attainment) && is_overdue(ActionKind::Review));
    let blocks = |action: &Action| matches!(action.task, Task::MendProfile { blocks: 1.., .. });
    assert!(actions.iter().any(blocks));
    assert!(catalogue.stake(&actions).totals().len() > 1);
    assert!(actions.iter().any(|action| catalogue.stake([action]).totals().len() > 1), "several beside one action");
}

/// Rule 7: on one page or another there is a customer of every group, with every reason, and an engagement that is
/// everything to a customer that it can be.
#[test]
fn the_demo_shows_each_reason_why_a_customer_is_not_eligible() {
    let catalogue = today();
    let data = catalogue.data();
    let customers: Vec<_> = data.engagements.iter().flat_map(|it| engagement_customers(&catalogue, it)).collect();
    for verdict in CustomerEligibility::ALL.into_iter().filter(|verdict| *verdict != CustomerEligibility::Eligible) {
        let found = customers.iter().filter(|customer| customer.not_eligible_because() == Some(verdict)).count();
        assert!(found > 1, "{found} customers with {verdict:?}");
    }
    assert!(customers.iter().any(|it| it.group == CustomerGroup::Eligible && it.claims.is_empty()));
    assert!(customers.iter().any(|it| it.group == CustomerGroup::NotEligible && !it.claims.is_empty()));
    let engagements: Vec<_> =
        (0..data.customers.len()).flat_map(|at| customer_engagements(&catalogue, Idx::new(at))).collect();
    for prospect in Prospect::ALL {
        assert!(engagements.iter().any(|it| it.prospect == prospect), "{prospect:?}");
    }
    assert!(engagements.iter().any(|it| it.obstacle() == Some(Obstacle::Ended)));
    for segment in Segment::ALL {
        assert!(data.customers.iter().any(|customer| customer.segment == Some(segment)), "{segment:?}");
    }
}

/// An item that is not accepted belongs to a claim about which the reviewer asks.
#[test]
fn the_demo_shows_evidence_in_every_state_and_since_when() {
    let catalogue = today();
    let items: Vec<_> =
        catalogue.data().claims.iter().flat_map(|claim| claim.evidence.iter().map(move |item| (claim, item))).collect();
    for state in [EvidenceState::InProgress, EvidenceState::Complete, EvidenceState::ActionRequired] {
        assert!(items.iter().any(|(_, item)| item.state == state && item.since.is_some()), "{state:?}");
    }
    for (claim, item) in items {
        let is_asked = claim.state == ClaimState::PartnerActionRequired;
        assert!(is_asked || item.state != EvidenceState::ActionRequired, "{}", claim.id);
        let is_within = |since: Day| since >= claim.added && since <= catalogue.day();
        assert!(item.since.is_none_or(is_within), "{}", claim.id);
    }
}

#[test]
fn the_demo_shows_an_admin_of_some_locations() {
    let catalogue = today();
    let data = catalogue.data();
    let asked = |location: &Location| admins_at(&data.partner, &location.id).len();
    let numbers: HashSet<usize> = data.locations.iter().map(|location| asked(location)).collect();
    assert_eq!(numbers, HashSet::from([1, 2]));
    let known = |id: &LocationId| data.location(id).is_some();
    assert!(data.partner.admins.iter().flat_map(|admin| &admin.locations).flatten().all(known));
}

/// Returns whether the only part that is not met is "one of these".
fn lacks_one_of_a_choice(verdict: &Verdict<'_>) -> bool {
    let Verdict::AllOf(parts) = verdict else { return false };
    let mut unmet = parts.iter().filter(|part| !part.met());
    matches!((unmet.next(), unmet.next()), (Some(Verdict::AnyOf(choices)), None) if choices.len() > 1)
}

#[test]
fn the_demo_shows_a_choice_as_the_only_thing_missing() {
    let catalogue = today();
    let lacks = |engagement: EngagementRef<'_>| {
        catalogue.data().locations.iter().enumerate().any(|(at, location)| {
            catalogue.verdict_at(engagement, Idx::new(at)) == Earning::WithinReach
                && lacks_one_of_a_choice(&explain(engagement.criteria(), location, catalogue.day()))
        })
    };
    assert!(catalogue.data().engagements.iter().any(lacks));
}

#[test]
fn the_demo_shows_a_stated_verdict_that_begins_next_month() {
    let catalogue = today();
    let next_month = catalogue.on_day(catalogue.day().plus(29));
    assert_eq!((catalogue.day().parts().1, next_month.day().parts()), (11, (2026, 12, 1)));
    let begins =
        |location: &Location| location.stated.iter().any(|stated| stated.met && stated.since == Some(next_month.day()));
    let at = catalogue.data().locations.iter().position(|location| begins(location)).unwrap();
    let earns_then = catalogue.data().engagements.iter().any(|engagement| {
        catalogue.verdict_at(engagement, Idx::new(at)) == Earning::WithinReach
            && next_month.verdict_at(engagement, Idx::new(at)) == Earning::Earning
    });
    assert!(earns_then);
}

/// Rule 14: as it shifts, the demo shows the same on any day.
#[test]
fn the_demo_is_current_on_any_day() {
    let bytes = demo();
    let dataset: Dataset = serde_json::from_slice(&bytes).unwrap();
    assert!(dataset.shift_dates && dataset.illustrative);
    let on = |days| {
        let today = dataset.as_of.plus(days);
        let catalogue = Catalogue::new(Reader::read(&bytes, today).data.unwrap(), today);
        catalogue.query_unindexed(&Query::default())
    };
    assert_eq!(on(0), on(777));
}
