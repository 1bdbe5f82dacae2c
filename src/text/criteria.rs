//! A criterion in words: what it asks for, what is there, since when, and what to do.

use domain::dataset::Data;
use domain::dataset::wire::{Criterion, Location};
use domain::earning::Standing;
use domain::eligibility::{Check, Current, Verdict};
use domain::payee::{ProfileKind, ProfileStatus};
use domain::{Day, Lang};

use super::{Format, messages};

/// A criterion in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionWords {
    /// What it is about.
    pub title: String,
    /// What it requires.
    pub required: String,
}

/// A verdict in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckWords {
    /// What is there.
    pub current: String,
    /// Since when or until when.
    pub when: Option<String>,
    /// What to do where it is not met.
    pub to_do: Option<&'static str>,
}

/// A criterion in words.
pub fn criterion_words(criterion: &Criterion, data: &Data, lang: Lang) -> CriterionWords {
    let (t, f) = (&messages(lang).eligibility, Format::of(lang));
    let name = |id| data.credential(id).map_or_else(String::new, |it| it.name.get(lang).to_owned());
    let held = |id| {
        let kind = data.credential(id).map(|credential| (t.kind)(credential.kind));
        format!("{}: {}", kind.unwrap_or_default(), name(id))
    };
    let yes = t.held.to_owned();
    let (title, required) = match criterion {
        Criterion::Enrolment => (t.enrolled.to_owned(), yes),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential } => (held(credential), yes),
        Criterion::CertifiedPeople { credential, count } => {
            ((t.certified_people)(&f, name(credential)), (t.at_least)(&f, (t.people)(&f, *count)))
        }
        Criterion::Revenue { credential, threshold } => {
            ((t.revenue)(&f, name(credential)), (t.at_least)(&f, f.money(*threshold)))
        }
        Criterion::Place { countries, markets } => {
            let markets = markets.iter().filter_map(|id| data.market(id)).map(|it| it.name.get(lang).to_owned());
            let places: Vec<String> = countries.iter().map(|code| f.country(code)).chain(markets).collect();
            ((t.place)(&f, places.join(", ")), yes)
        }
        Criterion::Stated { text, .. } => (text.get(lang).to_owned(), yes),
    };
    CriterionWords { title, required }
}

/// A verdict in words.
pub fn check_words(criterion: &Criterion, check: &Check, location: &Location, lang: Lang) -> CheckWords {
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
    CheckWords { current, when, to_do }
}

/// In a line: what keeps a location from earning, or until when it earns where that ends.
pub fn reason(standing: Standing, verdict: &Verdict<'_>, location: &Location, data: &Data, lang: Lang) -> String {
    let (t, f) = (&messages(lang).eligibility, Format::of(lang));
    if standing.earns() {
        return earliest_end(verdict).map(|day| (t.until)(&f, f.day(day))).unwrap_or_default();
    }
    let mut parts = Vec::new();
    if let Some((criterion, check)) = only_lacking(verdict) {
        let words = criterion_words(criterion, data, lang);
        if let Current::Flag(_) = check.current {
            parts.push(words.title);
        } else {
            let current = check_words(criterion, check, location, lang).current;
            parts.push(format!("{} ({})", words.title, (t.lacking)(&f, current, words.required)));
        }
    } else if standing.missing == domain::eligibility::OUT_OF_REACH {
        parts.push(messages(lang).engagements.lacks_place.to_owned());
    } else if standing.missing > 0 {
        parts.push((t.to_meet)(&f, u32::from(standing.missing)));
    }
    for kind in ProfileKind::ALL {
        let status = location.payee.get(kind).status;
        if status != ProfileStatus::Approved {
            parts.push(format!("{}: {}", (t.profile)(kind), (t.profile_status)(status).to_lowercase()));
        }
    }
    (t.and)(&f, parts)
}

/// The one criterion that is lacking, where it is just one that can be met in one way.
fn only_lacking<'a, 'b>(verdict: &'b Verdict<'a>) -> Option<(&'a Criterion, &'b Check)> {
    match verdict {
        _ if verdict.missing() != 1 => None,
        Verdict::AllOf(parts) => parts.iter().find(|part| !part.met()).and_then(only_lacking),
        Verdict::AnyOf(_) => None,
        Verdict::One(criterion, check) => Some((criterion, check)),
    }
}

/// The first day on which something that is needed may end.
fn earliest_end(verdict: &Verdict<'_>) -> Option<Day> {
    match verdict {
        Verdict::AllOf(parts) => parts.iter().filter_map(earliest_end).min(),
        Verdict::AnyOf(parts) => {
            let ends: Vec<_> = parts.iter().filter(|part| part.met()).map(earliest_end).collect();
            // One that does not end is enough.
            ends.iter().copied().collect::<Option<Vec<Day>>>()?.into_iter().max()
        }
        Verdict::One(_, check) => check.until.filter(|_| check.met),
    }
}
