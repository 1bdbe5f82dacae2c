//! `reason_parts()` for each thing that keeps a location from earning, in both languages. Formats are those of native
//! tests.

use domain::dataset::Reader;
use domain::model::Criteria;
use domain::view::assess;
use domain::{Currency, Day, Idx, Money};
use serde_json::{Value, json};

use super::*;

fn today() -> Day {
    "2026-11-02".parse().unwrap()
}

/// One location, Contoso Malmö in Sweden, with everything that it could attain.
struct Place {
    attainments: Value,
    payee: [&'static str; 2],
    enrolment: Value,
    /// The first and the last day of the engagement's term.
    term: [&'static str; 2],
}

const APPROVED: [&str; 2] = ["approved", "approved"];
const ACTIVE: [&str; 2] = ["2026-07-01", "2027-06-30"];

fn place(attainments: Value) -> Place {
    Place { attainments, payee: APPROVED, enrolment: json!({ "first": "2025-01-01" }), term: ACTIVE }
}

fn data(criteria: &Criteria, place: &Place) -> Data {
    let text = |en: &str, sv: &str| json!({ "en": en, "sv": sv });
    let [bank, tax] = place.payee;
    let [first, last] = place.term;
    let mut dataset = json!({
        "format": "mci-engagements-dataset",
        "version": 1,
        "id": "test",
        "asOf": "2026-11-02",
        "partner": { "name": "Contoso" },
        "areas": [{ "id": "area", "name": text("Area", "") }],
        "roles": [{ "id": "role", "name": text("Role", "") }],
        "markets": [{ "id": "nordic", "name": text("Nordics", "Norden"), "countries": ["SE"] }],
        "credentials": [
            { "id": "security", "kind": "designation", "name": text("Security", "Säkerhet") },
            { "id": "azure", "kind": "certification", "name": text("Azure Administrator", "Azure-administratör") },
            { "id": "sales", "kind": "revenue", "name": text("Azure sales", "Azure-försäljning") }
        ],
        "criteria": [{ "id": "set", "tree": criteria }],
        "locations": [{
            "id": "l",
            "name": "Contoso Malmö",
            "country": "SE",
            "market": "nordic",
            "enrolment": place.enrolment,
            "attainments": place.attainments,
            "payee": { "bank": { "status": bank }, "tax": { "status": tax } }
        }],
        "engagements": [{
            "id": "e",
            "name": text("Workshop", ""),
            "description": text("", ""),
            "area": "area",
            "role": "role",
            "pay": "fixed",
            "term": { "first": first, "last": last },
            "criteria": "set",
            "details": {}
        }]
    });
    if place.enrolment.is_null() {
        dataset["locations"][0].as_object_mut().unwrap().remove("enrolment");
    }
    let loaded = Reader::read(&serde_json::to_vec(&dataset).unwrap(), today());
    assert_eq!(loaded.problems, []);
    loaded.data.unwrap()
}

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

/// Checks the reason in English and Swedish; names are in angle quotes.
#[track_caller]
fn check(criteria: &Criteria, place: &Place, en: &str, sv: &str) {
    let data = data(criteria, place);
    let engagement = data.engagements.get(Idx::new(0)).unwrap();
    let assessment = assess(engagement, &data.locations[0], today());
    let line = |lang| {
        let part = |ReasonPart { before, names, after }: ReasonPart| {
            let names: Vec<String> = names.into_iter().map(|name| format!("‹{name}›")).collect();
            format!("{before}{}{after}", names.join(", "))
        };
        let parts = reason_parts(&assessment.reason, &data.locations[0], &data, lang).into_iter().map(part);
        parts.collect::<Vec<_>>().join("; ")
    };
    assert_eq!([Lang::En, Lang::Sv].map(line), [en, sv]);
}

#[test]
fn earning_says_until_when() {
    let held = place(json!([attainment("security", "2027-03-31")]));
    check(&security(), &held, "until 2027-03-31", "till och med 2027-03-31");
    // The term ends too.
    let everybody = Criteria::AllOf(Vec::new());
    check(&everybody, &held, "until 2027-06-30", "till och med 2027-06-30");
    let short = Place { enrolment: json!({ "first": "2025-01-01", "last": "2026-12-31" }), ..held };
    check(&security(), &short, "until 2026-12-31", "till och med 2026-12-31");
}

#[test]
fn ready_says_the_days_on_which_it_will_earn() {
    let next_year = ["2027-01-01", "2027-12-31"];
    let ready = |last| Place { term: next_year, ..place(json!([attainment("security", last)])) };
    check(
        &security(),
        &ready("2027-03-31"),
        "earns from 2027-01-01 until 2027-03-31",
        "ger intäkt från 2027-01-01 till och med 2027-03-31",
    );
    check(
        &security(),
        &ready("2026-12-31"),
        "eligible only until 2026-12-31, before the term begins",
        "berättigad endast till och med 2026-12-31, före periodens början",
    );
}

#[test]
fn ended_says_the_last_day_whatever_is_lacking() {
    let over = Place { term: ["2025-07-01", "2026-06-30"], payee: ["missing", "missing"], ..place(json!([])) };
    check(&security(), &over, "ended on 2026-06-30", "upphörde 2026-06-30");
}

#[test]
fn one_missing_credential_is_named_with_its_day() {
    let held = |first: &str, last: &str| {
        let mut held = attainment("security", last);
        held["first"] = json!(first);
        place(json!([held]))
    };
    check(&security(), &place(json!([])), "‹Designation: Security›", "‹Beteckning: Säkerhet›");
    check(
        &security(),
        &held("2025-01-01", "2026-09-30"),
        "‹Designation: Security› (ended on 2026-09-30)",
        "‹Beteckning: Säkerhet› (upphörde 2026-09-30)",
    );
    check(
        &security(),
        &held("2026-12-01", "2027-11-30"),
        "‹Designation: Security› (begins on 2026-12-01)",
        "‹Beteckning: Säkerhet› (börjar 2026-12-01)",
    );
}

#[test]
fn a_missing_number_of_people_says_current_and_required() {
    let mut certified = attainment("azure", "2027-01-15");
    certified["people"] = json!(1);
    check(
        &Criteria::AllOf(vec![people(3), people(1)]),
        &place(json!([certified])),
        "‹People certified: Azure Administrator› (1 person, at least 3 people required)",
        "‹Certifierade personer: Azure-administratör› (1 person, minst 3 personer krävs)",
    );
}

#[test]
fn missing_revenue_says_current_and_required() {
    let mut sales = attainment("sales", "2027-01-15");
    sales["revenue"] = json!({ "minor": 1_250_000, "currency": "EUR" });
    let threshold = Money { minor: 5_000_000, currency: Currency::new("EUR").unwrap() };
    check(
        &Criteria::One(Criterion::Revenue { credential: "sales".into(), threshold }),
        &place(json!([sales])),
        "‹Revenue over 12 months: Azure sales› (12500 EUR, at least 50000 EUR required)",
        "‹Intäkter under 12 månader: Azure-försäljning› (12500 EUR, minst 50000 EUR krävs)",
    );
}

#[test]
fn several_missing_criteria_are_counted() {
    let all = Criteria::AllOf(vec![security(), people(3)]);
    check(&all, &place(json!([])), "2 criteria to meet", "2 kriterier att uppfylla");
}

#[test]
fn one_of_several_criteria_names_the_choices() {
    let stated = |id: &str| {
        let text = domain::Text { en: format!("Stated {id}"), sv: format!("Angivet {id}") };
        Criteria::One(Criterion::Stated { id: id.into(), text })
    };
    let mut choices = vec![security(), people(3)];
    check(
        &Criteria::AnyOf(choices.clone()),
        &place(json!([])),
        "One of: ‹Designation: Security›, ‹People certified: Azure Administrator›",
        "Ett av: ‹Beteckning: Säkerhet›, ‹Certifierade personer: Azure-administratör›",
    );
    choices.extend(["a", "b", "c"].map(stated));
    check(
        &Criteria::AnyOf(choices),
        &place(json!([])),
        "One of: ‹Designation: Security›, ‹People certified: Azure Administrator›, ‹Stated a› and 2 more",
        "Ett av: ‹Beteckning: Säkerhet›, ‹Certifierade personer: Azure-administratör›, ‹Angivet a› och 2 till",
    );
}

#[test]
fn what_cannot_be_changed_is_said_alone() {
    let nowhere = Place { payee: ["missing", "missing"], ..place(json!([])) };
    check(&elsewhere(), &nowhere, "Not offered in this country", "Erbjuds inte i det här landet");
    let never = Criteria::AnyOf(Vec::new());
    check(&never, &nowhere, "The criteria cannot be met here", "Kriterierna kan inte uppfyllas här");
}

#[test]
fn enrolment_that_is_missing_is_said_with_its_day() {
    let held = json!([attainment("security", "2027-03-31")]);
    let enrolled = |enrolment: Value| Place { enrolment, ..place(held.clone()) };
    check(&security(), &enrolled(Value::Null), "Not enrolled", "Inte registrerad");
    check(
        &security(),
        &enrolled(json!({ "first": "2027-01-01" })),
        "Enrolled from 2027-01-01 on",
        "Registrerad från och med 2027-01-01",
    );
    check(
        &security(),
        &enrolled(json!({ "first": "2025-01-01", "last": "2026-10-31" })),
        "Enrolment ended on 2026-10-31",
        "Registreringen upphörde 2026-10-31",
    );
}

#[test]
fn payee_profiles_are_added_to_the_criteria() {
    let held = json!([attainment("security", "2027-03-31")]);
    let bank = Place { payee: ["actionRequired", "approved"], ..place(held) };
    check(&security(), &bank, "Bank profile: action required", "Bankprofil: åtgärd krävs");
    let both = Place { payee: ["pendingValidation", "missing"], ..place(json!([])) };
    check(
        &security(),
        &both,
        "‹Designation: Security›; Bank profile: pending validation; Tax profile: missing",
        "‹Beteckning: Säkerhet›; Bankprofil: väntar på verifiering; Skatteprofil: saknas",
    );
}
