//! The rules once more, slow and plain: nested loops over the dataset as it is written.

use domain::availability::Availability;
use domain::catalogue::{Direction, Facets, LocationSet, Query, SortKey};
use domain::earning::{Cell, Earning};
use domain::model::{Claim, ClaimState, Criteria, Criterion, Dataset, Engagement, Location};
use domain::payee::ProfileStatus;
use domain::text::{collation_key, fold};
use domain::{Day, Idx};

mod inbox;

pub use inbox::{Action, actions};

pub fn met(criterion: &Criterion, location: &Location, day: Day) -> bool {
    let counting = |credential| {
        location.attainments.iter().filter(move |attainment| {
            attainment.credential == credential
                && attainment.first <= day
                && (attainment.last.is_none() || attainment.last.unwrap() >= day)
        })
    };
    match criterion.clone() {
        Criterion::Enrolment => enrolled(location, day),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential } => counting(credential).count() > 0,
        Criterion::CertifiedPeople { credential, count } => {
            counting(credential).map(|attainment| u64::from(attainment.people.unwrap_or(0))).sum::<u64>()
                >= u64::from(count)
        }
        Criterion::Revenue { credential, threshold } => {
            let amounts = counting(credential)
                .filter_map(|attainment| attainment.revenue)
                .filter(|revenue| revenue.currency == threshold.currency);
            // Totals stop at the ends of the numbers, one amount after the other.
            amounts.fold(0_i64, |sum, revenue| sum.saturating_add(revenue.minor)) >= threshold.minor
        }
        Criterion::Place { countries, markets } => {
            countries.contains(&location.country) || markets.contains(&location.market)
        }
        Criterion::Stated { id, .. } => {
            let counts = |since: Option<Day>| since.is_none() || since.unwrap() <= day;
            location.stated.iter().any(|stated| stated.id == id && stated.met && counts(stated.since))
        }
    }
}

pub fn enrolled(location: &Location, day: Day) -> bool {
    match location.enrolment {
        None => false,
        Some(span) => span.first <= day && (span.last.is_none() || day <= span.last.unwrap()),
    }
}

/// What a criterion asks for; none for a place.
fn thing(criterion: &Criterion) -> Option<String> {
    match criterion {
        Criterion::Place { .. } => None,
        Criterion::Enrolment => Some("enrolment".to_owned()),
        Criterion::Stated { id, .. } => Some(format!("stated {id}")),
        Criterion::Revenue { credential, threshold } => Some(format!("revenue {credential} in {}", threshold.currency)),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential }
        | Criterion::CertifiedPeople { credential, .. } => Some(format!("credential {credential}")),
    }
}

fn holds(criteria: &Criteria, met: &dyn Fn(&Criterion) -> bool) -> bool {
    match criteria {
        Criteria::AllOf(parts) => parts.iter().all(|part| holds(part, met)),
        Criteria::AnyOf(parts) => parts.iter().any(|part| holds(part, met)),
        Criteria::One(criterion) => met(criterion),
    }
}

/// The least number of things with which the criteria hold: all sets of things are tried. None where nothing helps.
fn lacking(criteria: &Criteria, location: &Location, day: Day) -> Option<usize> {
    let mut things = Vec::new();
    domain::eligibility::each_criterion(criteria, &mut |criterion| {
        things.extend(thing(criterion).filter(|_| !met(criterion, location, day)));
    });
    things.sort_unstable();
    things.dedup();
    let holds_with = |set: &u32| {
        let has = |thing: String| things.iter().position(|known| *known == thing).is_some_and(|at| set >> at & 1 == 1);
        holds(criteria, &|criterion| met(criterion, location, day) || thing(criterion).is_some_and(has))
    };
    let sets = 0..1_u32 << things.len();
    sets.filter(holds_with).map(|set| set.count_ones() as usize).min()
}

fn approved(location: &Location) -> bool {
    location.payee.bank.status == ProfileStatus::Approved && location.payee.tax.status == ProfileStatus::Approved
}

pub fn offered(engagement: &Engagement, location: &Location) -> bool {
    engagement.markets.is_empty() || engagement.markets.contains(&location.market)
}

