//! Finds the row and the column of a JSON path.

use crate::{ColumnPlace, Place};

/// Where each element of the dataset stands in the workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub(crate) sheets: Vec<PlacedSheet>,
    /// JSON path of an element, position of its sheet, row; ordered by path.
    pub(crate) rows: Vec<(String, usize, u32)>,
}

/// A sheet and its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlacedSheet {
    pub name: String,
    /// The field of each column within the element, and the column.
    pub columns: Vec<(String, ColumnPlace)>,
}

impl Places {
    /// Adds a sheet with the field of each of its columns. Returns its position.
    #[cfg(feature = "sheets")]
    pub(crate) fn add_sheet(&mut self, name: &str, columns: Vec<(String, ColumnPlace)>) -> usize {
        self.sheets.push(PlacedSheet { name: name.to_owned(), columns });
        self.sheets.len() - 1
    }

    /// Adds the row of an element.
    #[cfg(feature = "sheets")]
    pub(crate) fn add_row(&mut self, path: String, sheet: usize, row: u32) {
        self.rows.push((path, sheet, row));
    }

    /// Makes the rows ready for [`Self::locate`].
    #[cfg(feature = "sheets")]
    pub(crate) fn sort(&mut self) {
        self.rows.sort_unstable();
    }

    /// Returns the place of a JSON path such as `$.engagements[17].term.last`: the row of the innermost element that
    /// has one, and the column of the field.
    pub fn locate(&self, path: &str) -> Option<Place> {
        let mut end = path.len();
        loop {
            let start = &path[..end];
            if let Ok(at) = self.rows.binary_search_by(|(known, ..)| known.as_str().cmp(start)) {
                let (_, sheet, row) = &self.rows[at];
                let sheet = self.sheets.get(*sheet)?;
                let column = sheet.column(path[end..].trim_start_matches('.'));
                return Some(Place { sheet: sheet.name.clone(), row: Some(*row), column: column.cloned() });
            }
            end = start.rfind(['.', '['])?;
        }
    }
}

impl PlacedSheet {
    /// Returns the column of a field, or the first column of a part of it.
    fn column(&self, field: &str) -> Option<&ColumnPlace> {
        let field = field.split('[').next().filter(|field| !field.is_empty())?;
        let is_within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let find = |matches: &dyn Fn(&str) -> bool| {
            self.columns.iter().find(|(known, _)| !known.is_empty() && matches(known)).map(|(_, column)| column)
        };
        find(&|known| is_within(field, known)).or_else(|| find(&|known| is_within(known, field)))
    }
}
