//! A list as it is answered: one JSON array, of which each element is a part.

use std::collections::HashMap;
use std::ops::Range;

use bytes::Bytes;

use crate::store::dataset::Stored;

/// A list of JSON values.
#[derive(Clone, Debug)]
pub struct Rows {
    json: Bytes,
    list: Vec<Row>,
    by_id: HashMap<Box<str>, usize>,
}

#[derive(Clone, Debug)]
struct Row {
    id: Box<str>,
    revision: i64,
    range: Range<usize>,
}

impl Rows {
    /// The elements in their order.
    pub fn new(list: Vec<Stored>) -> Self {
        let size: usize = list.iter().map(|stored| stored.body.len() + 1).sum();
        let mut json = Vec::with_capacity(size + 2);
        json.push(b'[');
        let mut rows = Vec::with_capacity(list.len());
        for Stored { id, revision, body } in list {
            if json.len() > 1 {
                json.push(b',');
            }
            let start = json.len();
            json.extend_from_slice(body.as_bytes());
            rows.push(Row { id: id.into(), revision, range: start..json.len() });
        }
        json.push(b']');
        let by_id = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        Self { json: json.into(), list: rows, by_id }
    }

    /// The same list, with some elements changed.
    pub fn with(&self, changed: &[Stored]) -> Self {
        let mut list: Vec<Stored> = (0..self.len()).map(|at| self.stored(at)).collect();
        for new in changed {
            if let Some(at) = self.find(&new.id) {
                list[at] = new.clone();
            }
        }
        Self::new(list)
    }

    fn stored(&self, at: usize) -> Stored {
        let body = String::from_utf8_lossy(&self.json[self.list[at].range.clone()]).into_owned();
        Stored { id: self.list[at].id.to_string(), revision: self.list[at].revision, body }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// All of it as a JSON array.
    pub const fn json(&self) -> &Bytes {
        &self.json
    }

    /// Those of some positions as a JSON array.
    pub fn some(&self, which: impl Fn(usize) -> bool) -> Bytes {
        let mut json = vec![b'['];
        for at in (0..self.len()).filter(|at| which(*at)) {
            if json.len() > 1 {
                json.push(b',');
            }
            json.extend_from_slice(&self.json[self.list[at].range.clone()]);
        }
        json.push(b']');
        json.into()
    }

    /// The position of an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The id at a position.
    pub fn id(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |row| &row.id)
    }

    /// The revision at a position.
    pub fn revision(&self, at: usize) -> i64 {
        self.list.get(at).map_or(0, |row| row.revision)
    }

    /// The element at a position.
    pub fn body(&self, at: usize) -> Bytes {
        self.list.get(at).map_or_else(Bytes::new, |row| self.json.slice(row.range.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(id: &str, revision: i64, body: &str) -> Stored {
        Stored { id: id.to_owned(), revision, body: body.to_owned() }
    }

    #[test]
    fn elements_are_parts_of_the_whole() {
        let rows = Rows::new(vec![stored("a", 1, "{}"), stored("b", 1, "[1]"), stored("c", 1, "2")]);
        assert_eq!(rows.json(), "[{},[1],2]");
        assert_eq!(rows.some(|at| at != 1), "[{},2]");
        assert_eq!(rows.some(|_| false), "[]");
        let at = rows.find("b").unwrap();
        assert_eq!(rows.body(at), "[1]");
        let changed = rows.with(&[stored("b", 7, "{\"n\":1}"), stored("x", 7, "0")]);
        assert_eq!(changed.json(), "[{},{\"n\":1},2]");
        assert_eq!((changed.revision(1), changed.revision(2)), (7, 1));
        assert_eq!(Rows::new(vec![]).json(), "[]");
    }
}