fn criteria_of<'a>(dataset: &'a Dataset, engagement: &Engagement) -> &'a Criteria {
    &dataset.criteria.iter().find(|set| set.id == engagement.criteria).unwrap().tree
}

/// How many criteria a location lacks for an engagement; none where nothing helps.
pub fn lacks(dataset: &Dataset, engagement: &Engagement, location: &Location, day: Day) -> Option<usize> {
    if offered(engagement, location) { lacking(criteria_of(dataset, engagement), location, day) } else { None }
}

pub fn earning(dataset: &Dataset, engagement: &Engagement, location: &Location, day: Day) -> Earning {
    let lacks = lacks(dataset, engagement, location, day);
    let phase = availability(engagement, day);
    match (enrolled(location, day), lacks, approved(location)) {
        _ if phase == Availability::Expired => Earning::Ended,
        (true, Some(0), true) if phase == Availability::Active => Earning::Earning,
        (true, Some(0), true) => Earning::Ready,
        (true, Some(0), false) | (true, Some(1), true) => Earning::WithinReach,
        _ => Earning::NotEarning,
    }
}

pub fn cell(dataset: &Dataset, engagement: &Engagement, locations: &[usize], day: Day) -> Cell {
    let availability = availability(engagement, day);
    let mut cell = Cell { availability, qualifying: 0, within_reach: 0, enrolled: 0 };
    for &at in locations {
        let location = &dataset.locations[at];
        match earning(dataset, engagement, location, day) {
            Earning::Earning | Earning::Ready => cell.qualifying += 1,
            Earning::WithinReach => cell.within_reach += 1,
            Earning::NotEarning | Earning::Ended => {}
        }
        cell.enrolled += u32::from(enrolled(location, day));
    }
    cell
}

/// The values that find a row: everything that its cell shows.
fn shown(cell: Cell) -> Vec<Earning> {
    let count = (cell.qualifying > 0).then_some(match cell.availability {
        Availability::Active => Earning::Earning,
        Availability::Upcoming => Earning::Ready,
        Availability::Expired => Earning::Ended,
    });
    let near = (cell.within_reach > 0).then_some(Earning::WithinReach);
    let shown: Vec<Earning> = count.into_iter().chain(near).collect();
    match (cell.availability, shown.is_empty()) {
        (Availability::Expired, _) => vec![Earning::Ended],
        (_, true) => vec![Earning::NotEarning],
        _ => shown,
    }
}

fn availability(engagement: &Engagement, day: Day) -> Availability {
    if engagement.term.last < day {
        Availability::Expired
    } else if day < engagement.term.first {
        Availability::Upcoming
    } else {
        Availability::Active
    }
}

fn engagement_of<'a>(dataset: &'a Dataset, claim: &Claim) -> &'a Engagement {
    dataset.engagements.iter().find(|engagement| engagement.id == claim.engagement).unwrap()
}

/// The last day for the next step of a claim, where there is one.
fn last_day(dataset: &Dataset, claim: &Claim) -> Option<Day> {
    let Engagement { details, term, .. } = engagement_of(dataset, claim);
    match claim.state {
        ClaimState::ConsentNotRequested | ClaimState::ConsentRequested => {
            Some(claim.added.plus(details.consent_days.into()).min(term.last))
        }
        ClaimState::ConsentGiven => {
            let deadline = claim.consented.map(|consented| consented.plus(details.claim_days.into()));
            Some(deadline.unwrap_or(term.last).min(term.last))
        }
        ClaimState::Rejected => claim.decided.map(|rejected| rejected.plus(30)),
        _ => None,
    }
}

fn state_on(dataset: &Dataset, claim: &Claim, day: Day) -> ClaimState {
    match claim.state {
        state if last_day(dataset, claim).is_none_or(|last| day <= last) => state,
        ClaimState::ConsentGiven => ClaimState::ClaimExpired,
        ClaimState::Rejected => ClaimState::FinallyRejected,
        _ => ClaimState::ConsentExpired,
    }
}

