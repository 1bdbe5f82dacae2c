//! Small files on which the product once failed.

use domain::catalogue::{Catalogue, Query};
use domain::dataset::read::LoadedDataset;
use domain::dataset::{ProblemKind, Reader};

use crate::generate::TODAY;

/// Reads a file of `tests/inputs`.
fn read(name: &str) -> LoadedDataset {
    let path = format!("{}/tests/inputs/{name}.json", env!("CARGO_MANIFEST_DIR"));
    Reader::read(&std::fs::read(path).unwrap(), TODAY.parse().unwrap())
}

#[test]
fn files_with_a_mark_or_with_floats_are_read_completely() {
    for name in ["bom", "integer-as-float", "count-as-float"] {
        let loaded = read(name);
        assert_eq!(loaded.problems, [], "{name}");
        let data = loaded.data.unwrap();
        assert_eq!(data.check_details(0..data.details_count()), [], "{name}");
        let catalogue = Catalogue::new(data, TODAY.parse().unwrap());
        assert!(!catalogue.query_unindexed(&Query::default()).order.is_empty(), "{name}");
    }
}

#[test]
fn utf_16_is_reported_as_such() {
    let loaded = read("utf16");
    let [problem] = &loaded.problems[..] else { panic!("{:?}", loaded.problems) };
    assert_eq!(problem.kind, ProblemKind::OtherEncoding { found: "UTF-16" });
    assert!(loaded.data.is_none() && problem.to_string().contains("UTF-8"));
}

#[test]
fn where_everything_is_left_out_the_reasons_are_there() {
    let loaded = read("all-left-out");
    assert!(loaded.data.unwrap().engagements.is_empty());
    assert!(loaded.problems.iter().all(|problem| problem.path.starts_with("$.engagements[")), "{:?}", loaded.problems);
}
