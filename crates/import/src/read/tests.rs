use domain::dataset::Reader;
use domain::model::Dataset;
use domain::{Day, Lang};
use serde_json::{Value, json};

use super::read;
use crate::write::sheets_of;
use crate::{Cell, Imported, Row, Sheet};

const DEMO: &str = include_str!("../../../../demo/contoso.json");

fn today() -> Day {
    Day::new(2026, 11, 27).unwrap()
}

/// Returns the sheets of a dataset as a workbook has them.
fn workbook(dataset: &Value, lang: Lang) -> Vec<Sheet> {
    let sheets = sheets_of(dataset, lang).into_iter().map(|(spec, rows)| {
        let headings = spec.columns.iter().map(|column| Cell::text(column.name.get(lang))).collect();
        let rows =
            std::iter::once(headings).chain(rows).zip(1..).map(|(cells, number)| Row { number, cells }).collect();
        Sheet { name: spec.name.get(lang).to_owned(), rows, unclosed: None }
    });
    sheets.collect()
}

/// A small dataset in which everything is sound.
fn small() -> Value {
    serde_json::from_str(include_str!("../../example.json")).unwrap()
}

/// Reads a workbook of the small dataset after a change of it.
fn read_changed(change: impl FnOnce(&mut Vec<Sheet>)) -> Imported {
    let mut sheets = workbook(&small(), Lang::En);
    change(&mut sheets);
    read(&sheets, today())
}

fn sheet<'a>(sheets: &'a mut [Sheet], name: &str) -> &'a mut Sheet {
    sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
}

/// Writes a cell, by its heading.
fn write(sheets: &mut [Sheet], name: &str, row: usize, heading: &str, text: &str) {
    let sheet = sheet(sheets, name);
    let column = sheet.rows[0].cells.iter().position(|cell| cell.shown() == heading).unwrap();
    sheet.rows[row - 1].cells[column] = Cell::text(text);
}

fn faults(imported: &Imported) -> Vec<String> {
    imported.report.faults.iter().map(ToString::to_string).collect()
}

fn parsed(imported: &Imported) -> Dataset {
    serde_json::from_str(&imported.dataset).unwrap()
}

#[test]
fn reads_the_demo_back_from_a_workbook_in_both_languages() {
    let demo: Value = serde_json::from_str(DEMO).unwrap();
    for lang in Lang::ALL {
        let imported = read(&workbook(&demo, lang), today());
        assert_eq!(faults(&imported), [""; 0]);
        assert_eq!(imported.report.skipped, 0);
        assert_eq!(parsed(&imported), serde_json::from_str::<Dataset>(DEMO).unwrap(), "{lang:?}");
    }
}

#[test]
fn the_example_has_no_problem() {
    let imported = read_changed(|_| {});
    assert_eq!(faults(&imported), [""; 0]);
    let loaded = Reader::read(imported.dataset.as_bytes(), today());
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.data.unwrap().check_details(0..99), []);
}

#[test]
fn names_sheet_row_column_and_what_was_expected() {
    let imported = read_changed(|sheets| {
        write(sheets, "Engagements", 2, "Last day", "soon");
        write(sheets, "Locations", 2, "Name", "");
    });
    assert_eq!(
        faults(&imported)[0],
        "Engagements, row 2, column J (Last day): “soon”: expected a date, such as 2026-11-27"
    );
    assert!(faults(&imported).contains(&"Locations, row 2, column B (Name): empty: expected a text".to_owned()));
    let fault = &imported.report.faults[0];
    assert_eq!(fault.place.text(Lang::Sv), "Engagements, rad 2, kolumn J (Last day)");
    assert_eq!(fault.message.sv, "”soon”: här förväntas ett datum, till exempel 2026-11-27");
}

