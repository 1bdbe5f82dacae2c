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
        Ok(fs::write(file(), self.merged(&text)?)?)
    }

    fn merged(&self, text: &str) -> Result<String> {
        let (before, rest) = text.split_once(START).context("The figures have no place in the documentation")?;
        let (_, after) = rest.split_once(END).context("The figures have no end in the documentation")?;
        let mut rows = parse(text);
        for (name, value) in &self.rows {
            match rows.iter_mut().find(|(own, _)| own == name) {
                Some(row) => row.1.clone_from(value),
                None => rows.push((name.clone(), value.clone())),
            }
        }
        let lines: String = rows.iter().flat_map(|(name, value)| ["| ", name, " | ", value, " |\n"]).collect();
        Ok(format!("{before}{START}\n\n| Figure | Measured |\n|---|---|\n{lines}\n{END}{after}"))
    }
}

/// The stored figures.
pub fn stored() -> Result<Vec<(String, String)>> {
    Ok(parse(&fs::read_to_string(file())?))
}

fn parse(text: &str) -> Vec<(String, String)> {
    let table = text.split_once(START).and_then(|(_, rest)| rest.split_once(END)).map_or("", |(table, _)| table);
    let row = |line: &str| {
        let (name, value) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        (name != "Figure").then(|| (name.to_owned(), value.to_owned()))
    };
    table.lines().filter_map(row).collect()
}

fn file() -> PathBuf {
    paths::root().join("docs/benchmarks-server.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_figures_replace_stored_ones_and_others_stay() {
        let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let text = format!("before\n{START}\n| Figure | Measured |\n|---|---|\n| a | 1 |\n| b | 2 |\n{END}\nafter");
        let table = Table { rows: vec![row("b", "3 ms"), row("c", "4")] };
        let merged = table.merged(&text).unwrap();
        assert_eq!(parse(&merged), [row("a", "1"), row("b", "3 ms"), row("c", "4")]);
        assert!(merged.starts_with("before\n") && merged.ends_with("\nafter"));
        assert!(table.merged("no table").is_err());
    }
}
