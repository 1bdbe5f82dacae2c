//! Details on demand, odd but sound files, and dates that move.

use super::*;
use crate::model;

#[test]
fn details_are_checked_on_demand() {
    check_details(json!({}), &[]);
    check_details(json!([]), &["$.engagements[0].details: invalid type: sequence, expected struct Details"]);
    check_details(
        json!({"consentDays": -1}),
        &["$.engagements[0].details.consentDays: invalid value: integer `-1`, expected u16"],
    );
    let amount = json!({"minor": 1, "currency": "EUR"});
    check_details(
        json!({"rates": [
            {"market": "nordic", "amount": amount},
            {"market": "nordic", "basisPoints": 5},
            {"market": "nordic", "amount": amount, "basisPoints": 5},
            {"market": "x"},
        ]}),
        &[
            "$.engagements[0].details.rates[2]: expected one of amount and basisPoints",
            "$.engagements[0].details.rates[3]: expected one of amount and basisPoints",
            "$.engagements[0].details.rates[3].market: there is no \"x\"",
        ],
    );
}

#[test]
fn details_that_engagements_share_are_checked_once() {
    let mut dataset = dataset();
    dataset.engagements = ["1", "2", "3"].map(engagement).to_vec();
    dataset.engagements[1].details.claim_days = 5;
    let data = read(&serde_json::to_vec(&dataset).unwrap()).data.unwrap();
    assert_eq!(data.details_count(), 2);
    assert_eq!(data.check_details(1..usize::MAX), []);
    assert_eq!(data.check_details(5..9), []);
}

#[test]
fn names_of_any_kind_and_size_are_taken() {
    let long = "å".repeat(10_000);
    for name in [long.as_str(), "<script>alert(1)</script>", "\u{202e}שלום", "", "a\n\"\\\u{1}b", "𝄞"] {
        let change = |value: &mut Value| {
            value["engagements"][0]["name"] = json!({"en": name, "sv": name});
            value["locations"][0]["name"] = json!(name);
            value["areas"][0]["name"] = json!({"en": name});
        };
        check(change, &[], ALL);
        let mut value = value();
        change(&mut value);
        let data = read(&serde_json::to_vec(&value).unwrap()).data.unwrap();
        assert_eq!(data.engagements.get(Idx::new(0)).unwrap().name(Lang::Sv), name);
        // The same with every letter escaped.
        let mut escaped = String::new();
        for unit in serde_json::to_string(&value).unwrap().encode_utf16() {
            match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
                Some(letter) => escaped.push(letter),
                None => write!(escaped, "\\u{unit:04x}").unwrap(),
            }
        }
        let data = read(escaped.as_bytes()).data.unwrap();
        assert_eq!(data.engagements.get(Idx::new(0)).unwrap().name(Lang::En), name);
    }
}

#[test]
fn empty_lists_are_taken() {
    check(
        |value| {
            let lists = ["areas", "roles", "markets", "credentials", "criteria", "locations", "engagements", "claims"];
            for section in lists {
                value[section] = json!([]);
            }
        },
        &[],
        [0, 0, 0],
    );
    check(|value| remove(value, "claims"), &[], [1, 1, 0]);
}

#[test]
fn reports_a_limited_number_of_problems() {
    let mut value = value();
    value["areas"] = (0..10_000).map(Value::from).collect();
    let loaded = read(&serde_json::to_vec(&value).unwrap());
    assert_eq!(loaded.problems.len(), MOST_PROBLEMS);
}

#[test]
fn dates_move_with_the_day_where_the_file_asks_for_it() {
    let mut dataset = dataset();
    dataset.claims = vec![claim("k", model::ClaimState::ConsentGiven)];
    let later = today().plus(10);
    let read = |dataset: &model::Dataset| Reader::read(&serde_json::to_vec(dataset).unwrap(), later).data.unwrap();
    let still = read(&dataset);
    assert_eq!((still.as_of, still.claims[0].added), (today(), today()));
    dataset.shift_dates = true;
    let moved = read(&dataset);
    assert_eq!((moved.as_of, moved.claims[0].added), (later, later));
    assert_eq!(moved.engagements.get(Idx::new(0)).unwrap().term().first, day("2026-07-11"));
    assert_eq!(moved.locations[0].attainments[0].first, day("2025-01-11"));
    assert_eq!(moved.locations[0].enrolment.unwrap().first, day("2025-01-11"));
}

#[test]
fn the_ends_of_the_calendar_do_not_overflow() {
    let mut dataset = dataset();
    dataset.shift_dates = true;
    dataset.engagements[0].term = model::Term { first: Day::MIN, last: Day::MAX };
    for (as_of, today) in [(Day::MIN, Day::MAX), (Day::MAX, Day::MIN)] {
        dataset.as_of = as_of;
        let data = Reader::read(&serde_json::to_vec(&dataset).unwrap(), today).data.unwrap();
        assert_eq!(data.as_of, today);
        let catalogue = Catalogue::new(data, today);
        assert_eq!(catalogue.query_unindexed(&Query::default()).order.len(), 1);
        catalogue.actions();
    }
}
