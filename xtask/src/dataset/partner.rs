//! The partner's side: locations, customers, claims. Each is a function of its index.

use domain::dataset::wire::{
    Attainment, Claim, ClaimState, Customer, Evidence, EvidenceState, Location, PayeeProfile, Profile, StatedVerdict,
};
use domain::day::Span;
use domain::id::CredentialId;
use domain::payee::ProfileStatus;

use super::programme::{MARKETS, Outline, Programme, day, id, money, stated_id};
use super::random::Random;
use super::words::{CERTIFICATIONS, COUNTRIES, CUSTOMER_STEMS, CUSTOMER_TRADES, SPECIALIZATIONS, STATED};

/// How often a claim is in each state, of 140; as in the demo dataset.
const STATES: [(usize, ClaimState); 17] = [
    (10, ClaimState::ConsentNotRequested),
    (14, ClaimState::ConsentRequested),
    (28, ClaimState::ConsentGiven),
    (9, ClaimState::Submitted),
    (9, ClaimState::UnderReview),
    (6, ClaimState::PartnerActionRequired),
    (6, ClaimState::Approved),
    (6, ClaimState::PaymentPending),
    (24, ClaimState::Paid),
    (2, ClaimState::Reversed),
    (4, ClaimState::ConsentDeclined),
    (5, ClaimState::ConsentExpired),
    (4, ClaimState::ClaimExpired),
    (3, ClaimState::Cancelled),
    (5, ClaimState::Rejected),
    (3, ClaimState::Disputed),
    (2, ClaimState::FinallyRejected),
];
/// How many engagements are tried for a claim before there is none.
const TRIES: usize = 24;

/// Everything that depends on the sizes and the seed.
pub struct Team<'a> {
    programme: &'a Programme,
    locations: usize,
    customers: usize,
    seed: u64,
}

impl<'a> Team<'a> {
    /// A partner of a size, in a programme.
    pub const fn new(programme: &'a Programme, locations: usize, customers: usize, seed: u64) -> Self {
        Self { programme, locations, customers, seed }
    }

    /// The locations.
    pub fn locations(&self) -> impl Iterator<Item = Location> {
        (0..self.locations).map(|index| location(self.seed, index))
    }

    /// The customers.
    pub fn customers(&self) -> impl Iterator<Item = Customer> {
        (0..self.customers).map(|index| {
            let mut random = Random::of(self.seed, "customer", index);
            let names = CUSTOMER_STEMS.len() * CUSTOMER_TRADES.len();
            let (stem, trade) =
                (CUSTOMER_STEMS[index % CUSTOMER_STEMS.len()], CUSTOMER_TRADES[index / 32 % CUSTOMER_TRADES.len()]);
            let name = match index / names {
                0 => format!("{stem} {trade}"),
                series => format!("{stem} {trade} {}", series + 1),
            };
            Customer { id: customer_id(index).as_str().into(), name, country: random.pick(&COUNTRIES).0.to_owned() }
        })
    }

    /// The claims: none to four a customer, two on average, each at another engagement.
    pub fn claims(&self) -> impl Iterator<Item = Claim> {
        let customers = if self.locations == 0 || self.programme.len() == 0 { 0 } else { self.customers };
        (0..customers).flat_map(|customer| {
            let mut random = Random::of(self.seed, "claims", customer);
            let mut taken = Vec::new();
            let wanted = random.below(5);
            (0..wanted).filter_map(|number| self.claim(customer, number, &mut taken, &mut random)).collect::<Vec<_>>()
        })
    }

    fn claim(&self, customer: usize, number: usize, taken: &mut Vec<usize>, random: &mut Random) -> Option<Claim> {
        let state = random.weighted(&STATES);
        let dates = Dates::of(state, random);
        let (index, outline) = (0..TRIES).find_map(|_| {
            let index = random.below(self.programme.len());
            let outline = self.programme.outline(index);
            let fits = outline.has_customers() && (outline.first..=outline.last).contains(&dates.added);
            (fits && !taken.contains(&index)).then_some((index, outline))
        })?;
        taken.push(index);
        let location = random.below(self.locations);
        let currency = country(self.seed, location).2;
        Some(Claim {
            id: format!("w{customer:06}-{number}").as_str().into(),
            engagement: Programme::engagement_id(index).as_str().into(),
            customer: customer_id(customer).as_str().into(),
            location: location_id(location).as_str().into(),
            state,
            added: day(dates.added),
            consented: dates.consented.map(day),
            submitted: dates.submitted.map(day),
            decided: dates.decided.map(day),
            evidence: evidence(state, &dates, &outline, random),
            amount: if random.percent(90) { money(i64::from(random.between(4, 60)) * 25_000, currency) } else { None },
        })
    }
}

fn location_id(index: usize) -> String {
    format!("{}", 4_800_000 + index * 37)
}

fn customer_id(index: usize) -> String {
    format!("c{index:06}")
}