/// Whether a claim is neither closed nor lapsed.
fn open(dataset: &Dataset, claim: &Claim, day: Day) -> bool {
    use ClaimState::{Cancelled, ClaimExpired, ConsentDeclined, ConsentExpired, FinallyRejected, Paid, Reversed};
    let closed = [Paid, Reversed, ConsentDeclined, ConsentExpired, ClaimExpired, Cancelled, FinallyRejected];
    !closed.contains(&state_on(dataset, claim, day))
}

/// Rule 8: the claims about which nothing can be done any more because a day has passed.
pub fn lapsed(dataset: &Dataset, day: Day) -> Vec<usize> {
    let lapsed = |claim: &Claim| match state_on(dataset, claim, day) {
        ClaimState::ConsentExpired | ClaimState::ClaimExpired => true,
        ClaimState::FinallyRejected => claim.state == ClaimState::Rejected,
        _ => false,
    };
    (0..dataset.claims.len()).filter(|&at| lapsed(&dataset.claims[at])).collect()
}

pub fn active_customers(dataset: &Dataset, engagement: &Engagement, locations: &[usize], day: Day) -> u32 {
    use ClaimState::{
        Approved, ConsentGiven, Disputed, PartnerActionRequired, PaymentPending, Rejected, Submitted, UnderReview,
    };
    let active = dataset.customers.iter().filter(|customer| {
        dataset.claims.iter().any(|claim| {
            claim.engagement == engagement.id
                && claim.customer == customer.id
                && locations.iter().any(|&at| dataset.locations[at].id == claim.location)
                && [
                    ConsentGiven,
                    Submitted,
                    UnderReview,
                    PartnerActionRequired,
                    Approved,
                    PaymentPending,
                    Rejected,
                    Disputed,
                ]
                .contains(&state_on(dataset, claim, day))
        })
    });
    u32::try_from(active.count()).unwrap()
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded);
    folded
}

/// Which places have a word: begins a word of the name, in the name, in area or role, in the description.
fn tier(dataset: &Dataset, engagement: &Engagement, word: &str, query: &Query) -> Option<usize> {
    let name = folded(engagement.name.get(query.lang));
    let area = &dataset.areas.iter().find(|area| area.id == engagement.area).unwrap().name;
    let role = &dataset.roles.iter().find(|role| role.id == engagement.role).unwrap().name;
    // A word begins after a space, or as a letter or digit after a sign.
    let begins = |at: usize| match name[..at].chars().next_back() {
        None | Some(' ') => true,
        Some(before) => !before.is_alphanumeric() && word.starts_with(char::is_alphanumeric),
    };
    if name.char_indices().any(|(at, _)| name[at..].starts_with(word) && begins(at)) {
        Some(0)
    } else if name.contains(word) {
        Some(1)
    } else if folded(area.get(query.lang)).contains(word) || folded(role.get(query.lang)).contains(word) {
        Some(2)
    } else if folded(engagement.description.get(query.lang)).contains(word) {
        Some(3)
    } else {
        None
    }
}

/// What a query must give: order, facets, and the cell of each engagement.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub order: Vec<usize>,
    pub facets: Facets,
    pub cells: Vec<Cell>,
    pub customers: Vec<u32>,
}

