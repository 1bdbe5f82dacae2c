//! Trees of criteria. Few credentials, so that one appears several times in a tree, with different numbers.

use domain::id::{CredentialId, MarketId, StatedId};
use domain::model::{CredentialKind, Criteria, Criterion};

use super::{COUNTRIES, Draw, money, text};

pub fn credential(number: usize) -> CredentialId {
    CredentialId(format!("c{number}"))
}

pub fn market(number: usize) -> MarketId {
    MarketId(format!("m{number}"))
}

/// A criterion on a credential is of the kind of the credential.
fn criterion(draw: &mut Draw, kinds: &[CredentialKind], markets: usize) -> Criterion {
    match draw.below(12) {
        0 => Criterion::Enrolment,
        1 => Criterion::Place {
            countries: draw.some_of(COUNTRIES.len(), 2).into_iter().map(|at| COUNTRIES[at].to_owned()).collect(),
            markets: draw.some_of(markets, 2).into_iter().map(market).collect(),
        },
        2 | 3 => Criterion::Stated { id: StatedId(format!("s{}", draw.below(3))), text: text(draw, 2) },
        _ => {
            let number = draw.below(kinds.len());
            let credential = credential(number);
            match kinds[number] {
                CredentialKind::Agreement => Criterion::Agreement { credential },
                CredentialKind::Designation => Criterion::Designation { credential },
                CredentialKind::Specialization => Criterion::Specialization { credential },
                CredentialKind::Certification => {
                    Criterion::CertifiedPeople { credential, count: draw.pick(&[1, 2, 3, 5, 0, u32::MAX]) }
                }
                CredentialKind::Revenue => Criterion::Revenue { credential, threshold: money(draw) },
            }
        }
    }
}

pub fn criteria(draw: &mut Draw, depth: usize, kinds: &[CredentialKind], markets: usize) -> Criteria {
    let parts =
        |draw: &mut Draw| (0..draw.below(4)).map(|_| criteria(draw, depth - 1, kinds, markets)).collect::<Vec<_>>();
    match draw.below(6) {
        1 | 2 if depth > 0 => Criteria::AllOf(parts(draw)),
        3 | 4 if depth > 0 => Criteria::AnyOf(parts(draw)),
        _ => Criteria::One(criterion(draw, kinds, markets)),
    }
}
