//! The names of functions are a quarter of the wasm and help only whoever develops: they stay out of `dist/`,
//! and `cargo xtask size` finds them in a copy.

use std::path::{Path, PathBuf};

use anyhow::Result;
use wasmparser::{Parser, Payload};

use crate::paths;

/// The app's wasm with its names, as it was last built.
pub fn named_copy() -> PathBuf {
    paths::target().join("xtask/named.wasm")
}

/// Removes the custom sections from the wasm of `dist`.
pub fn directory(dist: &Path) -> Result<()> {
    for file in paths::files_below(dist)?.iter().filter(|file| paths::has_extension(file, "wasm")) {
        let path = dist.join(file);
        let named = std::fs::read(&path)?;
        std::fs::write(path, without_custom_sections(&named)?)?;
        // The one that every visit needs.
        if file.ends_with("_bg.wasm") {
            std::fs::create_dir_all(named_copy().with_file_name(""))?;
            std::fs::write(named_copy(), named)?;
        }
    }
    Ok(())
}

/// Custom sections mean nothing to the program.
fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut stripped = Vec::with_capacity(wasm.len());
    let mut kept_until = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let is_custom = matches!(payload, Payload::CustomSection(_));
        // Up to its end, a section is its number, its length and its content.
        let end = match &payload {
            Payload::Version { range, .. } => range.end,
            _ => payload.as_section().map_or(kept_until, |(_, range)| range.end),
        };
        if !is_custom {
            stripped.extend_from_slice(&wasm[usize::try_from(kept_until)?..usize::try_from(end)?]);
        }
        kept_until = end;
    }
    Ok(stripped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() -> Result<()> {
        let head = b"\0asm\x01\0\0\0";
        let types = b"\x01\x04\x01\x60\0\0";
        let name = b"\0\x05\x04name";
        let exports = b"\x07\x01\0";
        let wasm = [&head[..], name, types, name, exports, name].concat();
        assert_eq!(without_custom_sections(&wasm)?, [&head[..], types, exports].concat());
        Ok(())
    }
}
