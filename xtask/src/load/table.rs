//! The figures: printed beside those stored in the documentation, and stored there.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;

/// Measured figures, in order, as they are shown.
#[derive(Default)]
pub struct Table {
    rows: Vec<(String, String)>,
}

/// The lines around the stored figures.
const START: &str = "<!-- cargo xtask load -->";
const END: &str = "<!-- end -->";

impl Table {
    /// Adds a figure and prints it beside the stored one.
    pub fn add(&mut self, stored: &[(String, String)], name: &str, value: String) {
        let before = stored.iter().find(|(own, _)| own == name).map_or("–", |(_, value)| value.as_str());
        println!("{name:<58} {value:>22}   stored: {before}");
        self.rows.push((name.to_owned(), value));
    }

    /// Writes the figures into the documentation; figures that were not measured stay.
    pub fn save(&self) -> Result<()> {
        let text = fs::read_to_string(file())?;
        let (before, rest) = text.split_once(START).context("The figures have no place in the documentation")?;
        let (_, after) = rest.split_once(END).context("The figures have no end in the documentation")?;
        let kept = stored()?.into_iter().map(|(name, value)| match self.rows.iter().find(|(own, _)| *own == name) {
            Some((_, new)) => (name, new.clone()),
            None => (name, value),
        });
        let mut rows: Vec<_> = kept.collect();
        for row in &self.rows {
            if !rows.iter().any(|(name, _)| *name == row.0) {
                rows.push(row.clone());
            }
        }
        let lines: String = rows.iter().flat_map(|(name, value)| ["| ", name, " | ", value, " |\n"]).collect();
        let table = format!("\n\n| Figure | Measured |\n|---|---|\n{lines}\n");
        Ok(fs::write(file(), format!("{before}{START}{table}{END}{after}"))?)
    }
}

/// The stored figures.
pub fn stored() -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(file())?;
    let table = text.split_once(START).and_then(|(_, rest)| rest.split_once(END)).map_or("", |(table, _)| table);
    let row = |line: &str| {
        let (name, value) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((name.to_owned(), value.to_owned()))
    };
    Ok(table.lines().filter_map(row).filter(|(name, _)| name != "Figure").collect())
}

fn file() -> PathBuf {
    paths::root().join("docs/benchmarks-server.md")
}
