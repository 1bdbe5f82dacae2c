//! The exported table: what the page lists, and what a reader of the file must know about it.

use export::{Note, Table};

use super::Listed;
use crate::browser::dom;
use crate::state::State;
use crate::text::{clamped, format, t};

/// The longest name of a file without day and extension, in characters.
const MAX_NAME: usize = 80;

/// Returns the table with its notes: partner, day, filters, that the data are invented, and the address.
pub fn table(state: State, listed: Listed) -> Table {
    let Listed { title, columns, rows, filters } = listed;
    let (common, t, format) = (t().common(), t().export(), format());
    let (partner, illustrative) = state
        .dataset
        .with(|catalogue| (catalogue.data().partner.name.clone(), catalogue.data().illustrative))
        .unwrap_or_default();
    let note = |label: &str, text: String| Note { label: label.to_owned(), text };
    let mut notes = vec![note(t.partner, partner), note(t.day, format.day(state.day()))];
    if filters.is_empty() {
        notes.push(note(t.filters, t.no_filter.to_owned()));
    }
    notes.extend(filters.into_iter().map(|(name, value)| note(&(t.filter)(name), value)));
    notes.push(note(t.rows, format.number(clamped(rows.len()))));
    if illustrative {
        notes.push(note(common.illustrative, common.illustrative_hint.to_owned()));
    }
    notes.push(note(t.address, dom::address()));
    Table { title, columns, rows, notes_title: t.notes.to_owned(), notes, currency: t.currency.to_owned() }
}

/// Returns the name of the file, such as `engagements-2026-11-27.csv`.
pub fn name(state: State, table: &Table, extension: &str) -> String {
    format!("{}-{}.{extension}", stem(&table.title), state.day())
}

/// Returns a title in small letters, with a hyphen for what file systems or shells do not like in a name.
fn stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().take(MAX_NAME) {
        // Dashes, quotation marks and characters that change the direction of the text.
        let is_punctuation = c.is_ascii() || matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}');
        if c.is_ascii_alphanumeric() || !is_punctuation {
            // The titles of the app begin with no other capital letter.
            stem.push(if c == 'Å' { 'å' } else { c.to_ascii_lowercase() });
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    stem.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn file_names_have_letters_digits_and_hyphens() {
        for (title, expect) in [
            ("Engagements", "engagements"),
            ("Åtgärder krävs", "åtgärder-krävs"),
            ("Eligibility: ../../etc/passwd\u{0}", "eligibility-etc-passwd"),
            ("Customers: Dynamics 365 – start “now”", "customers-dynamics-365-start-now"),
            ("a\u{202e}vsc.exe", "a-vsc-exe"),
            ("CON: <a|b>?*", "con-a-b"),
        ] {
            assert_eq!(stem(title), expect, "{title}");
        }
        assert_eq!(stem(&"å".repeat(500)).chars().count(), 80);
    }
}
