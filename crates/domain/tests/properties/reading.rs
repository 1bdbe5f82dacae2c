//! A dataset is read the same however it arrives; damage is reported and never makes the reader panic.

use std::fmt::Write;

use domain::catalogue::{Catalogue, Query};
use domain::dataset::{DatasetProblem, ProblemKind, Reader};
use domain::model::Dataset;
use domain::{Day, Lang};
use proptest::prelude::*;
use serde_json::Value;

use crate::generate::{Draw, TODAY, datasets, json};

/// Returns all that was read as text, and the problems.
fn dump(reader: Reader, today: Day) -> (String, Vec<DatasetProblem>) {
    let loaded = reader.finish(today);
    let mut problems = loaded.problems;
    let Some(data) = loaded.data else { return (String::new(), problems) };
    let mut text = format!(
        "{:?}",
        (&data.id, data.as_of, data.illustrative, &data.partner, &data.areas, &data.roles, &data.markets)
    );
    write!(text, "{:?}", (&data.credentials, &data.locations, &data.customers, &data.claims)).unwrap();
    write!(text, "{:?}", data.customer_verdicts).unwrap();
    for engagement in data.engagements.iter() {
        write!(text, "{:?}", (engagement.position(), engagement.id(), engagement.area(), engagement.role())).unwrap();
        write!(text, "{:?}", (engagement.pay(), engagement.term(), engagement.criteria(), engagement.markets()))
            .unwrap();
        for lang in Lang::ALL {
            write!(text, "{:?}", (engagement.name(lang), engagement.description(lang))).unwrap();
        }
        write!(text, "{:?}", engagement.details()).unwrap();
    }
    problems.extend(data.check_details(0..data.details_count()));
    // Valid data answer queries without a panic.
    let catalogue = Catalogue::new(data, today);
    catalogue.query_unindexed(&Query { text: "a".to_owned(), ..Query::default() });
    catalogue.actions();
    (text, problems)
}

fn read(bytes: &[u8]) -> (String, Vec<DatasetProblem>) {
    let mut reader = Reader::new();
    reader.feed(bytes);
    dump(reader, TODAY.parse().unwrap())
}

/// Returns the path of the part that the byte before `end` belongs to, from the lengths of the parts.
fn path_at(dataset: &Dataset, end: usize) -> String {
    const KEYS: [&str; 17] = [
        "format",
        "version",
        "id",
        "asOf",
        "shiftDates",
        "illustrative",
        "partner",
        "areas",
        "roles",
        "markets",
        "credentials",
        "criteria",
        "locations",
        "customers",
        "claims",
        "engagements",
        "customerVerdicts",
    ];
    let value = serde_json::to_value(dataset).unwrap();
    let length = |value: &Value| value.to_string().len();
    let (mut path, mut at) = ("$".to_owned(), 1);
    for key in KEYS {
        if end <= at {
            return path;
        }
        // A key that is not complete is no part yet.
        at += key.len() + 2;
        path = if end < at { "$".to_owned() } else { format!("$.{key}") };
        at += 1;
        let part = &value[key];
        match part.as_array() {
            Some(elements) if end > at => {
                let mut begins = at + 1;
                let index = elements.iter().take_while(|element| {
                    begins += length(element) + 1;
                    end >= begins
                });
                path = format!("$.{key}[{}]", index.count().min(elements.len().saturating_sub(1)));
            }
            _ => {}
        }
        at += length(part) + 1;
    }
    path
}

