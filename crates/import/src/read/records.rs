//! Reads the rows of a sheet by its columns.

use serde_json::{Value, json};

use super::{Table, messages};
use crate::Report;
use crate::table::{Column, Kind};
use crate::values::{expected, minor_units, value};
use crate::{Cell, Row, Sheet};

/// A row.
pub struct Record {
    /// Its number in Excel.
    pub row: u32,
    /// The value of each column of the table.
    pub values: Vec<Option<Value>>,
    /// Whether a value is missing or is not what is expected.
    pub is_faulty: bool,
}

impl Record {
    /// Returns the text of a column.
    pub fn text(&self, column: usize) -> Option<&str> {
        self.values.get(column)?.as_ref()?.as_str()
    }
}

/// Reads the rows below the headings, and reports what is wrong with them.
pub fn of(table: &Table<'_>, sheet: &Sheet, report: &mut Report) -> Vec<Record> {
    let rows = sheet.rows.iter().skip(table.headings.first_row);
    rows.filter(|row| !table.headings.is_empty(&row.cells)).map(|row| record(table, row, report)).collect()
}

fn record(table: &Table<'_>, row: &Row, report: &mut Report) -> Record {
    let columns = table.spec.columns;
    let mut record = Record { row: row.number, values: vec![None; columns.len()], is_faulty: false };
    let cell = |at| table.headings.cell(&row.cells, at);
    let mut fault = |at, message, record: &mut Record| {
        record.is_faulty = true;
        report.push(table.place(row.number, Some(at)), message);
    };
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| !matches!(column.kind, Kind::Amount)) {
        let cell = cell(at);
        record.values[at] = if *cell == Cell::Empty { None } else { value(cell, column.kind) };
        if record.values[at].is_some() {
            continue;
        }
        if *cell != Cell::Empty {
            fault(at, messages::not_expected(&cell.shown(), &expected(column.kind)), &mut record);
        } else if column.is_required {
            fault(at, messages::empty(&expected(column.kind)), &mut record);
        }
    }
    let Some(currency_at) = columns.iter().position(|column| matches!(column.kind, Kind::Currency)) else {
        return record;
    };
    let currency = record.text(currency_at).map(str::to_owned);
    let mut lacks_currency = false;
    for (at, Column { kind, .. }) in
        columns.iter().enumerate().filter(|(_, column)| matches!(column.kind, Kind::Amount))
    {
        let cell = cell(at);
        match &currency {
            _ if *cell == Cell::Empty => {}
            Some(code) => match minor_units(cell, digits(code)) {
                Some(minor) => record.values[at] = Some(json!({ "minor": minor, "currency": code })),
                None => fault(at, messages::not_expected(&cell.shown(), &expected(*kind)), &mut record),
            },
            None => lacks_currency = true,
        }
    }
    if lacks_currency && *cell(currency_at) == Cell::Empty {
        fault(currency_at, messages::amount_without_currency(), &mut record);
    }
    record
}

fn digits(currency: &str) -> u8 {
    domain::money::Currency::new(currency).map_or(2, domain::money::Currency::minor_digits)
}
