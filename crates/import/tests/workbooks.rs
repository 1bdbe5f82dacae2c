//! The committed template, example and documentation are those of the table of columns, and read without a fault.

#![cfg(feature = "sheets")]

#[path = "../examples/workbooks/generate/mod.rs"]
mod generate;

use std::path::Path;

use domain::Day;
use domain::dataset::Reader;
use domain::model::Dataset;
use import::{InputFile, open};

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn generated_files_are_up_to_date() {
    for (file, content) in generate::files(&root()).unwrap() {
        let committed = std::fs::read(root().join(file)).unwrap_or_default();
        assert!(committed == content, "{file} is out of date: run `cargo xtask dataset --workbooks`");
    }
}

#[test]
fn template_and_example_read_without_a_fault() {
    let today = Day::new(2026, 11, 27).unwrap();
    for (workbook, dataset) in [
        ("demo/template-en.xlsx", "crates/import/example.json"),
        ("demo/template-sv.xlsx", "crates/import/example.json"),
        ("demo/example-en.xlsx", "demo/contoso.json"),
        ("demo/example-sv.xlsx", "demo/contoso.json"),
    ] {
        let bytes = std::fs::read(root().join(workbook)).unwrap();
        let imported = open(&[InputFile { name: workbook, bytes: &bytes }], today).unwrap();
        assert_eq!(imported.report.faults, [], "{workbook}");
        let expected: Dataset = serde_json::from_slice(&std::fs::read(root().join(dataset)).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Dataset>(&imported.dataset).unwrap(), expected, "{workbook}");
        assert_eq!(Reader::read(imported.dataset.as_bytes(), today).problems, [], "{workbook}");
    }
}
