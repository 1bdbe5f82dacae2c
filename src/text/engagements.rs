//! Messages of the list of engagements.

use domain::catalogue::SortKey;

use super::{With1, With2};

/// See the module.
#[derive(Debug)]
pub struct Engagements {
    pub title: &'static str,
    pub solution_areas: &'static str,
    pub all_areas: &'static str,
    pub search: &'static str,
    pub clear_search: &'static str,
    pub location: &'static str,
    pub status: &'static str,
    pub role: &'static str,
    pub eligibility: &'static str,
    pub search_chip: &'static str,
    /// The count goes between the two parts.
    pub n_of_m: With2<u32, u32>,
    pub table: &'static str,
    pub column: fn(SortKey) -> &'static str,
    pub sort_by: &'static str,
    pub ascending: &'static str,
    pub descending: &'static str,
    pub nothing_matches: &'static str,
    pub nothing_matches_hint: &'static str,
    pub clear_filter: fn(&str) -> String,
    pub nothing_at_all: &'static str,
    pub nothing_at_all_hint: &'static str,
    pub explain_all: &'static str,
    pub lacks_place: &'static str,
    pub more: With1<u32>,
}

/// English.
pub const EN: Engagements = Engagements {
    title: "Engagements",
    solution_areas: "Solution areas",
    all_areas: "All areas",
    search: "Search engagements",
    clear_search: "Clear search",
    location: "Location",
    status: "Status",
    role: "Role",
    eligibility: "Eligibility",
    search_chip: "Search",
    n_of_m: |f, n, m| format!("{} of {}", f.number(n), f.count(m, "engagement", "engagements")),
    table: "Engagements",
    column: |key| match key {
        SortKey::Name => "Name",
        SortKey::Availability => "Availability",
        SortKey::Role => "Role",
        SortKey::Eligibility => "Eligibility",
        SortKey::ActiveCustomers => "Active customers",
    },
    sort_by: "Sort by",
    ascending: "Sort order: ascending",
    descending: "Sort order: descending",
    nothing_matches: "No engagement matches",
    nothing_matches_hint: "Remove a filter to see more.",
    clear_filter: |filter| format!("Clear {} filter", filter.to_lowercase()),
    nothing_at_all: "There are no engagements yet",
    nothing_at_all_hint: "The data hold no engagement. When the programme offers one, it is listed here.",
    explain_all: "Show every location",
    lacks_place: "not offered in this country",
    more: |f, n| format!("and {} more", f.number(n)),
};

/// Swedish.
pub const SV: Engagements = Engagements {
    title: "Engagemang",
    solution_areas: "Lösningsområden",
    all_areas: "Alla områden",
    search: "Sök engagemang",
    clear_search: "Rensa sökningen",
    location: "Plats",
    status: "Status",
    role: "Roll",
    eligibility: "Berättigande",
    search_chip: "Sökning",
    n_of_m: |f, n, m| format!("{} av {}", f.number(n), f.count(m, "engagemang", "engagemang")),
    table: "Engagemang",
    column: |key| match key {
        SortKey::Name => "Namn",
        SortKey::Availability => "Tillgänglighet",
        SortKey::Role => "Roll",
        SortKey::Eligibility => "Berättigande",
        SortKey::ActiveCustomers => "Aktiva kunder",
    },
    sort_by: "Sortera efter",
    ascending: "Sorteringsordning: stigande",
    descending: "Sorteringsordning: fallande",
    nothing_matches: "Inget engagemang matchar",
    nothing_matches_hint: "Ta bort ett filter för att se fler.",
    clear_filter: |filter| format!("Rensa filtret {filter}"),
    nothing_at_all: "Det finns inga engagemang än",
    nothing_at_all_hint: "Data innehåller inget engagemang. När programmet erbjuder ett visas det här.",
    explain_all: "Visa alla platser",
    lacks_place: "erbjuds inte i det här landet",
    more: |f, n| format!("och {} till", f.number(n)),
};
