//! Messages of the app shell, and of several pages.

use domain::actions::Urgent;
use domain::availability::Availability;
use domain::earning::{Cell, Earning};

use super::{Format, With1};

#[derive(Debug)]
pub struct Common {
    pub product: &'static str,
    pub page_title: fn(&str) -> String,
    pub home: &'static str,
    pub skip_to_content: &'static str,
    pub illustrative: &'static str,
    pub illustrative_hint: &'static str,
    pub offline: &'static str,
    pub offline_hint: &'static str,
    pub demo: &'static str,
    pub settings: &'static str,
    pub close: &'static str,
    pub clear: &'static str,
    pub clear_all: &'static str,
    pub retry: &'static str,
    pub reload: &'static str,
    pub incentives: &'static str,
    pub views: &'static str,
    pub engagements: &'static str,
    pub actions_required: &'static str,
    pub locations: &'static str,
    pub summary: &'static str,
    pub eligibility: &'static str,
    pub not_found: &'static str,
    pub no_engagement: &'static str,
    pub compare: &'static str,
    pub no_location: &'static str,
    /// Takes the id of the claim.
    pub claim: fn(&str) -> String,
    pub no_claim: &'static str,
    pub customers: &'static str,
    pub no_customer: &'static str,
    pub loading_engagements: &'static str,
    pub loading: &'static str,
    pub cannot_load: &'static str,
    pub chunk_failed: &'static str,
    pub chunk_failed_hint: &'static str,
    /// The Eligibility cell of an engagement (rule 5).
    pub cell: With1<Cell>,
    pub within_reach: With1<u32>,
    pub availability: fn(Availability) -> &'static str,
    pub verdict: fn(Earning) -> &'static str,
    pub filter_chosen: With1<u32>,
    pub remove_filter: fn(&str, &str) -> String,
    pub active_filters: &'static str,
    pub no_role_title: &'static str,
    pub sign_in: &'static str,
    pub sign_in_again: &'static str,
    pub change_password: &'static str,
    /// The badge of the inbox in words; not called where nothing is urgent.
    pub urgent: With1<Urgent>,
    pub clear_search: &'static str,
    pub sort_by: &'static str,
    pub ascending: &'static str,
    pub descending: &'static str,
}

pub const EN: Common = Common {
    product: "MCI Engagements",
    page_title: |page| format!("{page} – MCI Engagements"),
    home: "MCI Engagements, start page",
    skip_to_content: "Skip to content",
    illustrative: "Illustrative data",
    illustrative_hint: "Companies, rates and dates are invented.",
    offline: "Offline",
    offline_hint: "There is no network. Everything that is loaded still works.",
    demo: "Demo",
    settings: "Settings",
    close: "Close",
    clear: "Clear",
    clear_all: "Clear all",
    retry: "Try again",
    reload: "Reload",
    incentives: "Incentives",
    views: "Views",
    engagements: "Engagements",
    actions_required: "Actions required",
    locations: "Locations",
    summary: "Summary",
    eligibility: "Eligibility",
    not_found: "There is no such page",
    no_engagement: "There is no such engagement",
    compare: "Compare locations",
    no_location: "There is no such location",
    claim: |id| format!("Claim {id}"),
    no_claim: "There is no such claim",
    customers: "Customers",
    no_customer: "There is no such customer",
    loading_engagements: "Loading engagements",
    loading: "Loading",
    cannot_load: "The data cannot be shown",
    chunk_failed: "This part of the app could not be loaded",
    chunk_failed_hint: "The connection may have broken, or the app was updated. \
                        Try again; if that does not help, reload the page.",
    cell: |f, cell| match cell.availability {
        Availability::Active => n_of_m(f, cell, "of", "location", "locations"),
        Availability::Upcoming => n_of_m(f, cell, "of", "location ready", "locations ready"),
        Availability::Expired => "Ended".to_owned(),
    },
    within_reach: |f, n| format!("{} within reach", f.number(n)),
    availability: |availability| match availability {
        Availability::Active => "Active",
        Availability::Upcoming => "Upcoming",
        Availability::Expired => "Expired",
    },
    verdict: |verdict| match verdict {
        Earning::Earning => "Earning",
        Earning::Ready => "Ready",
        Earning::WithinReach => "Within reach",
        Earning::NotEarning => "Not earning",
        Earning::Ended => "Ended",
    },
    filter_chosen: |f, n| format!("{} chosen", f.number(n)),
    remove_filter: |filter, value| format!("Remove filter {filter}: {value}"),
    active_filters: "Active filters",
    no_role_title: "You have no role yet",
    sign_in: "Sign in",
    sign_in_again: "Please sign in again",
    change_password: "Change password",
    urgent: |f, Urgent { overdue, week }| match (overdue, week) {
        (overdue, 0) => format!("{} overdue", f.number(overdue)),
        (0, week) => format!("{} due within 7 days", f.number(week)),
        _ => format!("{} overdue, {} due within 7 days", f.number(overdue), f.number(week)),
    },
    clear_search: "Clear search",
    sort_by: "Sort by",
    ascending: "Sort order: ascending",
    descending: "Sort order: descending",
};