#[test]
fn leaves_out_a_faulty_row_with_what_belongs_to_it_and_keeps_the_others() {
    let before = parsed(&read_changed(|_| {}));
    let imported = read_changed(|sheets| write(sheets, "Locations", 2, "Country", "Sweden"));
    let after = parsed(&imported);
    assert_eq!(after.locations, before.locations[1..]);
    assert_eq!(after.engagements, before.engagements);
    let lost = before.locations[0].attainments.len() + before.locations[0].stated.len();
    assert_eq!(imported.report.skipped, 1 + lost);
    assert!(faults(&imported)[1].contains("left out, because"), "{:?}", faults(&imported));
}

#[test]
fn places_lead_from_problems_of_the_dataset_to_the_workbook() {
    let imported = read_changed(|sheets| {
        write(sheets, "Engagements", 2, "Area", "nowhere");
        write(sheets, "Claims", 2, "Customer", "nobody");
        write(sheets, "Attainments", 3, "Last day", "2001-01-01");
    });
    assert_eq!(faults(&imported), [""; 0]);
    let loaded = Reader::read(imported.dataset.as_bytes(), today());
    let places: Vec<_> =
        loaded.problems.iter().map(|it| imported.report.places.locate(&it.path).unwrap().text(Lang::En)).collect();
    let expected = ["Attainments, row 3", "Claims, row 2, column C (Customer)", "Engagements, row 2, column F (Area)"];
    for place in expected {
        assert!(places.iter().any(|found| found == place), "{place}: {places:?}");
    }
}

#[test]
fn finds_headings_below_a_title_and_in_any_order() {
    let imported = read_changed(|sheets| {
        let areas = sheet(sheets, "Areas");
        areas.rows.iter_mut().for_each(|row| {
            row.number += 2;
            row.cells.reverse();
        });
        areas.rows.insert(0, Row { number: 1, cells: vec![Cell::text("Our areas")] });
        areas.rows[1].cells[0] = Cell::text(" name  IN swedish");
    });
    assert_eq!(faults(&imported), [""; 0]);
    assert_eq!(parsed(&imported), parsed(&read_changed(|_| {})));
}

#[test]
fn reports_what_is_not_of_the_template() {
    let imported = read_changed(|sheets| {
        sheets.push(Sheet { name: "Attainmnets".to_owned(), ..sheets[0].clone() });
        sheets.push(Sheet { name: "# Mine".to_owned(), ..sheets[0].clone() });
        sheet(sheets, "Areas").rows[0].cells.extend(["Colour", "# Note", "Name"].map(Cell::text));
        sheets.retain(|sheet| sheet.name != "Roles");
        write(sheets, "Markets", 1, "Countries", "# Countries");
    });
    let faults = faults(&imported);
    let starts = |start: &str| faults.iter().filter(|fault| fault.starts_with(start)).count();
    assert_eq!(starts("Attainmnets: there is no such sheet"), 1);
    assert_eq!(starts("Areas, row 1, column D (Colour): there is no such column"), 1);
    assert_eq!(starts("Areas, row 1, column F (Name): the column is there twice"), 1);
    assert_eq!(starts("Roles: the sheet “Roles” is missing"), 1);
    assert_eq!(starts("Markets, row 1: the column “Countries” is missing"), 1);
    assert_eq!(starts("Criteria, row 11, column I (Markets): there is no “a” in the sheet “Markets”"), 1);
    assert_eq!(faults.len(), 6, "{faults:#?}");
}

fn criteria(rows: &[(&str, &str, &str, &str)]) -> Imported {
    read_changed(|sheets| {
        let criteria = sheet(sheets, "Criteria");
        criteria.rows.truncate(1);
        for (number, (id, level, requirement, credential)) in (2..).zip(rows) {
            let mut cells = vec![Cell::Empty; criteria.rows[0].cells.len()];
            cells[..4].clone_from_slice(&[*id, *level, *requirement, *credential].map(Cell::text));
            criteria.rows.push(Row { number, cells });
        }
    })
}

