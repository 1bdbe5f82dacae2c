//! Removes what serves development only from the files of `dist`: function names, a quarter of the wasm (`cargo xtask
//! size` reads them from a copy), and comments of scripts.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

use crate::paths;

/// The wasm of the last release build with its names.
pub fn named_copy() -> PathBuf {
    paths::target().join("xtask/named.wasm")
}

/// Removes the custom sections from a file.
pub fn file(path: &Path) -> Result<()> {
    let named = std::fs::read(path)?;
    Ok(std::fs::write(path, without_custom_sections(&named)?)?)
}

/// Custom sections do not change what a program does.
fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut stripped = Vec::with_capacity(wasm.len());
    let mut kept_until = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let is_custom = matches!(payload, Payload::CustomSection(_));
        // A section is its number, its length and its content; only the range of the content is known here.
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

/// Removes the lines of a script that are only a comment, and indentation: each visitor downloads them. No string of
/// the generated scripts spans lines.
pub fn script(path: &Path) -> Result<()> {
    let source = std::fs::read_to_string(path).with_context(|| format!("Could not read {}", path.display()))?;
    Ok(std::fs::write(path, without_comment_lines(&source))?)
}

fn without_comment_lines(source: &str) -> String {
    let mut in_block = false;
    let code = source.lines().map(str::trim_start).filter(|line| {
        let is_comment = in_block || line.starts_with("//") || line.starts_with("/**");
        in_block = is_comment && (in_block || line.starts_with("/**")) && !line.contains("*/");
        !is_comment
    });
    code.fold(String::new(), |all, line| all + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_only_custom_sections() -> Result<()> {
        let head = b"\0asm\x01\0\0\0";
        let types = b"\x01\x04\x01\x60\0\0";
        let name = b"\0\x05\x04name";
        let exports = b"\x07\x01\0";
        let wasm = [&head[..], name, types, name, exports, name].concat();
        assert_eq!(without_custom_sections(&wasm)?, [&head[..], types, exports].concat());
        Ok(())
    }

    #[test]
    fn removes_comment_lines_and_indentation_only() {
        let source =
            "// why\nconst a = 1; // kept\n/**\n * @returns {number}\n */\n  /** one line */\n  b('/** text */');\n";
        assert_eq!(without_comment_lines(source), "const a = 1; // kept\nb('/** text */');\n");
    }
}
