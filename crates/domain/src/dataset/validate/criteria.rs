//! Sets of criteria.

use super::unique::unique_listed;
use crate::dataset::data::Interner;
use crate::dataset::problem::ProblemKind;
use crate::dataset::read::{Listed, Problems};
use crate::eligibility::{credential_of, each_criterion};
use crate::id::MarketId;
use crate::model::{Criteria, Criterion, CriterionSet};

/// Returns the sets of criteria; a criterion with a reference that does not hold becomes one that is not met.
pub fn criteria(
    list: Listed<CriterionSet>,
    credentials: &Interner,
    markets: &Interner,
    problems: &mut Problems,
) -> (Interner, Vec<Criteria>) {
    let (mut ids, mut trees) = (Interner::default(), Vec::new());
    for (index, mut set) in unique_listed("criteria", list, |set| set.id.as_str(), problems) {
        let dangling = |criterion: &Criterion| {
            let credential = credential_of(criterion).map(|id| (id.as_str(), credentials));
            let named: &[MarketId] = if let Criterion::Place { markets, .. } = criterion { markets } else { &[] };
            let named = credential.into_iter().chain(named.iter().map(|id| (id.as_str(), markets)));
            named.filter(|(id, known)| known.find(id).is_none()).map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
        };
        let mut is_sound = true;
        each_criterion(&set.tree, &mut |criterion| {
            for id in dangling(criterion) {
                is_sound = false;
                problems.push(format!("$.criteria[{index}].tree"), ProblemKind::Dangling { id });
            }
        });
        if !is_sound {
            set.tree.replace_unreadable(&|criterion| !dangling(criterion).is_empty());
        }
        ids.intern(set.id.as_str());
        trees.push(set.tree);
    }
    (ids, trees)
}
