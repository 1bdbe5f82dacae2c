//! The table that every format is written from.

use domain::{Day, Money};
use serde::{Deserialize, Serialize};

/// A table with its headings, and what a reader of the file must know about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it lists; the name of the sheet.
    pub title: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows. Each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The name of the sheet with the notes.
    pub notes_title: String,
    /// Partner, day, filters, and that the data are invented.
    pub notes: Vec<Note>,
    /// The word "currency", for formats where the currency is a column of its own.
    pub currency: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// What its cells are.
    pub kind: Kind,
}

/// What the cells of a column are; any cell may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Texts.
    Text,
    /// Whole numbers.
    Number,
    /// Days.
    Date,
    /// Amounts, each with its currency.
    Money,
}

/// A line about the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it says something about, such as "Day".
    pub label: String,
    /// What it says.
    pub text: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text; [`Cell::text`] makes it.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(Day),
    /// An amount with its currency.
    Money(Money),
}

impl Cell {
    /// A text without the control characters that neither XML nor spreadsheets can hold; empty where nothing is left.
    pub fn text(text: &str) -> Self {
        let text = printable(text);
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Date(day)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Removes the characters that XML 1.0 forbids: control characters except tab and line ends, and two noncharacters.
pub fn printable(text: &str) -> String {
    let is_allowed =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_allowed).collect()
}
