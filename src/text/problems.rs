//! Messages of data that cannot be read, or only in part.

use domain::Day;
use domain::dataset::ProblemKind;
use domain::model::VERSION;

use super::{Format, With1};
use crate::api::LoadError;

#[derive(Debug)]
pub struct Problems {
    pub problem_count: With1<u32>,
    pub problem_count_hint: &'static str,
    pub incomplete: &'static str,
    /// Where the file is cut short, and the parts of which nothing was read.
    pub cuts_short: fn(&str, &[&str]) -> String,
    pub show: &'static str,
    pub hide: &'static str,
    pub only_first_shown: With1<u32>,
    pub problem: fn(&Format, &ProblemKind) -> String,
    pub load_error: fn(&Format, &LoadError) -> String,
    pub load_error_hint: fn(&LoadError) -> &'static str,
}

fn dates(first: Day, last: Day) -> [String; 2] {
    [first.to_string(), last.to_string()]
}

pub const EN: Problems = Problems {
    problem_count: |f, n| format!("{} in the data.", f.count(n, "problem", "problems")),
    problem_count_hint: "What it concerns is left out; everything else is shown.",
    incomplete: "The data are incomplete:",
    cuts_short: |place, missing| {
        let parts = if missing.is_empty() { String::new() } else { format!(", and all of {}", missing.join(", ")) };
        let place = format!("the file cannot be read beyond {place}. What follows there is missing{parts}.");
        format!("{place} Counts and sums may be too low.")
    },
    show: "Show problems",
    hide: "Hide problems",
    only_first_shown: |f, n| format!("The first {} are shown.", f.number(n)),
    problem: |_, kind| match kind {
        ProblemKind::Empty => "The file is empty.".to_owned(),
        ProblemKind::NotJson { byte } => format!("This is not JSON, from byte {byte} on."),
        ProblemKind::OtherEncoding { found } => {
            format!("The file is encoded as {found}. Save it again with the encoding UTF-8.")
        }
        ProblemKind::Truncated { byte } => {
            format!("The file ends too early, after {byte} bytes.")
        }
        ProblemKind::OtherFormat { found } => {
            format!("Expected the format “mci-engagements-dataset”, found “{found}”.")
        }
        ProblemKind::NewerVersion { found } => {
            format!("The file has version {found}; this app reads versions up to {VERSION}. Update the app.")
        }
        ProblemKind::MissingPart => "This part is missing.".to_owned(),
        ProblemKind::UnknownPart => "This part is unknown and is skipped.".to_owned(),
        ProblemKind::Invalid { message } => format!("Not as expected: {message}."),
        ProblemKind::DuplicateId { id } => format!("The id “{id}” is already used. The first one is shown."),
        ProblemKind::Dangling { id } => format!("It names “{id}”, which is not in the data."),
        ProblemKind::DatesReversed { first, last } => {
            let [first, last] = dates(*first, *last);
            format!("The last day, {last}, is before the first, {first}.")
        }
        ProblemKind::UnsafeLink { url } => format!("The link “{url}” does not start with https://; it is not shown."),
    },
    load_error: |f, error| match error {
        LoadError::OwnFile => "This browser no longer has the file that you opened.".to_owned(),
        LoadError::ConfigMissing(status) => format!("config.json was not found (status {status})."),
        LoadError::ConfigInvalid(message) => format!("config.json is not as expected: {message}."),
        LoadError::DatasetMissing(url, status) => format!("The dataset {url} was not found (status {status})."),
        LoadError::ServerFailed(url, status) => format!("The server failed to deliver {url} (status {status})."),
        LoadError::Network(url) => format!("{url} could not be loaded: the connection failed."),
        LoadError::TimedOut(url) => format!("{url} did not arrive in time: nothing was received for 15 seconds."),
        LoadError::Interrupted(url) => format!("The connection broke while {url} was being loaded."),
        LoadError::AppIncomplete => "A part of the app could not be loaded.".to_owned(),
        LoadError::Api(error) => (super::connected::EN.error)(f, error),
        LoadError::Unusable => "The dataset cannot be used.".to_owned(),
    },
    load_error_hint: |error| match error {
        LoadError::OwnFile => "Close it and open it again from where you have it.",
        LoadError::ConfigMissing(_) | LoadError::ConfigInvalid(_) => {
            "config.json beside index.html says where the data are, for example {\"dataset\": \"demo/contoso.json\"}."
        }
        LoadError::DatasetMissing(..) => "Put the file there, or correct the name in config.json.",
        LoadError::ServerFailed(..) => "It may be restarting or overloaded. Try again in a moment.",
        LoadError::Network(_) | LoadError::TimedOut(_) | LoadError::Interrupted(_) | LoadError::AppIncomplete => {
            "Check the connection and try again."
        }
        LoadError::Api(_) => "",
        LoadError::Unusable => "Correct the file and try again.",
    },
};