#[test]
fn builds_trees_of_criteria_from_levels() {
    let imported = criteria(&[
        ("c", "1", "Enrolment", ""),
        ("c", "", "One of these", ""),
        ("c", "2", "Agreement", "agr-mci"),
        ("c", "2", "All of these", ""),
        ("c", "3", "Designation", "des-security"),
        ("other", "1", "One of these", ""),
        ("other", "2", "Enrolment", ""),
        ("c", "1", "Agreement", "agr-mci"),
    ]);
    assert_eq!(imported.report.faults.iter().filter(|fault| fault.place.sheet == "Criteria").count(), 0);
    let json: Value = serde_json::from_str(&imported.dataset).unwrap();
    let one = |kind: &str, credential: &str| json!({ "one": { "type": kind, "credential": credential } });
    let enrolment = json!({ "one": { "type": "enrolment" } });
    let any = json!({ "anyOf": [one("agreement", "agr-mci"), { "allOf": [one("designation", "des-security")] }] });
    assert_eq!(json["criteria"][0]["tree"], json!({ "allOf": [enrolment, any, one("agreement", "agr-mci")] }));
    assert_eq!(json["criteria"][1]["tree"], json!({ "anyOf": [enrolment] }), "a single group is the tree");
}

#[test]
fn a_faulty_criterion_is_never_met() {
    let rows = [
        ("c", "1", "Enrolment", ""),
        ("c", "1", "Designation", "des-nothing"),
        ("c", "1", "One of thees", ""),
        ("c", "2", "Enrolment", ""),
        ("c", "3", "Enrolment", ""),
        ("c", "1", "Certified people", "agr-mci"),
        ("c", "1", "Enrolment", "agr-mci"),
    ];
    let imported = criteria(&rows);
    let of_criteria: Vec<_> = faults(&imported).into_iter().filter(|fault| fault.starts_with("Criteria")).collect();
    let expected = [
        "Criteria, row 4, column C (Requirement): “One of thees”: expected one of",
        "Criteria, row 3, column D (Credential): there is no “des-nothing” in the sheet “Credentials”",
        "Criteria, row 6, column B (Level): level 3 needs a row “One of these” or “All of these” of level 2 above it",
        "Criteria, row 7, column E (People): the requirement “Certified people” needs a value here",
        "Criteria, row 8, column D (Credential): the requirement “Enrolment” has no use for this",
    ];
    assert_eq!(of_criteria.len(), expected.len(), "{of_criteria:#?}");
    for (fault, expected) in of_criteria.iter().zip(expected) {
        assert!(fault.starts_with(expected), "{fault}");
    }
    let loaded = Reader::read(imported.dataset.as_bytes(), today());
    let place = imported.report.places.locate(&loaded.problems[0].path).unwrap();
    assert!(
        imported.report.faults.iter().any(|fault| fault.is_in_row_of(&place)),
        "the reader reports no other row: {place:?}"
    );
    let json: Value = serde_json::from_str(&imported.dataset).unwrap();
    let tree = json["criteria"][0]["tree"]["allOf"].as_array().unwrap();
    let is_faulty: Vec<_> = tree.iter().map(|part| part["one"].is_null()).collect();
    assert_eq!(is_faulty, [false, true, true, true, true, true], "what stands below a faulty row belongs to it");
}

#[test]
fn amounts_need_a_currency() {
    let imported = read_changed(|sheets| write(sheets, "Claims", 2, "Currency", ""));
    assert!(
        faults(&imported)[0]
            .starts_with("Claims, row 2, column K (Currency): the row has an amount without a currency")
    );
    let imported = read_changed(|sheets| {
        write(sheets, "Claims", 2, "Currency", "jpy");
        write(sheets, "Claims", 2, "Amount", "1 250 000");
    });
    assert_eq!(parsed(&imported).claims[0].amount.unwrap().minor, 1_250_000, "a currency without minor units");
}
