//! XLSX: a sheet with the table and a sheet with its notes.

use domain::{Day, Money};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

pub use rust_xlsxwriter::XlsxError;

use crate::table::{Cell, Table, printable};

/// The longest text of a cell in UTF-16 units, by the specification of Excel.
const MAX_TEXT: usize = 32_767;
/// The longest name of a sheet in UTF-16 units.
const MAX_SHEET_NAME: usize = 31;
/// Columns are as wide as their content, up to this width in pixels.
const MAX_WIDTH: u32 = 480;

/// Writes a workbook. Days are dates, amounts are numbers with their currency as the number format, and texts are
/// strings, never formulas.
///
/// # Errors
/// If the table has more rows or columns than a sheet.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(printable(&table.title)));
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title, "1"))?;
    write_table(sheet, table)?;
    if !table.notes.is_empty() {
        let notes = workbook.add_worksheet();
        notes.set_name(sheet_name(&table.notes_title, "2"))?;
        write_notes(notes, table)?;
    }
    workbook.save_to_buffer()
}

fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, fitting(&column.heading), &bold)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(&table.rows) {
        last = row;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, fitting(text))?;
                }
                #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
                Cell::Number(number) => {
                    sheet.write_number(row, column, *number as f64)?;
                }
                Cell::Date(day) => match excel_date(*day) {
                    Some(day) => {
                        sheet.write_datetime_with_format(row, column, day, &date)?;
                    }
                    None => {
                        sheet.write_string(row, column, day.to_string())?;
                    }
                },
                Cell::Money(money) => {
                    sheet.write_number_with_format(row, column, units(*money), &money_format(*money))?;
                }
            }
        }
    }
    if let Some(width) = u16::try_from(table.columns.len()).ok().and_then(|columns| columns.checked_sub(1)) {
        sheet.autofilter(0, 0, last, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_autofit_max_width(MAX_WIDTH).autofit();
    Ok(())
}

fn write_notes(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (row, note) in (0..).zip(&table.notes) {
        sheet.write_string_with_format(row, 0, fitting(&note.label), &bold)?;
        sheet.write_string(row, 1, fitting(&note.text))?;
    }
    sheet.set_autofit_max_width(MAX_WIDTH).autofit();
    Ok(())
}

/// Returns a day as Excel counts it; `None` before 1900, when its calendar begins.
fn excel_date(day: Day) -> Option<ExcelDateTime> {
    let (year, month, day) = day.parts();
    let year = u16::try_from(year).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Returns an amount in units of its currency.
fn units(money: Money) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
    let minor = money.minor as f64;
    minor / 10_f64.powi(money.currency.minor_digits().into())
}

/// Returns a number format that shows the currency, such as `#,##0.00 [$SEK]`.
fn money_format(money: Money) -> Format {
    let digits = "0".repeat(money.currency.minor_digits().into());
    let point = if digits.is_empty() { "" } else { "." };
    Format::new().set_num_format(format!("#,##0{point}{digits} [${}]", money.currency.code()))
}

/// Cuts a text to what a cell can hold.
fn fitting(text: &str) -> String {
    let text = printable(text);
    if text.encode_utf16().count() <= MAX_TEXT { text } else { cut(&text, MAX_TEXT - 1) + "…" }
}

/// Returns a name that Excel allows for a sheet; `otherwise` where nothing is left of it.
fn sheet_name(title: &str, otherwise: &str) -> String {
    let plain = printable(title).replace(['[', ']', ':', '*', '?', '/', '\\', '\t', '\r', '\n'], " ");
    let name = cut(plain.trim_matches(['\'', ' ']), MAX_SHEET_NAME);
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

/// Returns the start of a text, of at most `units` UTF-16 units.
fn cut(text: &str, units: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= units
    };
    text.chars().take_while(fits).collect()
}
