//! Exports: what a page lists as CSV, as XLSX and on the clipboard, read back by independent readers.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use domain::catalogue::{Direction, Query, Sort, SortKey};
use domain::view::engagement_customers;
use domain::{Day, Lang};
use serde_json::json;
use tempfile::TempDir;

use crate::offline::expect_precached;
use crate::support::{App, Model, Options, Site, keys, starts_with};

/// Saves downloads in a directory, and lets the page use the clipboard.
fn with_downloads(app: &App) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    app.devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path }));
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    app.devtools("Browser.grantPermissions", permissions);
    directory
}

/// Waits for a file of the directory and returns its content.
#[track_caller]
fn expect_file(app: &App, directory: &Path, name: &str) -> Vec<u8> {
    app.wait_until(|| {
        let names: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        std::fs::read(directory.join(name)).map_err(|_| format!("{name} should be among {names:?}"))
    })
}

#[track_caller]
fn export(app: &App, menu: &str, item: &str) {
    app.button(menu).click();
    app.group(menu).button(starts_with(item)).click();
}

/// Returns the records of a CSV file.
fn records(file: &[u8], separator: u8) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(file).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Returns the rows of a sheet.
fn rows(file: &[u8], sheet: usize) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    book.worksheet_range_at(sheet).unwrap().unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn texts(rows: &[Vec<Data>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn column(records: &[Vec<String>], at: usize) -> Vec<String> {
    records.iter().map(|record| record[at].clone()).collect()
}

const FILTERED: &str = "/engagements?role=deploy&sort=-name";

/// Returns the names of the filtered list.
fn filtered(model: &mut Model) -> Vec<String> {
    let role = model.role("Deploy");
    model.names(&Query {
        roles: vec![role],
        sort: Some(Sort { key: SortKey::Name, direction: Direction::Descending }),
        ..Query::default()
    })
}

#[test]
fn filtered_list_as_csv_has_its_rows_filters_and_day() {
    let mut model = Model::demo();
    let app = App::new();
    let directory = with_downloads(&app);
    app.open(FILTERED);
    let names = filtered(&mut model);
    export(&app, "Export", "CSV");
    app.expect_status(&format!("{} rows exported", names.len()));
    let today = Model::today();
    let records = records(&expect_file(&app, directory.path(), &format!("engagements-{today}.csv")), b',');
    assert_eq!(records[0][..5], ["Name", "Solution area", "Availability", "First day", "Last day"]);
    assert_eq!(column(&records[1..=names.len()], 0), names);
    assert!(records[1][3].parse::<Day>().is_ok(), "{:?}", records[1]);
    let notes = &records[names.len() + 2..];
    let note = |label: &str| notes.iter().find(|note| note[0] == label).map(|note| note[1].clone());
    assert_eq!(note("Filter: Role").as_deref(), Some("Deploy"));
    assert_eq!(note("Rows"), Some(names.len().to_string()));
    assert!(note("Day").is_some() && note("Partner").is_some() && note("Illustrative data").is_some(), "{notes:?}");
    assert!(note("Link").is_some_and(|link| link.ends_with(FILTERED)), "{notes:?}");
    // The focus is back at the button.
    assert_eq!(app.run("return document.activeElement.getAttribute('popovertarget')"), json!("export"));
}

#[test]
fn filtered_list_as_workbook_in_swedish() {
    let mut model = Model::demo();
    let app = App::with(Site::built(), Options::default().swedish());
    let directory = with_downloads(&app);
    app.open("/engagements?role=deploy");
    let role = model.role("Deploy");
    let query = Query { roles: vec![role], lang: Lang::Sv, ..Query::default() };
    let names = model.names(&query);
    export(&app, "Exportera", "Excel");
    let count = names.len();
    app.expect_status(&format!("{count} rader har exporterats"));
    let today = Model::today();
    let file = expect_file(&app, directory.path(), &format!("engagemang-{today}.xlsx"));
    let table = rows(&file, 0);
    assert_eq!(column(&texts(&table[..1]), 0), ["Namn"]);
    assert_eq!(table.len(), count + 1);
    assert!(table[1..].iter().all(|row| matches!((&row[3], &row[7]), (Data::DateTime(_), Data::Float(_)))));
    let notes = texts(&rows(&file, 1));
    assert!(notes.iter().any(|note| note[0].starts_with("Filter: ")), "{notes:?}");
    // A decimal comma separates by semicolons.
    export(&app, "Exportera", "CSV");
    let csv = records(&expect_file(&app, directory.path(), &format!("engagemang-{today}.csv")), b';');
    assert_eq!(column(&csv[1..=count], 0), column(&texts(&table[1..]), 0));
}

#[test]
fn every_list_is_exported_with_all_its_rows_and_hostile_names_stay_texts() {
    const HOSTILE: &str = "=HYPERLINK(\"https://example.com\"; \"Malmö, \"\"Syd\"\"\")";
    let site = Site::with_changed_demo(|demo| demo["locations"][0]["name"] = json!(HOSTILE));
    let model = Model::demo();
    let app = App::on(site);
    let directory = with_downloads(&app);
    let today = Model::today();
    let engagement = model.engagement(0);
    let name = engagement.name(Lang::En).to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    let locations = model.locations().len();
    let customers = engagement_customers(&model.catalogue, engagement);
    let claims = customers.iter().map(|customer| customer.claims.len().max(1)).sum();
    for (route, file, rows) in [
        ("/locations".to_owned(), "locations".to_owned(), Some(locations)),
        ("/actions".to_owned(), "actions-required".to_owned(), Some(model.catalogue.actions().len())),
        ("/customers".to_owned(), "customers".to_owned(), Some(model.catalogue.data().customers.len())),
        (format!("/engagements/{}/customers", engagement.id()), format!("customers-{name}"), Some(claims)),
        // Those that are enrolled.
        (format!("/engagements/{}/eligibility", engagement.id()), format!("eligibility-{name}"), None),
    ] {
        app.open(&route);
        export(&app, "Export", "CSV");
        app.expect_page_text("rows exported");
        let file = expect_file(&app, directory.path(), &format!("{file}-{today}.csv"));
        let records = records(&file, b',');
        let end = records.iter().position(|record| record.iter().all(String::is_empty)).unwrap();
        let rows = rows.unwrap_or_else(|| app.table("Locations").by_role("rowheader").all().len());
        assert_eq!(end, rows + 1, "{route}");
        if route == "/locations" {
            assert_eq!(records[1][0], format!("'{HOSTILE}"));
        }
        if route == "/actions" {
            let amounts: Vec<_> = records[1..end].iter().filter(|record| !record[7].is_empty()).collect();
            assert!(!amounts.is_empty() && amounts.iter().all(|record| record[7].parse::<f64>().is_ok()));
            assert!(amounts.iter().all(|record| record[8].len() == 3), "{:?}", amounts[0]);
        }
    }
    app.open("/locations");
    export(&app, "Export", "Excel");
    let sheet = rows(&expect_file(&app, directory.path(), &format!("locations-{today}.xlsx")), 0);
    assert_eq!(sheet[1][0], Data::String(HOSTILE.to_owned()));
    assert_eq!(sheet.len(), locations + 1);
}

/// Reads what is on the clipboard.
fn pasted(app: &App, media_type: &str) -> String {
    let script = format!(
        "return navigator.clipboard.read()
           .then(([item]) => item.getType('{media_type}')).then((blob) => blob.text())"
    );
    app.run(&script).as_str().unwrap().to_owned()
}

#[test]
fn list_is_copied_as_a_table_and_its_address_as_a_link() {
    let mut model = Model::demo();
    let app = App::new();
    let _downloads = with_downloads(&app);
    app.open(FILTERED);
    let names = filtered(&mut model);
    export(&app, "Export", "Copy as table");
    app.expect_status(&format!("{} rows copied", names.len()));
    let text = pasted(&app, "text/plain");
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[1..].iter().map(|line| line[0]).collect::<Vec<_>>(), names);
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    let html = pasted(&app, "text/html");
    assert_eq!(html.matches("<tr").count(), names.len() + 1, "{html}");
    export(&app, "Export", "Copy link");
    app.expect_status("Link copied");
    assert_eq!(pasted(&app, "text/plain"), app.site.url_of(FILTERED));
}

#[test]
fn menu_works_by_keyboard() {
    let app = App::new();
    let directory = with_downloads(&app);
    app.open("/locations");
    app.run("document.querySelector('[popovertarget=export]').focus()");
    app.press(keys::ENTER);
    app.group("Export").expect_visible();
    app.press(keys::ESCAPE);
    app.expect_script("return document.activeElement.getAttribute('popovertarget')", &json!("export"));
    app.press(keys::ENTER);
    app.group("Export").expect_visible();
    app.press(keys::TAB);
    app.press(keys::ENTER);
    expect_file(&app, directory.path(), &format!("locations-{}.csv", Model::today()));
    app.expect_script("return document.activeElement.getAttribute('popovertarget')", &json!("export"));
}

#[test]
fn workbook_needs_the_network_the_first_time_only() {
    let mut app = App::on(Site::copied("/demo/"));
    let directory = with_downloads(&app);
    let today = Model::today();
    app.allow_console_error("ERR_");
    app.open("/locations");
    expect_precached(&app);
    app.reload();
    let wasm = app.site.file_name("workbook-", ".wasm");
    let cached = format!("return caches.match(new URL('{wasm}', document.baseURI)).then((it) => !!it)");
    assert_eq!(app.run(&cached), json!(false));
    let (other, saved) = (app.second_browser(), tempfile::tempdir().unwrap());
    other.open("/locations");
    expect_precached(&other);
    other.reload();
    other.allow_console_error("ERR_");
    export(&app, "Export", "Excel");
    expect_file(&app, directory.path(), &format!("locations-{today}.xlsx"));
    app.expect_script(&cached, &json!(true));
    app.site.stop();
    app.reload();
    let file = format!("locations-{today}.xlsx");
    std::fs::remove_file(directory.path().join(&file)).unwrap();
    export(&app, "Export", "Excel");
    app.expect_page_text("rows exported");
    expect_file(&app, directory.path(), &file);
    // Where it was never used, the message says what to do, and CSV works.
    let path = saved.path().to_str().unwrap();
    other.devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path }));
    other.reload();
    export(&other, "Export", "Excel");
    other.expect_status_prefix("The part of the app that writes Excel workbooks could not be loaded");
    export(&other, "Export", "CSV");
    expect_file(&other, saved.path(), &format!("locations-{today}.csv"));
}