/// Changes some bytes of a file.
fn damage(bytes: &mut Vec<u8>, draw: &mut Draw) {
    for _ in 0..=draw.below(3) {
        let at = draw.below(bytes.len());
        match draw.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..(at + 1 + draw.below(40)).min(bytes.len()))),
            2 => bytes.insert(at, draw.pick(b"{}[]\",:\\ 0x\xFF\n")),
            3 => bytes[at] = draw.pick(b"{}[]\",:\\ 9x\xC3\0"),
            _ => {
                let from = draw.below(bytes.len());
                let piece = bytes[from..(from + draw.below(60)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
        if bytes.is_empty() {
            return;
        }
    }
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn reads_the_same_however_the_file_is_split((dataset, mut draw) in datasets()) {
        let mut bytes = if draw.one_in(2) { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        bytes.extend(json(&dataset));
        if draw.one_in(3) {
            damage(&mut bytes, &mut draw);
        }
        let whole = read(&bytes);
        let mut reader = Reader::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let most = draw.pick(&[2, 10, 1000, 1]);
            let (piece, after) = rest.split_at((1 + draw.below(most)).min(rest.len()));
            reader.feed(piece);
            rest = after;
        }
        prop_assert_eq!(dump(reader, TODAY.parse().unwrap()), whole);
    }

    #[test]
    fn damage_is_reported_or_changes_nothing_else((dataset, mut draw) in datasets()) {
        let mut bytes = json(&dataset);
        let sound = read(&bytes);
        prop_assert_eq!(&sound.1, &[]);
        damage(&mut bytes, &mut draw);
        let (text, problems) = read(&bytes);
        match serde_json::from_slice::<Dataset>(&bytes) {
            // Still a dataset: another one perhaps, but then the reader sees what serde sees.
            Ok(other) => {
                let (other_text, other_problems) = read(&json(&other));
                prop_assert_eq!((text, problems), (other_text, other_problems));
            }
            Err(error) => prop_assert!(!problems.is_empty(), "not reported: {}", error),
        }
    }

    #[test]
    fn reports_where_a_file_ends_early((dataset, mut draw) in datasets()) {
        let bytes = json(&dataset);
        let end = draw.below(bytes.len());
        let (_, problems) = read(&bytes[..end]);
        let kind = if end == 0 { ProblemKind::Empty } else { ProblemKind::Truncated { byte: end as u64 } };
        let expected = DatasetProblem::new(path_at(&dataset, end), kind);
        prop_assert_eq!(problems.first(), Some(&expected));
    }

    #[test]
    fn dates_move_all_together((dataset, mut draw) in datasets()) {
        // Away from the ends of the calendar, where a shift stops.
        let text = String::from_utf8(json(&dataset)).unwrap();
        let text = text.replace("0001-", "2020-").replace("9999-", "2030-");
        let mut dataset: Dataset = serde_json::from_str(&text).unwrap();
        let shift = i32::try_from(draw.below(1000)).unwrap() - 500;
        let today = dataset.as_of.plus(shift);
        let still = Reader::read(&json(&dataset), today).data.unwrap();
        dataset.shift_dates = true;
        let moved = Reader::read(&json(&dataset), today).data.unwrap();
        prop_assert_eq!(moved.as_of, today);
        prop_assert_eq!(still.as_of, dataset.as_of);
        let then = dataset.as_of;
        let (still, moved) = (Catalogue::new(still, then), Catalogue::new(moved, today));
        prop_assert_eq!(still.query_unindexed(&Query::default()), moved.query_unindexed(&Query::default()));
        for (one, other) in still.data().engagements.iter().zip(moved.data().engagements.iter()) {
            prop_assert_eq!(other.term().first.since(one.term().first), shift);
            prop_assert_eq!(other.term().last.since(one.term().last), shift);
        }
        for (one, other) in still.data().customer_verdicts.iter().zip(&moved.data().customer_verdicts) {
            prop_assert_eq!(other.since.since(one.since), shift);
        }
        for (one, other) in still.data().claims.iter().zip(&moved.data().claims) {
            let days = |claim: &domain::model::Claim| claim.evidence.iter().map(|item| item.since).collect::<Vec<_>>();
            let expected: Vec<_> = days(one).into_iter().map(|day| day.map(|day| day.plus(shift))).collect();
            prop_assert_eq!(days(other), expected);
        }
    }
}
