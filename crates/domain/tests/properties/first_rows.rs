//! The first rows of the list, known before the rest of a dataset has arrived, are those of the complete list.

use domain::catalogue::{Catalogue, Query};
use domain::dataset::{Data, Reader};
use domain::model::Dataset;
use domain::{Day, Lang};
use proptest::prelude::*;

use crate::generate::{Draw, TODAY, datasets, day, json, query};

fn today() -> Day {
    TODAY.parse().unwrap()
}

/// Feeds a file in random pieces; returns the first rows and all data.
fn read(bytes: &[u8], rows: usize, draw: &mut Draw) -> (Option<Data>, Option<Data>) {
    let (mut reader, mut first) = (Reader::new(), None);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at((1 + draw.below(300)).min(rest.len()));
        reader.feed(piece);
        if let Some(data) = reader.first_rows(rows, today()) {
            assert!(first.replace(data).is_none(), "returned once");
        }
        rest = after;
    }
    (first, reader.finish(today()).data)
}

/// Returns every cell of the rows of a query, as text, and the ids that they link to.
fn rows(catalogue: &Catalogue, query: &Query, most: usize) -> Vec<String> {
    let (answer, data) = (catalogue.query_unindexed(query), catalogue.data());
    let row = |&position| {
        let engagement = catalogue.engagement(position).unwrap();
        let cell = catalogue.cell(&answer, engagement);
        format!(
            "{} | {} | {} | {:?} {:?} | {} | {cell:?} {:?} | {}",
            engagement.id(),
            engagement.name(query.lang),
            data.areas[engagement.area().index()].name.get(query.lang),
            engagement.availability(catalogue.day()),
            engagement.term(),
            data.roles[engagement.role().index()].name.get(query.lang),
            catalogue.location_statuses(engagement).collect::<Vec<_>>(),
            catalogue.active_customers(&answer, engagement),
        )
    };
    answer.order.iter().take(most).map(row).collect()
}

/// Moves a list of a dataset behind the engagements.
fn with_list_last(dataset: &Dataset, list: &str) -> Vec<u8> {
    let mut value = serde_json::to_value(dataset).unwrap();
    let moved = value.as_object_mut().unwrap().remove(list).unwrap();
    let mut engagements = serde_json::to_string(&value).unwrap();
    let moved = format!(",\"{list}\":{moved}}}");
    engagements.replace_range(engagements.len() - 1.., &moved);
    engagements.into_bytes()
}

proptest! {
    #![proptest_config(crate::generate::cases(200))]

    #[test]
    fn first_rows_equal_those_of_the_complete_list((mut dataset, mut draw) in datasets()) {
        dataset.shift_dates = draw.one_in(2);
        let least = 1 + draw.below(dataset.engagements.len().max(1));
        let (first, all) = read(&json(&dataset), least, &mut draw);
        let Some(first) = first else { return Ok(()) };
        prop_assert!(first.engagements.len() >= least);
        let day = day(&mut draw, today());
        let (early, late) = (Catalogue::new(first, day), Catalogue::new(all.unwrap(), day));
        for lang in Lang::ALL {
            let natural = Query { lang, ..Query::default() };
            let shown = rows(&early, &natural, usize::MAX);
            prop_assert_eq!(shown.len(), early.data().engagements.len());
            prop_assert_eq!(&shown, &rows(&late, &natural, shown.len()));
        }
        // Any other question that counts as natural would be answered from the first rows as well.
        let asked = query(&mut draw, &dataset);
        if asked.is_natural() {
            let shown = rows(&early, &asked, usize::MAX);
            prop_assert_eq!(&shown, &rows(&late, &asked, shown.len()));
        }
    }

    #[test]
    fn files_in_another_order_and_with_faults_have_no_first_rows((dataset, mut draw) in datasets()) {
        for list in ["claims", "customers", "locations", "criteria", "roles", "areas", "markets", "credentials"] {
            let (first, all) = read(&with_list_last(&dataset, list), 1, &mut draw);
            prop_assert!(first.is_none(), "{} last", list);
            prop_assert!(all.is_some());
        }
        let text = String::from_utf8(json(&dataset)).unwrap();
        let unknown = text.replacen('{', r#"{"new":1,"#, 1);
        prop_assert!(read(unknown.as_bytes(), 1, &mut draw).0.is_none());
    }
}

#[test]
fn nearly_every_file_in_order_has_first_rows() {
    let seen = (0..50).filter(|&seed| {
        let spec = fixtures::Spec { seed, ..fixtures::Spec::of_size(60, 8) };
        read(&spec.json().unwrap(), 20, &mut Draw::seeded(seed)).0.is_some_and(|data| data.engagements.len() >= 20)
    });
    assert_eq!(seen.count(), 50);
}

/// The list shows nothing of the verdicts on customers: it waits for none of them, wherever they stand.
#[test]
fn verdicts_on_customers_may_stand_before_the_engagements() {
    let spec = fixtures::Spec::of_size(60, 8);
    let text = String::from_utf8(spec.json().unwrap()).unwrap();
    let (before, verdicts) = text.trim_end().split_at(text.find(",\n\"customerVerdicts\":").unwrap());
    let verdicts = verdicts.trim_start_matches(',').trim_end_matches('}');
    let first = before.replacen('{', &format!("{{{verdicts},"), 1) + "}";
    let (rows, all) = read(first.as_bytes(), 20, &mut Draw::seeded(1));
    assert!(rows.is_some_and(|data| data.engagements.len() >= 20));
    assert!(all.is_some_and(|data| data.customer_verdicts.len() > 50));
}
