//! The generated files.

mod markdown;
mod workbook;

use std::error::Error;
use std::path::Path;

use domain::Lang;
use serde_json::Value;

/// The template has the rows of a small example.
const EXAMPLE: &str = include_str!("../../../example.json");

/// The path of a generated file below the root of the repository, and its content.
pub type GeneratedFile = (&'static str, Vec<u8>);

/// Returns each generated file with its path below the root of the repository.
pub fn files(root: &Path) -> Result<Vec<GeneratedFile>, Box<dyn Error>> {
    let small: Value = serde_json::from_str(EXAMPLE)?;
    let demo: Value = serde_json::from_slice(&std::fs::read(root.join("demo/contoso.json"))?)?;
    let page = std::fs::read_to_string(root.join("docs/own-data.md"))?;
    Ok(vec![
        ("demo/template-en.xlsx", workbook::write(&small, Lang::En)?),
        ("demo/template-sv.xlsx", workbook::write(&small, Lang::Sv)?),
        ("demo/example-en.xlsx", workbook::write(&demo, Lang::En)?),
        ("demo/example-sv.xlsx", workbook::write(&demo, Lang::Sv)?),
        (
            "docs/own-data.md",
            markdown::with_tables(&page).ok_or("docs/own-data.md has no place for the tables")?.into_bytes(),
        ),
    ])
}
