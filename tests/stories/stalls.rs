//! Files that never arrive, or not as they should: the page says what happened and offers to load them again.

use fault_proxy::{Answer, Fault};

use crate::support::{App, DATA, Model, Options, Site, env};

/// Limits of many seconds pass twenty times as fast.
const FASTER: &str = "const real = window.setTimeout; \
    window.setTimeout = (f, ms, ...more) => real(f, ms >= 5000 ? ms / 20 : ms, ...more);";

fn app_with_faults() -> App {
    let options = Options { before: Some(FASTER), waits_for_load: false, ..Options::default() };
    App::with(Site::built().with_faults(), options)
}

#[test]
fn page_reports_files_of_the_app_that_never_arrive() {
    for part in ["_bg.wasm", ".js", ".css"] {
        let app = app_with_faults();
        app.site.faults().set(part, Fault::StallAfter(100));
        app.visit("/engagements");
        app.heading("The app is taking long to load").expect_visible();
        app.site.faults().clear_all();
        app.button("Reload").click();
        app.table("Engagements").expect_visible();
    }
}

#[test]
fn page_reports_a_late_app_in_the_language_of_the_browser() {
    let options = Options { before: Some(FASTER), waits_for_load: false, ..Options::default().swedish() };
    let app = App::with(Site::built().with_faults(), options);
    app.site.faults().set("_bg.wasm", Fault::StallAfter(100));
    app.visit("/engagements");
    app.heading("Det tar lång tid att läsa in appen").expect_visible();
    app.button("Läs in igen").expect_visible();
}

#[test]
fn page_reports_a_missing_boot_script() {
    let app = app_with_faults();
    app.allow_console_error("404");
    app.site.faults().set(".js", Fault::Answer(Answer::new(404, "text/plain", "gone")));
    app.visit("/engagements");
    app.heading("The app is taking long to load").expect_visible();
}

#[test]
fn data_that_stall_are_requested_again_and_then_reported() {
    let model = Model::demo();
    for (file, bytes) in [("config.json", 5), (DATA, 20_000)] {
        let app = app_with_faults();
        app.site.faults().set(file, Fault::StallAfter(bytes));
        app.visit("/engagements");
        app.expect_heading("The data cannot be shown");
        app.by_role("main").expect_contains(&format!("{file} did not arrive in time"));
        // The third request is that of the service worker: it stalls too, and nobody ends it.
        app.wait_until(|| match app.site.faults().requests(file) {
            0..3 => Err(format!("{file} is requested by app and service worker")),
            _ => Ok(()),
        });
        app.site.faults().clear_all();
        app.button("Try again").click();
        app.expect_count_of(model.len(), model.len());
    }
}

#[test]
fn data_that_stall_once_are_shown() {
    let model = Model::demo();
    let app = app_with_faults();
    app.site.faults().set(DATA, Fault::StallAfter(20_000));
    app.visit("/engagements");
    app.wait_until(|| if app.site.faults().requests(DATA) > 0 { Ok(()) } else { Err("not requested".to_owned()) });
    app.site.faults().clear_all();
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn failing_host_is_not_a_fault_of_the_configuration() {
    let model = Model::demo();
    for file in ["config.json", DATA] {
        let app = app_with_faults();
        app.allow_console_error("502");
        app.site.faults().set(file, Fault::bad_gateway());
        app.visit("/engagements");
        app.expect_heading("The data cannot be shown");
        app.by_role("main").expect_contains(&format!("The server failed to deliver {file} (status 502)."));
        assert!(app.site.faults().requests(file) >= 3, "{file} is requested again");
        app.site.faults().clear_all();
        app.button("Try again").click();
        app.expect_count_of(model.len(), model.len());
    }
}

#[test]
fn wasm_of_another_media_type_works() {
    if env::is_dev_build() {
        eprintln!("skipped: a development build has no lazy chunk");
        return;
    }
    let app = app_with_faults();
    // The browser's own words about the first file.
    app.allow_console_error("instantiateStreaming");
    for name in [app.site.file_name("mci-engagements-", ".wasm"), app.site.file_name("lazy-", ".wasm")] {
        let wasm = app.site.read(&name);
        app.site.faults().set(&name, Fault::Answer(Answer::new(200, "application/octet-stream", wasm)));
    }
    app.visit("/engagements");
    app.table("Engagements").expect_visible();
    app.button("Settings").click();
    app.group("Settings").expect_visible();
    app.visit("/actions");
    app.expect_heading("Incentives | Actions required");
}

#[test]
fn lazy_chunk_that_stalls_is_reported() {
    if env::is_dev_build() {
        eprintln!("skipped: a development build has no lazy chunk");
        return;
    }
    let app = app_with_faults();
    app.allow_console_error("lazy-");
    // The loader reports the request that it ended.
    app.allow_console_error("AbortError");
    app.site.faults().set("/lazy-", Fault::StallAfter(1000));
    app.visit("/actions");
    app.heading("This part of the app could not be loaded").expect_visible();
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.expect_heading("Incentives | Actions required");
}
