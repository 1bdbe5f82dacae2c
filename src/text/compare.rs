//! Messages of the comparison of locations, and of choosing them in their list.

use domain::catalogue::Standing;

use super::{Format, With1, With2};

#[derive(Debug)]
pub struct Compare {
    /// Takes how many engagements are compared, and on how many the locations differ.
    pub count: With2<u32, u32>,
    pub show: &'static str,
    pub all: &'static str,
    pub differences: &'static str,
    pub other: &'static str,
    pub add: &'static str,
    pub is_full: &'static str,
    pub remove: fn(&str) -> String,
    pub table: &'static str,
    pub engagement: &'static str,
    pub standing: fn(&Format, Standing) -> String,
    pub differs: &'static str,
    pub choose: &'static str,
    pub choose_hint: &'static str,
    pub choose_in_list: &'static str,
    pub same: &'static str,
    pub same_hint: &'static str,
    pub show_all: &'static str,
    pub none: &'static str,
    pub none_hint: &'static str,
    pub more: With1<u32>,
    pub loading: &'static str,
    pub select: fn(&str) -> String,
    pub selection: &'static str,
    pub selected: With1<u32>,
    pub open: &'static str,
    pub too_few: &'static str,
    pub too_many: &'static str,
    pub clear: &'static str,
    pub with_others: &'static str,
}

pub const EN: Compare = Compare {
    count: |f, n, m| format!("{}, {} with different verdicts", f.count(n, "engagement", "engagements"), f.number(m)),
    show: "Show",
    all: "All engagements",
    differences: "Differences",
    other: "Another location",
    add: "Add",
    is_full: "Five locations are compared. Remove one to add another.",
    remove: |location| format!("Remove {location} from the comparison"),
    table: "Engagements by location",
    engagement: "Engagement",
    standing: |f, standing| {
        let Standing { earning, ready, within_reach, .. } = standing;
        let [earning, ready, reach] = [earning, ready, within_reach].map(|n| f.number(n));
        format!("{earning} earning, {ready} ready, {reach} within reach")
    },
    differs: "Different",
    choose: "Choose two to five locations",
    choose_hint: "Their engagements are shown side by side, each with its verdict and the reason.",
    choose_in_list: "Choose in the list of locations",
    same: "The locations do not differ",
    same_hint: "They have the same verdict on each active and upcoming engagement.",
    show_all: "Show all engagements",
    none: "There is nothing to compare",
    none_hint: "No active or upcoming engagement is offered at these locations.",
    more: |f, n| format!("Show {} more", f.number(n)),
    loading: "Loading the comparison",
    select: |location| format!("Select {location}"),
    selection: "Selection",
    selected: |f, n| format!("{} selected", f.count(n, "location", "locations")),
    open: "Compare",
    too_few: "Select at least two to compare them.",
    too_many: "Five at most can be compared.",
    clear: "Clear selection",
    with_others: "Compare with other locations",
};

pub const SV: Compare = Compare {
    count: |f, n, m| format!("{}, {} med olika utfall", f.count(n, "engagemang", "engagemang"), f.number(m)),
    show: "Visa",
    all: "Alla engagemang",
    differences: "Skillnader",
    other: "En annan plats",
    add: "Lägg till",
    is_full: "Fem platser jämförs. Ta bort en för att lägga till en annan.",
    remove: |location| format!("Ta bort {location} från jämförelsen"),
    table: "Engagemang per plats",
    engagement: "Engagemang",
    standing: |f, standing| {
        let Standing { earning, ready, within_reach, .. } = standing;
        let [earning, ready, reach] = [earning, ready, within_reach].map(|n| f.number(n));
        format!("{earning} ger intäkt, {ready} redo, {reach} inom räckhåll")
    },
    differs: "Olika",
    choose: "Välj två till fem platser",
    choose_hint: "Platsernas engagemang visas sida vid sida, vart och ett med utfall och orsak.",
    choose_in_list: "Välj i listan med platser",
    same: "Platserna skiljer sig inte åt",
    same_hint: "De har samma utfall på alla aktiva och kommande engagemang.",
    show_all: "Visa alla engagemang",
    none: "Det finns inget att jämföra",
    none_hint: "Inget aktivt eller kommande engagemang erbjuds på de här platserna.",
    more: |f, n| format!("Visa {} till", f.number(n)),
    loading: "Läser in jämförelsen",
    select: |location| format!("Markera {location}"),
    selection: "Markering",
    selected: |f, n| format!("{} markerade", f.count(n, "plats", "platser")),
    open: "Jämför",
    too_few: "Markera minst två för att jämföra dem.",
    too_many: "Högst fem kan jämföras.",
    clear: "Avmarkera alla",
    with_others: "Jämför med andra platser",
};
