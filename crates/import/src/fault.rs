//! A fault of a workbook: where, and what is wrong, in both languages.

use std::fmt;

use domain::Lang;
/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// English.
    pub en: String,
    /// Swedish.
    pub sv: String,
}

impl Message {
    /// A message in both languages.
    pub fn new(en: impl Into<String>, sv: impl Into<String>) -> Self {
        Self { en: en.into(), sv: sv.into() }
    }

    /// Returns the text in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Sv => &self.sv,
        }
    }
}

/// A place in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of the sheet, or of the CSV file.
    pub sheet: String,
    /// The row, as Excel numbers it; absent where the fault is of the whole sheet.
    pub row: Option<u32>,
    /// The column; absent where the fault is of the whole row.
    pub column: Option<ColumnPlace>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPlace {
    /// Its heading in the sheet.
    pub heading: String,
    /// Its letter, such as `C`.
    pub letter: String,
}

impl Place {
    /// A whole sheet.
    pub fn sheet(name: impl Into<String>) -> Self {
        Self { sheet: name.into(), row: None, column: None }
    }

    /// Returns the place in words, such as `Claims, row 7, column D (State)`.
    pub fn text(&self, lang: Lang) -> String {
        let (row_word, column_word) = match lang {
            Lang::En => ("row", "column"),
            Lang::Sv => ("rad", "kolumn"),
        };
        let row = self.row.map(|row| format!(", {row_word} {row}")).unwrap_or_default();
        let column = self.column.as_ref().map(|ColumnPlace { heading, letter }| match heading.as_str() {
            "" => format!(", {column_word} {letter}"),
            heading => format!(", {column_word} {letter} ({heading})"),
        });
        format!("{}{row}{}", self.sheet, column.unwrap_or_default())
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong, and what was expected.
    pub message: Message,
}

impl Fault {
    /// Returns whether the fault is in the row of a place.
    pub fn is_in_row_of(&self, place: &Place) -> bool {
        self.place.sheet == place.sheet && self.place.row == place.row
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.text(Lang::En), self.message.en)
    }
}
