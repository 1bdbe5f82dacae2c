//! CSV according to RFC 4180: UTF-8 with a byte order mark; lines end with CR LF and have the same number of fields.

use std::fmt::Write;

use domain::Money;

use crate::table::{Cell, Kind, Table, printable};

/// How the reader's language writes numbers. It also decides the separator of the fields, as spreadsheets do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// 1.5; fields are separated by commas.
    DecimalPoint,
    /// 1,5; fields are separated by semicolons.
    DecimalComma,
}

impl NumberStyle {
    const fn separator(self) -> char {
        match self {
            Self::DecimalPoint => ',',
            Self::DecimalComma => ';',
        }
    }

    const fn decimal(self) -> char {
        match self {
            Self::DecimalPoint => '.',
            Self::DecimalComma => ',',
        }
    }
}

/// Writes headings, rows, and after an empty line the notes. A column of money becomes two: amount and currency.
pub fn csv(table: &Table, style: NumberStyle) -> String {
    let mut lines = flat(table, style);
    let width = lines.first().map_or(0, Vec::len).max(2);
    lines.push(Vec::new());
    lines.extend(table.notes.iter().map(|note| vec![guarded(&note.label), guarded(&note.text)]));
    let mut csv = "\u{feff}".to_owned();
    for mut line in lines {
        line.resize(width, String::new());
        for (at, field) in line.iter().enumerate() {
            if at > 0 {
                csv.push(style.separator());
            }
            push_field(&mut csv, field);
        }
        csv.push_str("\r\n");
    }
    csv
}

/// Returns the headings and the rows as texts, with amount and currency of money in two columns.
pub fn flat(table: &Table, style: NumberStyle) -> Vec<Vec<String>> {
    let mut headings = Vec::new();
    for column in &table.columns {
        headings.push(guarded(&column.heading));
        if column.kind == Kind::Money {
            headings.push(guarded(&format!("{} ({})", column.heading, table.currency)));
        }
    }
    let mut lines = vec![headings];
    for row in &table.rows {
        let mut line = Vec::new();
        for (column, cell) in table.columns.iter().zip(row) {
            let (text, currency) = match cell {
                Cell::Empty => (String::new(), String::new()),
                Cell::Text(text) => (guarded(text), String::new()),
                Cell::Number(number) => (number.to_string(), String::new()),
                Cell::Date(day) => (day.to_string(), String::new()),
                Cell::Money(money) => (amount(*money, style.decimal()), money.currency.code().to_owned()),
            };
            line.push(text);
            if column.kind == Kind::Money {
                line.push(currency);
            }
        }
        lines.push(line);
    }
    lines
}

/// Returns an amount in units of its currency, with all digits of the minor unit.
fn amount(money: Money, decimal: char) -> String {
    let digits = money.currency.minor_digits();
    let scale = 10_u64.pow(digits.into());
    let minor = money.minor.unsigned_abs();
    let mut text = if money.minor < 0 { "-".to_owned() } else { String::new() };
    // Writing to a string does not fail.
    let _ = write!(text, "{}", minor / scale);
    if digits > 0 {
        let _ = write!(text, "{decimal}{:0width$}", minor % scale, width = digits.into());
    }
    text
}

/// Returns a text that no spreadsheet takes for a formula: an apostrophe stands before one that begins, after spaces
/// or quotation marks, with a character that can start a formula (CWE-1236, OWASP "CSV Injection").
fn guarded(text: &str) -> String {
    let text = printable(text);
    let start = text.trim_start_matches([' ', '\u{a0}', '\u{feff}', '"']).chars().next();
    // The wide forms of East Asian keyboards count too.
    let is_formula =
        matches!(start, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '−'));
    if is_formula { format!("'{text}") } else { text }
}

fn push_field(csv: &mut String, field: &str) {
    if field.contains(['"', ',', ';', '\t', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        csv.push('"');
        csv.push_str(&field.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(field);
    }
}
