//! The partner criteria as texts, each with the number of locations that meet it.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::model::{Criteria, Criterion};
use domain::view::Coverage;

use crate::components::{CriteriaTree, CriterionLine, Met};
use crate::text::{criterion_texts, format, lang, t};

/// Returns the tree; `None` where there are no criteria.
pub fn tree(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> Option<CriteriaTree> {
    match engagement.criteria() {
        Criteria::AllOf(parts) if parts.is_empty() => None,
        criteria => Some(branch(catalogue, criteria)),
    }
}

fn branch(catalogue: &Catalogue, criteria: &Criteria) -> CriteriaTree {
    let branches = |parts: &[Criteria]| parts.iter().map(|part| branch(catalogue, part)).collect();
    match criteria {
        Criteria::AllOf(parts) => CriteriaTree::Group(t().eligibility().all_of, None, branches(parts)),
        // The numbers of its parts do not add up to that of the group.
        Criteria::AnyOf(parts) => {
            CriteriaTree::Group(t().eligibility().any_of, Some(met_at(catalogue, criteria)), branches(parts))
        }
        Criteria::One(criterion) => CriteriaTree::One(Box::new(line(catalogue, criteria, criterion))),
    }
}

fn met_at(catalogue: &Catalogue, criteria: &Criteria) -> Met {
    let (met, enrolled) = catalogue.met_at(criteria);
    (met, enrolled, (t().summary().met_at)(&format(), met, enrolled))
}

fn line(catalogue: &Catalogue, criteria: &Criteria, criterion: &Criterion) -> CriterionLine {
    let texts = criterion_texts(criterion, catalogue.data(), lang());
    let met = met_at(catalogue, criteria);
    let coverage = Coverage::of(met.0, met.1);
    let label = match coverage {
        Coverage::Everywhere => t().summary().met_everywhere,
        Coverage::Somewhere => t().summary().met_somewhere,
        Coverage::Nowhere => t().summary().met_nowhere,
    };
    CriterionLine {
        coverage,
        label,
        title: texts.title,
        details: texts.required.map(|required| (t().eligibility().required, required)).into_iter().collect(),
        to_do: None,
        link: None,
        met: Some(met),
    }
}
