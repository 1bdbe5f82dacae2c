//! The reason of a verdict: until when a location earns, or what keeps it from earning (rules 2 to 6).

use super::criteria::CriteriaState;
use super::phase::{Phase, phase};
use crate::Day;
use crate::earning::LocationStatus;
use crate::eligibility::{Check, Thing, Verdict};
use crate::model::{Criterion, Location};
use crate::payee::{ProfileKind, ProfileStatus};

/// Why a location has its verdict on an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// It earns.
    Earns {
        /// The last day.
        until: Day,
    },
    /// It would earn if the term began today.
    Ready {
        /// The first day of the term.
        from: Day,
        /// The last day.
        until: Day,
    },
    /// It would earn today, but no longer when the term begins.
    EndsBeforeTerm {
        /// The last day on which it would earn.
        until: Day,
    },
    /// What it lacks; never empty.
    Lacks(Vec<Lack<'a>>),
    /// The term is over; its last day.
    Ended(Day),
}

/// An unmet criterion, with its verdict.
pub type Unmet<'a> = (&'a Criterion, Check);

/// Something that keeps a location from earning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack<'a> {
    /// It was never enrolled, or its enrolment begins or has ended.
    Enrolment(Option<Phase>),
    /// It lies in a country in which the engagement is not offered.
    NotOffered,
    /// Nothing can make the criteria hold.
    Impossible,
    /// One criterion.
    Criterion(Unmet<'a>),
    /// One of several criteria, each of which is enough.
    OneOf(Vec<Unmet<'a>>),
    /// At the least so many criteria.
    Several(u16),
    /// The bank or the tax profile.
    Profile(ProfileKind, ProfileStatus),
}

/// Returns what a location lacks, in the order in which screens say it: enrolment, criteria, profiles. Where the
/// engagement is not offered or the criteria can never hold, nothing else matters.
pub fn lacks<'a>(status: LocationStatus, mut verdict: Verdict<'a>, location: &Location, day: Day) -> Vec<Lack<'a>> {
    match CriteriaState::of(status, &verdict) {
        CriteriaState::NotOffered => return vec![Lack::NotOffered],
        CriteriaState::Impossible => return vec![Lack::Impossible],
        CriteriaState::Met | CriteriaState::Lacking(_) => {}
    }
    let mut lacks = Vec::new();
    if !status.enrolled {
        lacks.push(Lack::Enrolment(location.enrolment.map(|span| phase(span, day))));
        // Said once, also where the criteria ask for it.
        assume_enrolled(&mut verdict);
    }
    match verdict.missing() {
        0 => {}
        1 => {
            let mut steps = single_steps(&verdict);
            lacks.push(match (steps.pop(), steps.is_empty()) {
                (Some(only), true) => Lack::Criterion(only),
                (Some(last), false) => {
                    steps.push(last);
                    Lack::OneOf(steps)
                }
                (None, _) => Lack::Several(1),
            });
        }
        missing => lacks.push(Lack::Several(missing)),
    }
    for kind in ProfileKind::ALL {
        let status = location.payee.get(kind).status;
        if status != ProfileStatus::Approved {
            lacks.push(Lack::Profile(kind, status));
        }
    }
    lacks
}

fn assume_enrolled(verdict: &mut Verdict<'_>) {
    match verdict {
        Verdict::AllOf(parts) | Verdict::AnyOf(parts) => parts.iter_mut().for_each(assume_enrolled),
        Verdict::One(Criterion::Enrolment, check) => check.met = true,
        Verdict::One(..) => {}
    }
}

/// Returns the unmet criteria each of which alone would make the tree hold, in the order of the tree. A thing that
/// alternatives ask for is named with what is enough; one that several parts ask for, with what all of them need.
fn single_steps<'a>(verdict: &Verdict<'a>) -> Vec<Unmet<'a>> {
    match verdict {
        Verdict::One(Criterion::Place { .. }, _) => Vec::new(),
        Verdict::One(criterion, check) => vec![(*criterion, *check)],
        Verdict::AnyOf(parts) => {
            let mut any: Vec<Unmet<'a>> = Vec::new();
            for step in parts.iter().flat_map(single_steps) {
                match any.iter_mut().find(|known| Thing::of(known.0) == Thing::of(step.0)) {
                    Some(known) if demand(step.0) < demand(known.0) => *known = step,
                    Some(_) => {}
                    None => any.push(step),
                }
            }
            any
        }
        Verdict::AllOf(parts) => {
            let mut unmet = parts.iter().filter(|part| !part.met()).map(single_steps);
            let first = unmet.next().unwrap_or_default();
            unmet.fold(first, |common, part| {
                let both = common.into_iter().filter_map(|step| {
                    let other = *part.iter().find(|other| Thing::of(step.0) == Thing::of(other.0))?;
                    Some(if demand(step.0) < demand(other.0) { other } else { step })
                });
                both.collect()
            })
        }
    }
}

/// How much of one thing a criterion asks for.
fn demand(criterion: &Criterion) -> i64 {
    match criterion {
        Criterion::CertifiedPeople { count, .. } => i64::from(*count),
        Criterion::Revenue { threshold, .. } => threshold.minor,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