#[test]
fn selected_locations_are_exported_alone_and_a_comparison_with_its_reasons() {
    let model = Model::demo();
    let app = App::new();
    let directory = with_downloads(&app);
    let today = Model::today();
    let [first, second] = [0, 2].map(|at| model.locations()[at].clone());
    app.open("/locations");
    for location in [&first, &second] {
        app.table("Locations").checkbox(format!("Select {}", location.name).as_str()).click();
    }
    app.button("Export").click();
    app.group("Export").expect_contains("Only the selection: 2 rows");
    app.group("Export").button(starts_with("CSV")).click();
    app.expect_status("2 rows exported");
    let records = records(&expect_file(&app, directory.path(), &format!("locations-{today}.csv")), b',');
    let mut ids = column(&records[1..3], 1);
    ids.sort_unstable();
    let mut expected = [&first, &second].map(|location| location.id.to_string());
    expected.sort_unstable();
    assert_eq!(ids, expected);
    assert!(records.iter().any(|record| record[0] == "Filter: Selection" && record[1] == "2 locations selected"));
    app.region("Selection").link("Compare").click();
    app.table("Engagements by location").expect_visible();
    let rows = app.table("Engagements by location").by_role("rowheader").all().len();
    export(&app, "Export", "CSV");
    app.expect_status(&format!("{rows} rows exported"));
    let records = self::records(&expect_file(&app, directory.path(), &format!("compare-locations-{today}.csv")), b',');
    assert_eq!(records[0][..4], ["Engagement", "Solution area", &*first.name, &format!("{}: Reason", first.name)]);
    assert!(records[1..=rows].iter().all(|record| !record[2].is_empty() && !record[3].is_empty()));
}
