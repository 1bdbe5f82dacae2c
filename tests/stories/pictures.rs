//! The pictures of the documentation: `cargo xtask pictures` takes them from the app as it is.

use std::path::Path;

use crate::support::{App, Model, Options, Site, starts_with};

/// Opens a route, waits until the app shows what the picture is about, and writes it below `docs`.
fn take(options: Options, file: &str, route: &str, shown: impl FnOnce(&App)) {
    let app = App::with(Site::built(), options);
    app.open(route);
    shown(&app);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    app.webdriver(async |driver| driver.screenshot(&path).await).unwrap();
}

#[test]
#[ignore = "writes into docs: cargo xtask pictures"]
fn pictures_of_the_documentation() {
    let model = Model::demo();
    let desktop = Options { size: (1360, 900), ..Options::default() };
    take(desktop, "screenshot.png", "/engagements", |app| {
        app.link(starts_with("Actions required")).expect_contains("overdue");
        app.button("Search").expect_visible();
        app.expect_count_of(model.len(), model.len());
    });
    let [one, other, third] = [0, 1, 4].map(|at| model.locations()[at].id.to_string());
    let compared = format!("/compare?location={one}&location={other}&location={third}&show=differences");
    take(Options { dark: true, ..desktop }, "compare.png", &compared, |app| {
        app.table("Engagements by location").expect_visible();
    });
    take(Options::phone(390).swedish(), "phone.png", "/actions", |app| {
        app.expect_heading("Incitament | Åtgärder krävs");
    });
}
