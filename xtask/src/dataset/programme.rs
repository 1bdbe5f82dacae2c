//! The programme: areas, roles, markets, credentials, criteria, engagements. Each is a function of its index.

use domain::dataset::wire::{
    Credential, CredentialKind, Criteria, Criterion, CriterionSet, Details, Engagement, EvidenceKind, Link, Market,
    Pay, Rate, Role, SolutionArea, Term,
};
use domain::id::CredentialId;
use domain::{Currency, Day, Money, Text};

use super::AS_OF;
use super::random::Random;
use super::words::{
    ACTIVITIES, AREAS, CERTIFICATIONS, CLOSINGS, COUNTRIES, INDUSTRIES, MIDDLES, OPENINGS, Pair, SPECIALIZATIONS,
    STATED,
};

/// Id, name and whether there are customers, of each role; the activities name them by index.
const ROLES: [(&str, Pair, bool); 4] = [
    ("build-intent", ("Build intent", "Skapa köpintresse"), true),
    ("transact", ("Transact", "Sälja"), false),
    ("deploy", ("Deploy", "Driftsätta"), false),
    ("use", ("Use", "Öka användningen"), false),
];
/// The markets; the countries name them by index.
pub const MARKETS: [&str; 3] = ["a", "b", "c"];
/// Criterion sets of one area; two more are open to all areas.
const SETS_PER_AREA: usize = 33;
/// How many names one area has before they are numbered.
const NAMES_PER_AREA: usize = 8 * ACTIVITIES.len() * INDUSTRIES.len();
/// Shares no divisor with [`NAMES_PER_AREA`], so that names come in a scattered order and none twice.
const SCATTER: usize = 1_327;

/// A day so many days from the day that the data describe.
pub const fn day(offset: i32) -> Day {
    Day::from_epoch(AS_OF + offset)
}

/// An amount; every code in the tables is one.
pub fn money(minor: i64, currency: &str) -> Option<Money> {
    Currency::new(currency).map(|currency| Money { minor, currency })
}

fn text((en, sv): Pair) -> Text {
    Text { en: en.to_owned(), sv: sv.to_owned() }
}

/// The solution areas.
pub fn areas() -> impl Iterator<Item = SolutionArea> {
    AREAS.iter().map(|&(id, name, _)| SolutionArea { id: id.into(), name: text(name) })
}

/// The roles.
pub fn roles() -> impl Iterator<Item = Role> {
    ROLES.iter().map(|&(id, name, has_customers)| Role { id: id.into(), name: text(name), has_customers })
}

/// The markets with the countries of the locations.
pub fn markets() -> impl Iterator<Item = Market> {
    MARKETS.iter().enumerate().map(|(index, &id)| {
        let letter = id.to_uppercase();
        let own = COUNTRIES.iter().filter(|country| country.1 == index);
        Market {
            id: id.into(),
            name: Text { en: format!("Market {letter}"), sv: format!("Marknad {letter}") },
            countries: own.map(|country| country.0.to_owned()).collect(),
        }
    })
}

/// The credentials: 3 agreements, 6 designations, 17 specializations, 10 certifications, 4 lines of revenue.
pub fn credentials() -> impl Iterator<Item = Credential> {
    let agreements = [
        ("agreement-0", ("Microsoft Commerce Incentives terms", "Villkor för Microsoft Commerce Incentives")),
        ("agreement-1", ("Microsoft Partner Agreement", "Microsoft-partneravtal")),
        ("agreement-2", ("Data processing agreement", "Personuppgiftsbiträdesavtal")),
    ];
    let revenue = [
        (
            "revenue-0",
            ("Billed revenue as Cloud Solution Provider", "Fakturerade intäkter som Cloud Solution Provider"),
        ),
        ("revenue-1", ("Azure consumption", "Azure-förbrukning")),
        ("revenue-2", ("Dynamics 365 revenue", "Intäkter från Dynamics 365")),
        ("revenue-3", ("Microsoft 365 revenue", "Intäkter från Microsoft 365")),
    ];
    let named =
        |kind, path: &'static str| move |(id, name): (&str, Pair)| credential(id.into(), kind, text(name), path);
    let designations = AREAS.iter().enumerate().map(|(index, area)| {
        let name = Text {
            en: format!("Solutions partner for {}", area.1.0),
            sv: format!("Lösningspartner för {}", area.1.1),
        };
        credential(id("designation", index), CredentialKind::Designation, name, "partner-center/membership/")
    });
    let specializations = SPECIALIZATIONS.iter().enumerate().map(|(index, name)| {
        credential(
            id("specialization", index),
            CredentialKind::Specialization,
            Text::same(name),
            "partner-center/membership/",
        )
    });
    let certifications = CERTIFICATIONS.iter().enumerate().map(|(index, name)| {
        credential(
            id("certification", index),
            CredentialKind::Certification,
            Text::same(name),
            "credentials/certifications/",
        )
    });
    agreements
        .into_iter()
        .map(named(CredentialKind::Agreement, "partner-center/enroll/"))
        .chain(designations)
        .chain(specializations)
        .chain(certifications)
        .chain(revenue.into_iter().map(named(CredentialKind::Revenue, "partner-center/billing/")))
}

