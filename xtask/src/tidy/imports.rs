//! Who may know whom.

use super::Finding;
use super::source::Source;

/// A name that only files below some places may mention, and what to do elsewhere.
struct Rule {
    name: &'static str,
    applies: fn(&str) -> bool,
    mend: &'static str,
}

const RULES: &[Rule] = &[
    Rule { name: "gloo_net", applies: outside_api, mend: "only src/api speaks HTTP: move the request there" },
    Rule { name: "web_sys", applies: outside_browser, mend: BROWSER },
    Rule { name: "js_sys", applies: outside_browser, mend: BROWSER },
    Rule { name: "crate::api", applies: in_components, mend: COMPONENTS },
    Rule { name: "crate::state", applies: in_components, mend: COMPONENTS },
    Rule { name: "leptos", applies: in_domain, mend: DOMAIN },
    Rule { name: "web_sys", applies: in_domain, mend: DOMAIN },
    Rule { name: "js_sys", applies: in_domain, mend: DOMAIN },
    Rule { name: "std::time", applies: in_domain, mend: DOMAIN },
    Rule { name: "std::fs", applies: in_domain, mend: DOMAIN },
    Rule { name: "std::net", applies: in_domain, mend: DOMAIN },
];

const BROWSER: &str = "only src/browser touches the browser's own interfaces: add a wrapper there";
const COMPONENTS: &str = "components know neither api nor state: take a signal or a callback as a prop";
const DOMAIN: &str = "the domain has no web, no clock and no IO: let the caller pass the value in";

fn outside_api(path: &str) -> bool {
    path.starts_with("src/") && !is_module(path, "src/api")
}

fn outside_browser(path: &str) -> bool {
    path.starts_with("src/") && !is_module(path, "src/browser")
}

fn in_components(path: &str) -> bool {
    is_module(path, "src/components")
}

fn in_domain(path: &str) -> bool {
    path.starts_with("crates/domain/src/")
}

fn is_module(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// Every forbidden mention of the file.
pub fn check(path: &str, source: &Source) -> Vec<Finding> {
    let rules = RULES.iter().filter(|rule| (rule.applies)(path));
    let mut findings: Vec<_> = rules
        .flat_map(|rule| {
            mentions(source, rule.name)
                .into_iter()
                .map(|at| Finding::new(source.line(at), format!("`{}` here: {}", rule.name, rule.mend)))
        })
        .collect();
    if let Some(own) = path.strip_prefix("src/pages/") {
        findings.extend(other_pages(own, source));
    }
    findings
}

/// Where a path such as `std::fs` is mentioned, also as `std::{fs, io}`.
fn mentions(source: &Source, path: &str) -> Vec<usize> {
    let mut places: Vec<usize> = source.words(path).collect();
    if let Some((parent, child)) = path.split_once("::") {
        places.extend(grouped(source, parent).into_iter().filter(|(_, name)| name == child).map(|(at, _)| at));
    }
    places
}

/// The first names inside each `parent::{…}`, with their places.
fn grouped(source: &Source, parent: &str) -> Vec<(usize, String)> {
    let opening = format!("{parent}::{{");
    let mut names = Vec::new();
    for (start, _) in source.code.match_indices(&opening) {
        let open = start + opening.len() - 1;
        let group = &source.code[open + 1..source.closing(open)];
        let mut depth = 0;
        let mut expects = true;
        for (offset, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => expects = true,
                _ if expects && !c.is_whitespace() => {
                    let name = group[offset..].split(|c: char| !c.is_alphanumeric() && c != '_').next();
                    names.push((open + 1 + offset, name.unwrap_or_default().to_owned()));
                    expects = false;
                }
                _ => {}
            }
        }
    }
    names
}

/// Parts of `src/pages` that are no pages: what the pages of one engagement have in common, and the page
/// that any other may turn out to be.
const SHARED_PARTS: [&str; 2] = ["engagement", "not_found"];

/// A page knows its private parts, and no other page.
fn other_pages(own: &str, source: &Source) -> Vec<Finding> {
    let page = own.split(['/', '.']).next().unwrap_or_default();
    let steps_up = "super::".repeat(1 + own.matches('/').count());
    let mut named: Vec<(usize, String)> = grouped(source, "crate::pages");
    for prefix in ["crate::pages::", &steps_up] {
        for (at, _) in source.code.match_indices(prefix) {
            let rest = &source.code[at + prefix.len()..];
            let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            // What `super` names directly may be the file's own, seen from its tests.
            if prefix != steps_up || rest[name.len()..].starts_with("::") {
                named.push((at, name.to_owned()));
            }
        }
    }
    let own = |name: &str| name == page || name.is_empty() || name == "super" || SHARED_PARTS.contains(&name);
    let others = named.into_iter().filter(|(_, name)| !own(name));
    let message =
        |name: &str| format!("page `{name}` here: pages do not know each other; share a component or a route");
    others.map(|(at, name)| Finding::new(source.line(at), message(&name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(path, &Source::new(text)).len()
    }

    #[test]
    fn each_name_has_its_place() {
        for (text, good, bad) in [
            ("use gloo_net::http::Request;", "src/api/http.rs", "src/state.rs"),
            ("use gloo_net::http::Request;", "src/api.rs", "src/apiary.rs"),
            ("let w = web_sys::window();", "src/browser/storage.rs", "src/main.rs"),
            ("leptos::web_sys::x()", "src/browser.rs", "src/pages/list.rs"),
            ("js_sys::Date::now()", "src/browser.rs", "src/components/day.rs"),
            ("use crate::{api::Backend, text};", "src/state/load.rs", "src/components/table.rs"),
            ("use crate::state::Loaded;", "src/pages/list.rs", "src/components.rs"),
            ("use std::{fmt, fs};", "xtask/src/size.rs", "crates/domain/src/rate.rs"),
            ("use std::time::SystemTime;", "xtask/src/size.rs", "crates/domain/src/day.rs"),
            ("use leptos::prelude::*;", "src/app.rs", "crates/domain/src/lib.rs"),
        ] {
            assert_eq!(count(good, text), 0, "{good}: {text}");
            assert_eq!(count(bad, text), 1, "{bad}: {text}");
        }
    }

    #[test]
    fn words_about_a_name_are_no_use_of_it() {
        assert_eq!(count("src/main.rs", "// not web_sys\nlet a = \"web_sys\";"), 0);
        assert_eq!(count("crates/domain/src/lib.rs", "use std::fmt::Write; use std::{fmt, iter::{self, fs}};"), 0);
    }

    #[test]
    fn pages_do_not_know_each_other() {
        assert_eq!(count("src/pages/list.rs", "use crate::pages::list::row::Row; use super::list::x; mod row;"), 0);
        assert_eq!(count("src/pages/list/row.rs", "use super::Order; use super::super::list::x;"), 0);
        assert_eq!(count("src/pages/list.rs", "use crate::pages::summary::Rates;"), 1);
        assert_eq!(count("src/pages/list.rs", "use crate::pages::{list::a, summary};"), 1);
        assert_eq!(count("src/pages/list.rs", "use super::summary::Rates;"), 1);
        assert_eq!(count("src/pages/list/row.rs", "use super::super::summary::Rates;"), 1);
    }
}
