//! Layers: a module imports modules of lower layers only.
//!
//! The layers of a module tree stand as a numbered list in the docs of its root file, the lowest first:
//!
//! ```text
//! //! 1. `browser`: wrappers of browser APIs
//! //! 2. `routes`, `components`: modules of one layer do not import each other
//! //! 3. `*`: every module that is not in the list
//! ```

use std::collections::BTreeSet;

use super::paths_in_code;
use super::source::Source;
use super::{Files, Finding};

/// A module tree with layers: its root file, the directory of its modules, and its own module path.
struct Tree {
    root: &'static str,
    directory: &'static str,
    module: &'static [&'static str],
}

const TREES: &[Tree] = &[
    Tree { root: "src/lib.rs", directory: "src/", module: &[] },
    Tree { root: "src/pages.rs", directory: "src/pages/", module: &["pages"] },
    Tree { root: "crates/server/src/lib.rs", directory: "crates/server/src/", module: &[] },
];

/// Stands for every module that is not in the list.
const REST: &str = "*";

/// The layers of one tree, as listed.
pub struct Layers {
    tree: &'static Tree,
    /// Module paths below the tree, such as `auth::password`, each with its layer from 1.
    modules: Vec<(Vec<String>, usize)>,
    /// The first-level modules of the tree that have a file.
    existing: BTreeSet<String>,
}

impl Layers {
    /// Reads the lists of all trees, and reports missing lists and listed modules that do not exist.
    pub fn read_all(files: &Files) -> (Vec<Self>, Vec<(String, Finding)>) {
        let mut findings = Vec::new();
        let mut all = Vec::new();
        for tree in TREES {
            let mut report = |message: String| findings.push((tree.root.to_owned(), Finding::new(1, message)));
            let layers = Self::parse(tree, files);
            if layers.modules.is_empty() {
                report("no layers: list the modules in the docs of this file, as xtask/src/tidy/layers.rs says".into());
                continue;
            }
            for (module, _) in &layers.modules {
                let path = format!("{}{}", tree.directory, module.join("/"));
                let exists = files.contains_key(&format!("{path}.rs")) || files.contains_key(&format!("{path}/mod.rs"));
                if module[0] != REST && !exists {
                    report(format!("`{}` is a layer but no module: remove it from the list", module.join("::")));
                }
            }
            all.push(layers);
        }
        (all, findings)
    }

    fn parse(tree: &'static Tree, files: &Files) -> Self {
        let below = files.keys().filter_map(|path| path.strip_prefix(tree.directory));
        let existing = below.filter_map(|path| path.split(['/', '.']).next()).map(str::to_owned).collect();
        let docs = files.get(tree.root).map(String::as_str).unwrap_or_default();
        let items = docs.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once(". "));
        let items = items.filter_map(|(number, item)| Some((number.parse().ok()?, item)));
        let modules = items.flat_map(|(layer, item)| names(item).into_iter().map(move |name| (name, layer)));
        Self { tree, modules: modules.collect(), existing }
    }

    /// Returns each import of a module of the same or a higher layer.
    pub fn check(&self, path: &str, source: &Source) -> Vec<Finding> {
        let Some(below) = path.strip_prefix(self.tree.directory).and_then(|below| below.strip_suffix(".rs")) else {
            return Vec::new();
        };
        let own: Vec<String> = below.split('/').filter(|part| *part != "mod").map(str::to_owned).collect();
        if self.tree.module.is_empty() && (below == "lib" || below == "main") {
            return Vec::new();
        }
        let Some((own_entry, own_layer)) = self.entry(&own) else {
            let message = format!("`{}` has no layer: add it to the list in {}", own.join("::"), self.tree.root);
            return vec![Finding::new(1, message)];
        };
        let module: Vec<String> = self.tree.module.iter().map(|&part| part.to_owned()).chain(own.clone()).collect();
        let mentions = paths_in_code::absolute(source, &module);
        let findings = mentions.iter().filter_map(|mention| {
            let target = strip(&mention.segments, self.tree.module)?;
            let named = target.join("::");
            let message = match self.entry(target) {
                Some((entry, _)) if entry == own_entry => return None,
                Some((_, layer)) if layer < own_layer => return None,
                Some((entry, layer)) => format!(
                    "`{named}`: layer {own_layer} (`{own_entry}`) does not import layer {layer} (`{entry}`); move the \
                     shared part to a lower layer"
                ),
                // An item of the root file, which may come from any layer.
                None if self.tree.module.is_empty() && !target.is_empty() => {
                    format!("`crate::{named}`: import it from the module that defines it")
                }
                None => return None,
            };
            Some(Finding::new(source.line(mention.at), message))
        });
        findings.collect()
    }

    /// The listed module that contains `path`, with its layer.
    fn entry(&self, path: &[String]) -> Option<(String, usize)> {
        let containing = self.modules.iter().filter(|(module, _)| path.starts_with(module));
        if let Some((module, layer)) = containing.max_by_key(|(module, _)| module.len()) {
            return Some((module.join("::"), *layer));
        }
        // Any other name is an item of the root file.
        let first = path.first().filter(|name| self.existing.contains(*name))?;
        let (_, layer) = self.modules.iter().find(|(module, _)| module[0] == REST)?;
        Some((first.clone(), *layer))
    }
}

