//! What the tests of rules start from: one sound dataset with one of each thing, to be changed.

use crate::dataset::{Data, Reader};
use crate::day::Span;
use crate::model::{
    Attainment, Claim, ClaimState, Credential, CredentialKind, Criteria, Criterion, CriterionSet, Customer,
    CustomerEligibility, CustomerVerdict, Dataset, Details, Engagement, EvidenceKind, FORMAT, Location, Market,
    Partner, PartnerRole, Pay, PayeeProfile, Profile, SolutionArea, Term, VERSION,
};
use crate::payee::ProfileStatus;
use crate::{Currency, Day, Money, Text};

/// A day as it is written.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Returns the day that the dataset is about: a Monday.
pub fn today() -> Day {
    day("2026-11-02")
}

pub fn money(minor: i64, code: &str) -> Money {
    Money { minor, currency: Currency::new(code).unwrap() }
}

/// An attainment of the credential `gold` from long ago to a last day.
pub fn attainment(id: &str, last: Option<Day>) -> Attainment {
    Attainment { id: id.into(), credential: "gold".into(), first: day("2025-01-01"), last, people: None, revenue: None }
}

/// Enrolled, approved, and without any attainment.
pub fn location(id: &str) -> Location {
    let approved = Profile { status: ProfileStatus::Approved, url: None };
    Location {
        id: id.into(),
        name: format!("Contoso {id}"),
        country: "SE".to_owned(),
        market: "nordic".into(),
        enrolment: Some(Span { first: day("2025-01-01"), last: None }),
        attainments: Vec::new(),
        stated: Vec::new(),
        payee: PayeeProfile { bank: approved.clone(), tax: approved },
    }
}

/// Active, asks for `gold`, and needs a findings document.
pub fn engagement(id: &str) -> Engagement {
    Engagement {
        id: id.into(),
        name: Text::same("Workshop"),
        description: Text::default(),
        area: "security".into(),
        role: "build".into(),
        pay: Pay::Fixed,
        term: Term { first: day("2026-07-01"), last: day("2027-06-30") },
        markets: Vec::new(),
        criteria: "standard".into(),
        details: Details { evidence: vec![EvidenceKind::Findings], ..Details::default() },
    }
}

pub fn claim(id: &str, state: ClaimState) -> Claim {
    Claim {
        id: id.into(),
        engagement: "e".into(),
        customer: "fabrikam".into(),
        location: "l".into(),
        state,
        added: today(),
        consented: None,
        submitted: None,
        decided: None,
        evidence: Vec::new(),
        amount: Some(money(100, "EUR")),
    }
}

/// In Sweden, without what a dataset may leave out.
pub fn customer(id: &str, name: &str) -> Customer {
    let country = "SE".to_owned();
    Customer { id: id.into(), name: name.to_owned(), country, segment: None, domain: None, tenant_id: None }
}

pub fn verdict(id: &str, verdict: CustomerEligibility, since: Day) -> CustomerVerdict {
    CustomerVerdict { id: id.into(), engagement: "e".into(), customer: "fabrikam".into(), verdict, since }
}

pub fn credential(id: &str) -> Credential {
    Credential { id: id.into(), kind: CredentialKind::Designation, name: Text::same(id), url: None }
}

/// One of each; the location `l` earns on the engagement `e`.
pub fn dataset() -> Dataset {
    let gold = Criterion::Designation { credential: "gold".into() };
    Dataset {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: "test".to_owned(),
        as_of: today(),
        shift_dates: false,
        illustrative: true,
        partner: Partner { name: "Contoso".to_owned(), admins: Vec::new() },
        areas: vec![SolutionArea { id: "security".into(), name: Text::same("Security") }],
        roles: vec![PartnerRole { id: "build".into(), name: Text::same("Build intent"), has_customers: true }],
        markets: vec![Market { id: "nordic".into(), name: Text::same("Nordic"), countries: vec!["SE".to_owned()] }],
        credentials: vec![credential("gold"), credential("silver")],
        criteria: vec![CriterionSet { id: "standard".into(), tree: Criteria::One(gold) }],
        locations: vec![Location { attainments: vec![attainment("a", None)], ..location("l") }],
        engagements: vec![engagement("e")],
        customers: vec![customer("fabrikam", "Fabrikam")],
        claims: Vec::new(),
        customer_verdicts: Vec::new(),
    }
}

/// Returns the dataset as the product reads it; it must be sound.
pub fn data(dataset: &Dataset) -> Data {
    let loaded = Reader::read(&serde_json::to_vec(dataset).unwrap(), today());
    assert_eq!(loaded.problems, []);
    loaded.data.unwrap()
}
