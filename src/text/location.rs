//! Messages of the location page.

use domain::earning::Earning;

use super::With1;

#[derive(Debug)]
pub struct Location {
    pub plid: fn(&str) -> String,
    pub enrolled_since: With1<String>,
    pub enrolment_begins: With1<String>,
    pub enrolment_ended: With1<String>,
    pub not_enrolled: &'static str,
    pub actions: With1<u32>,
    pub actions_hint: &'static str,
    pub show_actions: &'static str,
    pub validation_takes: &'static str,
    pub months_lost: &'static str,
    pub attainments: &'static str,
    pub attainment: &'static str,
    pub ends: &'static str,
    /// Takes "in 6 days".
    pub begins_in: With1<String>,
    /// Takes "6 days ago".
    pub ended_ago: With1<String>,
    pub no_end: &'static str,
    pub no_attainments: &'static str,
    pub verdict: fn(Earning) -> &'static str,
    pub no_engagements: fn(Earning) -> &'static str,
    pub show_all: With1<u32>,
    pub loading: &'static str,
}

pub const EN: Location = Location {
    plid: |id| format!("PLID {id}"),
    enrolled_since: |_, day| format!("Enrolled since {day}"),
    enrolment_begins: |_, day| format!("Enrolled from {day} on"),
    enrolment_ended: |_, day| format!("Enrolment ended on {day}"),
    not_enrolled: "Not enrolled",
    actions: |f, n| format!("{} required at this location.", f.count(n, "action is", "actions are")),
    actions_hint: "Each with its deadline and what depends on it.",
    show_actions: "Show actions",
    validation_takes: "Validation takes up to 48 hours.",
    months_lost: "Until it is approved the location earns nothing, and the months before are lost.",
    attainments: "Attainments",
    attainment: "Attainment",
    ends: "Ends",
    begins_in: |_, when| format!("Begins {when}"),
    ended_ago: |_, when| format!("Ended {when}"),
    no_end: "No end",
    no_attainments: "This location has no attainments yet.",
    verdict: |verdict| match verdict {
        Earning::Earning => "Earns on",
        Earning::Ready => "Ready for",
        Earning::WithinReach => "Within reach",
        Earning::NotEarning => "Does not earn on",
        Earning::Ended => "Ended",
    },
    no_engagements: |verdict| match verdict {
        Earning::Earning => "This location earns on no engagement today.",
        Earning::Ready => "This location is ready for no upcoming engagement.",
        Earning::WithinReach => "No engagement is within reach here.",
        Earning::NotEarning => "There is no other engagement that is offered here.",
        Earning::Ended => "No engagement that was offered here has ended.",
    },
    show_all: |f, n| format!("Show all {} in the list", f.number(n)),
    loading: "Loading the location",
};

pub const SV: Location = Location {
    plid: |id| format!("PLID {id}"),
    enrolled_since: |_, day| format!("Registrerad sedan {day}"),
    enrolment_begins: |_, day| format!("Registrerad från och med {day}"),
    enrolment_ended: |_, day| format!("Registreringen upphörde {day}"),
    not_enrolled: "Inte registrerad",
    actions: |f, n| format!("{} på platsen.", f.count(n, "åtgärd krävs", "åtgärder krävs")),
    actions_hint: "Se tidsfrist och vad som påverkas.",
    show_actions: "Visa åtgärder",
    validation_takes: "Verifieringen tar upp till 48 timmar.",
    months_lost: "Tills den är godkänd ger platsen ingen intäkt, och månaderna dessförinnan går förlorade.",
    attainments: "Kvalifikationer",
    attainment: "Kvalifikation",
    ends: "Upphör",
    begins_in: |_, when| format!("Börjar {when}"),
    ended_ago: |_, when| format!("Upphörde {when}"),
    no_end: "Tills vidare",
    no_attainments: "Platsen har inga kvalifikationer än.",
    verdict: |verdict| match verdict {
        Earning::Earning => "Ger intäkt",
        Earning::Ready => "Redo",
        Earning::WithinReach => "Inom räckhåll",
        Earning::NotEarning => "Ger ingen intäkt",
        Earning::Ended => "Avslutade",
    },
    no_engagements: |verdict| match verdict {
        Earning::Earning => "Platsen ger i dag ingen intäkt på något engagemang.",
        Earning::Ready => "Platsen är inte redo för något kommande engagemang.",
        Earning::WithinReach => "Inget engagemang är inom räckhåll här.",
        Earning::NotEarning => "Det finns inget annat engagemang som erbjuds här.",
        Earning::Ended => "Inget engagemang som erbjöds här har avslutats.",
    },
    show_all: |f, n| format!("Visa alla {} i listan", f.number(n)),
    loading: "Läser in platsen",
};
