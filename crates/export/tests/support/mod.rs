//! Tables to write.

use domain::{Currency, Day, Money};
use export::{Cell, Column, Kind, Note, Table};

/// Names that break careless writers.
pub const HOSTILE: [&str; 22] = [
    "Contoso \"Nord\" AB",
    "Contoso, Väst; Syd",
    "two\nlines",
    "Windows\r\nlines",
    "tab\there",
    "=cmd|'/C calc'!A0",
    "=HYPERLINK(\"https://example.com\")",
    "+46 8 123",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\"=1+1\"",
    "＝1+1",
    "'leading apostrophe",
    " spaces at both ends ",
    "emoji 👩‍👩‍👧 and ünïcode",
    "שלום عليكم",
    "_x0041_ is no A",
    "<b>&amp;</b>",
    "12",
];

pub fn money(minor: i64, code: &str) -> Money {
    Money { minor, currency: Currency::new(code).unwrap() }
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn column(heading: &str, kind: Kind) -> Column {
    Column { heading: heading.to_owned(), kind }
}

/// Returns a table with a column of each kind, and a row for each text.
pub fn table(texts: &[&str]) -> Table {
    let amounts = [money(12_550, "SEK"), money(-300, "EUR"), money(1_000_000, "JPY"), money(1_234, "KWD")];
    let row = |(at, text): (usize, &&str)| {
        vec![
            Cell::text(text),
            Cell::from(day("2026-11-27").plus(i32::try_from(at).unwrap())),
            Cell::from(amounts[at % amounts.len()]),
            Cell::Number(i64::try_from(at).unwrap() - 1),
            Cell::Empty,
        ]
    };
    Table {
        title: "Plåtar: [A/B]* med ett mycket långt namn?".to_owned(),
        columns: vec![
            column("Name", Kind::Text),
            column("Första dag", Kind::Date),
            column("Belopp", Kind::Money),
            column("=Number", Kind::Number),
            column("Empty", Kind::Money),
        ],
        rows: texts.iter().enumerate().map(row).collect(),
        notes_title: "Om".to_owned(),
        notes: vec![
            Note { label: "Partner".to_owned(), text: "=Contoso".to_owned() },
            Note { label: "Filter: Plats".to_owned(), text: "Malmö; \"Lund\"".to_owned() },
        ],
        currency: "valuta".to_owned(),
    }
}
