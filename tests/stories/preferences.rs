//! Preferences: language, theme and density are remembered.

use serde_json::json;

use crate::support::{App, Model, Options, Site, keys};

#[test]
fn language_is_remembered() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.expect_script("return document.documentElement.lang", &json!("en"));
    app.button("Settings").click();
    app.group("Settings").group("Language").radio("Svenska").click();
    app.expect_heading("Incitament | Engagemang");
    app.expect_script("return document.documentElement.lang", &json!("sv"));
    app.expect_script("return document.title", &json!("Engagemang – MCI Engagements"));
    app.expect_status(&format!("{0} av {0} engagemang", model.len()));
    app.table("Engagemang").image("Ger intäkt").first().expect_visible();
    let engagement = model.engagement(0);
    app.expect_row(engagement.name(domain::Lang::Sv), |row| row.locations.contains(" av "));
    app.reload();
    app.expect_heading("Incitament | Engagemang");
    app.searchbox("Sök engagemang").type_text("sakerhet");
    let mut model = Model::demo();
    let query = domain::catalogue::Query { text: "sakerhet".to_owned(), lang: domain::Lang::Sv, ..Default::default() };
    let found = model.names(&query);
    assert!(!found.is_empty());
    app.expect_rows(&found);
    app.button("Inställningar").click();
    app.group("Inställningar").group("Språk").radio("English").click();
    app.expect_heading("Incentives | Engagements");
}

/// The app is drawn again in another language.
#[test]
fn changing_the_language_keeps_place_and_focus() {
    let app = App::new();
    app.open("/engagements");
    app.button("Settings").click();
    app.run("scrollTo(0, 700)");
    // A click of the driver scrolls, and so does a key that moves the focus.
    app.run("document.querySelector('[name=language]:not(:checked)').click()");
    app.expect_heading("Incitament | Engagemang");
    app.group("Inställningar").group("Språk").radio("Svenska").expect_checked(true);
    app.expect_script("return document.activeElement.parentElement.textContent", &json!("Svenska"));
    app.expect_script("return Math.round(scrollY)", &json!(700));
    app.press(keys::ESCAPE);
    app.group("Inställningar").expect_gone();
    app.expect_script("return document.activeElement.textContent", &json!("Inställningar"));
}

#[test]
fn changing_the_language_keeps_what_is_typed() {
    let app = App::on(Site::connected());
    app.open("/engagements");
    app.textbox("Username").type_text("somebody");
    app.textbox("Password").type_text("some password");
    app.button("Settings").click();
    app.group("Settings").group("Language").radio("Svenska").click();
    app.textbox("Användarnamn").expect_value("somebody");
    app.textbox("Lösenord").expect_value("some password");
    app.allow_console_error("401");
    app.button("Logga in").click();
    app.by_role("alert").first().expect_contains("lösenord");
}

#[test]
fn first_visit_uses_the_browser_language() {
    let app = App::with(Site::built(), Options::default().swedish());
    app.open("/");
    app.expect_heading("Incitament | Engagemang");
    app.open("/actions");
    app.expect_heading("Incitament | Åtgärder krävs");
}

#[test]
fn theme_and_density_are_remembered() {
    let app = App::new();
    app.open("/engagements");
    let background = "return getComputedStyle(document.body).backgroundColor";
    let height = "return document.querySelector('main tbody tr').getBoundingClientRect().height";
    let (light, tall) = (app.run(background), app.run(height));
    app.button("Settings").click();
    let settings = app.group("Settings");
    settings.group("Theme").radio("Dark").click();
    settings.group("Density").radio("Compact").click();
    app.wait_until(|| {
        let (dark, low) = (app.run(background), app.run(height));
        let differs = dark != light && low.as_f64() < tall.as_f64();
        if differs { Ok(()) } else { Err(format!("still {dark} and {low} px")) }
    });
    let (dark, low) = (app.run(background), app.run(height));
    app.reload();
    app.expect_script(background, &dark);
    app.expect_script(height, &low);
    app.button("Settings").click();
    settings.group("Theme").radio("Dark").expect_checked(true);
    settings.group("Density").radio("Compact").expect_checked(true);
    settings.group("Theme").radio("System").click();
    app.expect_script(background, &light);
}

/// Chromium on Linux and `WebKitGTK` report names of POSIX locales.
#[test]
fn any_browser_language_starts_the_app() {
    for (languages, heading) in [
        ("[undefined, undefined]", "Incentives | Engagements"),
        ("['', []]", "Incentives | Engagements"),
        ("['C', ['C']]", "Incentives | Engagements"),
        ("['en-US@posix', ['en-US@posix']]", "Incentives | Engagements"),
        ("['sv_SE', ['sv_SE']]", "Incitament | Engagemang"),
        ("['sv_SE.UTF-8', undefined]", "Incitament | Engagemang"),
        ("['tlh-1-x', ['tlh-1-x', 'sv', 'en']]", "Incitament | Engagemang"),
        ("['de-DE', ['de-DE', '!', 'de']]", "Incentives | Engagements"),
    ] {
        let app = App::new();
        let script = format!(
            "const [language, languages] = {languages}; \
             for (const [name, value] of Object.entries({{ language, languages }})) \
               Object.defineProperty(Navigator.prototype, name, {{ get: () => value }});"
        );
        app.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
        app.open("/engagements");
        app.expect_heading(heading);
        // Dates and amounts are formatted.
        app.open("/actions");
        app.by_role("heading").first().expect_visible();
    }
}

#[test]
fn hidden_columns_are_remembered_and_leave_their_room_to_the_names() {
    let app = App::new();
    app.open("/engagements");
    let headings = "return [...document.querySelectorAll('.table--engagements th[scope=col]')]
        .filter((heading) => heading.offsetWidth > 0).map((heading) => heading.innerText.trim())";
    let width = "return document.querySelector('.table--engagements .table__name').offsetWidth";
    let before = app.run(width).as_u64().unwrap();
    app.button("Settings").click();
    let columns = || app.group("Settings").group("Columns of the list");
    for column in ["Role", "Active customers"] {
        columns().switch(column).click();
    }
    app.expect_script(headings, &json!(["Name", "Availability", "Eligibility"]));
    assert!(app.run(width).as_u64().unwrap() > before + 150);
    app.reload();
    app.expect_script(headings, &json!(["Name", "Availability", "Eligibility"]));
    app.button("Settings").click();
    columns().switch("Role").expect_checked(false);
    columns().switch("Role").click();
    columns().switch("Active customers").click();
    app.expect_script(headings, &json!(["Name", "Availability", "Role", "Eligibility", "Active customers"]));
    app.expect_script("return localStorage.getItem('mci.columns')", &json!(null));
}
