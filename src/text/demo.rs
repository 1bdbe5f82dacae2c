//! Messages of the demo panel.

use domain::command::CommandError;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::permissions::AccessRole;

use super::With1;

#[derive(Debug)]
pub struct Demo {
    pub close: &'static str,
    pub day_changed: With1<String>,
    pub person: &'static str,
    pub access: fn(Option<AccessRole>) -> &'static str,
    pub access_changed: fn(Option<AccessRole>) -> &'static str,
    pub location: &'static str,
    pub payee_team: &'static str,
    pub approve: &'static str,
    pub reject: &'static str,
    pub profile_changed: fn(ProfileKind, &str, ProfileStatus) -> String,
    pub programme: &'static str,
    pub programme_note: &'static str,
    pub withdraw: &'static str,
    pub grant: &'static str,
    pub not_attained: &'static str,
    /// Takes the credential and the location.
    pub withdrawn: fn(&str, &str) -> String,
    /// Takes the credential, the location and the last day.
    pub granted: fn(&str, &str, &str) -> String,
    pub error: fn(&CommandError) -> &'static str,
    pub reset: &'static str,
    pub reset_note: &'static str,
    pub reset_done: &'static str,
    pub storage_note: &'static str,
}

pub const EN: Demo = Demo {
    close: "Close demo panel",
    day_changed: |_, day| format!("Shown as of {day}"),
    person: "Person",
    access: |access| match access {
        Some(AccessRole::Admin) => "Incentives admin",
        Some(AccessRole::User) => "Incentives user",
        None => "No role",
    },
    access_changed: |access| match access {
        Some(AccessRole::Admin) => "You are now an incentives admin",
        Some(AccessRole::User) => "You are now an incentives user",
        None => "You now have no role at any location",
    },
    location: "Location",
    payee_team: "Payee team",
    approve: "Approve",
    reject: "Reject",
    profile_changed: |profile, location, status| {
        let profile = match profile {
            ProfileKind::Bank => "Bank profile",
            ProfileKind::Tax => "Tax profile",
        };
        let verb = if status == ProfileStatus::Approved { "approved" } else { "rejected" };
        format!("{profile} of {location} {verb}")
    },
    programme: "Programme",
    programme_note: "A grant counts from the day shown, for a year, and is enough for every criterion.",
    withdraw: "Withdraw",
    grant: "Grant",
    not_attained: "not attained",
    withdrawn: |credential, location| format!("{credential} withdrawn from {location}"),
    granted: |credential, location, until| format!("{credential} granted to {location} until {until}"),
    error: |error| match error {
        CommandError::NoLocation(_) => "Nothing was changed: the location is no longer there.",
        CommandError::NoAttainment(_) => "Nothing was changed: the location no longer has this attainment.",
        CommandError::NoCredential(_) => "Nothing was changed: the programme does not have this attainment.",
        CommandError::AttainmentExists(_) => "Nothing was changed: the location has this attainment already.",
        CommandError::DatesReversed => "Nothing was changed: the last day is before the first.",
    },
    reset: "Reset demo",
    reset_note: "Resetting restores profiles, attainments, person and day.",
    reset_done: "The demo was reset",
    storage_note: "What you change here is kept in this browser and goes nowhere else.",
};

pub const SV: Demo = Demo {
    close: "Stäng demopanelen",
    day_changed: |_, day| format!("Visas per den {day}"),
    person: "Person",
    access: |access| match access {
        Some(AccessRole::Admin) => "Administratör",
        Some(AccessRole::User) => "Användare",
        None => "Ingen roll",
    },
    access_changed: |access| match access {
        Some(AccessRole::Admin) => "Du är nu incitamentsadministratör",
        Some(AccessRole::User) => "Du är nu incitamentsanvändare",
        None => "Du har nu ingen roll på någon plats",
    },
    location: "Plats",
    payee_team: "Betalningsteamet",
    approve: "Godkänn",
    reject: "Underkänn",
    profile_changed: |profile, location, status| {
        let profile = match profile {
            ProfileKind::Bank => "Bankprofilen",
            ProfileKind::Tax => "Skatteprofilen",
        };
        let verb = if status == ProfileStatus::Approved { "är godkänd" } else { "underkändes" };
        format!("{profile} för {location} {verb}")
    },
    programme: "Programmet",
    programme_note: "Det som beviljas gäller från den visade dagen, i ett år, och räcker för alla kriterier.",
    withdraw: "Återkalla",
    grant: "Bevilja",
    not_attained: "saknas",
    withdrawn: |credential, location| format!("{credential} har återkallats för {location}"),
    granted: |credential, location, until| format!("{credential} har beviljats {location} till och med {until}"),
    error: |error| match error {
        CommandError::NoLocation(_) => "Inget ändrades: platsen finns inte längre.",
        CommandError::NoAttainment(_) => "Inget ändrades: platsen har inte längre kvalifikationen.",
        CommandError::NoCredential(_) => "Inget ändrades: programmet har inte kvalifikationen.",
        CommandError::AttainmentExists(_) => "Inget ändrades: platsen har redan kvalifikationen.",
        CommandError::DatesReversed => "Inget ändrades: den sista dagen ligger före den första.",
    },
    reset: "Återställ demon",
    reset_note: "Återställningen gäller profiler, kvalifikationer, person och dag.",
    reset_done: "Demon är återställd",
    storage_note: "Det du ändrar här sparas i den här webbläsaren och skickas ingenstans.",
};
