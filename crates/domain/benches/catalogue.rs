//! Cost of the list at three sizes: reading a dataset, building the catalogue and its indexes, and each user action.

#![expect(clippy::unwrap_used, reason = "a missing value stops the benchmark")]
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue, Direction, LocationSet, Query, Sort, SortKey, TextIndex, WordCache};
use domain::dataset::Reader;
use domain::earning::Earning;
use domain::find::FindIndex;
use domain::model::Location;
use domain::text::Texts;
use domain::{Day, Idx, Lang};
use fixtures::Spec;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn sizes(criterion: &mut Criterion) {
    let today: Day = "2026-11-22".parse().unwrap();
    for (engagements, locations) in [(200, 20), (10_000, 200), (100_000, 200)] {
        let mut group = criterion.benchmark_group(format!("{engagements}x{locations}"));
        group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
        let json = Spec::of_size(engagements, locations).json().unwrap();
        let read = || {
            let loaded = Reader::read(&json, today);
            assert_eq!(loaded.problems, []);
            loaded.data.unwrap()
        };
        group.bench_function("read", |bench| bench.iter_with_large_drop(read));
        group.bench_function("build", |bench| {
            bench.iter_batched(read, |data| Catalogue::new(data, today), BatchSize::PerIteration);
        });
        group.bench_function("warm", |bench| {
            bench.iter_batched(read, |data| TextIndex::build(&data, Lang::En), BatchSize::PerIteration);
        });
        let catalogue = Catalogue::new(read(), today);
        let indexes = Lang::ALL.map(|lang| TextIndex::build(catalogue.data(), lang));
        println!(
            "{engagements}x{locations}: json {} kB, catalogue {} kB, text indexes of both languages {} kB",
            json.len() / 1000,
            catalogue.bytes() / 1000,
            indexes.iter().map(TextIndex::bytes).sum::<usize>() / 1000
        );
        group.bench_function("set_day", |bench| bench.iter(|| catalogue.on_day(black_box(today))));
        group.bench_function("actions", |bench| bench.iter(|| catalogue.actions()));
        let location = Location::clone(&catalogue.data().locations[0]);
        group.bench_function("location changed", |bench| {
            bench.iter(|| catalogue.with_location(black_box(location.clone())));
        });

        let mut list = List { catalogue, indexes, words: WordCache::default() };
        keys(&mut group, &mut list);
        lists(&mut group, &mut list, locations);
        group.finish();
    }
}

/// The catalogue with what the app holds beside it.
struct List {
    catalogue: Catalogue,
    indexes: [TextIndex; Lang::ALL.len()],
    words: WordCache,
}

impl List {
    fn query(&mut self, query: &Query) -> Answer {
        self.catalogue.query(query, Some(&self.indexes[query.lang as usize]), &mut self.words)
    }
}

/// Queries while a person types.
fn keys(group: &mut Group<'_>, catalogue: &mut List) {
    // Words not typed before: cached results of others do not help.
    let mut number = 0_u32;
    group.bench_function("key, new word", |bench| {
        bench.iter(|| {
            number += 1;
            let letters: String = (0..2).map(|at| char::from(b'a' + (number / 26_u32.pow(at) % 26) as u8)).collect();
            catalogue.query(&Query { text: letters, ..Query::default() })
        });
    });
    // A word that occurs nowhere: every word is compared.
    group.bench_function("key, typing error", |bench| {
        bench.iter(|| {
            number += 1;
            let word = format!("workshp{}", char::from(b'a' + (number % 26) as u8));
            catalogue.query(&Query { text: word, ..Query::default() })
        });
    });
    let data = catalogue.catalogue.data().clone();
    let index = FindIndex::new(&data, Lang::En, str::to_owned);
    group.bench_function("search everything, index", |bench| {
        bench.iter_with_large_drop(|| FindIndex::new(&data, Lang::En, str::to_owned));
    });
    let commands = Texts::default();
    for (name, text) in [("one letter", "a"), ("a word", "contoso"), ("typing error", "contsoo")] {
        let answer = catalogue.query(&Query { text: text.to_owned(), ..Query::default() });
        group.bench_function(format!("search everything, {name}"), |bench| {
            bench.iter(|| index.find(&data, text, &answer, &commands));
        });
    }
    let typed: Vec<Query> = "copilot sä"
        .char_indices()
        .map(|(at, letter)| Query { text: "copilot sä"[..at + letter.len_utf8()].to_owned(), ..Query::default() })
        .collect();
    group.bench_function("key, mean of a phrase typed", |bench| {
        bench.iter_custom(|rounds| {
            let mut spent = Duration::ZERO;
            for _ in 0..rounds {
                // Other words evict the cached results of the last round.
                for other in ["v1", "w2", "q3", "z4", "y5", "x6", "j7", "k8", "h9"] {
                    catalogue.query(&Query { text: other.to_owned(), ..Query::default() });
                }
                let start = Instant::now();
                for query in &typed {
                    black_box(catalogue.query(query));
                }
                spent += start.elapsed() / typed.len() as u32;
            }
            spent
        });
    });
}

/// Queries when a person filters and sorts.
fn lists(group: &mut Group<'_>, catalogue: &mut List, locations: usize) {
    group.bench_function("open", |bench| bench.iter(|| catalogue.query(&Query::default())));
    let mut turn = 0;
    group.bench_function("filter toggled", |bench| {
        bench.iter(|| {
            turn += 1;
            let eligibility = if turn % 2 == 0 { vec![Earning::Earning] } else { Vec::new() };
            catalogue.query(&Query { eligibility, ..Query::default() })
        });
    });
    for key in SortKey::ALL {
        let sort = Some(Sort { key, direction: Direction::Descending });
        group.bench_function(format!("sort by {key:?}"), |bench| {
            bench.iter(|| catalogue.query(&Query { sort, ..Query::default() }));
        });
    }
    let by_name = Some(Sort { key: SortKey::Name, direction: Direction::Ascending });
    let every_filter = Query {
        area: Some(Idx::new(1)),
        locations: LocationSet::from_positions((0..locations / 2).map(Idx::new), locations),
        status: vec![Availability::Active, Availability::Upcoming],
        roles: [0, 1, 2].map(Idx::new).to_vec(),
        eligibility: vec![Earning::Earning, Earning::WithinReach],
        text: "a".to_owned(),
        lang: Lang::En,
        sort: by_name,
    };
    group.bench_function("facets and sort", |bench| {
        bench.iter(|| {
            catalogue.query(&Query { sort: by_name, locations: every_filter.locations.clone(), ..Query::default() })
        });
    });
    group.bench_function("every filter, facets and sort", |bench| bench.iter(|| catalogue.query(&every_filter)));
    let chosen = [Earning::Earning, Earning::WithinReach];
    let key = Query { text: "a".to_owned(), ..Query::default() };
    let keys = [
        ("key, locations chosen", Query { locations: every_filter.locations.clone(), ..key.clone() }),
        ("key, eligibility chosen", Query { eligibility: chosen.to_vec(), ..key.clone() }),
        (
            "key, locations and eligibility chosen",
            Query { locations: every_filter.locations.clone(), eligibility: chosen.to_vec(), ..key },
        ),
    ];
    for (name, query) in keys {
        group.bench_function(name, |bench| bench.iter(|| catalogue.query(&query)));
    }
}

criterion_group!(benches, sizes);
criterion_main!(benches);
