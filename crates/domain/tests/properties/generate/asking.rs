//! What is asked of random data.

use domain::Idx;

use super::*;

/// A random question about a dataset; some of its filters lead nowhere.
pub fn query(draw: &mut Draw, dataset: &Dataset) -> Query {
    let pick_text = |draw: &mut Draw| {
        let word: String = draw.pick(&WORDS).to_owned();
        let letters: Vec<char> = word.chars().collect();
        let from = draw.below(letters.len());
        let part: String = letters[from..(from + 1 + draw.below(letters.len())).min(letters.len())].iter().collect();
        match draw.below(5) {
            4 => mistyped(draw, &word),
            0 => part.to_uppercase(),
            1 => part.to_lowercase(),
            2 => part,
            _ => word,
        }
    };
    let locations = dataset.locations.len();
    Query {
        area: draw.one_in(3).then(|| Idx::new(draw.below(dataset.areas.len() + 1))),
        locations: if draw.one_in(2) {
            LocationSet::from_positions(draw.some_of(locations, 3).into_iter().map(Idx::new), locations)
        } else {
            LocationSet::All
        },
        status: if draw.one_in(3) {
            draw.some_of(3, 2).into_iter().map(|at| domain::availability::Availability::ALL[at]).collect()
        } else {
            Vec::new()
        },
        roles: if draw.one_in(3) {
            draw.some_of(dataset.roles.len() + 1, 2).into_iter().map(Idx::new).collect()
        } else {
            Vec::new()
        },
        eligibility: if draw.one_in(3) {
            draw.some_of(5, 2).into_iter().map(|at| domain::earning::Earning::ALL[at]).collect()
        } else {
            Vec::new()
        },
        text: (0..draw.below(4)).map(|_| pick_text(draw)).collect::<Vec<_>>().join(" "),
        lang: draw.pick(&Lang::ALL),
        sort: (!draw.one_in(3)).then(|| Sort {
            key: draw.pick(&SortKey::ALL),
            direction: draw.pick(&[Direction::Ascending, Direction::Descending]),
        }),
    }
}

/// A word with one or two typing errors.
pub fn mistyped(draw: &mut Draw, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for _ in 0..=draw.below(2) {
        let at = draw.below(letters.len());
        match draw.below(4) {
            0 if letters.len() > 1 => drop(letters.remove(at)),
            1 => letters.insert(at, 'e'),
            2 if at > 0 => letters.swap(at - 1, at),
            _ => letters[at] = 'o',
        }
    }
    letters.into_iter().collect()
}

pub fn json(dataset: &Dataset) -> Vec<u8> {
    serde_json::to_vec(dataset).unwrap()
}

/// How many cases a property is tried with; `PROPTEST_CASES` says otherwise. No files are left behind.
pub fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}
