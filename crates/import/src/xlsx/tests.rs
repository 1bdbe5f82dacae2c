use std::io::{Cursor, Write};

use domain::Day;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::{XlsxFault, check_archive, read};
use crate::{Cell, Row};

fn rows(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<Row> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    read(&workbook.save_to_buffer().unwrap()).unwrap().remove(0).rows
}

#[test]
fn reads_types_of_cells() {
    let cells = rows(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_string(0, 0, "  Åre ").unwrap();
        sheet.write_number(0, 1, 12.5).unwrap();
        sheet.write_number_with_format(0, 2, 0.125, &Format::new().set_num_format("0.0%")).unwrap();
        sheet.write_number_with_format(0, 3, 12.5, &Format::new().set_num_format("0.0\" %\"")).unwrap();
        sheet.write_datetime_with_format(0, 4, ExcelDateTime::from_ymd(2026, 11, 27).unwrap(), &date).unwrap();
        sheet.write_boolean(0, 5, true).unwrap();
        sheet.write_formula(0, 6, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_formula(0, 7, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write_number_with_format(0, 8, 0.5, &date).unwrap();
        sheet.write_blank(0, 9, &date).unwrap();
    });
    let expected = [
        Cell::Text("Åre".to_owned()),
        Cell::Number(12.5),
        Cell::Percent(0.125),
        Cell::Number(12.5),
        Cell::Day(Day::new(2026, 11, 27).unwrap()),
        Cell::Flag(true),
        Cell::Number(2.0),
        Cell::Error("#N/A".to_owned()),
        Cell::Error("0.5".to_owned()),
    ];
    assert_eq!(cells[0].cells, expected);
}

#[test]
fn counts_rows_and_skips_those_without_values() {
    let rows = rows(|sheet| {
        sheet.write_string(2, 1, "a").unwrap();
        sheet.write_string(1_000_000, 16_383, "too far to the right").unwrap();
        sheet.write_string(1_000_001, 0, "b").unwrap();
    });
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 1_000_002]);
}

#[test]
fn repeats_merged_cells_beside_other_values() {
    let rows = rows(|sheet| {
        sheet.merge_range(0, 0, 3, 0, "set", &Format::new()).unwrap();
        for row in 0..3 {
            sheet.write_number(row, 1, f64::from(row)).unwrap();
        }
    });
    let first: Vec<_> = rows.iter().map(|row| row.cells[0].shown().into_owned()).collect();
    assert_eq!(first, ["set", "set", "set"], "the fourth row has no value of its own");
}

#[test]
fn rejects_archives_that_are_no_workbook() {
    let archive = |name: &str, content: &[u8]| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
        archive.finish().unwrap().into_inner()
    };
    assert_eq!(read(&archive("content.xml", b"<x/>")), Err(XlsxFault::OtherArchive));
    assert_eq!(read(&archive("xl/workbook.xml", b"<x/>")), Err(XlsxFault::Damaged));
    assert_eq!(read(b"PK\x03\x04 and nothing else"), Err(XlsxFault::Damaged));
}

#[test]
fn stops_unpacking_a_bomb() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..8 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000, "small while it is packed");
    assert_eq!(check_archive(&bytes, 8 << 20), Err(XlsxFault::TooLarge));
    assert_eq!(check_archive(&bytes, (8 << 20) + 1), Ok(()));
}
