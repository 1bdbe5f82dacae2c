//! Messages of the list of locations.

use domain::earning::Earning;
use domain::locations::{Enrolment, LocationSortKey};

use super::{Format, With2};

#[derive(Debug)]
pub struct Locations {
    pub search: &'static str,
    pub n_of_m: With2<u32, u32>,
    pub table: &'static str,
    pub loading: &'static str,
    pub column: fn(LocationSortKey) -> &'static str,
    pub market: &'static str,
    pub eligibility: &'static str,
    pub enrolment: fn(Enrolment) -> &'static str,
    /// The name of a number that leads to the list: a verdict, how many engagements, and the location.
    pub engagements_of: fn(&Format, Earning, u32, &str) -> String,
    pub actions_of: fn(&Format, u32, &str) -> String,
    pub no_match: &'static str,
    pub no_match_hint: &'static str,
    pub empty: &'static str,
    pub empty_hint: &'static str,
}

pub const EN: Locations = Locations {
    search: "Search locations",
    n_of_m: |f, n, m| format!("{} of {}", f.number(n), f.count(m, "location", "locations")),
    table: "Locations",
    loading: "Loading the locations",
    column: |key| match key {
        LocationSortKey::Name => "Location",
        LocationSortKey::Country => "Country",
        LocationSortKey::Enrolment => "Enrolment",
        LocationSortKey::Payee => "Payee profile",
        LocationSortKey::Earning => "Earning",
        LocationSortKey::Ready => "Ready",
        LocationSortKey::WithinReach => "Within reach",
        LocationSortKey::NotEarning => "Not earning",
        LocationSortKey::Actions => "Actions",
    },
    market: "Market",
    eligibility: "Eligibility",
    enrolment: |enrolment| match enrolment {
        Enrolment::Enrolled => "Enrolled",
        Enrolment::Begins => "To be enrolled",
        Enrolment::Ended => "Enrolment ended",
        Enrolment::Never => "Not enrolled",
    },
    engagements_of: |f, verdict, n, location| {
        let engagements = f.count(n, "engagement", "engagements");
        match verdict {
            Earning::Earning => format!("{location} earns on {engagements}"),
            Earning::Ready => format!("{location} is ready for {engagements}"),
            Earning::WithinReach => format!("{engagements} within reach of {location}"),
            Earning::NotEarning => format!("{location} does not earn on {engagements}"),
            Earning::Ended => format!("{engagements} ended at {location}"),
        }
    },
    actions_of: |f, n, location| format!("{} required at {location}", f.count(n, "action", "actions")),
    no_match: "No location matches",
    no_match_hint: "Clear the filters to see every location.",
    empty: "There is no location yet",
    empty_hint: "Locations appear here once the partner has some that you may see.",
};

pub const SV: Locations = Locations {
    search: "Sök plats",
    n_of_m: |f, n, m| format!("{} av {}", f.number(n), f.count(m, "plats", "platser")),
    table: "Platser",
    loading: "Läser in platserna",
    column: |key| match key {
        LocationSortKey::Name => "Plats",
        LocationSortKey::Country => "Land",
        LocationSortKey::Enrolment => "Registrering",
        LocationSortKey::Payee => "Mottagarprofil",
        LocationSortKey::Earning => "Ger intäkt",
        LocationSortKey::Ready => "Redo",
        LocationSortKey::WithinReach => "Inom räckhåll",
        LocationSortKey::NotEarning => "Ingen intäkt",
        LocationSortKey::Actions => "Åtgärder",
    },
    market: "Marknad",
    eligibility: "Berättigande",
    enrolment: |enrolment| match enrolment {
        Enrolment::Enrolled => "Registrerad",
        Enrolment::Begins => "Registreras senare",
        Enrolment::Ended => "Registreringen upphörd",
        Enrolment::Never => "Inte registrerad",
    },
    engagements_of: |f, verdict, n, location| {
        let engagements = f.count(n, "engagemang", "engagemang");
        match verdict {
            Earning::Earning => format!("{location} ger intäkt på {engagements}"),
            Earning::Ready => format!("{location} är redo för {engagements}"),
            Earning::WithinReach => format!("{engagements} inom räckhåll för {location}"),
            Earning::NotEarning => format!("{location} ger ingen intäkt på {engagements}"),
            Earning::Ended => format!("{engagements} avslutade på {location}"),
        }
    },
    actions_of: |f, n, location| format!("{} på {location}", f.count(n, "åtgärd krävs", "åtgärder krävs")),
    no_match: "Ingen plats matchar",
    no_match_hint: "Rensa filtren för att se alla platser.",
    empty: "Det finns inga platser ännu",
    empty_hint: "Platser visas här när det finns platser som du får se.",
};
