//! Finds the row of the headings, and the column of each.

use std::collections::BTreeMap;

use super::messages;
use crate::Report;
use crate::cell::letter;
use crate::table::{HEADING_LINES, SheetSpec};
use crate::{Cell, ColumnPlace, Place, Sheet};

/// The headings of a sheet.
pub struct Headings {
    /// The position of the row after the headings; that of the end where a required column is missing.
    pub first_row: usize,
    /// For each column of the table: where it is in the sheet, and its heading there.
    columns: Vec<Option<(usize, String)>>,
}

impl Headings {
    /// Finds the headings of a sheet, and reports those that are missing or not known.
    pub fn find(spec: &'static SheetSpec, sheet: &Sheet, report: &mut Report) -> Self {
        let count = |at: &usize| {
            let is_known = |cell: &&Cell| spec.columns.iter().any(|column| column.name.is(&cell.shown()));
            sheet.rows[*at].cells.iter().filter(is_known).count()
        };
        // Of rows with equally many the first.
        let best = (0..sheet.rows.len().min(HEADING_LINES)).rev().max_by_key(count).filter(|at| count(at) > 0);
        let mut headings = Self { first_row: sheet.rows.len(), columns: vec![None; spec.columns.len()] };
        let Some(at) = best else {
            report.push(Place::sheet(&sheet.name), messages::no_headings(spec));
            report.skipped += sheet.rows.len().saturating_sub(1);
            return headings;
        };
        headings.take(spec, sheet, at, report);
        let missing =
            spec.columns.iter().zip(&headings.columns).filter(|(column, found)| column.is_required && found.is_none());
        let missing: Vec<_> = missing.map(|(column, _)| column.name).collect();
        for name in &missing {
            let place = Place { row: Some(sheet.rows[at].number), ..Place::sheet(&sheet.name) };
            report.push(place, messages::missing_column(name.en, name.sv));
        }
        if missing.is_empty() {
            headings.first_row = at + 1;
        } else {
            report.skipped += sheet.rows.len() - at - 1;
        }
        headings
    }

    fn take(&mut self, spec: &SheetSpec, sheet: &Sheet, at: usize, report: &mut Report) {
        let row = &sheet.rows[at];
        for (position, cell) in row.cells.iter().enumerate().filter(|(_, cell)| **cell != Cell::Empty) {
            let heading = cell.shown().into_owned();
            let fault = match spec.columns.iter().position(|column| column.name.is(&heading)) {
                Some(column) if self.columns[column].is_none() => {
                    self.columns[column] = Some((position, heading));
                    continue;
                }
                Some(_) => messages::column_twice(),
                None if heading.starts_with('#') => continue,
                None => messages::unknown_column(),
            };
            let column = Some(ColumnPlace { heading, letter: letter(position) });
            report.push(Place { sheet: sheet.name.clone(), row: Some(row.number), column }, fault);
        }
    }

    /// Returns the cell of a column of the table.
    pub fn cell<'a>(&self, cells: &'a [Cell], column: usize) -> &'a Cell {
        const EMPTY: &Cell = &Cell::Empty;
        let position = self.columns[column].as_ref().map(|(position, _)| *position);
        position.and_then(|position| cells.get(position)).unwrap_or(EMPTY)
    }

    /// Returns whether a row is empty but for columns that are not of the table.
    pub fn is_empty(&self, cells: &[Cell]) -> bool {
        (0..self.columns.len()).all(|column| *self.cell(cells, column) == Cell::Empty)
    }

    /// Returns where a column of the table is in the sheet.
    pub fn place(&self, spec: &SheetSpec, column: usize) -> ColumnPlace {
        match &self.columns[column] {
            Some((position, heading)) => ColumnPlace { heading: heading.clone(), letter: letter(*position) },
            // A column that is missing has its heading only.
            None => ColumnPlace { heading: spec.columns[column].name.en.to_owned(), letter: String::new() },
        }
    }
}

/// Counts how often each id occurs before.
#[derive(Default)]
pub struct Repeats(BTreeMap<String, u32>);

impl Repeats {
    /// Returns an id that no earlier call returned: the id itself, or the id with a number.
    pub fn unique(&mut self, id: &str) -> String {
        let count = self.0.entry(id.to_owned()).or_default();
        *count += 1;
        if *count == 1 { id.to_owned() } else { format!("{id}-{count}") }
    }
}
