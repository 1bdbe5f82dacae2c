//! Texts of criteria and verdicts: what is required, what the location has, since when, and what to do.

use domain::Lang;
use domain::dataset::Data;
use domain::eligibility::{Check, Current};
use domain::model::{Criterion, Location, Term};
use domain::view::{CheckTime, Lack, Phase, Reason, Unmet, check_time};

use super::{Format, clamped, messages};

/// The texts of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionTexts {
    pub title: String,
    /// How much is required; `None` where the title says it all.
    pub required: Option<String>,
}

/// The texts of a verdict on a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckTexts {
    /// What the location has.
    pub current: String,
    /// Since when or until when.
    pub when: Option<String>,
    /// What to do; only where it is not met.
    pub to_do: Option<&'static str>,
}

/// Returns the texts of a criterion.
pub fn criterion_texts(criterion: &Criterion, data: &Data, lang: Lang) -> CriterionTexts {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    let name = |id| data.credential(id).map_or_else(String::new, |it| it.name.get(lang).to_owned());
    let held = |id| {
        let kind = data.credential(id).map(|credential| (t.kind)(credential.kind));
        format!("{}: {}", kind.unwrap_or_default(), name(id))
    };
    let (title, required) = match criterion {
        Criterion::Enrolment => (t.enrolled.to_owned(), None),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential } => (held(credential), None),
        Criterion::CertifiedPeople { credential, count } => {
            ((t.certified_people)(&f, name(credential)), Some((t.at_least)(&f, (t.people)(&f, *count))))
        }
        Criterion::Revenue { credential, threshold } => {
            ((t.revenue)(&f, name(credential)), Some((t.at_least)(&f, f.money(*threshold))))
        }
        Criterion::Place { countries, markets } => {
            let markets = markets.iter().filter_map(|id| data.market(id)).map(|it| it.name.get(lang).to_owned());
            let places: Vec<String> = countries.iter().map(|code| f.country(code)).chain(markets).collect();
            ((t.offered_in)(&f, places.join(", ")), None)
        }
        Criterion::Stated { text, .. } => (text.get(lang).to_owned(), None),
    };
    CriterionTexts { title, required }
}

/// Returns the texts of a verdict on a criterion.
pub fn check_texts(criterion: &Criterion, check: &Check, location: &Location, lang: Lang) -> CheckTexts {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    let current = match (criterion, check.current) {
        (Criterion::Place { .. }, _) => f.country(&location.country),
        (_, Current::Flag(held)) => if held { t.held } else { t.not_held }.to_owned(),
        (_, Current::People(people)) => (t.people)(&f, people),
        (_, Current::Revenue(revenue)) => f.money(revenue),
    };
    let when = check_time(check).map(|time| check_time_text(time, lang));
    let to_do = (!check.met).then(|| (t.what_to_do)(criterion));
    CheckTexts { current, when, to_do }
}

fn check_time_text(time: CheckTime, lang: Lang) -> String {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    match time {
        CheckTime::Until(day) => (t.until)(&f, f.day(day)),
        CheckTime::Since(day) => (t.since)(&f, f.day(day)),
        CheckTime::Begins(day) => (t.begins)(&f, f.day(day)),
        CheckTime::Ended(day) => (t.ended)(&f, f.day(day)),
    }
}

/// A part of a reason. The names are isolated when they are rendered, because they may be of another script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonPart {
    pub before: String,
    pub names: Vec<String>,
    pub after: String,
}

/// The maximum of alternatives that a reason names; the eligibility page lists all.
const MAX_CHOICES: usize = 3;

/// Returns what keeps a location from earning, or until when it earns.
pub fn reason_parts(reason: &Reason<'_>, location: &Location, data: &Data, lang: Lang) -> Vec<ReasonPart> {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    let text = match reason {
        Reason::Earns { until } => (t.until)(&f, f.day(*until)),
        Reason::Ready { from, until } => (t.ready_on)(&f, Term { first: *from, last: *until }),
        Reason::EndsBeforeTerm { until } => (t.ends_before_term)(&f, *until),
        Reason::Ended(day) => (t.ended)(&f, f.day(*day)),
        Reason::Lacks(lacks) => return lacks.iter().map(|lack| lack_part(lack, location, data, lang)).collect(),
    };
    vec![ReasonPart { before: text, ..ReasonPart::default() }]
}

fn lack_part(lack: &Lack<'_>, location: &Location, data: &Data, lang: Lang) -> ReasonPart {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    let before = match lack {
        Lack::Criterion(unmet) => return criterion_part(*unmet, location, data, lang),
        Lack::OneOf(choices) => {
            let names =
                choices.iter().take(MAX_CHOICES).map(|(criterion, _)| criterion_texts(criterion, data, lang).title);
            let more = clamped(choices.len().saturating_sub(MAX_CHOICES));
            let after = if more > 0 {
                format!(" {}", (messages(lang).eligibility().and_n_more)(&f, more))
            } else {
                String::new()
            };
            return ReasonPart { before: t.one_of.to_owned(), names: names.collect(), after };
        }
        Lack::Enrolment(phase) => enrolment_text(*phase, lang),
        Lack::NotOffered => t.not_offered.to_owned(),
        Lack::Impossible => t.cannot_be_met.to_owned(),
        Lack::Several(count) => (t.to_meet)(&f, u32::from(*count)),
        Lack::Profile(kind, status) => {
            format!("{}: {}", (t.profile)(*kind), (t.profile_status)(*status).to_lowercase())
        }
    };
    ReasonPart { before, ..ReasonPart::default() }
}

/// "People certified: Azure Administrator (1 person, at least 3 people required)".
fn criterion_part((criterion, check): Unmet<'_>, location: &Location, data: &Data, lang: Lang) -> ReasonPart {
    let (t, f) = (messages(lang).eligibility(), Format::of(lang));
    let CriterionTexts { title, required } = criterion_texts(criterion, data, lang);
    let CheckTexts { current, when, .. } = check_texts(criterion, &check, location, lang);
    let amount = required.map(|required| (t.current_and_required)(&f, current, required));
    let notes: Vec<String> = amount.into_iter().chain(when).collect();
    let after = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    ReasonPart { before: String::new(), names: vec![title], after }
}

/// Returns the state of an enrolment; `None` where the location was never enrolled.
pub fn enrolment_text(phase: Option<Phase>, lang: Lang) -> String {
    let (t, f) = (messages(lang), Format::of(lang));
    match phase {
        Some(Phase::Begins(first)) => (t.location().enrolment_begins)(&f, f.day(first)),
        Some(Phase::Ended(last)) => (t.location().enrolment_ended)(&f, f.day(last.0)),
        Some(Phase::Ends(_) | Phase::Endless) | None => t.location().not_enrolled.to_owned(),
    }
}

#[cfg(test)]
mod tests;
