//! A file of the person in place of the demo: opened with a list of its faults, kept over a reload, closed.

use serde_json::{Value, json};

use crate::support::{App, Model, keys, starts_with};

/// Gives files to the page: to an input, or as a drop. The content is text or bytes.
const GIVE: &str = "
    const [target, files] = arguments;
    const data = new DataTransfer();
    for (const [name, content] of files) {
      const part = typeof content === 'string' ? content : Uint8Array.from(content);
      data.items.add(new File([part], name));
    }
    if (target === 'drop') {
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    } else {
      const input = document.querySelector(target);
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }";
/// The inputs of the dialog.
const FILES: &str = "dialog input[type=file]:not([id])";
const FOLDER: &str = "dialog #own-folder";

/// Sound CSV files but for two rows of locations.
pub const CSV: [(&str, &str); 9] = [
    ("Partner.csv", "Name\r\nFabrikam AB\r\n"),
    ("Areas.csv", "ID;Name\r\nsec;Security\r\n"),
    ("Roles.csv", "ID,Name\nt,Transact\n"),
    ("Markets.csv", "ID,Name,Countries\na,Market A,\"SE, NO\"\n"),
    ("Credentials.csv", "ID\tKind\tName\nagr\tAgreement\tTerms\n"),
    ("Criteria.csv", "ID,Requirement,Credential\nc,Agreement,agr\n"),
    (
        "Engagements.csv",
        "ID;Name;Description;Area;Role;Pay;First day;Last day;Criteria\n\
         e;Security resale;Sell it.;sec;t;Fixed pay;2026-07-01;30.06.2036;c\n",
    ),
    (
        "Locations.csv",
        "ID;Name;Country;Market;Enrolled from;Bank profile;Tax profile\n\
         7;Fabrikam Malmö;SE;a;2026-01-01;Approved;Approved\n\
         8;Fabrikam Oslo;Norway;a;;Approved;Approved\n9;Fabrikam Bergen;NO;b;;Approved;Approved\n",
    ),
    ("notes.txt", "a folder has other files"),
];

/// Gives files to the page; `target` is `drop` or an input.
pub fn give(app: &App, target: &str, files: &[(&str, Value)]) {
    app.try_run(GIVE, vec![json!(target), json!(files)]).unwrap();
}

fn csv() -> Vec<(&'static str, Value)> {
    CSV.map(|(name, text)| (name, json!(text))).to_vec()
}

fn workbook(name: &'static str) -> Vec<(&'static str, Value)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name);
    vec![(name, json!(std::fs::read(path).unwrap()))]
}

fn open_dialog(app: &App) {
    app.button("Settings").click();
    app.group("Settings").button("Open your own file…").click();
    app.dialog("Open your own file").expect_visible();
}

fn expect_no_demo(app: &App) {
    app.button("Demo").expect_gone();
    let badge = "return document.body.innerText.includes('Illustrative data')";
    app.expect_script(badge, &json!(false));
}

