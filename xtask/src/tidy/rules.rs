//! The points of `docs/rules.md` and the tests that are named after them: `fn r2_11_…` belongs to point 2.11.

use std::collections::BTreeMap;

use super::source::{Source, is_word};
use super::{Files, Finding};
use crate::paths;

const RULES: &str = "docs/rules.md";

/// Marks a point that the product does not implement, and that has no test.
const NOT_BUILT: &str = "*(not built yet)*";

/// The number of a point: rule and point.
type Number = (u32, u32);

/// A point of a rule.
struct Point {
    line: usize,
    is_built: bool,
}

/// Returns every point without a test, every test without a point, and every mark of a point that has a test.
pub fn check(files: &Files) -> Vec<(String, Finding)> {
    let at = |path: &str, line, message: String| (path.to_owned(), Finding::new(line, message));
    let Some(text) = files.get(RULES) else { return vec![at(RULES, 1, "is missing".to_owned())] };
    let (points, repeated) = points(text);
    let tests = tests(files);
    let mut findings: Vec<_> =
        repeated.into_iter().map(|(line, name)| at(RULES, line, format!("point {name} stands twice"))).collect();
    for (number, point) in &points {
        let message = match (point.is_built, tests.contains_key(number)) {
            (true, false) => format!("no test is named `fn {}…`: add an example, or mark the point", prefix(*number)),
            (false, true) => format!("`fn {}…` tests this point: remove the mark", prefix(*number)),
            _ => continue,
        };
        findings.push(at(RULES, point.line, message));
    }
    for (number, places) in &tests {
        if !points.contains_key(number) {
            let message = || format!("`fn {}…` is named after no point of {RULES}", prefix(*number));
            findings.extend(places.iter().map(|(path, line)| at(path, *line, message())));
        }
    }
    findings
}

fn prefix((rule, point): Number) -> String {
    format!("r{rule}_{point}_")
}

/// Reads the points, which begin with `- **2.11** `, and the lines of those that stand twice.
fn points(text: &str) -> (BTreeMap<Number, Point>, Vec<(usize, String)>) {
    let mut points = BTreeMap::new();
    let mut repeated = Vec::new();
    let mut current = None;
    for (index, line) in text.lines().enumerate() {
        let name = line.strip_prefix("- **").and_then(|rest| rest.split_once("** ")).map(|(name, _)| name);
        if let Some((name, number)) = name.and_then(|name| Some((name, number(name, '.')?.0))) {
            let point = Point { line: index + 1, is_built: true };
            if points.insert(number, point).is_some() {
                repeated.push((index + 1, name.to_owned()));
            }
            current = Some(number);
        } else if !line.starts_with("  ") {
            current = None;
        }
        if let Some(point) = current.filter(|_| line.contains(NOT_BUILT)).and_then(|number| points.get_mut(&number)) {
            point.is_built = false;
        }
    }
    (points, repeated)
}

/// Reads two numbers with a sign between them, and returns the rest of the text.
fn number(text: &str, between: char) -> Option<(Number, &str)> {
    let (rule, rest) = text.split_once(between)?;
    let end = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
    let (point, rest) = rest.split_at(end);
    Some(((rule.parse().ok()?, point.parse().ok()?), rest))
}

/// Returns where the tests of each point are: path and line.
fn tests(files: &Files) -> BTreeMap<Number, Vec<(String, usize)>> {
    let mut tests: BTreeMap<Number, Vec<(String, usize)>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| paths::has_extension(path, "rs")) {
        let source = Source::new(text);
        for at in source.words("fn") {
            let rest = source.code[at + "fn".len()..].trim_start();
            let name = &rest[..rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len())];
            let found = name.strip_prefix('r').and_then(|numbers| number(numbers, '_'));
            if let Some((number, _)) = found.filter(|(_, rest)| rest.starts_with('_')) {
                tests.entry(number).or_default().push((path.clone(), source.line(at)));
            }
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(rules: &str, tests: &str) -> Vec<String> {
        let files = [(RULES.to_owned(), rules.to_owned()), ("tests/a.rs".to_owned(), tests.to_owned())];
        let at = |(path, finding): (String, Finding)| format!("{path}:{}: {}", finding.line, finding.message);
        check(&files.into()).into_iter().map(at).collect()
    }

    fn assert_one(rules: &str, tests: &str, expected: &str) {
        let findings = findings(rules, tests);
        assert!(matches!(&findings[..], [finding] if finding.starts_with(expected)), "{findings:?}");
    }

    #[test]
    fn accepts_a_test_for_each_point_and_none_for_those_not_built() {
        let rules = "## 2. Eligibility\n\n- **2.1** A tree.\n- **2.11** Since,\n  over two lines.\n\
                     - **2.12** Later.\n  *(not built yet)*\n\nText *(not built yet)*\n";
        assert_eq!(findings(rules, "fn r2_1_a() {}\nfn r2_11_b() {}\nfn r2_11_c() {}\nfn r2() {}"), [""; 0]);
    }

    #[test]
    fn reports_a_point_without_a_test() {
        let rules = "- **2.1** A tree.\n- **2.11** Since.\n";
        assert_one(rules, "fn r2_1_a() {}", "docs/rules.md:2: no test is named `fn r2_11_…`");
        assert_one(rules, "fn r2_1_a() {}\n// fn r2_11_b() {}\n", "docs/rules.md:2: ");
        assert_one(rules, "fn r2_1_a() {}\nconst TEXT: &str = \"fn r2_11_b()\";\n", "docs/rules.md:2: ");
        assert_one(rules, "fn r2_1_a() {}\nfn r2_11() {}\nfn xr2_11_() {}\n", "docs/rules.md:2: ");
    }

    #[test]
    fn reports_a_test_without_a_point() {
        assert_one("- **2.1** A tree.\n", "fn r2_1_a() {}\nfn r2_2_b() {}\n", "tests/a.rs:2: `fn r2_2_…`");
        assert_one("- **2.1** A tree.\n**2.2** No point.\n", "fn r2_1_a() {}\nfn r2_2_b() {}\n", "tests/a.rs:2: ");
    }

    #[test]
    fn reports_a_mark_of_a_point_that_has_a_test() {
        assert_one("- **2.1** A tree. *(not built yet)*\n", "fn r2_1_a() {}", "docs/rules.md:1: `fn r2_1_…` tests");
        assert_one("- **2.1** A\n  tree. *(not built yet)*\n", "fn r2_1_a() {}", "docs/rules.md:1: ");
    }

    #[test]
    fn reports_a_point_that_stands_twice() {
        assert_one("- **2.1** A.\n- **2.1** B.\n", "fn r2_1_a() {}", "docs/rules.md:2: point 2.1 stands twice");
    }

    #[test]
    fn reports_missing_rules() {
        assert_eq!(check(&Files::new()).len(), 1);
    }
}
