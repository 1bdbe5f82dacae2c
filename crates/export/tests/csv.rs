//! CSV read back by the `csv` crate.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use export::{Cell, Kind, NumberStyle, Table, csv};
use proptest::prelude::*;
use support::{HOSTILE, column, money, table};

/// Returns the records of a file, which must all have the same number of fields.
fn read(file: &str, separator: u8) -> Vec<Vec<String>> {
    let text = file.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Returns whether a program that opens the file may take the field for a formula.
fn is_formula(field: &str) -> bool {
    field.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[test]
fn hostile_texts_read_back_and_none_is_a_formula() {
    for (style, separator) in [(NumberStyle::DecimalPoint, b','), (NumberStyle::DecimalComma, b';')] {
        let records = read(&csv(&table(&HOSTILE), style), separator);
        for (record, text) in records[1..].iter().zip(HOSTILE) {
            let expected = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
            assert_eq!(record[0], expected);
            assert!(!is_formula(&record[0]), "{text:?}");
        }
        assert_eq!(
            records[0],
            ["Name", "Första dag", "Belopp", "Belopp (valuta)", "'=Number", "Empty", "Empty (valuta)"]
        );
    }
}

#[test]
fn days_and_money_are_values_in_the_style_of_the_reader() {
    let lines = |style, separator| {
        let records = read(&csv(&table(&["a", "b", "c", "d"]), style), separator);
        records[1..5].iter().map(|record| record[1..].join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(NumberStyle::DecimalPoint, b','),
        [
            "2026-11-27 125.50 SEK -1  ",
            // A negative number is no formula.
            "2026-11-28 -3.00 EUR 0  ",
            "2026-11-29 1000000 JPY 1  ",
            "2026-11-30 1.234 KWD 2  ",
        ]
    );
    assert_eq!(lines(NumberStyle::DecimalComma, b';')[0], "2026-11-27 125,50 SEK -1  ");
}

#[test]
fn extreme_amounts_are_exact() {
    for (minor, code, expected) in [
        (i64::MIN, "SEK", "-92233720368547758.08"),
        (i64::MAX, "JPY", "9223372036854775807"),
        (5, "EUR", "0.05"),
        (-5, "EUR", "-0.05"),
        (0, "KWD", "0.000"),
    ] {
        let mut table = table(&[]);
        table.columns = vec![column("Amount", Kind::Money)];
        table.rows = vec![vec![Cell::from(money(minor, code))]];
        assert_eq!(read(&csv(&table, NumberStyle::DecimalPoint), b',')[1], [expected, code]);
    }
}

#[test]
fn the_notes_follow_an_empty_line() {
    let file = csv(&table(&["a"]), NumberStyle::DecimalComma);
    let records = read(&file, b';');
    assert!(records[2].iter().all(String::is_empty));
    assert_eq!(records[3][..2], ["Partner", "'=Contoso"]);
    assert_eq!(records[4][..2], ["Filter: Plats", "Malmö; \"Lund\""]);
    assert!(file.ends_with("\r\n") && file.matches('\n').count() == file.matches("\r\n").count());
}

#[test]
fn control_characters_are_left_out() {
    assert_eq!(Cell::text("a\0b\u{1}c\u{1f}d\u{fffe}\te"), Cell::Text("abcd\te".to_owned()));
    assert_eq!(Cell::text("\0\u{8}"), Cell::Empty);
}

fn texts(rows: &[Vec<String>], width: usize) -> Table {
    let cells = |row: &Vec<String>| row.iter().map(|text| Cell::text(text)).collect();
    let columns = (0..width).map(|at| column(&format!("c{at}"), Kind::Text)).collect();
    Table { rows: rows.iter().map(cells).collect(), columns, notes: Vec::new(), ..table(&[]) }
}

proptest! {
    #[test]
    fn any_table_of_texts_reads_back(
        rows in (1_usize..5).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(".*", width), 0..8)),
        comma in any::<bool>(),
    ) {
        let width = rows.first().map_or(2, Vec::len);
        let style = if comma { NumberStyle::DecimalComma } else { NumberStyle::DecimalPoint };
        let table = texts(&rows, width);
        let records = read(&csv(&table, style), if comma { b';' } else { b',' });
        for (record, row) in records[1..].iter().zip(&table.rows) {
            for (field, cell) in record.iter().zip(row) {
                let text = if let Cell::Text(text) = cell { text } else { "" };
                prop_assert!(field == text || *field == format!("'{text}"), "{:?} was {:?}", field, text);
                prop_assert!(!is_formula(field));
                // The apostrophe stands only before what would be a formula.
                prop_assert_eq!(field == text, !starts_formula(text));
            }
        }
        prop_assert_eq!(records.len(), table.rows.len() + 2);
    }
}

/// Says in other words than the product what starts a formula.
fn starts_formula(text: &str) -> bool {
    let first = text.chars().find(|c| ![' ', '\u{a0}', '\u{feff}', '"'].contains(c));
    first.is_some_and(|c| "=+-@\t\r\n＝＋－＠−".contains(c))
}
