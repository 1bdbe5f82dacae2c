//! File hygiene: length, whitespace, private paths, leftovers.

use super::Finding;
use super::source::Source;
use crate::paths;

/// A longer file covers more than one subject.
const MAX_LINES: usize = 400;

/// As rustfmt, which does not break macros, attributes and strings. Prose, data and migrations, which never change, are
/// exempt.
const MAX_COLUMNS: usize = 120;
const SOURCE: &[&str] = &["rs", "js", "mjs", "css", "html", "toml", "sh", "yml"];

/// Written in two parts so that this file passes its own check.
const PRIVATE: &[(&str, &str)] = &[
    (concat!("/ho", "me/"), MACHINE),
    (concat!("/ro", "ot/"), MACHINE),
    (concat!("/wo", "rk/"), MACHINE),
    (concat!("/Us", "ers/"), MACHINE),
    (concat!("C:", "\\\\"), MACHINE),
    (concat!("index.", "crates.io"), REGISTRY),
    (concat!("static.", "crates.io"), REGISTRY),
    (concat!("registry.", "npmjs.org"), REGISTRY),
    (concat!("registry.", "yarnpkg.com"), REGISTRY),
    (concat!("files.", "pythonhosted.org"), REGISTRY),
    (concat!("deb.", "debian.org"), REGISTRY),
];

const MACHINE: &str = "a path of one machine: make it relative to the repository";
const REGISTRY: &str = "the host of a registry: leave it to the settings of the machine that builds";

/// Checks a text file of any kind.
pub fn every_file(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_source = SOURCE.iter().any(|extension| paths::has_extension(path, extension));
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if line.ends_with([' ', '\t', '\r']) {
            findings.push(Finding::new(line_number, "space at the end of the line: remove it"));
        }
        for (private, advice) in PRIVATE {
            if is_mentioned(line, private) {
                findings.push(Finding::new(line_number, format!("`{private}` is {advice}")));
            }
        }
        let columns = line.chars().count();
        if is_source && columns > MAX_COLUMNS {
            findings.push(Finding::new(line_number, format!("{columns} columns: break the line at {MAX_COLUMNS}")));
        }
        if line.contains(concat!("inner", "HTML")) && !path.starts_with("xtask/") {
            findings.push(Finding::new(line_number, "markup from a string: create elements and set textContent"));
        }
    }
    findings
}

/// Whether `private` begins a path in `line`, and is not part of a web address.
fn is_mentioned(line: &str, private: &str) -> bool {
    line.match_indices(private).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '.' || c == '_' || c == '-')
    })
}

/// Checks a Rust file.
pub fn rust(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, advice) in [
        ("dbg", "left over from debugging: remove it"),
        ("todo", "unfinished: do it, or leave it out and write so in the issue"),
        ("unimplemented", "unfinished: do it, or leave it out and write so in the issue"),
    ] {
        let calls = source.words(name).filter(|&at| source.code[at + name.len()..].starts_with('!'));
        findings.extend(calls.map(|at| Finding::new(source.line(at), format!("`{name}!` is {advice}"))));
    }
    let markup = source.words(concat!("inner", "_html"));
    findings.extend(markup.map(|at| Finding::new(source.line(at), "markup from a string: build it with view!")));
    let lines = source.text.lines().count();
    if lines > MAX_LINES {
        findings.push(Finding::new(MAX_LINES, format!("{lines} lines: split the file by what it is about")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_whitespace_private_paths_and_markup() {
        assert_eq!(every_file("a.md", "fine\nalso https://example.com/work/x\n"), []);
        for bad in [
            "space \n",
            "tab\t\n",
            concat!("see /wo", "rk/x\n"),
            concat!("\"C:", "\\\\x\"\n"),
            concat!("index.", "crates.io\n"),
        ] {
            assert_eq!(every_file("a.md", bad).len(), 1, "{bad:?}");
        }
        assert_eq!(every_file("public/a.js", concat!("x.inner", "HTML = y")).len(), 1);
    }

    #[test]
    fn reports_lines_over_120_columns_in_source_files() {
        let attribute = |length: usize| format!("#[doc = \"{}\"]\n", "ö".repeat(length - 11));
        assert_eq!(attribute(120).trim_end().chars().count(), 120);
        for (path, columns, expected) in
            [("a.rs", 120, 0), ("a.rs", 121, 1), ("style/a.css", 121, 1), ("a.md", 121, 0), ("demo/a.json", 121, 0)]
        {
            assert_eq!(every_file(path, &attribute(columns)).len(), expected, "{path} {columns}");
        }
    }

    #[test]
    fn reports_unfinished_code_and_long_files() {
        let count = |text: &str| rust(&Source::new(text)).len();
        assert_eq!(count("// todo! later\nlet a = \"dbg!\"; let todo = 1; assert!(todo != 2);"), 0);
        assert_eq!(count("dbg!(1);"), 1);
        assert_eq!(count("todo!()"), 1);
        assert_eq!(count("unimplemented!()"), 1);
        assert_eq!(count(concat!("view! { <p inner", "_html=x /> }")), 1);
        assert_eq!(count(&"\n".repeat(400)), 0);
        assert_eq!(count(&"\n".repeat(401)), 1);
    }
}
