//! Elements that refer to each other, repeat each other or contradict themselves.

use super::*;

#[test]
fn of_the_same_id_the_first_is_kept() {
    check(
        |value| push(&mut value["locations"], location("l")),
        &["$.locations[1].id: the id \"l\" is used before"],
        ALL,
    );
    check(
        |value| push(&mut value["engagements"], engagement("e")),
        &["$.engagements[1].id: the id \"e\" is used before"],
        ALL,
    );
    check(
        |value| push(&mut value["locations"][0]["attainments"], attainment("a", None)),
        &["$.locations[0].attainments[1].id: the id \"a\" is used before"],
        ALL,
    );
    for (section, id) in [
        ("areas", "security"),
        ("roles", "build"),
        ("markets", "nordic"),
        ("credentials", "gold"),
        ("criteria", "standard"),
        ("customers", "fabrikam"),
        ("claims", "k"),
    ] {
        let change = |value: &mut Value| {
            let first = value[section][0].clone();
            push(&mut value[section], first);
        };
        let index = value()[section].as_array().unwrap().len();
        check(change, &[&format!("$.{section}[{index}].id: the id \"{id}\" is used before")], ALL);
    }
}

#[test]
fn skips_elements_with_dangling_references() {
    check(
        |value| value["engagements"][0]["role"] = json!("x"),
        &["$.engagements[0].role: there is no \"x\"", "$.claims[0].engagement: there is no \"e\""],
        [1, 0, 0],
    );
    check(
        |value| value["engagements"][0]["markets"] = json!(["nordic", "x"]),
        &["$.engagements[0].markets: there is no \"x\"", "$.claims[0].engagement: there is no \"e\""],
        [1, 0, 0],
    );
    check(
        |value| value["engagements"][0]["markets"] = json!(["nordic", 5]),
        &[
            "$.engagements[0].markets[1]: invalid type: integer `5`, expected a string",
            "$.claims[0].engagement: there is no \"e\"",
        ],
        [1, 0, 0],
    );
    check(
        |value| value["locations"][0]["market"] = json!("x"),
        &["$.locations[0].market: there is no \"x\"", "$.claims[0].location: there is no \"l\""],
        [0, 1, 0],
    );
    check(
        |value| value["locations"][0]["attainments"][0]["credential"] = json!("x"),
        &["$.locations[0].attainments[0].credential: there is no \"x\""],
        ALL,
    );
    check(
        |value| value["criteria"][0]["tree"]["one"]["credential"] = json!("x"),
        &["$.criteria[0].tree: there is no \"x\""],
        ALL,
    );
    check(|value| value["claims"][0]["customer"] = json!("x"), &["$.claims[0].customer: there is no \"x\""], [1, 1, 0]);
}

#[test]
fn engagements_with_a_faulty_criterion_are_shown_and_earn_nothing_by_it() {
    let unreadable = || Criterion::unreadable();
    let sound = json!({"one": {"type": "enrolment"}});
    for (tree, problem, expected) in [
        (
            json!({"allOf": [sound, {"one": {"type": "certifiedPeople", "credential": "gold", "count": -1}}]}),
            "tree.allOf[1].one.count: invalid value: integer `-1`, expected u32",
            Criteria::AllOf(vec![Criteria::One(Criterion::Enrolment), Criteria::One(unreadable())]),
        ),
        (
            json!({"anyOf": [{"allOf": [{"one": {"type": "new"}}]}, sound]}),
            "tree.anyOf[0].allOf[0].one.type: unknown variant `new`",
            Criteria::AnyOf(vec![
                Criteria::AllOf(vec![Criteria::One(unreadable())]),
                Criteria::One(Criterion::Enrolment),
            ]),
        ),
        (json!(7), "tree: invalid type: integer `7`", Criteria::One(unreadable())),
    ] {
        let mut value = value();
        value["criteria"][0]["tree"] = tree;
        let loaded = read(&serde_json::to_vec(&value).unwrap());
        let reported = reported(&loaded);
        assert!(reported.len() == 1 && reported[0].starts_with(&format!("$.criteria[0].{problem}")), "{reported:?}");
        let data = loaded.data.unwrap();
        assert_eq!(data.engagements.len(), 1);
        assert_eq!(*data.engagements.iter().next().unwrap().criteria(), expected);
    }
}

