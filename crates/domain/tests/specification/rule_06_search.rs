//! Rule 6, search: what a query finds, and in which order.

use domain::Lang;
use domain::catalogue::Query;

use crate::example::{Example, OnDay, contoso, json};

/// The engagements "Threat workshop", "Data migration" and these, each without a description.
fn with(names: &[(&str, &str)]) -> OnDay {
    let add = |example: Example, &(id, name): &(&str, &str)| {
        example.add_engagement(id, json!({ "name": { "en": name }, "description": { "en": "" } }))
    };
    names.iter().fold(contoso(), add).on("2026-11-26")
}

fn search(on: &OnDay, text: &str) -> Vec<String> {
    on.found(&Query { text: text.to_owned(), ..Query::default() })
}

fn sok(on: &OnDay, text: &str) -> Vec<String> {
    on.found(&Query { text: text.to_owned(), lang: Lang::Sv, ..Query::default() })
}

/// 6.13 Every word of the query, split at spaces, must occur, as it stands, somewhere in the name, area, role or
/// description.
#[test]
fn r6_13_every_word_occurs_in_name_area_role_or_description() {
    let on = contoso().on("2026-11-26");
    assert_eq!(search(&on, "workshop"), ["workshop"], "name");
    assert_eq!(search(&on, "security"), ["workshop"], "area");
    assert_eq!(search(&on, "intent"), ["workshop"], "role");
    assert_eq!(search(&on, "moves"), ["migration"], "description");
    assert_eq!(search(&on, "moves data deploy"), ["migration"], "each somewhere");
    assert_eq!(search(&on, "data"), ["migration"]);
    assert_eq!(search(&on, "workshop data"), [""; 0], "never in one engagement");
    assert_eq!(search(&on, "igrat"), ["migration"], "in the middle of a word");
    assert_eq!(search(&on, "  two   days "), ["workshop"], "split at spaces");
    assert_eq!(search(&on, "twodays"), [""; 0]);
    assert_eq!(search(&on, "threats."), ["workshop"], "as it stands");
    assert_eq!(search(&on, "days,"), [""; 0]);
    assert_eq!(search(&on, ""), ["workshop", "migration"], "no word, no filter");
    assert_eq!(search(&on, "   "), ["workshop", "migration"]);
    assert_eq!(sok(&on, "hotworkshop"), ["workshop"], "the language in use");
    assert_eq!(sok(&on, "threat"), ["workshop"], "where there is no Swedish text, the English one is shown and found");
    assert_eq!(search(&on, "hotworkshop"), [""; 0]);
}

/// 6.14 The best matches come first: a word of the name begins with it, the name has it, area or role, description.
#[test]
fn r6_14_the_best_matches_come_first() {
    let on = contoso()
        .engagement("workshop", json!({ "description": { "en": "For assessment." } }))
        .engagement("migration", json!({ "name": { "en": "Reassessment" } }))
        .add_engagement("deploy", json!({ "name": { "en": "Deploy (assessed)" }, "description": { "en": "" } }))
        .set(
            "roles",
            json!([
                { "id": "build", "name": { "en": "Build intent" }, "hasCustomers": true },
                { "id": "deploy", "name": { "en": "Assess" } }
            ]),
        )
        .add_engagement("role", json!({ "name": { "en": "Other" }, "role": "deploy", "description": { "en": "" } }))
        .on("2026-11-26");
    assert_eq!(search(&on, "assess"), ["deploy", "migration", "role", "workshop"]);
    assert_eq!(search(&on, "(assess"), ["deploy"]);
}

/// 6.15 Before the comparison case, diacritics and compatibility forms (full width, ligatures) are folded, in query
/// and text.
#[test]
fn r6_15_case_diacritics_and_compatibility_forms_are_folded() {
    let on = with(&[
        ("malmo", "Kundmöte (Malmö)"),
        ("wide", "Ｃｏｐｉｌｏｔ"),
        ("ligature", "ﬁnance"),
        ("plain", "Copilot finance, smorgasbord"),
    ]);
    assert_eq!(search(&on, "MALMO"), ["malmo"]);
    assert_eq!(search(&on, "malmö"), ["malmo"]);
    assert_eq!(search(&on, "malmo\u{308}"), ["malmo"], "a letter and a combining mark");
    assert_eq!(search(&on, "malm"), ["malmo"]);
    assert_eq!(search(&on, "copilot"), ["wide", "plain"]);
    assert_eq!(search(&on, "ＣＯＰＩＬＯＴ"), ["wide", "plain"]);
    assert_eq!(search(&on, "finance"), ["ligature", "plain"]);
    assert_eq!(search(&on, "ﬁn"), ["ligature", "plain"]);
    assert_eq!(search(&on, "smörgåsbord"), ["plain"]);
    assert_eq!(sok(&on, "SMÖRGÅSBORD"), ["plain"]);
}

/// 6.16 Hyphens, dashes and no-break spaces become spaces, in query and text.
#[test]
fn r6_16_hyphens_dashes_and_no_break_spaces_become_spaces() {
    let on = with(&[
        ("hyphen", "Co-sell"),
        ("dash", "Sales – vision"),
        ("no-break", "Dynamics\u{a0}365"),
        ("spaces", "co sell sales vision dynamics 365"),
    ]);
    assert_eq!(search(&on, "co-sell"), ["hyphen", "spaces"]);
    assert_eq!(search(&on, "sell co"), ["hyphen", "spaces"]);
    assert_eq!(search(&on, "co\u{2011}sell"), ["hyphen", "spaces"]);
    assert_eq!(search(&on, "cosell"), [""; 0]);
    assert_eq!(search(&on, "sales—vision"), ["dash", "spaces"]);
    assert_eq!(search(&on, "dynamics\u{a0}365"), ["no-break", "spaces"]);
    assert_eq!(search(&on, "dynamics-365"), ["no-break", "spaces"]);
}

/// 6.17 Every other sign counts: "C++" finds C++ and not Copilot, "R&D" finds R&D.
#[test]
fn r6_17_every_other_sign_counts() {
    let on = with(&[
        ("c++", "C++ modernization"),
        ("copilot", "Copilot"),
        ("r&d", "R&D days"),
        ("rd", "RD"),
        ("dotnet", ".NET (4.8/9)"),
    ]);
    assert_eq!(search(&on, "C++"), ["c++"]);
    assert_eq!(search(&on, "c+"), ["c++"]);
    assert_eq!(search(&on, "R&D"), ["r&d"]);
    assert_eq!(search(&on, "r&d days"), ["r&d"]);
    assert_eq!(search(&on, "rd"), ["rd"]);
    assert_eq!(search(&on, ".net"), ["dotnet"]);
    assert_eq!(search(&on, "4.8/9)"), ["dotnet"]);
    assert_eq!(search(&on, "c#"), [""; 0]);
}

/// 6.18 A query word of signs only ("++", "🚀") is matched the same way and never matches everything.
#[test]
fn r6_18_a_word_of_signs_only_never_matches_everything() {
    let on = with(&[("c++", "C++ modernization"), ("rocket", "Lift-off 🚀"), ("r&d", "R & D")]);
    assert_eq!(search(&on, "++"), ["c++"]);
    assert_eq!(search(&on, "🚀"), ["rocket"]);
    assert_eq!(search(&on, "&"), ["r&d"]);
    assert_eq!(search(&on, "🚀 lift"), ["rocket"]);
    assert_eq!(search(&on, "🚀 c++"), [""; 0]);
    assert_eq!(search(&on, "+++"), [""; 0]);
    assert_eq!(search(&on, "\""), [""; 0]);
}
