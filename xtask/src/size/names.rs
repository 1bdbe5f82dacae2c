//! Size by function and crate: read from the names in the wasm as wasm-bindgen wrote it, before the build strips them.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Prints the largest crates and functions. Sizes are uncompressed: compare shares.
pub fn print(wasm: &[u8], top: usize) -> Result<()> {
    let functions = functions(wasm)?;
    let code: usize = functions.iter().map(|(_, size)| size).sum();
    println!("Code before compression: {code} bytes; data: {} bytes", data(wasm)?);
    let mut crates = HashMap::<String, usize>::new();
    for (name, size) in &functions {
        *crates.entry(crate_of(name)).or_default() += size;
    }
    table("crate", crates.into_iter().collect(), code, top);
    let mut same = HashMap::<String, usize>::new();
    for (name, size) in functions {
        // One line for all instances of a generic function.
        *same.entry(name).or_default() += size;
    }
    table("function", same.into_iter().collect(), code, top);
    Ok(())
}

fn table(what: &str, mut rows: Vec<(String, usize)>, all: usize, top: usize) {
    rows.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), name.clone()));
    println!("\n{:>8} {:>6}  {what}", "bytes", "%");
    for (name, size) in rows.into_iter().take(top) {
        let share = size * 1000 / all.max(1);
        let short: String = name.chars().take(120).collect();
        println!("{size:>8} {:>4}.{}  {short}", share / 10, share % 10);
    }
}

fn length(range: &Range<u64>) -> usize {
    usize::try_from(range.end - range.start).unwrap_or(usize::MAX)
}

/// Every function with a body: its demangled name and the size of its code.
fn functions(wasm: &[u8]) -> Result<Vec<(String, usize)>> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(length(&body.range())),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(map) = subsection? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, plain(naming.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let numbered = (imported..).zip(sizes);
    Ok(numbered.map(|(index, size)| (names.remove(&index).unwrap_or_else(|| "unnamed".to_owned()), size)).collect())
}

/// A readable name: demangled, without the hashes that distinguish versions and instances.
fn plain(name: &str) -> String {
    let is_hash = |text: &str| text.len() >= 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let demangled = format!("{:#}", rustc_demangle::demangle(name));
    let name = demangled.rsplit_once("::h").filter(|(_, end)| is_hash(end)).map_or(&*demangled, |(start, _)| start);
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| match part.split_once(']') {
        Some((hash, rest)) if is_hash(hash) => all + rest,
        _ => all + "[" + part,
    })
}

fn data(wasm: &[u8]) -> Result<usize> {
    let mut size = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::DataSection(section) = payload? {
            size += length(&section.range());
        }
    }
    Ok(size)
}

/// The crate that a demangled name begins with: for `<&a::B as c::D>::e`, `a`; for `<T as c::D>::e`, `c`.
fn crate_of(name: &str) -> String {
    let path = name.split_once(" as ").filter(|(of, _)| !of.contains("::")).map_or(name, |(_, of)| of);
    first_of(path)
}

fn first_of(name: &str) -> String {
    let mut rest = name.trim_start_matches(['<', '&', '*', '(', '[']);
    for prefix in ["mut ", "const ", "dyn "] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    let Some((first, _)) = rest.split_once("::") else {
        return "other".to_owned();
    };
    let is_name = first.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name { first.to_owned() } else { "other".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_crate_of_a_name() {
        for (name, expect) in [
            ("leptos::mount::mount_to", "leptos"),
            ("<&mut serde_json::Value as core::fmt::Debug>::fmt", "serde_json"),
            ("<dyn any_spawner::Spawn as x::Y>::z", "any_spawner"),
            ("<F as tachys::view::Render>::build", "tachys"),
            ("memcpy", "other"),
        ] {
            assert_eq!(crate_of(name), expect, "{name}");
        }
    }

    #[test]
    fn removes_hashes_from_names() {
        for (name, expect) in [
            ("a::b::{{closure}}::h36608d7f2991b27f", "a::b::{{closure}}"),
            ("<[u8] as core[c5930c85a12de822]::fmt::Debug>::fmt", "<[u8] as core::fmt::Debug>::fmt"),
            ("_ZN5tidy_5check17h0123456789abcdefE", "tidy_::check"),
        ] {
            assert_eq!(plain(name), expect, "{name}");
        }
    }

    #[test]
    fn counts_functions_without_a_name() -> Result<()> {
        // One type, one function, one body of two bytes and its length.
        let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b";
        assert_eq!(functions(wasm)?, [("unnamed".to_owned(), 2)]);
        Ok(())
    }
}
