//! The criteria of an engagement at one location, as texts.

use domain::dataset::Data;
use domain::eligibility::{Check, Current, Verdict, credential_of};
use domain::model::{Criterion, Location};
use domain::view::{Coverage, is_worth_a_link};

use crate::components::{CriteriaTree, CriterionLine};
use crate::text::{check_texts, criterion_texts, format, lang, t};

/// Returns the tree.
pub fn tree(verdict: &Verdict<'_>, location: &Location, data: &Data) -> CriteriaTree {
    let branches = |parts: &[Verdict<'_>]| parts.iter().map(|part| tree(part, location, data)).collect();
    match verdict {
        Verdict::AllOf(parts) => CriteriaTree::Group(t().eligibility().all_of, None, branches(parts)),
        Verdict::AnyOf(parts) => CriteriaTree::Group(t().eligibility().any_of, None, branches(parts)),
        Verdict::One(criterion, check) => CriteriaTree::One(Box::new(line(criterion, check, location, data))),
    }
}

fn line(criterion: &Criterion, check: &Check, location: &Location, data: &Data) -> CriterionLine {
    let (lang, texts) = (lang(), t().eligibility());
    let criterion_texts = criterion_texts(criterion, data, lang);
    let check_texts = check_texts(criterion, check, location, lang);
    let mut details = Vec::new();
    details.extend(criterion_texts.required.map(|required| (texts.required, required)));
    // "Held" needs no name; an amount or a country does.
    let is_held_or_not = matches!(check.current, Current::Flag(_)) && !matches!(criterion, Criterion::Place { .. });
    let name = if is_held_or_not { "" } else { texts.current };
    details.push((name, check_texts.current));
    details.extend(check_texts.when.map(|when| ("", when)));
    let credential = credential_of(criterion).filter(|_| is_worth_a_link(check));
    let link = credential.and_then(|id| data.credential(id)).and_then(|credential| {
        let name = credential.name.get(lang).to_owned();
        Some((credential.url.clone()?, (texts.more_about)(&format(), name), t().shell().opens_in_new_tab))
    });
    CriterionLine {
        coverage: Coverage::of(check.met.into(), 1),
        label: if check.met { texts.met } else { texts.not_met },
        title: criterion_texts.title,
        details,
        to_do: check_texts.to_do,
        link,
        met: None,
    }
}