/// The names in backticks at the start of a list item, each as a module path.
fn names(item: &str) -> Vec<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = item;
    while let Some(quoted) = rest.trim_start_matches(['[', ']', ',', ' ']).strip_prefix('`') {
        let Some((name, after)) = quoted.split_once('`') else { break };
        names.push(name.split("::").map(str::to_owned).collect());
        rest = after;
    }
    names
}

fn strip<'a>(path: &'a [String], prefix: &[&str]) -> Option<&'a [String]> {
    let (start, rest) = path.split_at_checked(prefix.len())?;
    (start == prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(root: &str, docs: &str, modules: &[&str]) -> (Vec<Layers>, Vec<String>) {
        let mut files: Files = modules.iter().map(|path| ((*path).to_owned(), String::new())).collect();
        files.insert(root.to_owned(), docs.to_owned());
        let (layers, findings) = Layers::read_all(&files);
        let own = findings.into_iter().filter(|(path, _)| path == root).map(|(_, finding)| finding.message);
        (layers, own.collect())
    }

    fn server() -> Vec<Layers> {
        let docs = "//! The server.\n//! 1. `config`, `hex`: basics\n//! 2. [`store`]\n//! 3. `auth::password`\n\
                    //! 4. `state`\n//! 5. `auth`: the rest\n";
        let names = ["config", "hex", "store", "auth", "auth/password", "auth/csrf", "state"];
        let files = names.map(|name| format!("crates/server/src/{name}.rs"));
        let (layers, findings) = layers("crates/server/src/lib.rs", docs, &files.each_ref().map(String::as_str));
        assert_eq!(findings, [""; 0]);
        layers
    }

    fn count(layers: &[Layers], path: &str, code: &str) -> usize {
        layers.iter().map(|layers| layers.check(path, &Source::new(code)).len()).sum()
    }

    #[test]
    fn allows_imports_of_lower_layers() {
        let layers = server();
        for (path, code) in [
            ("store.rs", "use crate::config::Config; use crate::{config, hex::{self, encode}};"),
            ("store/rows.rs", "use super::Row; use super::super::config; use crate::store::Row;"),
            ("auth/csrf.rs", "use crate::state::State; fn f() { crate::auth::password::hash() }"),
            ("state.rs", "use crate::auth::password; mod tests { use super::*; }"),
            ("lib.rs", "pub use crate::auth::App;"),
            ("store.rs", "// use crate::auth\nlet text = \"crate::auth\"; use std::auth;"),
        ] {
            assert_eq!(count(&layers, &format!("crates/server/src/{path}"), code), 0, "{path}: {code}");
        }
        assert_eq!(count(&layers, "crates/domain/src/store.rs", "use crate::auth;"), 0);
    }

    #[test]
    fn reports_imports_of_the_same_or_a_higher_layer() {
        let layers = server();
        for (path, code) in [
            ("config.rs", "use crate::hex;"),
            ("config.rs", "fn f() { crate::store::open() }"),
            ("config.rs", "use super::{store};"),
            ("store/rows.rs", "use crate::{config, auth::{csrf, password as p}};"),
            ("state.rs", "mod tests { use super::super::auth::x; }"),
            ("auth/password.rs", "use super::csrf::Proof;"),
            ("config.rs", "use crate::App;"),
            ("orphan.rs", "use std::fs;"),
        ] {
            assert!(count(&layers, &format!("crates/server/src/{path}"), code) > 0, "{path}: {code}");
        }
    }

    #[test]
    fn pages_share_parts_and_nothing_else() {
        let docs = "//! 1. `engagement`: shared\n//! 2. `*`: pages\n";
        let files = ["src/pages/engagement.rs", "src/pages/list/row.rs", "src/pages/summary.rs"];
        let (layers, findings) = layers("src/pages.rs", docs, &files);
        assert_eq!(findings, [""; 0]);
        for (path, code, expected) in [
            ("list.rs", "use crate::pages::list::Row; use super::engagement::Header; use super::use_title;", 0),
            ("list.rs", "use crate::state::summary; use crate::pages::{Title, list::a};", 0),
            ("list/row.rs", "use super::Order; use super::super::engagement::x; use crate::summary;", 0),
            ("list.rs", "use crate::pages::summary::Rates;", 1),
            ("list.rs", "use crate::pages::{list::a, summary};", 1),
            ("list.rs", "use super::summary::Rates;", 1),
            ("list/row.rs", "use super::super::summary::Rates;", 1),
            ("engagement.rs", "use super::list;", 1),
        ] {
            assert_eq!(count(&layers, &format!("src/pages/{path}"), code), expected, "{path}: {code}");
        }
    }

    #[test]
    fn reports_a_missing_list_and_stale_names() {
        let (_, findings) = layers("src/lib.rs", "//! The app.\n", &["src/state.rs"]);
        assert!(findings[0].contains("no layers"), "{findings:?}");
        let (_, findings) = layers("src/lib.rs", "//! 1. `gone`, `state`\n", &["src/state.rs"]);
        assert!(findings.len() == 1 && findings[0].contains("`gone`"), "{findings:?}");
    }
}
