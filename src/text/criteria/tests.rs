//! `reason()` for each thing that keeps a location from earning, in both languages. Formats are those of native tests.

use domain::dataset::Reader;
use domain::eligibility::explain;
use domain::model::Criteria;
use domain::{Currency, Money};
use serde_json::{Value, json};

use super::*;

fn today() -> Day {
    "2026-11-02".parse().unwrap()
}

/// One location, Contoso Malmö in Sweden, with everything that it could attain.
fn data(attainments: &Value, payee: [&str; 2]) -> Data {
    let text = |en: &str, sv: &str| json!({ "en": en, "sv": sv });
    let [bank, tax] = payee;
    let dataset = json!({
        "format": "mci-engagements-dataset",
        "version": 1,
        "id": "test",
        "asOf": "2026-11-02",
        "partner": { "name": "Contoso" },
        "areas": [],
        "roles": [],
        "markets": [{ "id": "nordic", "name": text("Nordics", "Norden"), "countries": ["SE"] }],
        "credentials": [
            { "id": "security", "kind": "designation", "name": text("Security", "Säkerhet") },
            { "id": "azure", "kind": "certification", "name": text("Azure Administrator", "Azure-administratör") },
            { "id": "sales", "kind": "revenue", "name": text("Azure sales", "Azure-försäljning") }
        ],
        "criteria": [],
        "locations": [{
            "id": "l",
            "name": "Contoso Malmö",
            "country": "SE",
            "market": "nordic",
            "enrolment": { "first": "2025-01-01" },
            "attainments": attainments,
            "payee": { "bank": { "status": bank }, "tax": { "status": tax } }
        }],
        "engagements": []
    });
    let loaded = Reader::read(&serde_json::to_vec(&dataset).unwrap(), today());
    assert_eq!(loaded.problems, []);
    loaded.data.unwrap()
}

const APPROVED: [&str; 2] = ["approved", "approved"];

fn attainment(credential: &str, last: &str) -> Value {
    json!({ "id": credential, "credential": credential, "first": "2026-01-01", "last": last })
}

fn security() -> Criteria {
    Criteria::One(Criterion::Designation { credential: "security".into() })
}

fn people(count: u32) -> Criteria {
    Criteria::One(Criterion::CertifiedPeople { credential: "azure".into(), count })
}

fn elsewhere() -> Criteria {
    Criteria::One(Criterion::Place { countries: vec!["DK".to_owned()], markets: Vec::new() })
}

fn check(criteria: &Criteria, data: &Data, en: &str, sv: &str) {
    let location = &data.locations[0];
    let status = LocationStatus::of(criteria, location, today());
    let verdict = explain(criteria, location, today());
    assert_eq!([Lang::En, Lang::Sv].map(|lang| reason(status, &verdict, location, data, lang)), [en, sv]);
}

#[test]
fn earning_says_until_when() {
    let one = data(&json!([attainment("security", "2027-03-31")]), APPROVED);
    check(&security(), &one, "until 2027-03-31", "till och med 2027-03-31");
    check(&Criteria::AllOf(Vec::new()), &one, "", "");
}

#[test]
fn earning_ends_with_the_first_requirement_and_the_last_alternative() {
    let mut certified = attainment("azure", "2027-01-15");
    certified["people"] = json!(3);
    let both = data(&json!([attainment("security", "2027-03-31"), certified]), APPROVED);
    let all = Criteria::AllOf(vec![security(), people(3)]);
    check(&all, &both, "until 2027-01-15", "till och med 2027-01-15");
    let any = Criteria::AnyOf(vec![security(), people(3)]);
    check(&any, &both, "until 2027-03-31", "till och med 2027-03-31");
}

#[test]
fn one_missing_credential_is_named() {
    let none = data(&json!([]), APPROVED);
    check(&security(), &none, "Designation: Security", "Beteckning: Säkerhet");
}

#[test]
fn a_missing_number_of_people_says_current_and_required() {
    let mut certified = attainment("azure", "2027-01-15");
    certified["people"] = json!(1);
    check(
        &Criteria::AllOf(vec![people(3), people(1)]),
        &data(&json!([certified]), APPROVED),
        "People certified: Azure Administrator (1 person, at least 3 people required)",
        "Certifierade personer: Azure-administratör (1 person, minst 3 personer krävs)",
    );
}

#[test]
fn missing_revenue_says_current_and_required() {
    let mut sales = attainment("sales", "2027-01-15");
    sales["revenue"] = json!({ "minor": 1_250_000, "currency": "EUR" });
    let threshold = Money { minor: 5_000_000, currency: Currency::new("EUR").unwrap() };
    check(
        &Criteria::One(Criterion::Revenue { credential: "sales".into(), threshold }),
        &data(&json!([sales]), APPROVED),
        "Revenue over 12 months: Azure sales (12500 EUR, at least 50000 EUR required)",
        "Intäkter under 12 månader: Azure-försäljning (12500 EUR, minst 50000 EUR krävs)",
    );
}

#[test]
fn several_missing_criteria_are_counted() {
    let none = data(&json!([]), APPROVED);
    let all = Criteria::AllOf(vec![security(), people(3)]);
    check(&all, &none, "2 criteria to meet", "2 kriterier att uppfylla");
    // With an alternative there is not the one criterion to name.
    let any = Criteria::AnyOf(vec![security(), people(3)]);
    check(&any, &none, "1 criterion to meet", "1 kriterium att uppfylla");
}

#[test]
fn a_country_out_of_reach_is_said() {
    let none = data(&json!([]), APPROVED);
    check(&elsewhere(), &none, "not offered in this country", "erbjuds inte i det här landet");
}

#[test]
fn payee_profiles_are_added_to_the_criteria() {
    let held = json!([attainment("security", "2027-03-31")]);
    let bank = data(&held, ["actionRequired", "approved"]);
    check(&security(), &bank, "Bank profile: action required", "Bankprofil: åtgärd krävs");
    let both = data(&json!([]), ["pendingValidation", "missing"]);
    check(
        &security(),
        &both,
        "Designation: Security; Bank profile: pending validation; Tax profile: missing",
        "Beteckning: Säkerhet; Bankprofil: väntar på verifiering; Skatteprofil: saknas",
    );
}