pub const SV: Common = Common {
    product: "MCI Engagements",
    page_title: |page| format!("{page} – MCI Engagements"),
    home: "MCI Engagements, startsida",
    skip_to_content: "Hoppa till innehållet",
    illustrative: "Exempeldata (fiktiva)",
    illustrative_hint: "Företag, ersättningar och datum är påhittade.",
    offline: "Offline",
    offline_hint: "Det finns inget nätverk. Allt som är inläst fungerar ändå.",
    demo: "Demo",
    settings: "Inställningar",
    close: "Stäng",
    clear: "Rensa",
    clear_all: "Rensa alla",
    retry: "Försök igen",
    reload: "Läs in igen",
    incentives: "Incitament",
    views: "Vyer",
    engagements: "Engagemang",
    actions_required: "Åtgärder krävs",
    locations: "Platser",
    summary: "Sammanfattning",
    eligibility: "Berättigande",
    not_found: "Sidan finns inte",
    no_engagement: "Engagemanget finns inte",
    compare: "Jämför platser",
    no_location: "Platsen finns inte",
    claim: |id| format!("Anspråk {id}"),
    no_claim: "Anspråket finns inte",
    customers: "Kunder",
    no_customer: "Kunden finns inte",
    loading_engagements: "Läser in engagemang",
    loading: "Läser in",
    cannot_load: "Data kan inte visas",
    chunk_failed: "Den här delen av appen kunde inte hämtas",
    chunk_failed_hint: "Anslutningen kan ha brutits, eller så har appen uppdaterats. \
                        Försök igen; om det inte hjälper, läs in sidan igen.",
    cell: |f, cell| match cell.availability {
        Availability::Active => n_of_m(f, cell, "av", "plats", "platser"),
        Availability::Upcoming => n_of_m(f, cell, "av", "plats redo", "platser redo"),
        Availability::Expired => "Avslutad".to_owned(),
    },
    within_reach: |f, n| format!("{} inom räckhåll", f.number(n)),
    availability: |availability| match availability {
        Availability::Active => "Aktiv",
        Availability::Upcoming => "Kommande",
        Availability::Expired => "Utgången",
    },
    verdict: |verdict| match verdict {
        Earning::Earning => "Ger intäkt",
        Earning::Ready => "Redo",
        Earning::WithinReach => "Inom räckhåll",
        Earning::NotEarning => "Ger ingen intäkt",
        Earning::Ended => "Avslutad",
    },
    filter_chosen: |f, n| if f.is_one(n) { format!("{} vald", f.number(n)) } else { format!("{} valda", f.number(n)) },
    remove_filter: |filter, value| format!("Ta bort filtret {filter}: {value}"),
    active_filters: "Aktiva filter",
    no_role_title: "Du har ingen roll ännu",
    sign_in: "Logga in",
    sign_in_again: "Logga in igen",
    change_password: "Byt lösenord",
    urgent: |f, Urgent { overdue, week }| match (overdue, week) {
        (overdue, 0) => f.count(overdue, "försenad", "försenade"),
        (0, week) => format!("{} inom 7 dagar", f.number(week)),
        _ => format!("{}, {} inom 7 dagar", f.count(overdue, "försenad", "försenade"), f.number(week)),
    },
    clear_search: "Rensa sökningen",
    sort_by: "Sortera efter",
    ascending: "Sorteringsordning: stigande",
    descending: "Sorteringsordning: fallande",
};

/// "3 of 14 locations".
pub fn n_of_m(f: &Format, cell: Cell, of: &str, one: &str, other: &str) -> String {
    format!("{} {of} {}", f.number(cell.qualifying), f.count(cell.enrolled, one, other))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// 5.6 The icon has a shape, a colour and an accessible name; colour is never the only sign.
    #[test]
    fn r5_6_each_verdict_has_a_name_of_its_own() {
        for name in [EN.verdict, SV.verdict] {
            let names: HashSet<&str> = Earning::ALL.map(name).into();
            assert_eq!(names.len(), Earning::ALL.len());
            assert!(!names.contains(""));
        }
    }
}
