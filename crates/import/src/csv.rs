//! Reads CSV as Excel and other programs save it: UTF-8 with or without a mark, UTF-16, or Windows-1252; separated by
//! semicolons, commas or tabs; with any line end.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::table::{HEADING_LINES, is_heading};
use crate::{Cell, Row, Sheet};

/// Reads a file; `None` where it has too many rows.
pub fn read(name: &str, bytes: &[u8]) -> Option<Sheet> {
    let text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let (text, separator, skipped) = separator(&text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut rows, mut number) = (Vec::new(), skipped);
    let mut record = StringRecord::new();
    // The text is UTF-8 and the number of fields may vary: nothing is left that could fail.
    while reader.read_record(&mut record).unwrap_or_default() {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        // The reader passes over empty lines, and Excel counts them.
        let before = text.get(start..).unwrap_or_default();
        let empty = before.len() - before.trim_start_matches('\n').len();
        number = number.saturating_add(u32::try_from(empty).unwrap_or(u32::MAX)).saturating_add(1);
        let cells: Vec<_> = record.iter().take(MAX_COLUMNS).map(Cell::text).collect();
        if cells.iter().any(|cell| *cell != Cell::Empty) {
            rows.push(Row { number, cells });
        }
        if rows.len() > MAX_ROWS {
            return None;
        }
    }
    let is_unclosed = text.matches('"').count() % 2 == 1;
    Some(Sheet { name: name.to_owned(), rows, unclosed: is_unclosed.then_some(number) })
}

/// Returns the text of a file. Excel saves "CSV" in the code page of Windows: what is not UTF-8 is read as
/// Windows-1252.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let marked = [UTF_8, UTF_16LE, UTF_16BE]
        .into_iter()
        .find(|encoding| encoding_rs::Encoding::for_bom(bytes).is_some_and(|(found, _)| found == *encoding));
    match marked {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    }
}

/// Returns the text behind a line such as `sep=;`, the separator, and the number of lines before the text: the
/// separator is the one that shows most headings of a sheet, or else the one that is there most.
fn separator(text: &str) -> (&str, u8, u32) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[separator]) = first.strip_prefix("sep=").map(str::as_bytes) {
        return (text[first.len()..].trim_start_matches('\n'), separator, 1);
    }
    let headings = |separator: char| {
        let lines = text.lines().take(HEADING_LINES);
        lines.map(|line| line.split(separator).filter(|cell| is_heading(cell.trim_matches('"'))).count()).max()
    };
    // Of equal counts the last: a semicolon is rarely anything else.
    let found =
        [',', '\t', ';'].into_iter().max_by_key(|separator| (headings(*separator), first.matches(*separator).count()));
    (text, found.and_then(|separator| u8::try_from(separator).ok()).unwrap_or(b','), 0)
}

#[cfg(test)]
mod tests;