pub const SV: Problems = Problems {
    problem_count: |f, n| format!("{} i data.", f.count(n, "problem", "problem")),
    problem_count_hint: "Det som berörs är utelämnat; allt annat visas.",
    incomplete: "Data är ofullständiga:",
    cuts_short: |place, missing| {
        let parts = if missing.is_empty() { String::new() } else { format!(", liksom allt i {}", missing.join(", ")) };
        let place = format!("filen kan inte läsas längre än till {place}. Det som följer där saknas{parts}.");
        format!("{place} Antal och summor kan vara för låga.")
    },
    show: "Visa problem",
    hide: "Dölj problem",
    only_first_shown: |f, n| format!("De första {} visas.", f.number(n)),
    problem: |_, kind| match kind {
        ProblemKind::Empty => "Filen är tom.".to_owned(),
        ProblemKind::NotJson { byte } => format!("Detta är inte JSON, från byte {byte}."),
        ProblemKind::OtherEncoding { found } => {
            format!("Filen är kodad som {found}. Spara den på nytt med kodningen UTF-8.")
        }
        ProblemKind::Truncated { byte } => {
            format!("Filen slutar för tidigt, efter {byte} byte.")
        }
        ProblemKind::OtherFormat { found } => {
            format!("Formatet ”mci-engagements-dataset” väntades, men filen anger ”{found}”.")
        }
        ProblemKind::NewerVersion { found } => {
            format!("Filen har version {found}; appen läser versioner till och med {VERSION}. Uppdatera appen.")
        }
        ProblemKind::MissingPart => "Den här delen saknas.".to_owned(),
        ProblemKind::UnknownPart => "Den här delen är okänd och hoppas över.".to_owned(),
        ProblemKind::Invalid { message } => format!("Inte som väntat: {message}."),
        ProblemKind::DuplicateId { id } => format!("Id:t ”{id}” har redan använts. Det första visas."),
        ProblemKind::Dangling { id } => format!("Hänvisar till ”{id}”, som inte finns i data."),
        ProblemKind::DatesReversed { first, last } => {
            let [first, last] = dates(*first, *last);
            format!("Sista dagen, {last}, ligger före den första, {first}.")
        }
        ProblemKind::UnsafeLink { url } => format!("Länken ”{url}” börjar inte med https:// och visas inte."),
    },
    load_error: |f, error| match error {
        LoadError::OwnFile => "Webbläsaren har inte längre kvar filen som du öppnade.".to_owned(),
        LoadError::ConfigMissing(status) => format!("config.json hittades inte (status {status})."),
        LoadError::ConfigInvalid(message) => format!("config.json är inte som väntat: {message}."),
        LoadError::DatasetMissing(url, status) => format!("Datamängden {url} hittades inte (status {status})."),
        LoadError::ServerFailed(url, status) => format!("Servern kunde inte leverera {url} (status {status})."),
        LoadError::Network(url) => format!("{url} kunde inte läsas in: anslutningen misslyckades."),
        LoadError::TimedOut(url) => format!("{url} kom inte fram i tid: inget togs emot på 15 sekunder."),
        LoadError::Interrupted(url) => format!("Anslutningen bröts medan {url} lästes in."),
        LoadError::AppIncomplete => "En del av appen kunde inte läsas in.".to_owned(),
        LoadError::Api(error) => (super::connected::SV.error)(f, error),
        LoadError::Unusable => "Datamängden kan inte användas.".to_owned(),
    },
    load_error_hint: |error| match error {
        LoadError::OwnFile => "Stäng den och öppna den på nytt där du har den.",
        LoadError::ConfigMissing(_) | LoadError::ConfigInvalid(_) => {
            "config.json bredvid index.html anger var data finns, till exempel {\"dataset\": \"demo/contoso.json\"}."
        }
        LoadError::DatasetMissing(..) => "Lägg filen där, eller rätta namnet i config.json.",
        LoadError::ServerFailed(..) => "Den kan vara på väg att starta om eller överbelastad. Försök igen om en stund.",
        LoadError::Network(_) | LoadError::TimedOut(_) | LoadError::Interrupted(_) | LoadError::AppIncomplete => {
            "Kontrollera anslutningen och försök igen."
        }
        LoadError::Api(_) => "",
        LoadError::Unusable => "Rätta filen och försök igen.",
    },
};
