//! Turns sheets into a dataset.

mod assemble;
mod criteria;
mod headings;
mod messages;
mod records;
#[cfg(test)]
mod tests;

use domain::Day;

use crate::table::{self, READ_ME, SHEETS, SheetSpec};
use crate::{ColumnPlace, Imported, Place, Report, Sheet};

use assemble::Assembler;
use headings::Headings;
use records::Record;

/// Reads sheets. Data without a day of their own are of `today`.
pub fn read(sheets: &[Sheet], today: Day) -> Imported {
    let mut report = Report::default();
    let mut known: Vec<(&'static SheetSpec, &Sheet)> = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        if let Some(row) = sheet.unclosed {
            report.push(Place { row: Some(row), ..Place::sheet(&sheet.name) }, messages::unclosed());
        }
        match table::sheet(&sheet.name) {
            Some(spec) if known.iter().any(|(other, _)| other.name == spec.name) => {
                report.push(Place::sheet(&sheet.name), messages::sheet_twice());
            }
            Some(spec) => known.push((spec, sheet)),
            None if READ_ME.is(&sheet.name) || sheet.name.starts_with('#') => {}
            None => report.push(Place::sheet(&sheet.name), messages::unknown_sheet()),
        }
    }
    let mut assembler = Assembler::new(today);
    for spec in SHEETS {
        match known.iter().find(|(found, _)| found.name == spec.name) {
            Some((_, sheet)) => assembler.add(&table_of(spec, sheet, &mut report), &mut report),
            None if spec.is_required => report.push(Place::sheet(spec.name.en), messages::missing_sheet(spec)),
            None => {}
        }
    }
    let dataset = assembler.finish();
    report.places.sort();
    Imported { dataset: dataset.to_string(), report }
}

/// The rows of a sheet that is known.
struct Table<'a> {
    spec: &'static SheetSpec,
    name: &'a str,
    headings: Headings,
    /// The position of the sheet among the places.
    sheet: usize,
    records: Vec<Record>,
}

impl Table<'_> {
    /// Returns the place of a row, or of one of its columns.
    fn place(&self, row: u32, column: Option<usize>) -> Place {
        let column = column.map(|column| self.headings.place(self.spec, column));
        Place { sheet: self.name.to_owned(), row: Some(row), column }
    }

    /// Returns the position of the first column with a field.
    fn column(&self, field: &str) -> Option<usize> {
        self.spec.columns.iter().position(|column| column.field == field)
    }
}

fn table_of<'a>(spec: &'static SheetSpec, sheet: &'a Sheet, report: &mut Report) -> Table<'a> {
    let headings = Headings::find(spec, sheet, report);
    let columns = spec.columns.iter().enumerate();
    let columns: Vec<(String, ColumnPlace)> =
        columns.map(|(at, column)| (column.field.to_owned(), headings.place(spec, at))).collect();
    let position = report.places.add_sheet(&sheet.name, columns);
    let mut table = Table { spec, name: &sheet.name, headings, sheet: position, records: Vec::new() };
    table.records = records::of(&table, sheet, report);
    table
}
