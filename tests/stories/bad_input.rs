//! Bad input: errors name the fault and its place, and valid parts are shown.

use domain::dataset::{DatasetProblem, Reader};
use serde_json::{Value, json};

use crate::support::{App, DATA, Model, Site, both, demo};

/// Waits for the page that replaces data which cannot be shown: it has the reason and offers what to do.
fn expect_failure_page(app: &App, parts: &[&str]) {
    app.open("/engagements");
    app.expect_heading("The data cannot be shown");
    for part in parts {
        app.by_role("main").expect_contains(part);
    }
    app.button("Try again").expect_visible();
    app.button("Copy report").expect_visible();
}

#[test]
fn reports_an_unusable_config() {
    let model = Model::demo();
    let mut app = App::on(Site::copied("/"));
    app.allow_console_error("config.json");
    app.site.remove("config.json");
    expect_failure_page(&app, &["config.json was not found (status 404)", "says where the data are"]);
    app.site.write("config.json", br#"{"dataset": "demo/contoso.json"}"#);
    app.button("Try again").click();
    app.expect_count_of(model.len(), model.len());
    for (config, part) in [
        (r#"{"dataset": "demo/con"#, "config.json is not as expected"),
        ("<!doctype html><title>Sign in</title>", "config.json is not as expected"),
        ("", "config.json is not as expected"),
        ("{}", "expected either dataset or api"),
        (r#"{"dataset": "demo/contoso.json", "api": "/api/v1"}"#, "expected either dataset or api"),
        (r#"{"dataset": 7}"#, "invalid type"),
        (r#"{"dataset": "nowhere.json"}"#, "The dataset nowhere.json was not found (status 404)"),
    ] {
        app.allow_console_error("nowhere.json");
        app.site = Site::copied("/");
        app.site.write("config.json", config.as_bytes());
        expect_failure_page(&app, &[part]);
    }
}

#[test]
fn reports_an_unusable_dataset() {
    let newer = {
        let mut dataset = demo();
        dataset["version"] = json!(3);
        dataset.to_string()
    };
    let mut app = App::on(Site::built());
    for (dataset, path, part) in [
        ("", "$", "The file is empty."),
        ("<!doctype html><title>Sign in</title>", "$", "This is not JSON, from byte 0 on."),
        (r#"{"format": "other", "version": 1}"#, "$.format", "found “other”"),
        (newer.as_str(), "$.version", "The file has version 3; this app reads versions up to 2."),
    ] {
        app.site = Site::with_data(dataset.as_bytes());
        expect_failure_page(&app, &["The dataset cannot be used.", part]);
        let problems = app.list("Show problems");
        problems.wait_until(|found| match found {
            [list] if list.text.contains(path) => Ok(()),
            _ => Err(format!("{path} should be named")),
        });
    }
}

/// Waits until the valid part of a dataset is shown, and each problem with its path. Returns the problems.
fn expect_valid_part(app: &mut App, dataset: &[u8]) -> Vec<DatasetProblem> {
    let problems = Reader::read(dataset, Model::today()).problems;
    let mut model = Model::of(dataset);
    app.site = Site::with_data(dataset);
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    if model.len() > 0 {
        app.expect_rows(&model.names(&domain::catalogue::Query::default()));
    }
    let words = if problems.iter().any(DatasetProblem::cuts_short) {
        "The data are incomplete: the file cannot be read beyond $.".to_owned()
    } else if problems.len() == 1 {
        "1 problem in the data.".to_owned()
    } else {
        format!("{} problems in the data.", problems.len())
    };
    app.expect_status_prefix(&words);
    app.button("Show problems").click();
    let list = app.list("Show problems").get().text;
    for problem in &problems {
        assert!(list.contains(&problem.path), "{} should be in {list}", problem.path);
    }
    problems
}

#[test]
fn shows_the_valid_part_of_a_faulty_dataset() {
    let text = serde_json::to_string(&demo()).unwrap();
    let end = text.find("\"engagements\"").unwrap();
    let changed = |change: fn(&mut Value)| {
        let mut dataset = demo();
        change(&mut dataset);
        dataset.to_string().into_bytes()
    };
    let mut app = App::on(Site::built());
    let truncated = &text.as_bytes()[..end + 60_000];
    let problems = expect_valid_part(&mut app, truncated);
    assert!(problems[0].to_string().contains("too early"), "{}", problems[0]);
    app.expect_page_text("What follows there is missing, and all of customerVerdicts. Counts and sums may be too low.");

    let faulty = changed(|dataset| {
        let twin = dataset["engagements"][0].clone();
        dataset["engagements"].as_array_mut().unwrap().push(twin);
        dataset["engagements"][1]["criteria"] = json!("nowhere");
        dataset["engagements"][2]["term"] = json!({"first": "2027-06-30", "last": "2026-07-01"});
        dataset["engagements"][3]["pay"] = json!("golden");
        dataset["engagements"][4]["term"]["first"] = json!("tomorrow");
        dataset["engagements"][5]["name"] = json!(null);
        dataset["locations"][0]["payee"]["bank"]["status"] = json!("unheard-of");
        dataset["locations"][1]["country"] = json!("Sverige");
        dataset["claims"][0]["customer"] = json!("nobody");
        dataset["surprise"] = json!([1, 2, 3]);
    });
    let problems = expect_valid_part(&mut app, &faulty);
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    for part in ["$.engagements[1]", "$.engagements[2]", "$.engagements[3]", "$.locations[0]", "$.surprise"] {
        assert!(paths.iter().any(|path| path.starts_with(part)), "{part} should be among {paths:?}");
    }
    // The other pages work as well.
    for route in ["/actions", "/locations/5213406", "/engagements?location=5213406"] {
        app.open(route);
        app.by_role("heading").first().expect_visible();
    }
}

#[test]
fn empty_lists_show_empty_states() {
    let mut app = App::on(Site::with_changed_demo(|dataset| {
        for list in ["engagements", "claims", "customers"] {
            dataset[list] = json!([]);
        }
    }));
    app.open("/engagements");
    app.heading("There are no engagements yet").expect_visible();
    app.open("/actions");
    app.expect_heading("Incentives | Actions required");
    app.site = Site::with_changed_demo(|dataset| {
        for list in
            ["engagements", "claims", "customers", "locations", "areas", "roles", "markets", "credentials", "criteria"]
        {
            dataset[list] = json!([]);
        }
    });
    app.open("/engagements");
    app.heading("There are no engagements yet").expect_visible();
    app.open("/actions");
    app.heading("Nothing to do").expect_visible();
    app.site = Site::with_changed_demo(|dataset| {
        dataset["locations"] = json!([]);
        dataset["claims"] = json!([]);
    });
    let model = Model::of(&app.site.read(DATA));
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    app.open(&format!("/engagements/{}/eligibility", model.engagement(0).id()));
    app.heading("No location is enrolled").expect_visible();
}

#[test]
fn markup_in_names_is_shown_as_text() {
    const EVIL: &str =
        "<img src=x onerror=\"window.hacked=1\"><b>bold</b></td>\u{202e}<script>window.hacked=2</script>";
    const ARABIC: &str = "ورشة عمل حماية البيانات";
    let app = App::on(Site::with_changed_demo(|dataset| {
        dataset["engagements"][0]["name"] = both(EVIL);
        dataset["engagements"][0]["description"] = both(EVIL);
        dataset["engagements"][1]["name"] = both(ARABIC);
        dataset["locations"][2]["name"] = json!(EVIL);
        dataset["partner"]["name"] = json!(EVIL);
        dataset["areas"][0]["name"] = both(EVIL);
        dataset["roles"][0]["name"] = both(EVIL);
        dataset["credentials"][0]["name"] = both(EVIL);
    }));
    let model = Model::of(&app.site.read(DATA));
    let id = model.engagement(0).id().to_owned();
    let injected = "const injected = '#main img, #main b > b, main script, header img, aside img'; \
                    return [window.hacked ?? 0, document.querySelectorAll(injected).length]";
    let is_text = |what: &str| {
        assert_eq!(app.run(injected), json!([0, 0]), "{what}");
        let shown = app.run("return document.body.textContent");
        assert!(shown.as_str().unwrap().contains(EVIL), "{what} shows the name as it is");
    };
    app.open("/engagements");
    is_text("list");
    app.table("Engagements").link(ARABIC).expect_attribute("dir", "auto");
    app.button("Demo").click();
    is_text("demo panel");
    for route in [
        format!("/engagements/{id}/summary"),
        format!("/engagements/{id}/eligibility"),
        "/locations/5213406".to_owned(),
        "/actions".to_owned(),
        "/engagements?location=5213406".to_owned(),
    ] {
        app.open(&route);
        is_text(&route);
    }
}

#[test]
fn very_long_names_do_not_overflow() {
    let app = App::on({
        let (word, words) = ("ä".repeat(10_000), "lång ".repeat(2_000));
        Site::with_changed_demo(|dataset| {
            dataset["engagements"][0]["name"] = both(&word);
            dataset["engagements"][1]["name"] = both(&words);
            dataset["engagements"][0]["description"] = both(&word);
            dataset["locations"][2]["name"] = json!(word);
            dataset["partner"]["name"] = json!(word);
            dataset["areas"][0]["name"] = both(&word);
            dataset["roles"][0]["name"] = both(&word);
            dataset["credentials"][0]["name"] = both(&word);
        })
    });
    let model = Model::of(&app.site.read(DATA));
    let id = model.engagement(0).id().to_owned();
    let mut overflowing = Vec::new();
    for width in [1280, 320] {
        let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500});
        app.devtools("Emulation.setDeviceMetricsOverride", screen);
        for route in [
            "/engagements".to_owned(),
            "/engagements?location=5213406&role=build-intent".to_owned(),
            format!("/engagements/{id}/summary"),
            format!("/engagements/{id}/eligibility"),
            "/locations/5213406".to_owned(),
            "/actions".to_owned(),
        ] {
            app.open(&route);
            let found = app.overflowing();
            if !found.is_empty() {
                overflowing.push(format!("{route} at {width} px: {found:?}"));
            }
        }
    }
    assert!(overflowing.is_empty(), "too wide: {overflowing:#?}");
}
