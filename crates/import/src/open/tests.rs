use domain::Day;
use proptest::prelude::*;

use super::{InputFile, open};

fn open_one(name: &str, bytes: &[u8]) -> Result<crate::Imported, crate::OpenError> {
    open(&[InputFile { name, bytes }], Day::from_epoch(20_000))
}

fn message(name: &str, bytes: &[u8]) -> String {
    open_one(name, bytes).unwrap_err().to_string()
}

#[test]
fn says_what_to_do_with_other_files() {
    assert!(
        message("a.xls", b"\xD0\xCF\x11\xE0 old")
            .starts_with("a.xls: The workbook has a password, or is of an old format")
    );
    assert!(message("a.pdf", b"%PDF-1.7\n\0\0").contains("neither an Excel workbook (.xlsx) nor CSV"));
    assert!(message("a.xlsx", b"PK\x03\x04 cut").contains("damaged"));
    assert!(message("notes.csv", b"a;b\n1;2").contains("No sheet of the template was found"));
    assert!(message("big.xlsx", &vec![b'x'; 60_000_000]).contains("too large: at most 50 MB"));
    assert!(open(&[], Day::from_epoch(0)).is_err());
}

#[test]
fn reads_csv_files_as_the_sheets_of_one_workbook() {
    let files = [
        InputFile { name: "data/Områden.csv", bytes: "ID;Namn\r\nsec;Säkerhet\r\n".as_bytes() },
        InputFile { name: "data\\Markets.CSV", bytes: b"ID,Name,Countries\na,Market A,\"SE, NO\"\n" },
    ];
    let imported = open(&files, Day::from_epoch(20_000)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&imported.dataset).unwrap();
    assert_eq!(json["areas"][0]["name"]["en"], "Säkerhet");
    assert_eq!(json["markets"][0]["countries"], serde_json::json!(["SE", "NO"]));
    assert!(
        imported
            .report
            .faults
            .iter()
            .any(|fault| fault.to_string().starts_with("Engagements: the sheet “Engagements” is missing"))
    );
}

/// Returns a small workbook of real bytes.
fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Areas").unwrap();
    for (column, heading) in ["ID", "Name"].into_iter().enumerate() {
        sheet.write_string(0, column.try_into().unwrap(), heading).unwrap();
        sheet.write_string(1, column.try_into().unwrap(), "x").unwrap();
    }
    sheet.merge_range(3, 0, 5, 0, "merged", &rust_xlsxwriter::Format::new()).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Packs a workbook whose parts were changed: changes of the packed bytes mostly break a checksum.
fn repacked(change: impl Fn(&str, &mut Vec<u8>)) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(workbook())).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        change(&name, &mut content);
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_bytes_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        name in "(Areas|Claims|Criteria|x)\\.(csv|xlsx)",
    ) {
        let _ = open_one(&name, &bytes);
        let _ = open_one(&name, &[b"PK\x03\x04".as_slice(), &bytes].concat());
        let _ = open_one(&name, &[b"\xFF\xFE".as_slice(), &bytes].concat());
    }

    #[test]
    fn no_table_panics(
        cells in "([;,\"\\n\t]|ID|Level|Name|Amount|Currency|-?[0-9., ]{1,6}|One of these|Enrolment){0,60}",
    ) {
        for name in ["Criteria.csv", "Rates.csv", "Engagements.csv", "Partner.csv", "Attainments.csv"] {
            let _ = open_one(name, format!("ID;Level;Requirement;Amount;Currency\n{cells}").as_bytes());
        }
    }

    #[test]
    fn no_damaged_workbook_panics(at in 0_usize..6000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = workbook();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let _ = open_one("a.xlsx", &bytes);
    }

    #[test]
    fn no_damaged_part_panics(
        part in "(sheet1|workbook|styles|sharedStrings|rels)",
        at in 0_usize..4000,
        new in "[<>/\"0-9A-Za-z:!&;-]{0,8}",
    ) {
        let bytes = repacked(|name, content| {
            if name.contains(&part) && !content.is_empty() {
                let at = at % content.len();
                let end = (at + new.len()).min(content.len());
                content.splice(at..end, new.bytes());
            }
        });
        let _ = open_one("a.xlsx", &bytes);
    }
}
