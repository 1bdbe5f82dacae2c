//! Small random datasets that are valid: every dataset is made of a list of numbers, so that a
//! failing one shrinks to few of them.

use domain::catalogue::{Direction, LocationSet, Query, Sort, SortKey};
use domain::day::Span;
use domain::id::{AttainmentId, StatedId};
use domain::model::{
    Admin, Attainment, Claim, ClaimState, Credential, CredentialKind, CriterionSet, Customer, CustomerEligibility,
    CustomerVerdict, Dataset, Details, Engagement, Evidence, EvidenceKind, EvidenceState, FORMAT, Link, Location,
    Market, Partner, PartnerRole, Pay, PayeeProfile, Profile, Rate, Segment, SolutionArea, StatedVerdict, Term,
    VERSION,
};
use domain::payee::ProfileStatus;
use domain::{Currency, Day, Lang, Money};
use proptest::prelude::*;

mod asking;
mod criteria;
mod words;

pub use asking::{cases, json, mistyped, query};
pub use criteria::credential;
use criteria::{criteria, market};
pub use words::WORDS;
use words::{text, words};

/// Random numbers, used one after the other; zeros when they run out.
pub struct Draw(std::vec::IntoIter<u32>);

impl Draw {
    pub fn below(&mut self, end: usize) -> usize {
        self.0.next().unwrap_or_default() as usize % end.max(1)
    }

    /// True in one of `of` cases.
    pub fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    pub fn pick<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    /// Some of the numbers below `end`.
    pub fn some_of(&mut self, end: usize, most: usize) -> Vec<usize> {
        let mut some: Vec<usize> = (0..self.below(most + 1)).map(|_| self.below(end)).collect();
        some.sort_unstable();
        some.dedup();
        if end == 0 { Vec::new() } else { some }
    }
}

impl Draw {
    /// The same numbers for the same seed.
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let next = |_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            u32::try_from(state >> 32).unwrap()
        };
        Self((0..2000).map(next).collect::<Vec<_>>().into_iter())
    }
}

/// A strategy of random numbers.
pub fn draws(most: usize) -> impl Strategy<Value = Draw> {
    proptest::collection::vec(any::<u32>(), 0..most).prop_map(|numbers| Draw(numbers.into_iter()))
}

impl std::fmt::Debug for Draw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draw({:?})", self.0.as_slice())
    }
}

/// The day that the data of a draw are about.
pub const TODAY: &str = "2026-11-22";

/// A strategy of datasets, with more numbers to ask about them.
pub fn datasets() -> impl Strategy<Value = (Dataset, Draw)> {
    (draws(1500), draws(300)).prop_map(|(mut draw, more)| (dataset(&mut draw), more))
}

const COUNTRIES: [&str; 4] = ["SE", "DK", "US", "JP"];
/// A day that is near the one that matters, or far away, or at an end of the calendar.
pub fn day(draw: &mut Draw, base: Day) -> Day {
    match draw.below(12) {
        0..=5 => base.plus(i32::try_from(draw.below(7)).unwrap() - 3),
        6..=9 => base.plus(i32::try_from(draw.below(400)).unwrap() - 200),
        10 => Day::MIN.plus(i32::try_from(draw.below(3)).unwrap()),
        _ => Day::MAX.plus(-i32::try_from(draw.below(3)).unwrap()),
    }
}

/// A day and another one, not before it.
fn days(draw: &mut Draw, base: Day) -> (Day, Day) {
    let (one, other) = (day(draw, base), day(draw, base));
    (one.min(other), one.max(other))
}

/// Sums of a few stay within the numbers.
fn money(draw: &mut Draw) -> Money {
    let minor = draw.pick(&[0, 1, 5_000, 10_000, -1, 1 << 50]);
    let currency = Currency::new(draw.pick(&["EUR", "SEK", "JPY"])).unwrap();
    Money { minor, currency }
}

fn url(draw: &mut Draw) -> Option<String> {
    draw.one_in(2).then(|| format!("https://example.com/{}", draw.below(9)))
}

pub fn attainment(draw: &mut Draw, id: String, credentials: usize, base: Day) -> Attainment {
    let (first, last) = days(draw, base);
    Attainment {
        id: AttainmentId(id),
        credential: credential(draw.below(credentials)),
        first,
        last: (!draw.one_in(3)).then_some(last),
        people: draw.one_in(2).then(|| draw.pick(&[0, 1, 3, u32::MAX])),
        revenue: draw.one_in(2).then(|| money(draw)),
    }
}