fn country(seed: u64, location: usize) -> (&'static str, usize, &'static str, [&'static str; 4]) {
    *Random::of(seed, "country", location).pick(&COUNTRIES)
}

fn location(seed: u64, index: usize) -> Location {
    let mut random = Random::of(seed, "location", index);
    let (code, market, _, cities) = country(seed, index);
    let since = random.between(-1_600, -40);
    let enrolment = random.percent(97).then(|| Span { first: day(since), last: None });
    let stated = (0..STATED.len()).filter_map(|stated| {
        let met = random.weighted(&[(25, None), (15, Some(false)), (60, Some(true))])?;
        let since = met.then(|| day(random.between(-300, -10)));
        Some(StatedVerdict { id: stated_id(stated).as_str().into(), met, since })
    });
    let stated = stated.collect();
    Location {
        id: location_id(index).as_str().into(),
        name: format!("Contoso {} {}", random.pick(&cities), index + 1),
        country: code.to_owned(),
        market: MARKETS[market].into(),
        enrolment,
        attainments: attainments(&mut random),
        stated,
        payee: payee(&mut random),
    }
}

fn attainments(random: &mut Random) -> Vec<Attainment> {
    let mut all = Vec::new();
    for (kind, count, share) in
        [("agreement", 3, 92), ("designation", 6, 58), ("specialization", SPECIALIZATIONS.len(), 40)]
    {
        for index in 0..count {
            if random.percent(share) {
                all.push(attainment(id(kind, index), random));
            }
        }
    }
    for index in 0..CERTIFICATIONS.len() {
        if random.percent(75) {
            let people = random.between(1, 9).unsigned_abs();
            all.push(Attainment { people: Some(people), ..attainment(id("certification", index), random) });
        }
    }
    for index in 0..4 {
        if random.percent(80) {
            let revenue = money(i64::from(random.between(1, 90)) * 2_500_000, "USD");
            let since = attainment(id("revenue", index), random);
            all.push(Attainment { revenue, last: None, ..since });
        }
    }
    all
}

/// An attainment that counts for a year or more; a few ran out, and some soon do.
fn attainment(credential: CredentialId, random: &mut Random) -> Attainment {
    let last = match random.below(100) {
        0..4 => Some(random.between(-40, -1)),
        4..10 => Some(random.between(0, 30)),
        10..18 => Some(random.between(31, 90)),
        18..70 => Some(random.between(91, 360)),
        _ => None,
    };
    let first = last.map_or_else(|| random.between(-700, -20), |last| last - 364);
    Attainment {
        id: credential.as_str().into(),
        credential,
        first: day(first),
        last: last.map(day),
        people: None,
        revenue: None,
    }
}

fn payee(random: &mut Random) -> PayeeProfile {
    use ProfileStatus::{ActionRequired, Approved, Missing, PendingValidation};
    let mut profile = |half| Profile {
        status: random.weighted(&[(84, Approved), (5, Missing), (5, PendingValidation), (6, ActionRequired)]),
        url: Some(format!("https://partner.microsoft.com/dashboard/payout-and-tax/{half}")),
    };
    PayeeProfile { bank: profile("bank"), tax: profile("tax") }
}

/// The days of a claim, as offsets.
struct Dates {
    added: i32,
    consented: Option<i32>,
    submitted: Option<i32>,
    decided: Option<i32>,
}

impl Dates {
    /// Days that suit a state: a few deadlines have passed, some are near.
    fn of(state: ClaimState, random: &mut Random) -> Self {
        use ClaimState as S;
        let mut dates = Self { added: 0, consented: None, submitted: None, decided: None };
        dates.decided = match state {
            S::PartnerActionRequired => Some(random.between(-9, 0)),
            S::Rejected => Some(random.between(-32, 0)),
            S::Disputed => Some(random.between(-25, -3)),
            S::FinallyRejected => Some(random.between(-80, -40)),
            _ => None,
        };
        dates.submitted = match (state, dates.decided) {
            (_, Some(decided)) => Some(decided - random.between(7, 14)),
            (S::Submitted, _) => Some(random.between(-6, 0)),
            (S::UnderReview, _) => Some(random.between(-15, -7)),
            (S::Approved, _) => Some(random.between(-24, -16)),
            (S::PaymentPending, _) => Some(random.between(-48, -25)),
            (S::Paid | S::Reversed, _) => Some(random.between(-90, -50)),
            _ => None,
        };
        dates.consented = match (state, dates.submitted) {
            (_, Some(submitted)) => Some(submitted - random.between(7, 60)),
            (S::ConsentGiven, _) => Some(random.between(-94, 0)),
            (S::ClaimExpired, _) => Some(random.between(-115, -91)),
            _ => None,
        };
        dates.added = match (state, dates.consented) {
            (_, Some(consented)) => consented - random.between(1, 24),
            (S::ConsentExpired, _) => random.between(-100, -31),
            (S::ConsentNotRequested | S::ConsentRequested, _) => random.between(-33, 0),
            _ => random.between(-100, -5),
        };
        dates
    }
}

fn evidence(state: ClaimState, dates: &Dates, outline: &Outline, random: &mut Random) -> Vec<Evidence> {
    let kinds = outline.evidence().iter();
    if dates.submitted.is_some() {
        return kinds.map(|&kind| Evidence { kind, state: EvidenceState::Complete }).collect();
    }
    if !matches!(state, ClaimState::ConsentGiven | ClaimState::ClaimExpired) {
        return Vec::new();
    }
    let begun = kinds.filter_map(|&kind| {
        let state = random.weighted(&[
            (30, None),
            (30, Some(EvidenceState::InProgress)),
            (40, Some(EvidenceState::Complete)),
        ])?;
        Some(Evidence { kind, state })
    });
    begun.collect()
}
