//! Messages of the list of engagements.

use domain::catalogue::SortKey;

use super::{With1, With2};

#[derive(Debug)]
pub struct Engagements {
    pub title: &'static str,
    pub solution_areas: &'static str,
    pub all_areas: &'static str,
    pub search: &'static str,
    pub location: &'static str,
    pub status: &'static str,
    pub role: &'static str,
    pub eligibility: &'static str,
    pub search_chip: &'static str,
    pub n_of_m: With2<u32, u32>,
    pub read_so_far: With1<u32>,
    pub table: &'static str,
    pub column: fn(SortKey) -> &'static str,
    pub only_chosen_locations: &'static str,
    pub availability_hint: &'static str,
    pub status_hint: &'static str,
}

pub const EN: Engagements = Engagements {
    title: "Engagements",
    solution_areas: "Solution areas",
    all_areas: "All areas",
    search: "Search engagements",
    location: "Location",
    status: "Status",
    role: "Role",
    eligibility: "Eligibility",
    search_chip: "Search",
    n_of_m: |f, n, m| format!("{} of {}", f.number(n), f.count(m, "engagement", "engagements")),
    read_so_far: |f, n| format!("{} read so far", f.count(n, "engagement", "engagements")),
    table: "Engagements",
    column: |key| match key {
        SortKey::Name => "Name",
        SortKey::Availability => "Availability",
        SortKey::Role => "Role",
        SortKey::Eligibility => "Eligibility",
        SortKey::ActiveCustomers => "Active customers",
    },
    only_chosen_locations: "Eligibility and active customers count the chosen locations only.",
    availability_hint: "Availability: to filter by it, use Status",
    status_hint: "Status: filters by the column Availability",
};

pub const SV: Engagements = Engagements {
    title: "Engagemang",
    solution_areas: "Lösningsområden",
    all_areas: "Alla områden",
    search: "Sök engagemang",
    location: "Plats",
    status: "Status",
    role: "Roll",
    eligibility: "Berättigande",
    search_chip: "Sökning",
    n_of_m: |f, n, m| format!("{} av {}", f.number(n), f.count(m, "engagemang", "engagemang")),
    read_so_far: |f, n| format!("{} inlästa hittills", f.count(n, "engagemang", "engagemang")),
    table: "Engagemang",
    column: |key| match key {
        SortKey::Name => "Namn",
        SortKey::Availability => "Tillgänglighet",
        SortKey::Role => "Roll",
        SortKey::Eligibility => "Berättigande",
        SortKey::ActiveCustomers => "Aktiva kunder",
    },
    only_chosen_locations: "Berättigande och aktiva kunder räknar endast de valda platserna.",
    availability_hint: "Tillgänglighet: filtrera på den med Status",
    status_hint: "Status: filtrerar på kolumnen Tillgänglighet",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// 1.4 The column is called Availability and the filter Status, as in the programme.
    #[test]
    fn r1_4_the_column_is_called_availability_and_the_filter_status() {
        assert_eq!(((EN.column)(SortKey::Availability), EN.status), ("Availability", "Status"));
        assert_eq!(((SV.column)(SortKey::Availability), SV.status), ("Tillgänglighet", "Status"));
    }
}