/// An incentives admin of some locations, or of all.
fn admin(draw: &mut Draw, locations: usize) -> Admin {
    let name = words(draw, 2);
    let email = draw.one_in(2).then(|| "a@b.example".to_owned());
    let some = draw.one_in(2);
    let at = |number: usize| format!("l{number}").as_str().into();
    Admin { name, email, locations: some.then(|| (0..locations).filter(|_| draw.one_in(2)).map(at).collect()) }
}

fn location(draw: &mut Draw, number: usize, credentials: usize, markets: usize, base: Day) -> Location {
    let (first, last) = days(draw, base);
    let profile = |draw: &mut Draw| {
        // Approved more often than not: else nothing would earn.
        let status = if draw.one_in(3) { draw.pick(&ProfileStatus::ALL) } else { ProfileStatus::Approved };
        Profile { status, url: url(draw) }
    };
    Location {
        id: format!("l{number}").as_str().into(),
        name: words(draw, 2),
        country: draw.pick(&COUNTRIES).to_owned(),
        market: market(draw.below(markets)),
        enrolment: match draw.below(8) {
            0..=4 => Some(Span { first: base.plus(-300), last: None }),
            5 | 6 => Some(Span { first, last: Some(last) }),
            _ => None,
        },
        attainments: (0..draw.below(7)).map(|at| attainment(draw, format!("a{at}"), credentials, base)).collect(),
        stated: (0..draw.below(4))
            .map(|at| StatedVerdict {
                id: StatedId(format!("s{at}")),
                met: !draw.one_in(3),
                since: draw.one_in(2).then(|| day(draw, base)),
            })
            .collect(),
        payee: PayeeProfile { bank: profile(draw), tax: profile(draw) },
    }
}

const EVIDENCE: [EvidenceKind; 4] =
    [EvidenceKind::Findings, EvidenceKind::Invoice, EvidenceKind::PartnerSurvey, EvidenceKind::CustomerSurvey];

const EVIDENCE_STATES: [EvidenceState; 4] =
    [EvidenceState::Complete, EvidenceState::InProgress, EvidenceState::NotStarted, EvidenceState::ActionRequired];

fn details(draw: &mut Draw, markets: usize) -> Details {
    Details {
        customer_criteria: (0..draw.below(2)).map(|_| text(draw, 3)).collect(),
        rates: (0..draw.below(3))
            .map(|_| {
                let amount = draw.one_in(2).then(|| money(draw));
                let basis_points = amount.is_none().then(|| draw.pick(&[0, 150, u32::MAX]));
                let cap = draw.one_in(3).then(|| money(draw));
                Rate { market: market(draw.below(markets)), label: text(draw, 2), amount, basis_points, cap }
            })
            .collect(),
        evidence: draw.some_of(4, 3).into_iter().map(|at| EVIDENCE[at]).collect(),
        consent_days: draw.pick(&[30, 0, 1, u16::MAX]),
        claim_days: draw.pick(&[90, 0, 1, u16::MAX]),
        links: (0..draw.below(2))
            .map(|at| Link { label: text(draw, 2), url: format!("https://example.com/{at}") })
            .collect(),
    }
}

pub const STATES: [ClaimState; 17] = [
    ClaimState::ConsentNotRequested,
    ClaimState::ConsentRequested,
    ClaimState::ConsentGiven,
    ClaimState::Submitted,
    ClaimState::UnderReview,
    ClaimState::PartnerActionRequired,
    ClaimState::Approved,
    ClaimState::PaymentPending,
    ClaimState::Paid,
    ClaimState::Reversed,
    ClaimState::ConsentDeclined,
    ClaimState::ConsentExpired,
    ClaimState::ClaimExpired,
    ClaimState::Cancelled,
    ClaimState::Rejected,
    ClaimState::Disputed,
    ClaimState::FinallyRejected,
];

fn claim(draw: &mut Draw, number: usize, dataset: &Dataset, base: Day) -> Claim {
    let item = |draw: &mut Draw, kind| Evidence {
        kind,
        state: draw.pick(&EVIDENCE_STATES),
        since: draw.one_in(2).then(|| day(draw, base)),
    };
    Claim {
        id: format!("k{number}").as_str().into(),
        engagement: draw.pick(&dataset.engagements).id,
        customer: draw.pick(&dataset.customers).id,
        location: draw.pick(&dataset.locations).id,
        state: draw.pick(&STATES),
        added: day(draw, base),
        consented: (!draw.one_in(4)).then(|| day(draw, base)),
        submitted: draw.one_in(3).then(|| day(draw, base)),
        decided: (!draw.one_in(4)).then(|| day(draw, base)),
        evidence: EVIDENCE
            .into_iter()
            .flat_map(|kind| (0..draw.below(2)).map(|_| item(draw, kind)).collect::<Vec<_>>())
            .collect(),
        amount: (!draw.one_in(3)).then(|| money(draw)),
    }
}