fn credential(id: CredentialId, kind: CredentialKind, name: Text, path: &str) -> Credential {
    Credential { id, kind, name, url: Some(format!("https://learn.microsoft.com/{path}")) }
}

/// The id of a credential.
pub fn id(kind: &str, index: usize) -> CredentialId {
    CredentialId(format!("{kind}-{index}"))
}

/// Everything that depends on the size and the seed.
pub struct Programme {
    engagements: usize,
    seed: u64,
}

/// What claims need to know of an engagement.
pub struct Outline {
    /// Its area, by index.
    area: usize,
    /// Which of the names of its area; beyond the last one they are numbered.
    name: usize,
    /// What is done in it, by index.
    activity: usize,
    /// Its first day, as an offset.
    pub first: i32,
    /// Its last day, as an offset.
    pub last: i32,
}

impl Outline {
    /// Whether it has customers.
    pub const fn has_customers(&self) -> bool {
        ROLES[ACTIVITIES[self.activity].1].2
    }

    /// The evidence that its claims need.
    pub const fn evidence(&self) -> &'static [EvidenceKind] {
        use EvidenceKind::{CustomerSurvey, Findings, Invoice, PartnerSurvey};
        match (self.has_customers(), self.activity % 4) {
            (false, _) => &[],
            (true, 0) => &[Findings, PartnerSurvey, CustomerSurvey],
            (true, 1) => &[Findings, CustomerSurvey],
            (true, 2) => &[Findings, Invoice],
            (true, _) => &[Findings, Invoice, PartnerSurvey, CustomerSurvey],
        }
    }
}

impl Programme {
    /// A programme of a size.
    pub const fn new(engagements: usize, seed: u64) -> Self {
        Self { engagements, seed }
    }

    /// How many engagements there are.
    pub const fn len(&self) -> usize {
        self.engagements
    }

    /// The criterion sets: some 200, of different shapes.
    pub fn criteria(&self) -> impl Iterator<Item = CriterionSet> {
        (0..AREAS.len() * SETS_PER_AREA + 2).map(|index| {
            let mut random = Random::of(self.seed, "criteria", index);
            CriterionSet { id: criteria_id(index).as_str().into(), tree: tree(index, &mut random) }
        })
    }

    /// The engagements, by area.
    pub fn engagements(&self) -> impl Iterator<Item = Engagement> {
        (0..self.engagements).map(|index| self.engagement(index))
    }

    /// The id of an engagement.
    pub fn engagement_id(index: usize) -> String {
        format!("e{index:06}")
    }

    /// The parts of an engagement that others depend on.
    pub fn outline(&self, index: usize) -> Outline {
        let area = index * AREAS.len() / self.engagements;
        let before = (area * self.engagements).div_ceil(AREAS.len());
        let name = index - before;
        let mut random = Random::of(self.seed, "term", index);
        let (first, last) = match random.below(100) {
            0..10 => (random.between(-500, -300), random.between(-125, -1)),
            10..16 => (random.between(1, 90), random.between(180, 330)),
            16..24 => (-185, random.between(1, 30)),
            24..50 => (-124, 59),
            50..60 => (-305, 60),
            _ => (-124, 240),
        };
        let scattered = name % NAMES_PER_AREA * SCATTER % NAMES_PER_AREA;
        Outline { area, name, activity: scattered / 8 % ACTIVITIES.len(), first, last }
    }

    fn engagement(&self, index: usize) -> Engagement {
        let outline = self.outline(index);
        let mut random = Random::of(self.seed, "engagement", index);
        let (area, _, products) = AREAS[outline.area];
        let (activity, role, variable) = ACTIVITIES[outline.activity];
        let scattered = outline.name % NAMES_PER_AREA * SCATTER % NAMES_PER_AREA;
        let product = products[scattered % 8];
        let industry = INDUSTRIES[scattered / 8 / ACTIVITIES.len()];
        let (wave, round) = match outline.name / NAMES_PER_AREA {
            0 => (String::new(), String::new()),
            again => (format!(", wave {}", again + 1), format!(", omgång {}", again + 1)),
        };
        let name = Text {
            en: format!("{product} – {} for {}{wave}", activity.0, industry.0),
            sv: format!("{product} – {} för {}{round}", activity.1, industry.1),
        };
        let (opening, middle, closing) = (random.pick(&OPENINGS), random.pick(&MIDDLES), random.pick(&CLOSINGS));
        let description = Text {
            en: format!("{} {}. {}", opening.0, middle.0, closing.0),
            sv: format!("{} {}. {}", opening.1, middle.1, closing.1),
        };
        let markets: &[usize] = random.weighted::<&[usize]>(&[(88, &[]), (6, &[0]), (4, &[0, 1]), (2, &[2])]);
        let criteria = match random.below(50) {
            set @ 0..2 => AREAS.len() * SETS_PER_AREA + set,
            _ => outline.area * SETS_PER_AREA + random.below(SETS_PER_AREA),
        };
        Engagement {
            id: Self::engagement_id(index).as_str().into(),
            name,
            description,
            area: area.into(),
            role: ROLES[role].0.into(),
            pay: if variable { Pay::Variable } else { Pay::Fixed },
            term: Term { first: day(outline.first), last: day(outline.last) },
            markets: markets.iter().map(|&market| MARKETS[market].into()).collect(),
            criteria: criteria_id(criteria).as_str().into(),
            details: details(&outline, role, variable, markets, &mut random),
        }
    }
}

