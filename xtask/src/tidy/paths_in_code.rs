//! The module paths that a Rust file names, in `use` trees and inline.

use super::source::{Source, is_word};

/// A path such as `crate::state::Views`, without its root.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// The byte at which the path, or its branch of a `use` tree, begins.
    pub at: usize,
    pub segments: Vec<String>,
}

/// Returns every path of `source` that begins with `crate` or `super`. `module` is the module path of the file.
pub fn absolute(source: &Source, module: &[String]) -> Vec<Mention> {
    let mut mentions = below(source, "crate");
    let inline = inline_modules(source);
    for at in source.words("super").filter(|&at| !source.code[..at].trim_end().ends_with("::")) {
        let mut parents = module.to_vec();
        parents.extend(inline.iter().filter(|block| block.1 < at && at < block.2).map(|block| block.0.clone()));
        let mut end = at;
        while let Some(rest) = source.code[end..].strip_prefix("super") {
            parents.pop();
            end += "super".len();
            let Some(after) = rest.strip_prefix("::") else { break };
            if !after.starts_with("super") {
                break;
            }
            end += "::".len();
        }
        branch(&source.code, end, &parents, &mut mentions);
    }
    mentions
}

/// Returns every path of `source` that begins with `root`, such as `std`.
pub fn below(source: &Source, root: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for at in source.words(root) {
        branch(&source.code, at + root.len(), &[], &mut mentions);
    }
    mentions
}

/// The modules that are written as a block: name, start and end.
fn inline_modules(source: &Source) -> Vec<(String, usize, usize)> {
    let blocks = source.words("mod").filter_map(|at| {
        let rest = &source.code[at + "mod".len()..];
        let name = word(rest.trim_start());
        let opening = rest.len() - rest.trim_start().len() + name.len();
        let brace = rest[opening..].trim_start().starts_with('{');
        let open = at + "mod".len() + opening + rest[opening..].find('{')?;
        brace.then(|| (name.to_owned(), open, source.closing(open)))
    });
    blocks.collect()
}

/// Collects what follows `parents` at `at`: `::name…`, `::{…}` or nothing.
fn branch(code: &str, at: usize, parents: &[String], mentions: &mut Vec<Mention>) -> usize {
    if !code[at..].starts_with("::") {
        return at;
    }
    tree(code, at + "::".len(), parents, mentions)
}

/// Collects the `use` tree at `at` and returns the byte after it.
fn tree(code: &str, at: usize, parents: &[String], mentions: &mut Vec<Mention>) -> usize {
    let start = code.len() - code[at..].trim_start().len();
    if !code[start..].starts_with('{') {
        let name = word(&code[start..]);
        let end = start + name.len();
        let mut segments = parents.to_vec();
        // `self` and `*` stand for the parent.
        if !name.is_empty() && name != "self" {
            segments.push(name.to_owned());
        }
        if code[end..].starts_with("::") && !code[end..].starts_with("::<") {
            return tree(code, end + "::".len(), &segments, mentions);
        }
        mentions.push(Mention { at: start, segments });
        return end;
    }
    let mut end = start + 1;
    loop {
        let rest = &code[end..];
        let next = rest.find(|c: char| !c.is_whitespace() && c != ',').map(|offset| end + offset);
        match next {
            None => return code.len(),
            Some(closing) if code[closing..].starts_with('}') => return closing + 1,
            Some(element) => {
                end = tree(code, element, parents, mentions);
                // Skips `as alias` and the star of a glob.
                end = code[end..].find([',', '}']).map_or(code.len(), |offset| end + offset);
            }
        }
    }
}

fn word(text: &str) -> &str {
    &text[..text.bytes().position(|byte| !is_word(byte)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_use_trees_and_relative_paths() {
        for (code, expected) in [
            ("use crate::a::b;", &["a::b"][..]),
            ("use crate::{a::{self, b as x, c::*}, d};", &["a", "a::b", "a::c", "d"]),
            ("crate::a::new::<u8>(crate::b)", &["a::new", "b"]),
            ("use super::x; fn f() { super::super::y::z() }", &["pages::x", "y::z"]),
            ("mod tests { use super::*; use super::super::x; }", &["pages::list", "pages::x"]),
            ("use super::super::{y};", &["y"]),
            ("mod child; pub(crate) fn f() {} pub(super) fn g() {}", &[]),
            ("// crate::a\nlet s = \"crate::b\";", &[]),
        ] {
            let module = ["pages".to_owned(), "list".to_owned()];
            let found = absolute(&Source::new(code), &module);
            let found: Vec<_> = found.iter().map(|mention| mention.segments.join("::")).collect();
            assert_eq!(found, expected, "{code}");
        }
    }
}
