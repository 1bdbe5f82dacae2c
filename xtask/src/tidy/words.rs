//! Plain English: reports the words of `words/list.txt`, in code, comments, messages and documents.
//!
//! `words/fail.txt` has lines that must be reported, at least one for each entry; `words/pass.txt` has lines that must
//! not. These files are not checked themselves.

use super::Finding;
use crate::paths;

/// Without SQL: a migration that a database has applied must stay byte for byte, comments included.
const CHECKED: &[&str] = &["rs", "js", "mjs", "css", "md", "html", "toml", "sh", "yml"];

const LIST: &str = include_str!("words/list.txt");

/// Returns each occurrence of a listed phrase, also where it is broken over two lines.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    if !CHECKED.iter().any(|extension| paths::has_extension(path, extension)) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut findings = Vec::new();
    for phrase in phrases() {
        let places = tokens.windows(phrase.tokens.len()).filter(|window| phrase.matches(window));
        let message = || format!("`{}`: write {}", phrase.text, phrase.instead);
        findings.extend(places.map(|window| Finding::new(window[0].line, message())));
    }
    findings
}

/// A phrase and what to write instead.
struct Phrase {
    text: &'static str,
    tokens: Vec<Token<'static>>,
    instead: &'static str,
}

impl Phrase {
    /// A capital in the phrase makes it match as written, an underscore only identifiers.
    fn matches(&self, window: &[Token]) -> bool {
        let exact = self.text.contains(char::is_uppercase);
        let same = |a: &str, b: &str| if exact { a == b } else { a.to_lowercase() == b };
        window.iter().zip(&self.tokens).enumerate().all(|(index, (found, wanted))| {
            let joined = match wanted.joint {
                _ if index == 0 => true,
                Joint::Underscore => found.joint == Joint::Underscore,
                _ => found.joint != Joint::Break,
            };
            joined && same(found.word, wanted.word)
        })
    }
}

fn phrases() -> impl Iterator<Item = Phrase> {
    let entries = LIST.lines().filter_map(|line| line.split_once(" = "));
    entries.map(|(text, instead)| Phrase { text, tokens: tokens(text), instead })
}

struct Token<'a> {
    word: &'a str,
    line: usize,
    joint: Joint,
}

/// What is between a word and the word before it.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    /// Spaces, or a line break with the marks of a comment.
    Space,
    /// An underscore within an identifier.
    Underscore,
    /// Punctuation.
    Break,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut end, mut line) = (0, 1);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let between = &text[end..start];
        line += between.matches('\n').count();
        let joint = match between {
            "_" => Joint::Underscore,
            _ if between.chars().all(|c| c.is_whitespace() || "/!*#\\".contains(c)) => Joint::Space,
            _ => Joint::Break,
        };
        tokens.push(Token { word, line, joint });
        end = start + word.len();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn reports_every_line_that_must_fail_and_every_entry() {
        let mut unused: BTreeSet<String> = phrases().map(|phrase| format!("`{}`", phrase.text)).collect();
        for line in include_str!("words/fail.txt").lines() {
            let findings = check("a.md", &line.replace(" | ", "\n"));
            assert!(!findings.is_empty(), "{line}");
            unused.retain(|phrase| !findings.iter().any(|finding| finding.message.starts_with(phrase)));
        }
        assert_eq!(unused, BTreeSet::new());
    }

    #[test]
    fn reports_no_line_that_must_pass() {
        for line in include_str!("words/pass.txt").lines() {
            assert_eq!(check("src/text/a.rs", &line.replace(" | ", "\n")), [], "{line}");
        }
    }

    #[test]
    fn finds_the_line_and_the_replacement() {
        let phrase = phrases().next().unwrap();
        let text = format!("fine\n/// {}\n", phrase.text.to_uppercase());
        let message = format!("`{}`: write {}", phrase.text, phrase.instead);
        assert_eq!(check("a.rs", &text), [Finding::new(2, message)]);
        assert_eq!(check("demo/data.json", &text), []);
    }
}
