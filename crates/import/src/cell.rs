//! Sheets as rows of typed cells.

use std::borrow::Cow;

use domain::Day;

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or only spaces.
    #[default]
    Empty,
    /// A text, trimmed.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is formatted as a percentage: 0.125 is 12.5 %.
    Percent(f64),
    /// A date.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// A time without a date, a date that is none, or an error such as `#N/A`: what a person sees of it.
    Error(String),
}

impl Cell {
    /// A text cell; empty where there are only spaces.
    pub fn text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.replace("\r\n", "\n")),
        }
    }

    /// Returns what a person sees in the cell.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Percent(number) => Cow::Owned(format!("{} %", number * 100.0)),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
        }
    }
}

/// A row that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number in Excel, from 1.
    pub number: u32,
    /// Its cells from column A on.
    pub cells: Vec<Cell>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; of a CSV file the name of the file without its ending.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// A row in which a quotation mark opens that is never closed: what follows is in one cell.
    pub unclosed: Option<u32>,
}

/// Returns the letter of a column, counted from 0: `A` to `Z`, then `AA`.
pub fn letter(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_of_columns() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
