//! Reads XLSX workbooks.

use std::io::{Cursor, Read};

use calamine::{DataRef, Dimensions, Reader, Xlsx, XlsxError};
use domain::Day;

use crate::limits::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_UNPACKED};
use crate::{Cell, Row, Sheet};

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XlsxFault {
    /// A ZIP archive of something else.
    OtherArchive,
    /// Damaged.
    Damaged,
    /// Too large when it is unpacked, or too many rows or sheets.
    TooLarge,
}

impl From<XlsxError> for XlsxFault {
    fn from(_: XlsxError) -> Self {
        Self::Damaged
    }
}

/// Reads the sheets of a workbook.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, XlsxFault> {
    check_archive(bytes, MAX_UNPACKED)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let names = workbook.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(XlsxFault::TooLarge);
    }
    names.into_iter().map(|name| sheet(&mut workbook, name)).collect()
}

/// Unpacks everything into nothing: the sizes that an archive declares may be wrong.
fn check_archive(bytes: &[u8], mut left: u64) -> Result<(), XlsxFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| XlsxFault::Damaged)?;
    if archive.index_for_name("xl/workbook.xml").is_none() && archive.index_for_name("[Content_Types].xml").is_none() {
        return Err(XlsxFault::OtherArchive);
    }
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| XlsxFault::Damaged)?;
        let size = std::io::copy(&mut entry.take(left), &mut std::io::sink()).map_err(|_| XlsxFault::Damaged)?;
        left -= size;
        if left == 0 {
            return Err(XlsxFault::TooLarge);
        }
    }
    Ok(())
}

fn sheet<R: Read + std::io::Seek>(workbook: &mut Xlsx<R>, name: String) -> Result<Sheet, XlsxFault> {
    // A sheet of another kind, such as a chart, has no cells.
    let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    if let Ok(mut reader) = workbook.worksheet_cells_reader(&name) {
        let is_percent: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().is_some_and(|format| is_percentage(&format.format_code)))
            .collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id()? {
            let (row, column) = cell.get_position();
            let column = usize::try_from(column).unwrap_or(MAX_COLUMNS);
            let value = value(cell.get_value(), is_percent.get(style) == Some(&true));
            if column < MAX_COLUMNS && value != Cell::Empty {
                put(&mut rows, row.saturating_add(1), column, value);
            }
            if rows.len() > MAX_ROWS {
                return Err(XlsxFault::TooLarge);
            }
        }
    }
    rows.sort_by_key(|row| row.number);
    for region in merged {
        fill_down(&mut rows, &region);
    }
    Ok(Sheet { name, rows, unclosed: None })
}

/// Returns whether a number format multiplies by 100: it has a percent sign that is not quoted.
fn is_percentage(format: &str) -> bool {
    format.split('"').step_by(2).any(|code| code.contains('%') && !code.contains("\\%"))
}

/// Writes a cell. Rows come in order in all but damaged files.
fn put(rows: &mut Vec<Row>, number: u32, column: usize, value: Cell) {
    if rows.last().is_none_or(|row| row.number != number) {
        rows.push(Row { number, cells: Vec::new() });
    }
    let Some(row) = rows.last_mut() else { return };
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Empty);
    }
    row.cells[column] = value;
}

/// Repeats the value of merged cells in each of their rows that has other values: a person sees it beside all of them.
fn fill_down(rows: &mut [Row], region: &Dimensions) {
    let (first, last) = (region.start.0.saturating_add(1), region.end.0.saturating_add(1));
    let Some(column) = usize::try_from(region.start.1).ok().filter(|column| *column < MAX_COLUMNS) else { return };
    let merged = rows.iter().position(|row| row.number == first);
    let Some(value) = merged.and_then(|at| rows[at].cells.get(column).cloned()) else { return };
    for row in rows.iter_mut().filter(|row| row.number > first && row.number <= last) {
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = value.clone();
    }
}

fn value(value: &DataRef<'_>, is_percent: bool) -> Cell {
    let number = |number: f64| if is_percent { Cell::Percent(number) } else { Cell::Number(number) };
    let text = |text: &str| Cell::text(text.char_indices().nth(MAX_CELL).map_or(text, |(end, _)| &text[..end]));
    match value {
        DataRef::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "numbers of a sheet are floats")]
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) if value.is_finite() => number(*value),
        DataRef::Float(value) => Cell::Error(value.to_string()),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Bool(value) => Cell::Flag(*value),
        // A time without a date is less than a day.
        DataRef::DateTime(value) if value.is_datetime() && value.as_f64() >= 1.0 => {
            let (year, month, day, ..) = value.to_ymd_hms_milli();
            Day::new(year.into(), month, day).map_or_else(|| Cell::Error(value.as_f64().to_string()), Cell::Day)
        }
        DataRef::DateTime(value) => Cell::Error(value.as_f64().to_string()),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => Cell::text(value),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
