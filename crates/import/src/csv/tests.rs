use super::read;
use crate::{Cell, Row};

fn rows(bytes: &[u8]) -> Vec<Row> {
    read("Areas", bytes).unwrap().rows
}

fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    let texts = |row: Row| (row.number, row.cells.iter().map(|cell| cell.shown().into_owned()).collect());
    rows(bytes).into_iter().map(texts).collect()
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn detects_the_separator() {
    let expected = [row(1, &["ID", "Name"]), row(2, &["a", "One, two; three"])];
    for separator in [";", ",", "\t"] {
        let file = format!("ID{separator}Name\r\na{separator}\"One, two; three\"\r\n");
        assert_eq!(texts(file.as_bytes()), expected, "{separator:?}");
    }
    let titled = "Areas, as of May, revised, again\nID;Name\na;One";
    assert_eq!(texts(titled.as_bytes())[2], row(3, &["a", "One"]), "headings decide, not what stands above them");
    assert_eq!(texts(b"sep=|\r\nID|Name\r\na|One")[1], row(3, &["a", "One"]));
}

#[test]
fn counts_rows_as_excel_does() {
    let file = "ID;Name\r\n\r\n\r\na;\"two\r\nlines\"\r\n;;\r\nb;Two\r\n\r\n";
    assert_eq!(texts(file.as_bytes()), [row(1, &["ID", "Name"]), row(4, &["a", "two\nlines"]), row(6, &["b", "Two"])]);
    for end in ["\n", "\r", "\r\n"] {
        let file = ["ID;Name", "", "a;One", "b;Two"].join(end);
        assert_eq!(texts(file.as_bytes())[1..], [row(3, &["a", "One"]), row(4, &["b", "Two"])], "{end:?}");
    }
}

#[test]
fn reads_the_encodings_of_excel() {
    let text = "ID;Name\r\na;Åkersberga – 5 €\r\n";
    let expected = [row(1, &["ID", "Name"]), row(2, &["a", "Åkersberga – 5 €"])];
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
    };
    let windows = text.chars().flat_map(|c| match c {
        'Å' => vec![0xC5],
        '–' => vec![0x96],
        '€' => vec![0x80],
        c => vec![u8::try_from(c).unwrap()],
    });
    for bytes in [text.as_bytes().to_vec(), marked, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), windows.collect()]
    {
        assert_eq!(texts(&bytes), expected);
    }
}

#[test]
fn reports_a_quotation_mark_that_is_not_closed() {
    let sheet = read("Areas", b"ID;Name\na;\"One\nb;Two\nc;Three").unwrap();
    assert_eq!(sheet.unclosed, Some(2));
    assert_eq!(read("Areas", b"ID;Name\na;5\"\nb;\"x\"\"\"").unwrap().unclosed, Some(3), "one mark more than pairs");
    assert_eq!(read("Areas", b"ID;Name\na;\"He said \"\"no\"\"\"").unwrap().unclosed, None);
}

#[test]
fn keeps_no_spaces_and_no_empty_rows() {
    let rows = rows("ID;Name\n \u{a0}a ;\u{a0}\n;  ;\n".as_bytes());
    assert_eq!(rows[1].cells, [Cell::Text("a".to_owned()), Cell::Empty]);
    assert_eq!(rows.len(), 2);
}
