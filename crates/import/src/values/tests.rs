use domain::Day;
use serde_json::{Value, json};

use super::{day, minor_units, value};
use crate::Cell;
use crate::table::Kind;

fn of(text: &str, kind: Kind) -> Option<Value> {
    value(&Cell::text(text), kind)
}

#[test]
fn reads_dates_that_mean_one_day() {
    let expected = Day::new(2026, 11, 27);
    for text in [
        "2026-11-27",
        "2026/11/27",
        "27.11.2026",
        "27/11/2026",
        "11/27/2026",
        "27-11-2026",
        "2026-11-27T10:15:00",
        "2026-11-27 00:00",
    ] {
        assert_eq!(day::parse(text), expected, "{text}");
    }
    assert_eq!(day::parse("3.4.2026"), Day::new(2026, 4, 3));
    assert_eq!(day::parse("4/4/2026"), Day::new(2026, 4, 4));
}

#[test]
fn rejects_dates_that_could_be_another_day() {
    for text in [
        "03/04/2026",
        "27.11.26",
        "2026-13-01",
        "2026-02-30",
        "46353",
        "2026",
        "tomorrow",
        "27/11",
        "-1-1-2026",
        "2026-1",
        "",
    ] {
        assert_eq!(day::parse(text), None, "{text}");
    }
    assert_eq!(value(&Cell::Number(46_353.0), Kind::Day), None, "a number that is not formatted as a date");
}

#[test]
fn reads_amounts_with_either_separator() {
    let amounts = [
        ("1250", 125_000),
        ("1250.5", 125_050),
        ("1250,50", 125_050),
        ("1,250.50", 125_050),
        ("1.250,50", 125_050),
        ("1 250,50", 125_050),
        ("1\u{a0}250,50", 125_050),
        ("1\u{202f}250", 125_000),
        ("1'250.50", 125_050),
        ("1,250", 125_000),
        ("1.250", 125_000),
        ("1.234.567,89", 123_456_789),
        ("12,345,678", 1_234_567_800),
        ("-5,5", -550),
        ("−5", -500),
        ("0,5", 50),
        ("0.500", 50),
        ("12.10", 1210),
    ];
    for (text, minor) in amounts {
        assert_eq!(minor_units(&Cell::text(text), 2), Some(minor), "{text}");
    }
    assert_eq!(minor_units(&Cell::Number(1250.1 + 0.2), 2), Some(125_030));
    assert_eq!(minor_units(&Cell::text("1.250"), 3), Some(1250), "a currency with three decimals");
    assert_eq!(minor_units(&Cell::text("1.250"), 0), Some(1250), "a currency without decimals");
}

#[test]
fn rejects_what_is_no_amount() {
    let texts = [
        "",
        "SEK 5",
        "5 kr",
        "1,25,50",
        "1.2.3",
        "12,345.6.7",
        "1,2345.00",
        "1.005,5.5",
        "--5",
        ".",
        ",",
        "5.555,",
        "0,125",
        "1e5",
        "99999999999999999999",
    ];
    for text in texts {
        assert_eq!(minor_units(&Cell::text(text), 2), None, "{text}");
    }
    assert_eq!(minor_units(&Cell::Number(1.005), 2), None, "more decimals than the currency has");
    assert_eq!(minor_units(&Cell::Percent(0.5), 2), None);
}

#[test]
fn reads_percentages() {
    assert_eq!(of("12,5", Kind::Percent), Some(json!(1250)));
    assert_eq!(of("12.5 %", Kind::Percent), Some(json!(1250)));
    assert_eq!(value(&Cell::Number(5.0), Kind::Percent), Some(json!(500)));
    assert_eq!(value(&Cell::Percent(0.05), Kind::Percent), Some(json!(500)), "Excel keeps 5 % as 0.05");
    assert_eq!(of("12,345", Kind::Percent), None);
    assert_eq!(of("101", Kind::Percent), None);
}

#[test]
fn reads_texts_that_excel_took_for_numbers() {
    assert_eq!(value(&Cell::Number(4_870_215.0), Kind::Id), Some(json!("4870215")));
    assert_eq!(value(&Cell::Number(1e18), Kind::Id), None, "Excel has rounded it");
    assert_eq!(value(&Cell::Day(Day::from_epoch(0)), Kind::Id), None, "Excel has made a date of it");
}

#[test]
fn reads_lists_words_and_flags() {
    assert_eq!(of("se, no;DK\nfi", Kind::Countries), Some(json!(["SE", "NO", "DK", "FI"])));
    assert_eq!(of("se, Norway", Kind::Countries), None);
    let states = Kind::Word(crate::table::REQUIREMENTS);
    assert_eq!(of("one  OF these", states), Some(json!("anyOf")));
    assert_eq!(of("Registrering", states), Some(json!("enrolment")));
    assert_eq!(of("anyof", states), Some(json!("anyOf")));
    assert_eq!(of("enrolled", states), None);
    for (text, flag) in [("Yes", true), ("ja", true), ("X", true), ("SANT", true), ("nej", false), ("0", false)] {
        assert_eq!(of(text, Kind::Flag), Some(json!(flag)), "{text}");
    }
    assert_eq!(of("maybe", Kind::Flag), None);
    assert_eq!(
        of("7f3cd34f-ff19-444b-a8df-f365449b496f", Kind::TenantId),
        Some(json!("7f3cd34f-ff19-444b-a8df-f365449b496f"))
    );
    assert_eq!(of("7f3cd34f", Kind::TenantId), None);
}
