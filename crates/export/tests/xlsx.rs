//! XLSX read back by `calamine`.

#![cfg(feature = "xlsx")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use export::{Cell, Kind, xlsx};
use support::{HOSTILE, column, day, table};

fn open(table: &export::Table) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx(table).unwrap())).unwrap()
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, at: usize) -> Range<Data> {
    book.worksheet_range_at(at).unwrap().unwrap()
}

#[test]
fn hostile_texts_are_strings_and_no_cell_is_a_formula() {
    let mut book = open(&table(&HOSTILE));
    let names = book.sheet_names();
    assert_eq!(names, ["Plåtar   A B   med ett mycket l", "Om"]);
    let range = sheet(&mut book, 0);
    for (row, text) in range.rows().skip(1).zip(HOSTILE) {
        // A reader of XML may change the ends of lines.
        assert_eq!(row[0].as_string().unwrap().replace('\r', "\n"), text.replace('\r', "\n"));
    }
    for name in names {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn days_are_dates_and_money_is_a_number() {
    let range = sheet(&mut open(&table(&["a", "b", "c", "d"])), 0);
    let row = |at: usize| range.rows().nth(at).unwrap();
    let Data::DateTime(date) = &row(1)[1] else { panic!("{:?}", row(1)) };
    // Days since 1899-12-30.
    assert!(date.is_datetime() && (date.as_f64() - 46_353.0).abs() < f64::EPSILON, "{date:?}");
    let amounts: Vec<f64> = (1..5).map(|at| row(at)[2].as_f64().unwrap()).collect();
    assert_eq!(amounts, [125.5, -3.0, 1_000_000.0, 1.234]);
    assert_eq!(row(1)[3], Data::Float(-1.0));
    assert_eq!(row(1).get(4).unwrap_or(&Data::Empty), &Data::Empty);
}

#[test]
fn the_currency_is_the_format_and_the_headings_stay_in_view() {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx(&table(&["a", "b", "c", "d"])).unwrap())).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let styles = part("xl/styles.xml");
    for format in ["#,##0.00 [$SEK]", "#,##0.00 [$EUR]", "#,##0 [$JPY]", "#,##0.000 [$KWD]", "yyyy-mm-dd"] {
        assert!(styles.contains(format), "{format} in {styles}");
    }
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"state="frozen""#) && sheet.contains(r#"<autoFilter ref="A1:E5"/>"#), "{sheet}");
}

#[test]
fn the_second_sheet_has_the_notes() {
    let range = sheet(&mut open(&table(&["a"])), 1);
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows, [["Partner", "=Contoso"], ["Filter: Plats", "Malmö; \"Lund\""]]);
}

#[test]
fn what_a_sheet_cannot_hold_is_cut_or_written_otherwise() {
    let mut wide = table(&[]);
    wide.title = "'[]:*?/\\ '".to_owned();
    wide.columns = vec![column("Text", Kind::Text), column("Day", Kind::Date)];
    wide.rows = vec![vec![Cell::text(&"👩".repeat(40_000)), Cell::from(day("1066-10-14"))]];
    let mut book = open(&wide);
    assert_eq!(book.sheet_names()[0], "1");
    let range = sheet(&mut book, 0);
    let row = range.rows().nth(1).unwrap();
    let text = row[0].as_string().unwrap();
    assert!(text.encode_utf16().count() <= 32_767 && text.ends_with('…'), "{}", text.len());
    assert_eq!(row[1].as_string().unwrap(), "1066-10-14");
}

#[test]
fn an_empty_table_has_its_headings() {
    let range = sheet(&mut open(&table(&[])), 0);
    assert_eq!(range.rows().next().unwrap()[0].to_string(), "Name");
    let mut empty = table(&[]);
    empty.columns.clear();
    empty.notes.clear();
    assert!(xlsx(&empty).is_ok());
}
