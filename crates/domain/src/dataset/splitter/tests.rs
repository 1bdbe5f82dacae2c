use super::*;
use proptest::prelude::*;

fn split(pieces: &[&[u8]]) -> (Vec<String>, Option<DatasetProblem>) {
    let mut splitter = Splitter::new();
    let mut parts = Vec::new();
    for piece in pieces {
        splitter.space(piece.len()).copy_from_slice(piece);
        let fed = splitter.advance(|part| {
            let index = part.index.map(|index| format!("[{index}]")).unwrap_or_default();
            parts.push(format!("{}{index}={}", part.section, String::from_utf8_lossy(part.json)));
        });
        if let Err(problem) = fed {
            return (parts, Some(problem));
        }
    }
    (parts, splitter.finish().err())
}

const FILE: &[u8] =
    "\u{feff}{ \"a\" : [1, {\"x\": \"]}\\\"\"} ,[2,3]],\"b\":{\"c\":[]}, \"e\\u0301\":true, \"d\":[] }\n".as_bytes();

fn expected() -> Vec<String> {
    ["a=[", "a[0]=1", "a[1]={\"x\": \"]}\\\"\"}", "a[2]=[2,3]", "b={\"c\":[]}", "e\u{301}=true", "d=["]
        .map(str::to_owned)
        .to_vec()
}

#[test]
fn a_file_is_cut_into_its_parts() {
    assert_eq!(split(&[FILE]), (expected(), None));
}

#[test]
fn a_file_that_ends_too_early_says_where_and_keeps_what_came_before() {
    let (parts, problem) = split(&[br#"{"format":"x","engagements":[{"id":1},{"id":"#]);
    assert_eq!(parts, ["format=\"x\"", "engagements=[", "engagements[0]={\"id\":1}"]);
    assert_eq!(problem, Some(DatasetProblem::new("$.engagements[1]", ProblemKind::Truncated { byte: 44 })));
    assert_eq!(split(&[b" \n"]).1, Some(DatasetProblem::new("$", ProblemKind::Empty)));
}

#[test]
fn what_is_not_json_says_where() {
    assert_eq!(split(&[b"<!doctype html>"]).1, Some(DatasetProblem::new("$", ProblemKind::NotJson { byte: 0 })));
    assert_eq!(split(&[b"\n  <html>"]).1, Some(DatasetProblem::new("$", ProblemKind::NotJson { byte: 0 })));
    assert_eq!(split(&[b"\xEF\xBB"]).1, Some(DatasetProblem::new("$", ProblemKind::Empty)));
    // A byte order mark is one only where the file begins.
    let not_json = Some(DatasetProblem::new("$", ProblemKind::NotJson { byte: 0 }));
    assert_eq!(split(&[b" ", "\u{feff}{}".as_bytes()]).1, not_json);
    assert_eq!(split(&[br#"{"a":[1 2]}"#]).1, Some(DatasetProblem::new("$.a[0]", ProblemKind::NotJson { byte: 8 })));
    assert_eq!(split(&[br#"{"a":1} x"#]).1, Some(DatasetProblem::new("$.a", ProblemKind::NotJson { byte: 8 })));
    assert_eq!(split(&[br#"{"a":[1,]}"#]).1, Some(DatasetProblem::new("$.a[1]", ProblemKind::NotJson { byte: 8 })));
}

proptest! {
    #[test]
    fn where_the_pieces_are_cut_does_not_matter(cuts in proptest::collection::vec(0..FILE.len(), 0..6)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts {
            pieces.push(&FILE[from..cut]);
            from = cut;
        }
        pieces.push(&FILE[from..]);
        prop_assert_eq!(split(&pieces), (expected(), None));
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(proptest::sample::select(b"{}[]\",:\\ 1tx".to_vec()), 0..60)
    ) {
        let _ = split(&[&bytes]);
    }
}