#[test]
fn a_workbook_is_shown_and_kept_until_it_is_closed() {
    let model = Model::demo();
    let app = App::new();
    app.allow_console_error("preload");
    app.open("/engagements?status=active");
    app.button("Demo").expect_visible();
    open_dialog(&app);
    app.dialog("Open your own file").link("Template (XLSX)").expect_attribute("href", "demo/template-en.xlsx");
    give(&app, FILES, &workbook("template-en.xlsx"));
    app.expect_count_of(2, 2);
    app.expect_address("/engagements");
    app.dialog("Open your own file").expect_gone();
    app.expect_row("Security – envisioning workshop", |row| row.icon == "Within reach");
    app.expect_status_prefix("template-en.xlsx Your own data. They stay in this browser.");
    app.expect_page_text("Example Partner");
    expect_no_demo(&app);
    app.reload();
    app.expect_count_of(2, 2);
    app.expect_status_prefix("template-en.xlsx");
    expect_no_demo(&app);
    // A deep link of an own file.
    app.open("/customers/C1");
    app.expect_page_text("Fabrikam AB");
    app.button("Close file").click();
    app.expect_count_of(model.len(), model.len());
    app.expect_address("/engagements");
    app.button("Demo").expect_visible();
    app.reload();
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn faults_are_listed_with_their_place_in_both_languages() {
    let app = App::new();
    app.open("/engagements");
    app.expect_count_of(Model::demo().len(), Model::demo().len());
    open_dialog(&app);
    give(&app, FOLDER, &csv());
    app.expect_status("1 of 1 engagement");
    app.expect_status_prefix("Partner.csv and 7 other files");
    app.expect_page_text("1 row is left out.");
    app.button("Show problems").click();
    let list = app.list("Show problems");
    list.expect_contains("Locations, row 3, column C (Country)");
    list.expect_contains("“Norway”: expected a country code of two letters, such as SE");
    list.expect_contains("Locations, row 4, column D (Market)");
    app.button("Hide problems").click();
    list.expect_gone();
    app.button("Settings").click();
    app.group("Settings").group("Language").radio("Svenska").click();
    app.press(keys::ESCAPE);
    app.expect_page_text("1 rad har utelämnats.");
    app.button("Visa problem").click();
    app.list("Visa problem").expect_contains("Locations, rad 3, kolumn C (Country)");
    app.list("Visa problem").expect_contains("här förväntas en landskod med två bokstäver");
    app.button("Stäng filen").expect_visible();
}

#[test]
fn a_dataset_opens_by_drop_and_a_broken_file_changes_nothing() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    app.button("Settings").expect_visible();
    let dialog = app.dialog("Open your own file");
    let refused = |files: &[(&str, Value)], part: &str| {
        give(&app, "drop", files);
        dialog.by_role("alert").expect_contains(part);
        dialog.by_role("alert").expect_contains("what you see has not changed");
        app.press(keys::ESCAPE);
        dialog.expect_gone();
        app.expect_count_of(model.len(), model.len());
    };
    // The listener of drops comes with the lazy chunk.
    open_dialog(&app);
    app.press(keys::ESCAPE);
    refused(&[("report.pdf", json!("%PDF-1.7\n\u{0}"))], "neither an Excel workbook (.xlsx) nor CSV");
    refused(&[("cut.xlsx", json!("PK\u{3}\u{4} cut"))], "The workbook is damaged.");
    refused(&[("other.json", json!("{\"format\": \"other\"}"))], "This is not a dataset that the app can show.");
    refused(&[("Areas.csv", json!("ID,Name\na,Area\n"))], "neither an engagement nor a location");
    app.run(
        "const data = new DataTransfer();
         data.items.add(new File([new Uint8Array(60e6)], 'big.xlsx'));
         document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));",
    );
    dialog.by_role("alert").expect_contains("at most 50 MB");
    let mut dataset = crate::support::demo();
    dataset["engagements"].as_array_mut().unwrap().truncate(3);
    dataset["claims"] = json!([]);
    dataset["customerVerdicts"] = json!([]);
    give(&app, "drop", &[("mine.json", json!(dataset.to_string()))]);
    app.expect_count_of(3, 3);
    app.expect_status_prefix("mine.json");
    expect_no_demo(&app);
    // A broken file does not close the one that is open.
    give(&app, "drop", &[("Areas.csv", json!("ID,Name\na,Area\n"))]);
    dialog.by_role("alert").expect_contains("neither an engagement nor a location");
    app.press(keys::ESCAPE);
    app.expect_count_of(3, 3);
    app.expect_status_prefix("mine.json");
}

#[test]
fn a_file_is_opened_and_closed_with_the_keyboard() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    app.run("document.querySelector('[popovertarget=settings]').focus()");
    app.press(keys::ENTER);
    app.group("Settings").expect_visible();
    app.wait_until(|| {
        app.press(keys::TAB);
        let name = app.focused();
        if name.contains("Open your own file") { Ok(()) } else { Err(format!("the focus is on {name}")) }
    });
    app.press(keys::ENTER);
    app.dialog("Open your own file").expect_visible();
    app.press(keys::ESCAPE);
    app.dialog("Open your own file").expect_gone();
    app.button("Settings").expect_focus();
    open_dialog(&app);
    give(&app, FILES, &workbook("template-sv.xlsx"));
    app.expect_count_of(2, 2);
    app.run("[...document.querySelectorAll('.message-bar button')].at(-1).focus()");
    app.press(keys::ENTER);
    app.expect_count_of(model.len(), model.len());
    app.button(starts_with("Close file")).expect_gone();
    app.expect_script("return document.activeElement.tagName", &json!("H1"));
}

#[test]
fn a_copy_that_is_gone_is_reported() {
    let app = App::new();
    app.open("/engagements");
    open_dialog(&app);
    give(&app, FILES, &workbook("template-en.xlsx"));
    app.expect_count_of(2, 2);
    app.run(
        "return new Promise((done) => {
           const request = indexedDB.open('mci-engagements', 1);
           request.onsuccess = () => {
             const store = request.result.transaction('changes', 'readwrite').objectStore('changes');
             store.clear().onsuccess = () => { request.result.close(); done(true); };
           };
         });",
    );
    app.reload();
    app.expect_page_text("This browser no longer has the file that you opened.");
    app.button("Close file").click();
    app.expect_count_of(Model::demo().len(), Model::demo().len());
}
