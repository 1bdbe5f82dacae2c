//! What is reported of a workbook, and how it is stored as a text.
//!
//! The text has a line for each item, with tabs between its parts. The app reads it in each visit; a derived reader of
//! JSON would be a larger download than this.

use crate::places::PlacedSheet;
use crate::{ColumnPlace, Fault, Message, Place, Places};

/// What is wrong with a workbook, and where its data stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Where each element of the dataset stands in the workbook.
    pub places: Places,
    /// The faults, at most [`MAX_FAULTS`](crate::MAX_FAULTS).
    pub faults: Vec<Fault>,
    /// How many rows are left out.
    pub skipped: usize,
}

impl Report {
    /// Adds a fault.
    #[cfg(feature = "sheets")]
    pub(crate) fn push(&mut self, place: Place, message: Message) {
        if self.faults.len() < crate::MAX_FAULTS {
            self.faults.push(Fault { place, message });
        }
    }

    /// Returns the place of a problem by its JSON path, where it has one; `None` where a fault of the row says already
    /// what is wrong.
    pub fn place_of(&self, path: &str) -> Option<Option<Place>> {
        let place = self.places.locate(path);
        let is_known = |place: &Place| self.faults.iter().any(|fault| fault.is_in_row_of(place));
        (!place.as_ref().is_some_and(is_known)).then_some(place)
    }

    /// Writes the report as a text.
    pub fn encode(&self) -> String {
        let mut text = format!("{}\n", self.skipped);
        let mut line = |parts: &[&str]| {
            let parts: Vec<_> = parts.iter().map(|part| part.replace(['\t', '\n', '\r'], " ")).collect();
            text.push_str(&parts.join("\t"));
            text.push('\n');
        };
        for Fault { place: Place { sheet, row, column }, message } in &self.faults {
            let row = row.map(|row| row.to_string()).unwrap_or_default();
            let (heading, letter) = column.as_ref().map_or(("", ""), |it| (&it.heading, &it.letter));
            line(&["fault", sheet, &row, heading, letter, &message.en, &message.sv]);
        }
        for PlacedSheet { name, columns } in &self.places.sheets {
            line(&["sheet", name]);
            for (field, ColumnPlace { heading, letter }) in columns {
                line(&["column", field, heading, letter]);
            }
        }
        for (path, sheet, row) in &self.places.rows {
            line(&["row", path, &sheet.to_string(), &row.to_string()]);
        }
        text
    }

    /// Reads a text. Lines that are not understood, as of another version, are ignored.
    pub fn decode(text: &str) -> Self {
        let mut report = Self::default();
        let mut lines = text.lines();
        report.skipped = lines.next().and_then(|line| line.parse().ok()).unwrap_or_default();
        for line in lines {
            let parts: Vec<_> = line.split('\t').collect();
            match *parts.as_slice() {
                ["fault", sheet, row, heading, letter, en, sv] => {
                    let column = (!(heading.is_empty() && letter.is_empty())).then(|| column(heading, letter));
                    let place = Place { sheet: sheet.to_owned(), row: row.parse().ok(), column };
                    report.faults.push(Fault { place, message: Message { en: en.to_owned(), sv: sv.to_owned() } });
                }
                ["sheet", name] => {
                    report.places.sheets.push(PlacedSheet { name: name.to_owned(), columns: Vec::new() });
                }
                ["column", field, heading, letter] => {
                    if let Some(sheet) = report.places.sheets.last_mut() {
                        sheet.columns.push((field.to_owned(), column(heading, letter)));
                    }
                }
                ["row", path, sheet, row] => {
                    if let (Ok(sheet), Ok(row)) = (sheet.parse(), row.parse()) {
                        report.places.rows.push((path.to_owned(), sheet, row));
                    }
                }
                _ => {}
            }
        }
        report
    }
}

fn column(heading: &str, letter: &str) -> ColumnPlace {
    ColumnPlace { heading: heading.to_owned(), letter: letter.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_has_written() {
        let column = |heading: &str| ColumnPlace { heading: heading.to_owned(), letter: "B".to_owned() };
        let fault = |column, row| Fault {
            place: Place { sheet: "Claims".to_owned(), row, column },
            message: Message::new("wrong", "fel"),
        };
        let sheet = PlacedSheet { name: "Claims".to_owned(), columns: vec![("added".to_owned(), column("Added"))] };
        let report = Report {
            places: Places { sheets: vec![sheet], rows: vec![("$.claims[0]".to_owned(), 0, 7)] },
            faults: vec![fault(Some(column("State")), Some(3)), fault(None, None)],
            skipped: 4,
        };
        assert_eq!(Report::decode(&report.encode()), report);
        assert_eq!(report.place_of("$.claims[0].added").flatten().map(|place| place.row), Some(Some(7)));
        let hostile = Report { faults: vec![fault(Some(column("two\nlines\tand a tab")), None)], ..Report::default() };
        let place = Report::decode(&hostile.encode()).faults.remove(0).place;
        assert_eq!(place.column, Some(column("two lines and a tab")));
        assert_eq!(Report::decode("?\nfault\tof another version\n"), Report::default());
    }
}
