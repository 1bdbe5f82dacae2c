//! The things that a location attains (rule 2).

use crate::Currency;
use crate::eligibility::each_criterion;
use crate::id::{CredentialId, StatedId};
use crate::model::{Criteria, Criterion};

/// What a location attains once, however many criteria ask for it and with whatever number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Thing<'a> {
    Enrolment,
    Credential(&'a CredentialId),
    Revenue(&'a CredentialId, Currency),
    Stated(&'a StatedId),
}

impl<'a> Thing<'a> {
    /// Returns what a criterion asks for; `None` for a place, which cannot be attained.
    pub const fn of(criterion: &'a Criterion) -> Option<Self> {
        match criterion {
            Criterion::Enrolment => Some(Self::Enrolment),
            Criterion::Agreement { credential }
            | Criterion::Designation { credential }
            | Criterion::Specialization { credential }
            | Criterion::CertifiedPeople { credential, .. } => Some(Self::Credential(credential)),
            Criterion::Revenue { credential, threshold } => Some(Self::Revenue(credential, threshold.currency)),
            Criterion::Stated { id, .. } => Some(Self::Stated(id)),
            Criterion::Place { .. } => None,
        }
    }
}

/// Returns whether two criteria of a tree ask for one thing. Only then is [`Need::least`](super::Need::least) less than
/// what [`all_of`](super::all_of) and [`any_of`](super::any_of) give. Large trees are not compared and count as
/// repeating.
pub fn repeats(criteria: &Criteria) -> bool {
    const MAX_THINGS: usize = 64;
    let mut things = Vec::new();
    let mut repeats = false;
    each_criterion(criteria, &mut |criterion| {
        if let Some(thing) = Thing::of(criterion).filter(|_| !repeats) {
            repeats = things.len() == MAX_THINGS || things.contains(&thing);
            things.push(thing);
        }
    });
    repeats
}
