//! A tree of criteria, each with its verdict.

use domain::view::Coverage;
use leptos::prelude::*;

use super::{coverage_icon, external_link};

/// A tree of criteria as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriteriaTree {
    /// A rule, such as "All of these", where it holds (see [`CriterionLine::met`]), and its parts.
    Group(&'static str, Option<Met>, Vec<Self>),
    One(Box<CriterionLine>),
}

/// At how many of how many locations something is met, and the same as text.
pub type Met = (u32, u32, String);

/// A criterion as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionLine {
    /// Where it is met: of all locations, or of the one that the tree is about.
    pub coverage: Coverage,
    /// The accessible name of the icon.
    pub label: &'static str,
    pub title: String,
    /// Name, which may be empty, and value.
    pub details: Vec<(&'static str, String)>,
    /// What to do where it is not met.
    pub to_do: Option<&'static str>,
    /// Where to do it: URL, label, and the hint that it opens in a new tab.
    pub link: Option<(String, String, &'static str)>,
    /// Where it is met, if the tree is about all locations.
    pub met: Option<Met>,
}

/// Renders a tree of criteria; not reactive.
pub fn criteria_tree(tree: CriteriaTree) -> AnyView {
    let content = match tree {
        CriteriaTree::Group(rule, met, parts) => group(rule, met, parts),
        one @ CriteriaTree::One(_) => list(vec![one]),
    };
    view! { <div class="criteria">{content}</div> }.into_any()
}

fn group(rule: &'static str, met: Option<Met>, parts: Vec<CriteriaTree>) -> AnyView {
    // The rule says nothing about a single part.
    let rule = (parts.len() > 1).then(|| view! { <p class="criteria__rule">{rule}{met.map(meter)}</p> });
    (rule, list(parts)).into_any()
}

fn list(parts: Vec<CriteriaTree>) -> AnyView {
    let parts: Vec<AnyView> = parts.into_iter().map(item).collect();
    view! { <ul class="criteria__list">{parts}</ul> }.into_any()
}

fn item(part: CriteriaTree) -> AnyView {
    match part {
        CriteriaTree::Group(rule, met, parts) => {
            view! { <li class="criteria__group">{group(rule, met, parts)}</li> }.into_any()
        }
        CriteriaTree::One(line) => criterion(*line),
    }
}

fn criterion(line: CriterionLine) -> AnyView {
    let CriterionLine { coverage, label, title, details, to_do, link, met } = line;
    let next = (to_do.is_some() || link.is_some()).then(|| {
        let more = link.map(|(url, label, hint)| external_link("", url, label.into_any(), hint));
        view! { <p class="criterion__next">{to_do}" "{more}</p> }
    });
    view! {
        <li class="criterion">
            {coverage_icon(coverage, label)}
            <div class="criterion__body">
                <p><bdi>{title}</bdi></p>
                {(!details.is_empty()).then(|| detail_line(details))}
                {next}
            </div>
            {met.map(meter)}
        </li>
    }
    .into_any()
}

fn meter((met, of, text): Met) -> impl IntoView {
    let class = if met == of { "meter meter--full" } else { "meter" };
    view! {
        <span class="criterion__met">
            {text}
            <progress class=class value=met max=of.max(1) aria-hidden="true"></progress>
        </span>
    }
}

/// "Required: 6 people · Current: 4 people · since 1 Jan 2027".
fn detail_line(details: Vec<(&'static str, String)>) -> impl IntoView {
    let detail = |(at, (name, value)): (usize, (&'static str, String))| {
        let before = if at == 0 { "" } else { " · " };
        match name {
            "" => (before, value).into_any(),
            name => view! { {before}{name}": "<b>{value}</b> }.into_any(),
        }
    };
    view! { <p class="criterion__detail">{details.into_iter().enumerate().map(detail).collect_view()}</p> }
}
