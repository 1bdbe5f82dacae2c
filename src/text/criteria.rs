//! Texts of criteria and verdicts: what is required, what the location has, since when, and what to do.

use domain::dataset::Data;
use domain::earning::LocationStatus;
use domain::eligibility::{Check, Current, Verdict};
use domain::model::{Criterion, Location};
use domain::payee::{ProfileKind, ProfileStatus};
use domain::{Day, Lang};

use super::{Format, messages};

/// The texts of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionTexts {
    pub title: String,
    pub required: String,
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
    let (t, f) = (&messages(lang).eligibility, Format::of(lang));
    let name = |id| data.credential(id).map_or_else(String::new, |it| it.name.get(lang).to_owned());
    let held = |id| {
        let kind = data.credential(id).map(|credential| (t.kind)(credential.kind));
        format!("{}: {}", kind.unwrap_or_default(), name(id))
    };
    let held_text = t.held.to_owned();
    let (title, required) = match criterion {
        Criterion::Enrolment => (t.enrolled.to_owned(), held_text),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential } => (held(credential), held_text),
        Criterion::CertifiedPeople { credential, count } => {
            ((t.certified_people)(&f, name(credential)), (t.at_least)(&f, (t.people)(&f, *count)))
        }
        Criterion::Revenue { credential, threshold } => {
            ((t.revenue)(&f, name(credential)), (t.at_least)(&f, f.money(*threshold)))
        }
        Criterion::Place { countries, markets } => {
            let markets = markets.iter().filter_map(|id| data.market(id)).map(|it| it.name.get(lang).to_owned());
            let places: Vec<String> = countries.iter().map(|code| f.country(code)).chain(markets).collect();
            ((t.offered_in)(&f, places.join(", ")), held_text)
        }
        Criterion::Stated { text, .. } => (text.get(lang).to_owned(), held_text),
    };
    CriterionTexts { title, required }
}

/// Returns the texts of a verdict on a criterion.
pub fn check_texts(criterion: &Criterion, check: &Check, location: &Location, lang: Lang) -> CheckTexts {
    let (t, f) = (&messages(lang).eligibility, Format::of(lang));
    let current = match (criterion, check.current) {
        (Criterion::Place { .. }, _) => f.country(&location.country),
        (_, Current::Flag(held)) => if held { t.held } else { t.not_held }.to_owned(),
        (_, Current::People(people)) => (t.people)(&f, people),
        (_, Current::Revenue(revenue)) => f.money(revenue),
    };
    let day = |day: Day| f.day(day);
    let when = match (check.met, check.since, check.until) {
        (true, _, Some(until)) => Some((t.until)(&f, day(until))),
        (true, Some(since), None) => Some((t.since)(&f, day(since))),
        (false, _, Some(until)) => Some((t.begins)(&f, day(until.plus(1)))),
        (false, Some(since), None) => Some((t.ended)(&f, day(since.plus(-1)))),
        (_, None, None) => None,
    };
    let to_do = (!check.met).then(|| (t.what_to_do)(criterion));
    CheckTexts { current, when, to_do }
}

/// Returns in one line what keeps a location from earning, or until when it earns.
pub fn reason(status: LocationStatus, verdict: &Verdict<'_>, location: &Location, data: &Data, lang: Lang) -> String {
    let (t, f) = (&messages(lang).eligibility, Format::of(lang));
    if status.would_earn() {
        return earliest_end(verdict).map(|day| (t.until)(&f, f.day(day))).unwrap_or_default();
    }
    let mut parts = Vec::new();
    if let Some((criterion, check)) = only_unmet(verdict) {
        let texts = criterion_texts(criterion, data, lang);
        if let Current::Flag(_) = check.current {
            parts.push(texts.title);
        } else {
            let current = check_texts(criterion, check, location, lang).current;
            parts.push(format!("{} ({})", texts.title, (t.current_and_required)(&f, current, texts.required)));
        }
    } else if status.missing == domain::eligibility::OUT_OF_REACH {
        parts.push(messages(lang).engagements.not_offered.to_owned());
    } else if status.missing > 0 {
        parts.push((t.to_meet)(&f, u32::from(status.missing)));
    }
    for kind in ProfileKind::ALL {
        let status = location.payee.get(kind).status;
        if status != ProfileStatus::Approved {
            parts.push(format!("{}: {}", (t.profile)(kind), (t.profile_status)(status).to_lowercase()));
        }
    }
    (t.and)(&f, parts)
}

/// Returns the unmet criterion, where there is exactly one and no alternative to it.
fn only_unmet<'a, 'b>(verdict: &'b Verdict<'a>) -> Option<(&'a Criterion, &'b Check)> {
    match verdict {
        _ if verdict.missing() != 1 => None,
        Verdict::AllOf(parts) => parts.iter().find(|part| !part.met()).and_then(only_unmet),
        Verdict::AnyOf(_) => None,
        Verdict::One(criterion, check) => Some((criterion, check)),
    }
}

/// Returns the first day on which something required ends.
fn earliest_end(verdict: &Verdict<'_>) -> Option<Day> {
    match verdict {
        Verdict::AllOf(parts) => parts.iter().filter_map(earliest_end).min(),
        Verdict::AnyOf(parts) => {
            let ends: Vec<_> = parts.iter().filter(|part| part.met()).map(earliest_end).collect();
            // `None` where any alternative has no end.
            ends.iter().copied().collect::<Option<Vec<Day>>>()?.into_iter().max()
        }
        Verdict::One(_, check) => check.until.filter(|_| check.met),
    }
}

#[cfg(test)]
mod tests;
