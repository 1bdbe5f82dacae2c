//! Reserved names: crates and modules that only some directories may use.

use super::Finding;
use super::paths_in_code;
use super::source::Source;

/// A name, where it is forbidden, and what to do there instead.
struct Rule {
    name: &'static str,
    applies: fn(&str) -> bool,
    advice: &'static str,
}

const RULES: &[Rule] = &[
    Rule { name: "gloo_net", applies: outside_api, advice: "only src/api speaks HTTP: move the request there" },
    Rule { name: "web_sys", applies: outside_browser, advice: BROWSER },
    Rule { name: "js_sys", applies: outside_browser, advice: BROWSER },
    Rule { name: "leptos", applies: in_domain, advice: DOMAIN },
    Rule { name: "web_sys", applies: in_domain, advice: DOMAIN },
    Rule { name: "js_sys", applies: in_domain, advice: DOMAIN },
    Rule { name: "std::time", applies: in_domain, advice: DOMAIN },
    Rule { name: "std::fs", applies: in_domain, advice: DOMAIN },
    Rule { name: "std::net", applies: in_domain, advice: DOMAIN },
];

const BROWSER: &str = "only src/browser uses browser APIs: add a wrapper there";
const DOMAIN: &str = "the domain has no web, no clock and no IO: let the caller pass the value in";

fn outside_api(path: &str) -> bool {
    path.starts_with("src/") && !is_module(path, "src/api")
}

fn outside_browser(path: &str) -> bool {
    path.starts_with("src/") && !is_module(path, "src/browser")
}

fn in_domain(path: &str) -> bool {
    path.starts_with("crates/domain/src/")
}

fn is_module(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// Returns each use of a reserved name outside of its place.
pub fn check(path: &str, source: &Source) -> Vec<Finding> {
    let rules = RULES.iter().filter(|rule| (rule.applies)(path));
    let findings = rules.flat_map(|rule| {
        let places = mentions(source, rule.name).into_iter();
        places.map(|at| Finding::new(source.line(at), format!("`{}` here: {}", rule.name, rule.advice)))
    });
    findings.collect()
}

/// The places of a path such as `std::fs`, also as `std::{fs, io}`.
fn mentions(source: &Source, path: &str) -> Vec<usize> {
    let Some((root, name)) = path.split_once("::") else { return source.words(path).collect() };
    let below = paths_in_code::below(source, root).into_iter();
    below
        .filter(|mention| mention.segments.first().is_some_and(|first| first == name))
        .map(|mention| mention.at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(path, &Source::new(text)).len()
    }

    #[test]
    fn reports_reserved_names_outside_their_place() {
        for (text, good, bad) in [
            ("use gloo_net::http::Request;", "src/api/http.rs", "src/state.rs"),
            ("use gloo_net::http::Request;", "src/api.rs", "src/apiary.rs"),
            ("let w = web_sys::window();", "src/browser/storage.rs", "src/main.rs"),
            ("leptos::web_sys::x()", "src/browser.rs", "src/pages/list.rs"),
            ("js_sys::Date::now()", "src/browser.rs", "src/components/day.rs"),
            ("use std::{fmt, fs};", "xtask/src/size.rs", "crates/domain/src/rate.rs"),
            ("use std::time::SystemTime;", "xtask/src/size.rs", "crates/domain/src/day.rs"),
            ("use leptos::prelude::*;", "src/app.rs", "crates/domain/src/lib.rs"),
        ] {
            assert_eq!(count(good, text), 0, "{good}: {text}");
            assert_eq!(count(bad, text), 1, "{bad}: {text}");
        }
    }

    #[test]
    fn ignores_comments_and_strings() {
        assert_eq!(count("src/main.rs", "// not web_sys\nlet a = \"web_sys\";"), 0);
        assert_eq!(count("crates/domain/src/lib.rs", "use std::fmt::Write; use std::{fmt, iter::{self, fs}};"), 0);
    }
}
