//! Bad input: it is said what is wrong and where, and whatever is sound is shown.

use domain::dataset::{Problem, Reader};
use serde_json::{Value, json};

use crate::support::{App, DATA, Site, World, both, demo};

/// Data that cannot be shown at all: says why, offers what to do.
fn says_why(app: &App, parts: &[&str]) {
    app.open("/engagements");
    app.sees_heading("The data cannot be shown");
    for part in parts {
        app.every("main").has(part);
    }
    app.button("Try again").is_there();
    app.button("Copy report").is_there();
}

#[test]
fn a_config_that_cannot_be_used() {
    let world = World::demo();
    let mut app = App::on(|| Site::copied("/"));
    app.expects_complaint("config.json");
    app.site.remove("config.json");
    says_why(&app, &["config.json was not found (answer 404)", "says where the data are"]);
    // Once it is there, one tries again.
    app.site.write("config.json", br#"{"dataset": "demo/contoso.json"}"#);
    app.button("Try again").click();
    app.sees_count(world.len(), world.len());
    for (config, part) in [
        (r#"{"dataset": "demo/con"#, "config.json is not as expected"),
        ("<!doctype html><title>Sign in</title>", "config.json is not as expected"),
        ("", "config.json is not as expected"),
        ("{}", "expected either dataset or api"),
        (r#"{"dataset": "demo/contoso.json", "api": "/api/v1"}"#, "expected either dataset or api"),
        (r#"{"dataset": 7}"#, "invalid type"),
        (r#"{"dataset": "nowhere.json"}"#, "The dataset nowhere.json was not found (answer 404)"),
    ] {
        app.expects_complaint("nowhere.json");
        app.site = Site::copied("/");
        app.site.write("config.json", config.as_bytes());
        says_why(&app, &[part]);
    }
}

#[test]
fn a_dataset_that_cannot_be_used() {
    let newer = {
        let mut dataset = demo();
        dataset["version"] = json!(2);
        dataset.to_string()
    };
    let mut app = App::on(Site::built);
    for (dataset, path, part) in [
        ("", "$", "The file is empty."),
        ("<!doctype html><title>Sign in</title>", "$", "This is not JSON, from byte 0 on."),
        (r#"{"format": "other", "version": 1}"#, "$.format", "found “other”"),
        (newer.as_str(), "$.version", "The file has version 2; this app reads versions up to 1."),
    ] {
        app.site = Site::with_data(dataset.as_bytes());
        says_why(&app, &["The dataset cannot be used:", part]);
        let problems = app.list("Show problems");
        problems.wait(|seen| match seen {
            [list] if list.text.contains(path) => Ok(()),
            _ => Err(format!("{path} should be named")),
        });
    }
}

/// Shows what is sound of some data, and each problem with its path.
fn shows_the_rest(app: &mut App, dataset: &[u8]) -> Vec<Problem> {
    let problems = Reader::read(dataset, World::today()).problems;
    let mut world = World::of(dataset);
    app.site = Site::with_data(dataset);
    app.open("/engagements");
    app.sees_count(world.len(), world.len());
    if world.len() > 0 {
        app.lists(&world.names(&domain::catalogue::Query::default()));
    }
    let words = if problems.len() == 1 {
        "1 problem in the data".to_owned()
    } else {
        format!("{} problems in the data", problems.len())
    };
    app.announces(&words);
    app.button("Show problems").click();
    let list = app.list("Show problems").seen().text;
    for problem in &problems {
        assert!(list.contains(&problem.path), "{} should be in {list}", problem.path);
    }
    problems
}

#[test]
fn a_dataset_with_faults_shows_the_rest() {
    let text = serde_json::to_string(&demo()).unwrap();
    let end = text.find("\"engagements\"").unwrap();
    let changed = |change: fn(&mut Value)| {
        let mut dataset = demo();
        change(&mut dataset);
        dataset.to_string().into_bytes()
    };
    let mut app = App::on(Site::built);
    let truncated = &text.as_bytes()[..end + 60_000];
    let problems = shows_the_rest(&mut app, truncated);
    assert!(problems[0].to_string().contains("too early"), "{}", problems[0]);

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
    let problems = shows_the_rest(&mut app, &faulty);
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    for part in ["$.engagements[1]", "$.engagements[2]", "$.engagements[3]", "$.locations[0]", "$.surprise"] {
        assert!(paths.iter().any(|path| path.starts_with(part)), "{part} should be among {paths:?}");
    }
    // The other pages work as well.
    for route in ["/actions", "/locations/5213406", "/engagements?location=5213406"] {
        app.open(route);
        app.every("heading").first().is_there();
    }
}

#[test]
fn empty_lists_are_no_fault_and_say_so() {
    let mut app = App::on(|| {
        Site::with_changed_demo(|dataset| {
            for list in ["engagements", "claims", "customers"] {
                dataset[list] = json!([]);
            }
        })
    });
    app.open("/engagements");
    app.heading("There are no engagements yet").is_there();
    app.open("/actions");
    app.sees_heading("Incentives | Actions required");
    app.site = Site::with_changed_demo(|dataset| {
        for list in
            ["engagements", "claims", "customers", "locations", "areas", "roles", "markets", "credentials", "criteria"]
        {
            dataset[list] = json!([]);
        }
    });
    app.open("/engagements");
    app.heading("There are no engagements yet").is_there();
    app.open("/actions");
    app.heading("Nothing to do").is_there();
    app.site = Site::with_changed_demo(|dataset| {
        dataset["locations"] = json!([]);
        dataset["claims"] = json!([]);
    });
    let world = World::of(&app.site.read(DATA));
    app.open("/engagements");
    app.sees_count(world.len(), world.len());
    app.open(&format!("/engagements/{}/eligibility", world.engagement(0).id()));
    app.heading("No location is enrolled").is_there();
}

#[test]
fn markup_and_other_scripts_in_names_are_text() {
    const EVIL: &str =
        "<img src=x onerror=\"window.hacked=1\"><b>bold</b></td>\u{202e}<script>window.hacked=2</script>";
    const ARABIC: &str = "ورشة عمل حماية البيانات";
    let app = App::on(|| {
        Site::with_changed_demo(|dataset| {
            dataset["engagements"][0]["name"] = both(EVIL);
            dataset["engagements"][0]["description"] = both(EVIL);
            dataset["engagements"][1]["name"] = both(ARABIC);
            dataset["locations"][2]["name"] = json!(EVIL);
            dataset["partner"]["name"] = json!(EVIL);
            dataset["areas"][0]["name"] = both(EVIL);
            dataset["roles"][0]["name"] = both(EVIL);
            dataset["credentials"][0]["name"] = both(EVIL);
        })
    });
    let world = World::of(&app.site.read(DATA));
    let id = world.engagement(0).id().to_owned();
    let injected = "return [window.hacked ?? 0, document.querySelectorAll('#main img, #main b > b, main script, header img, aside img').length]";
    let is_text = |what: &str| {
        assert_eq!(app.run(injected), json!([0, 0]), "{what}");
        let shown = app.run("return document.body.textContent");
        assert!(shown.as_str().unwrap().contains(EVIL), "{what} shows the name as it is");
    };
    app.open("/engagements");
    is_text("list");
    app.table("Engagements").link(ARABIC).is("dir", "auto");
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
fn endless_names_do_not_break_the_page() {
    let app = App::on(|| {
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
    let world = World::of(&app.site.read(DATA));
    let id = world.engagement(0).id().to_owned();
    let mut too_wide = Vec::new();
    for width in [1280, 320] {
        let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500});
        app.debugger("Emulation.setDeviceMetricsOverride", screen);
        for route in [
            "/engagements".to_owned(),
            "/engagements?location=5213406&role=build-intent".to_owned(),
            format!("/engagements/{id}/summary"),
            format!("/engagements/{id}/eligibility"),
            "/locations/5213406".to_owned(),
            "/actions".to_owned(),
        ] {
            app.open(&route);
            let found = app.too_wide();
            if !found.is_empty() {
                too_wide.push(format!("{route} at {width} px: {found:?}"));
            }
        }
    }
    assert!(too_wide.is_empty(), "too wide: {too_wide:#?}");
}