fn verdict(draw: &mut Draw, number: usize, dataset: &Dataset, base: Day) -> CustomerVerdict {
    CustomerVerdict {
        id: format!("v{number}").as_str().into(),
        engagement: draw.pick(&dataset.engagements).id,
        customer: draw.pick(&dataset.customers).id,
        verdict: draw.pick(&CustomerEligibility::ALL),
        since: day(draw, base),
    }
}

/// A dataset that is sound in every part.
pub fn dataset(draw: &mut Draw) -> Dataset {
    let base: Day = TODAY.parse().unwrap();
    let engagements = 1 + draw.below(30);
    let locations = draw.below(9);
    let (areas, roles, markets, credentials, sets) =
        (1 + draw.below(3), 1 + draw.below(3), 1 + draw.below(3), 1 + draw.below(5), 1 + draw.below(6));
    let kinds = [
        CredentialKind::Certification,
        CredentialKind::Revenue,
        CredentialKind::Agreement,
        CredentialKind::Designation,
        CredentialKind::Specialization,
    ];
    let kinds: Vec<CredentialKind> = (0..credentials).map(|_| draw.pick(&kinds)).collect();
    let mut dataset = Dataset {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: "generated".to_owned(),
        as_of: base,
        shift_dates: false,
        illustrative: draw.one_in(2),
        partner: Partner { name: words(draw, 2), admins: (0..draw.below(3)).map(|_| admin(draw, locations)).collect() },
        areas: (0..areas)
            .map(|at| SolutionArea { id: format!("a{at}").as_str().into(), name: text(draw, 2) })
            .collect(),
        roles: (0..roles)
            .map(|at| PartnerRole {
                id: format!("r{at}").as_str().into(),
                name: text(draw, 2),
                has_customers: draw.one_in(2),
            })
            .collect(),
        markets: (0..markets)
            .map(|at| Market { id: market(at), name: text(draw, 1), countries: vec![COUNTRIES[at].to_owned()] })
            .collect(),
        credentials: (0..credentials)
            .map(|at| Credential { id: credential(at), kind: kinds[at], name: text(draw, 2), url: url(draw) })
            .collect(),
        criteria: (0..sets)
            .map(|at| CriterionSet { id: format!("x{at}").as_str().into(), tree: criteria(draw, 3, &kinds, markets) })
            .collect(),
        locations: (0..locations).map(|at| location(draw, at, credentials, markets, base)).collect(),
        engagements: Vec::new(),
        customers: Vec::new(),
        claims: Vec::new(),
        customer_verdicts: Vec::new(),
    };
    let shared = details(draw, markets);
    for at in 0..engagements {
        let (first, last) = days(draw, base);
        dataset.engagements.push(Engagement {
            id: format!("e{at}").as_str().into(),
            name: text(draw, 3),
            description: text(draw, 6),
            area: draw.pick(&dataset.areas).id,
            role: draw.pick(&dataset.roles).id,
            pay: draw.pick(&[Pay::Fixed, Pay::Variable]),
            term: Term { first, last },
            markets: if draw.one_in(3) {
                draw.some_of(markets, 2).into_iter().map(market).collect()
            } else {
                Vec::new()
            },
            criteria: draw.pick(&dataset.criteria).id,
            details: if draw.one_in(2) { details(draw, markets) } else { shared.clone() },
        });
    }
    if locations > 0 {
        dataset.customers = (0..=draw.below(4))
            .map(|at| Customer {
                id: format!("u{at}").as_str().into(),
                name: words(draw, 2),
                country: draw.pick(&COUNTRIES).to_owned(),
                segment: draw.one_in(2).then(|| draw.pick(&Segment::ALL)),
                domain: draw.one_in(2).then(|| format!("u{at}.example.com")),
                tenant_id: draw.one_in(2).then(|| format!("{at:08x}-0000-4000-8000-0000000000Af")),
            })
            .collect();
        dataset.claims = (0..draw.below(25)).map(|at| claim(draw, at, &dataset, base)).collect();
        dataset.customer_verdicts = (0..draw.below(12)).map(|at| verdict(draw, at, &dataset, base)).collect();
    }
    dataset
}
