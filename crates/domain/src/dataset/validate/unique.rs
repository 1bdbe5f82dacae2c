//! Ids: each at most once.

use crate::dataset::data::Interner;
use crate::dataset::problem::ProblemKind;
use crate::dataset::read::{Listed, Problems};

/// Keeps the first element of each id.
pub fn unique_listed<T>(
    section: &str,
    mut list: Listed<T>,
    id: impl Fn(&T) -> &str,
    problems: &mut Problems,
) -> Listed<T> {
    let mut seen = Interner::default();
    list.retain(|(index, element)| is_first(section, *index, id(element), &mut seen, problems));
    list
}

fn is_first(section: &str, index: usize, id: &str, seen: &mut Interner, problems: &mut Problems) -> bool {
    let (_, first) = seen.intern(id);
    if !first {
        problems.push(format!("$.{section}[{index}].id"), ProblemKind::DuplicateId { id: id.to_owned() });
    }
    first
}

/// Keeps the first element of each id, without the indexes in the file.
pub fn unique<T>(section: &str, list: Listed<T>, id: impl Fn(&T) -> &str, problems: &mut Problems) -> Vec<T> {
    unique_listed(section, list, id, problems).into_iter().map(|(_, element)| element).collect()
}

/// Returns the positions of elements by their ids, each of which is there once.
pub fn index_by<T>(list: &[T], id: impl Fn(&T) -> &str) -> Interner {
    let mut index = Interner::default();
    for element in list {
        index.intern(id(element));
    }
    index
}
