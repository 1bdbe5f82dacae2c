//! Language, theme and density: what a person chooses is remembered.

use serde_json::json;

use crate::support::{App, Options, Site, World};

#[test]
fn the_app_speaks_swedish_and_remembers_it() {
    let world = World::demo();
    let app = App::new();
    app.open("/engagements");
    app.waits_for("return document.documentElement.lang", &json!("en"));
    app.button("Settings").click();
    app.group("Settings").group("Language").radio("Svenska").click();
    app.sees_heading("Incitament | Engagemang");
    app.waits_for("return document.documentElement.lang", &json!("sv"));
    app.waits_for("return document.title", &json!("Engagemang – MCI Engagements"));
    app.says(&format!("{0} av {0} engagemang", world.len()));
    app.table("Engagemang").image("Ger intäkt").first().is_there();
    let engagement = world.engagement(0);
    app.row(engagement.name(domain::Lang::Sv), |row| row.locations.contains(" av "));
    app.reload();
    app.sees_heading("Incitament | Engagemang");
    app.searchbox("Sök engagemang").write("sakerhet");
    let mut world = World::demo();
    let query = domain::catalogue::Query { text: "sakerhet".to_owned(), lang: domain::Lang::Sv, ..Default::default() };
    let found = world.names(&query);
    assert!(!found.is_empty());
    app.lists(&found);
    app.button("Inställningar").click();
    app.group("Inställningar").group("Språk").radio("English").click();
    app.sees_heading("Incentives | Engagements");
}

#[test]
fn a_first_visit_follows_the_browser() {
    let app = App::with(Site::built, Options::default().swedish());
    app.open("/");
    app.sees_heading("Incitament | Engagemang");
    app.open("/actions");
    app.sees_heading("Incitament | Åtgärder krävs");
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
    app.wait(|| {
        let (dark, low) = (app.run(background), app.run(height));
        let differs = dark != light && low.as_f64() < tall.as_f64();
        if differs { Ok(()) } else { Err(format!("still {dark} and {low} px")) }
    });
    let (dark, low) = (app.run(background), app.run(height));
    app.reload();
    app.waits_for(background, &dark);
    app.waits_for(height, &low);
    app.button("Settings").click();
    settings.group("Theme").radio("Dark").is_checked(true);
    settings.group("Density").radio("Compact").is_checked(true);
    settings.group("Theme").radio("System").click();
    app.waits_for(background, &light);
}
