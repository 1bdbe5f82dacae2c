//! What the lists of locations and of customers share: numbers beside the values of filters, and the order of rows.

use crate::Lang;
use crate::text::collation_key;

/// How many rows have each value, in the order in which the values were first found.
pub type Counts<T> = Vec<(T, u32)>;

/// Adds a number of rows to a value; with 0 the value is there without a row.
pub fn count<T: PartialEq + Clone>(counts: &mut Counts<T>, value: &T, rows: u32) {
    match counts.iter_mut().find(|(known, _)| known == value) {
        Some((_, count)) => *count += rows,
        None => counts.push((value.clone(), rows)),
    }
}

/// Formats a number so that texts sort as the numbers do.
pub fn digits(number: u32) -> String {
    format!("{number:010}")
}

/// Returns what a name is sorted by, as a reader of the language expects.
pub fn name_key(name: &str, lang: Lang) -> String {
    let mut key = String::new();
    collation_key(name, lang, &mut key);
    key
}

/// Returns rows sorted by the key of their column, equal ones by the key of their name. Rows without a key of their
/// column come last in both directions. Every column has the same kind of key: each kind of sort is code of its own.
pub fn sort_rows<R>(mut rows: Vec<(Option<String>, String, R)>, is_descending: bool) -> Vec<R> {
    rows.sort_by(|one, other| {
        let by_column = one.0.cmp(&other.0);
        let by_column = if is_descending { by_column.reverse() } else { by_column };
        let by_column = one.0.is_none().cmp(&other.0.is_none()).then(by_column);
        by_column.then_with(|| one.1.cmp(&other.1))
    });
    rows.into_iter().map(|(_, _, row)| row).collect()
}
