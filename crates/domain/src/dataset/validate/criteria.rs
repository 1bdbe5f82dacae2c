//! Sets of criteria.

use super::unique::unique_listed;
use crate::dataset::data::Interner;
use crate::dataset::problem::ProblemKind;
use crate::dataset::read::{Listed, Problems};
use crate::eligibility::{credential_of, each_criterion};
use crate::model::{Criteria, Criterion, CriterionSet};

/// Returns the sets of criteria of which every reference holds.
pub fn criteria(
    list: Listed<CriterionSet>,
    credentials: &Interner,
    markets: &Interner,
    problems: &mut Problems,
) -> (Interner, Vec<Criteria>) {
    let (mut ids, mut trees) = (Interner::default(), Vec::new());
    for (index, set) in unique_listed("criteria", list, |set| set.id.as_str(), problems) {
        let mut dangling = Vec::new();
        each_criterion(&set.tree, &mut |criterion| {
            dangling.extend(
                credential_of(criterion).filter(|id| credentials.find(id.as_str()).is_none()).map(ToString::to_string),
            );
            if let Criterion::Place { markets: named, .. } = criterion {
                dangling.extend(named.iter().filter(|id| markets.find(id.as_str()).is_none()).map(ToString::to_string));
            }
        });
        if dangling.is_empty() {
            ids.intern(set.id.as_str());
            trees.push(set.tree);
        }
        for id in dangling {
            problems.push(format!("$.criteria[{index}].tree"), ProblemKind::Dangling { id });
        }
    }
    (ids, trees)
}