#[test]
fn engagements_that_are_left_out_do_not_move_the_others() {
    let mut dataset = dataset();
    dataset.engagements = vec![engagement("bad"), engagement("e"), engagement("other")];
    dataset.engagements[0].area = "x".into();
    dataset.engagements[2].name.sv = "Verkstad".to_owned();
    let loaded = read(&serde_json::to_vec(&dataset).unwrap());
    assert_eq!(reported(&loaded), ["$.engagements[0].area: there is no \"x\""]);
    let data = loaded.data.unwrap();
    let names: Vec<_> = data.engagements.iter().map(|e| (e.id(), e.name(Lang::Sv), e.position().index())).collect();
    assert_eq!(names, [("e", "Workshop", 0), ("other", "Verkstad", 1)]);
    assert_eq!(data.engagement_index(&"other".into()), Some(Idx::new(1)));
    assert_eq!(data.engagement_index(&"bad".into()), None);
}

#[test]
fn reports_reversed_dates() {
    let reversed = json!({"first": "2026-11-02", "last": "2026-11-01"});
    let what = "the last day 2026-11-01 is before the first, 2026-11-02";
    check(
        |value| value["engagements"][0]["term"] = reversed.clone(),
        &[&format!("$.engagements[0].term: {what}"), "$.claims[0].engagement: there is no \"e\""],
        [1, 0, 0],
    );
    check(
        |value| value["locations"][0]["enrolment"] = reversed.clone(),
        &[&format!("$.locations[0].enrolment: {what}")],
        ALL,
    );
    check(
        |value| {
            value["locations"][0]["attainments"][0]["first"] = json!("2026-11-02");
            value["locations"][0]["attainments"][0]["last"] = json!("2026-11-01");
        },
        &[&format!("$.locations[0].attainments[0]: {what}")],
        ALL,
    );
}

#[test]
fn reports_and_removes_unsafe_links() {
    for url in ["javascript:alert(1)", "http://example.com", "//example.com", "HTTPS://example.com", ""] {
        let what = format!("{url:?} does not start with https://");
        check(
            |value| value["locations"][0]["payee"]["bank"]["url"] = json!(url),
            &[&format!("$.locations[0].payee.bank.url: {what}")],
            ALL,
        );
        check(|value| value["credentials"][1]["url"] = json!(url), &[&format!("$.credentials[1].url: {what}")], ALL);
        check_details(
            json!({"links": [{"label": {"en": "x"}, "url": url}]}),
            &[&format!("$.engagements[0].details.links[0].url: {what}")],
        );
    }
    let mut dataset = dataset();
    dataset.locations[0].payee.tax.url = Some("javascript:alert(1)".to_owned());
    let data = read(&serde_json::to_vec(&dataset).unwrap()).data.unwrap();
    assert_eq!(data.locations[0].payee.tax.url, None);
}

#[test]
fn the_index_of_a_path_is_that_of_the_file() {
    check(
        |value| {
            value["credentials"].as_array_mut().unwrap().insert(0, json!(5));
            value["credentials"][2]["url"] = json!("ftp://x");
        },
        &[
            "$.credentials[0]: invalid type: integer `5`, expected struct Credential",
            "$.credentials[2].url: \"ftp://x\" does not start with https://",
        ],
        ALL,
    );
}

#[test]
fn markets_that_cannot_be_read_are_reported_at_each_engagement() {
    let wrong = |value: &mut Value| {
        push(&mut value["engagements"], engagement("f"));
        value["engagements"][0]["markets"] = json!([5]);
        value["engagements"][1]["markets"] = json!([5]);
    };
    let mut value = value();
    wrong(&mut value);
    let problems = reported(&read(&serde_json::to_vec(&value).unwrap()));
    let at = |path: &str| problems.iter().filter(|problem| problem.starts_with(path)).count();
    assert_eq!((at("$.engagements[0].markets"), at("$.engagements[1].markets")), (1, 1), "{problems:?}");
}

#[test]
fn spans_of_one_day_are_sound() {
    let span = json!({ "first": "2026-11-02", "last": "2026-11-02" });
    check(|value| value["locations"][0]["enrolment"] = span.clone(), &[], ALL);
    let attainment = attainment("one", Some(day("2025-01-01")));
    check(|value| push(&mut value["locations"][0]["attainments"], attainment), &[], ALL);
}
