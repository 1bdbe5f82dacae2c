//! Messages of the popovers of filters, and of a list of engagements that is empty.

use super::Format;

#[derive(Debug)]
pub struct Filters {
    pub search_in: fn(&str) -> String,
    pub no_match: &'static str,
    pub no_match_hint: &'static str,
    /// Where clearing one filter alone finds nothing.
    pub no_match_together_hint: &'static str,
    /// Takes the name of the filter, and how many engagements are found without it.
    pub clear_filter: fn(&Format, &str, u32) -> String,
    pub empty: &'static str,
    pub empty_hint: &'static str,
    pub all_left_out: &'static str,
    pub all_left_out_hint: fn(&str, &str) -> String,
}

pub const EN: Filters = Filters {
    search_in: |what| format!("Find in {what}"),
    no_match: "No engagement matches",
    no_match_hint: "Remove a filter to see more.",
    no_match_together_hint: "No filter alone is the reason: without any one of them there is still no match.",
    clear_filter: |f, filter, n| format!("Clear {} filter ({})", filter.to_lowercase(), f.number(n)),
    empty: "There are no engagements yet",
    empty_hint: "The data hold no engagement. When the programme offers one, it is listed here.",
    all_left_out: "Every engagement was left out",
    all_left_out_hint: |path, reason| {
        format!("The data hold engagements, but none can be read. The first problem, at {path}: {reason}")
    },
};

pub const SV: Filters = Filters {
    search_in: |what| format!("Sök {}", what.to_lowercase()),
    no_match: "Inget engagemang matchar",
    no_match_hint: "Ta bort ett filter för att se fler.",
    no_match_together_hint: "Inget enskilt filter är orsaken: det räcker inte att ta bort ett av dem.",
    clear_filter: |f, filter, n| format!("Rensa filtret {filter} ({})", f.number(n)),
    empty: "Det finns inga engagemang än",
    empty_hint: "Datamängden innehåller inga engagemang. När programmet erbjuder ett visas det här.",
    all_left_out: "Alla engagemang är utelämnade",
    all_left_out_hint: |path, reason| {
        format!(
            "Datamängden innehåller engagemang, men inget av dem kan läsas. Det första problemet, i {path}: {reason}"
        )
    },
};