fn criteria_id(index: usize) -> String {
    format!("k{index:03}")
}

fn tree(index: usize, random: &mut Random) -> Criteria {
    let one = Criteria::One;
    let agreement = |index| one(Criterion::Agreement { credential: id("agreement", index) });
    let mut parts = vec![one(Criterion::Enrolment), agreement(0)];
    let area = index / SETS_PER_AREA;
    if area >= AREAS.len() {
        // Open to all areas: the terms are enough, or one agreement more.
        parts.extend((index % SETS_PER_AREA == 1).then(|| agreement(1)));
        return Criteria::AllOf(parts);
    }
    let designation = one(Criterion::Designation { credential: id("designation", area) });
    let specialization = |random: &mut Random| {
        let near = (area * 3 + random.below(3)) % SPECIALIZATIONS.len();
        one(Criterion::Specialization { credential: id("specialization", near) })
    };
    let people = |random: &mut Random, most: u32| {
        let credential = id("certification", random.below(CERTIFICATIONS.len()));
        let count = u32::try_from(random.between(1, i32::try_from(most).unwrap_or(1))).unwrap_or(1);
        one(Criterion::CertifiedPeople { credential, count })
    };
    match random.below(6) {
        0 => parts.push(designation),
        1 => parts.push(Criteria::AnyOf(vec![designation, specialization(random)])),
        2 => {
            let both = Criteria::AllOf(vec![designation, people(random, 4)]);
            parts.push(Criteria::AnyOf(vec![specialization(random), both]));
        }
        3 => parts.extend([designation, people(random, 6)]),
        4 => parts.extend([specialization(random), people(random, 3)]),
        _ => {
            parts.push(agreement(1));
            parts.push(Criteria::AnyOf(vec![designation, people(random, 8)]));
        }
    }
    // No location has what these ask for: within reach with one of them, out of it with both.
    if random.percent(12) {
        let credential = id("certification", random.below(CERTIFICATIONS.len()));
        parts.push(one(Criterion::CertifiedPeople { credential, count: 25 }));
    }
    if random.percent(8) {
        let credential = id("revenue", random.below(4));
        let threshold = money(500_000_000, "USD");
        parts.extend(threshold.map(|threshold| one(Criterion::Revenue { credential, threshold })));
    }
    if random.percent(25) {
        let threshold = money(i64::from(random.between(1, 40)) * 2_500_000, "USD");
        let credential = id("revenue", random.below(4));
        parts.extend(threshold.map(|threshold| one(Criterion::Revenue { credential, threshold })));
    }
    if random.percent(20) {
        let stated = random.below(STATED.len());
        parts.push(one(Criterion::Stated { id: stated_id(stated).as_str().into(), text: text(STATED[stated]) }));
    }
    if random.percent(10) {
        let (countries, markets) = if random.percent(50) {
            (vec![], vec![MARKETS[0].into(), MARKETS[1].into()])
        } else {
            (COUNTRIES[..7].iter().map(|country| country.0.to_owned()).collect(), vec![])
        };
        parts.push(one(Criterion::Place { countries, markets }));
    }
    Criteria::AllOf(parts)
}

/// The id of a stated criterion.
pub fn stated_id(index: usize) -> String {
    format!("stated-{index}")
}

/// One of a few hundred: rates in 24 steps, and what the role and the activity ask for.
fn details(outline: &Outline, role: usize, variable: bool, markets: &[usize], random: &mut Random) -> Details {
    let mut details = Details { consent_days: 30, claim_days: 90, ..Details::default() };
    details.evidence.extend_from_slice(outline.evidence());
    let market = MARKETS[*markets.first().unwrap_or(&0)];
    let step = random.between(1, 24);
    let mut rate = Rate { market: market.into(), label: Text::default(), amount: None, basis_points: None, cap: None };
    match role {
        0 | 2 if variable => {
            rate.amount = money(10_000 + i64::from(step) * 500, "USD");
            rate.cap = money(2_500_000, "USD");
        }
        0 => rate.amount = money(i64::from(step) * 25_000, "USD"),
        2 => rate.amount = money(i64::from(step) * 150_000, "USD"),
        _ => rate.basis_points = Some(step.unsigned_abs() * 50),
    }
    details.rates.push(rate);
    if random.percent(10) {
        details.customer_criteria.push(text(("At least 300 paid seats", "Minst 300 betalda licenser")));
    }
    if random.percent(5) {
        let url = "https://learn.microsoft.com/partner-center/".to_owned();
        details.links.push(Link { label: text(("Guide", "Vägledning")), url });
    }
    details
}
