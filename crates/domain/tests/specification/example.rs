//! The data that the examples start from, what changes them, and what asks the product about them.

use domain::actions::Action;
use domain::catalogue::{Catalogue, Query};
use domain::dataset::Reader;
use domain::dataset::data::EngagementRef;
use domain::earning::{Cell, Earning};
use domain::model::Location;
use domain::{Day, Idx};
use serde_json::Value;
pub use serde_json::json;

/// A dataset on its way to the product.
#[derive(Clone)]
pub struct Example(Value);

/// Contoso on Thursday, 26 November 2026. Two locations, Malmö and Oslo: enrolled, with an approved payee profile; only
/// Malmö has the designation that both engagements ask for. The *workshop* (security, build intent) is active until
/// 30 June 2027, the *migration* (data, deploy) begins on 1 January 2027. Two customers, Fabrikam and Litware; no
/// claims.
pub fn contoso() -> Example {
    Example(serde_json::from_str(include_str!("contoso.json")).unwrap())
}

/// A day, as it is written: `2026-11-26`.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Example {
    /// Gives a location other fields; `null` removes one.
    pub fn location(self, id: &str, fields: Value) -> Self {
        self.change("locations", id, fields)
    }

    /// Adds a location: enrolled, approved, in Sweden, without attainments, but for the fields given.
    pub fn add_location(self, id: &str, fields: Value) -> Self {
        let location = json!({
            "id": id, "name": id, "country": "SE", "market": "nordic",
            "enrolment": { "first": "2025-01-01" },
            "attainments": [],
            "payee": { "bank": { "status": "approved" }, "tax": { "status": "approved" } }
        });
        self.add("locations", location).change("locations", id, fields)
    }

    /// Gives an engagement other fields; `null` removes one.
    pub fn engagement(self, id: &str, fields: Value) -> Self {
        self.change("engagements", id, fields)
    }

    /// Adds an engagement like the workshop, but for the fields given.
    pub fn add_engagement(self, id: &str, fields: Value) -> Self {
        let mut engagement = self.0["engagements"][0].clone();
        engagement["id"] = id.into();
        self.add("engagements", engagement).change("engagements", id, fields)
    }

    /// Replaces the criteria that both engagements ask for.
    pub fn criteria(self, tree: Value) -> Self {
        self.change("criteria", "standard", [("tree".to_owned(), tree)].into_iter().collect())
    }

    /// Adds a claim on the workshop for Fabrikam at Malmö, added on 2 November 2026, but for the fields given.
    pub fn claim(self, id: &str, fields: Value) -> Self {
        let claim = json!({
            "id": id, "engagement": "workshop", "customer": "fabrikam", "location": "malmo",
            "state": "consentNotRequested", "added": "2026-11-02"
        });
        self.add("claims", claim).change("claims", id, fields)
    }

    /// Adds a customer in Sweden.
    pub fn add_customer(self, id: &str) -> Self {
        self.add("customers", json!({ "id": id, "name": id, "country": "SE" }))
    }

    /// Gives a customer other fields.
    pub fn customer(self, id: &str, fields: Value) -> Self {
        self.change("customers", id, fields)
    }

    /// Adds a verdict of the programme: Fabrikam is eligible for the workshop since 2 November 2026, but for the fields
    /// given.
    pub fn verdict(self, id: &str, fields: Value) -> Self {
        let verdict = json!({
            "id": id, "engagement": "workshop", "customer": "fabrikam", "verdict": "eligible", "since": "2026-11-02"
        });
        self.add("customerVerdicts", verdict).change("customerVerdicts", id, fields)
    }

    /// Sets a field of the dataset, such as `partner`.
    pub fn set(mut self, field: &str, value: Value) -> Self {
        self.0[field] = value;
        self
    }

    /// Asks the product about these data on a day. The data move along where `shiftDates` says so.
    pub fn on(&self, today: &str) -> OnDay {
        let loaded = Reader::read(&serde_json::to_vec(&self.0).unwrap(), day(today));
        assert_eq!(loaded.problems, [], "the data of an example are sound");
        OnDay(Catalogue::new(loaded.data.unwrap(), day(today)))
    }

    fn add(mut self, list: &str, entry: Value) -> Self {
        self.0[list].as_array_mut().unwrap().push(entry);
        self
    }

    fn change(mut self, list: &str, id: &str, fields: Value) -> Self {
        let mut entries = self.0[list].as_array_mut().unwrap().iter_mut();
        let entry = entries.find(|entry| entry["id"] == id).expect("the id of an entry").as_object_mut().unwrap();
        let Value::Object(fields) = fields else { panic!("{fields} has no fields") };
        entry.extend(fields);
        entry.retain(|_, value| !value.is_null());
        self
    }
}

/// The product on one day.
pub struct OnDay(pub Catalogue);

impl OnDay {
    /// An engagement, by its id.
    pub fn engagement(&self, id: &str) -> EngagementRef<'_> {
        self.0.data().engagements.find(&id.into()).expect("the id of an engagement")
    }

    /// A location, by its id.
    pub fn location(&self, id: &str) -> &Location {
        &self.0.data().locations[self.position(id).index()]
    }

    /// The position of a location, by its id.
    pub fn position(&self, id: &str) -> Idx<Location> {
        self.0.data().location_index(&id.into()).expect("the id of a location")
    }

    /// The verdict on an engagement at a location.
    pub fn verdict(&self, engagement: &str, location: &str) -> Earning {
        self.0.verdict_at(self.engagement(engagement), self.position(location))
    }

    /// The Eligibility cell of an engagement, all locations in view.
    pub fn cell(&self, engagement: &str) -> Cell {
        self.0.cell_of_all(self.engagement(engagement))
    }

    /// The ids of the engagements that a query finds, in their order.
    pub fn found(&self, query: &Query) -> Vec<String> {
        let position = |at| self.0.engagement(at).unwrap().id().to_string();
        self.0.query_unindexed(query).order.into_iter().map(position).collect()
    }

    /// The actions required, the most urgent first.
    pub fn actions(&self) -> Vec<Action> {
        self.0.actions()
    }
}