pub fn answer(dataset: &Dataset, day: Day, query: &Query) -> Answer {
    let visible: Vec<usize> = (0..dataset.locations.len())
        .filter(|&at| match &query.locations {
            LocationSet::All => true,
            LocationSet::Some(set) => set.contains(at),
        })
        .collect();
    let engagements = &dataset.engagements;
    let cells: Vec<Cell> = engagements.iter().map(|engagement| cell(dataset, engagement, &visible, day)).collect();
    let typed = folded(&query.text);
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let area_of = |engagement: &Engagement| dataset.areas.iter().position(|area| area.id == engagement.area).unwrap();
    let role_of = |engagement: &Engagement| dataset.roles.iter().position(|role| role.id == engagement.role).unwrap();
    let tiers: Vec<Option<usize>> = engagements
        .iter()
        .map(|engagement| {
            let tiers = words.iter().map(|word| tier(dataset, engagement, word, query));
            tiers.reduce(|worst, tier| Some(worst?.max(tier?))).unwrap_or(Some(0))
        })
        .collect();
    let known_area = query.area.map(Idx::index).filter(|&area| area < dataset.areas.len());
    let known_roles: Vec<usize> =
        query.roles.iter().map(|role| role.index()).filter(|&role| role < dataset.roles.len()).collect();
    let customers: Vec<u32> =
        engagements.iter().map(|engagement| active_customers(dataset, engagement, &visible, day)).collect();
    let is_wanted =
        |cell: Cell| query.eligibility.is_empty() || shown(cell).iter().any(|value| query.eligibility.contains(value));
    // Area, location, status, role, eligibility, search.
    let passes = |at: usize| {
        let engagement = &engagements[at];
        [
            known_area.is_none_or(|area| area_of(engagement) == area),
            query.locations == LocationSet::All
                || visible.iter().any(|&location| offered(engagement, &dataset.locations[location])),
            query.status.is_empty() || query.status.contains(&availability(engagement, day)),
            known_roles.is_empty() || known_roles.contains(&role_of(engagement)),
            is_wanted(cells[at]),
            tiers[at].is_some(),
        ]
    };
    let count = |filter: usize, has: &dyn Fn(usize) -> bool| {
        let matching = (0..engagements.len()).filter(|&at| {
            has(at) && passes(at).into_iter().enumerate().all(|(other, passes)| other == filter || passes)
        });
        u32::try_from(matching.count()).unwrap()
    };
    // With the location as the only one in view.
    let found_at = |location: usize| {
        let matching = (0..engagements.len()).filter(|&at| {
            let [area, _, status, role, _, search] = passes(at);
            let is_offered = offered(&engagements[at], &dataset.locations[location]);
            let wanted = is_wanted(cell(dataset, &engagements[at], &[location], day));
            area && status && role && search && is_offered && wanted
        });
        u32::try_from(matching.count()).unwrap()
    };
    let facets = Facets {
        all_areas: count(0, &|_| true),
        areas: (0..dataset.areas.len()).map(|area| count(0, &|at| area_of(&engagements[at]) == area)).collect(),
        locations: (0..dataset.locations.len()).map(found_at).collect(),
        status: Availability::ALL.map(|status| count(2, &|at| availability(&engagements[at], day) == status)),
        roles: (0..dataset.roles.len()).map(|role| count(3, &|at| role_of(&engagements[at]) == role)).collect(),
        eligibility: Earning::ALL.map(|earning| count(4, &|at| shown(cells[at]).contains(&earning))),
    };
    let mut order: Vec<usize> =
        (0..engagements.len()).filter(|&at| passes(at).into_iter().all(|passes| passes)).collect();
    if let Some(sort) = query.sort {
        let by = |one: usize, other: usize| match sort.key {
            SortKey::Name => {
                let key = |at: usize| {
                    let mut key = String::new();
                    collation_key(engagements[at].name.get(query.lang), query.lang, &mut key);
                    key
                };
                key(one).cmp(&key(other))
            }
            SortKey::Availability => {
                let rank = |at: usize| {
                    let of = availability(&engagements[at], day);
                    [Availability::Active, Availability::Upcoming, Availability::Expired].iter().position(|a| *a == of)
                };
                rank(one).cmp(&rank(other))
            }
            SortKey::Role => role_of(&engagements[one]).cmp(&role_of(&engagements[other])),
            SortKey::Eligibility => {
                let rank = |at: usize| {
                    let Cell { availability, qualifying, within_reach, .. } = cells[at];
                    (availability != Availability::Expired, qualifying, within_reach > 0 && qualifying == 0)
                };
                rank(one).cmp(&rank(other))
            }
            SortKey::ActiveCustomers => customers[one].cmp(&customers[other]),
        };
        order.sort_by(|&one, &other| match sort.direction {
            Direction::Ascending => by(one, other),
            Direction::Descending => by(other, one),
        });
    } else {
        order.sort_by_key(|&at| tiers[at]);
    }
    Answer { order, facets, cells, customers }
}
