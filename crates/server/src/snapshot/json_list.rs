//! A list of resources as one JSON array, with each element a slice of it.

use std::collections::HashMap;
use std::ops::Range;

use bytes::Bytes;

use crate::store::dataset::Resource;

/// A list of resources as a JSON array.
#[derive(Clone, Debug)]
pub struct JsonList {
    json: Bytes,
    elements: Vec<Element>,
    by_id: HashMap<Box<str>, usize>,
}

#[derive(Clone, Debug)]
struct Element {
    id: Box<str>,
    revision: i64,
    range: Range<usize>,
}

impl JsonList {
    /// Writes the resources in order.
    pub fn new(list: Vec<Resource>) -> Self {
        let size: usize = list.iter().map(|resource| resource.body.len() + 1).sum();
        let mut json = Vec::with_capacity(size + 2);
        json.push(b'[');
        let mut elements = Vec::with_capacity(list.len());
        for Resource { id, revision, body } in list {
            if json.len() > 1 {
                json.push(b',');
            }
            let start = json.len();
            json.extend_from_slice(body.as_bytes());
            elements.push(Element { id: id.into(), revision, range: start..json.len() });
        }
        json.push(b']');
        let by_id = elements.iter().enumerate().map(|(at, element)| (element.id.clone(), at)).collect();
        Self { json: json.into(), elements, by_id }
    }

    /// Returns the list with some resources replaced. Ignores ids that are not in the list.
    pub fn with_changes(&self, changed: &[Resource]) -> Self {
        let mut list: Vec<Resource> = (0..self.len()).map(|at| self.resource(at)).collect();
        for new in changed {
            if let Some(at) = self.find(&new.id) {
                list[at] = new.clone();
            }
        }
        Self::new(list)
    }

    fn resource(&self, at: usize) -> Resource {
        let body = String::from_utf8_lossy(&self.json[self.elements[at].range.clone()]).into_owned();
        Resource { id: self.elements[at].id.to_string(), revision: self.elements[at].revision, body }
    }

    /// Returns the number of resources.
    pub const fn len(&self) -> usize {
        self.elements.len()
    }

    /// Returns the JSON array.
    pub const fn json(&self) -> &Bytes {
        &self.json
    }

    /// Returns the resources at some positions as a JSON array.
    pub fn filtered(&self, which: impl Fn(usize) -> bool) -> Bytes {
        let mut json = vec![b'['];
        for at in (0..self.len()).filter(|at| which(*at)) {
            if json.len() > 1 {
                json.push(b',');
            }
            json.extend_from_slice(&self.json[self.elements[at].range.clone()]);
        }
        json.push(b']');
        json.into()
    }

    /// Finds the position of an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Returns the id at a position.
    pub fn id(&self, at: usize) -> &str {
        self.elements.get(at).map_or("", |element| &element.id)
    }

    /// Returns the revision at a position.
    pub fn revision(&self, at: usize) -> i64 {
        self.elements.get(at).map_or(0, |element| element.revision)
    }

    /// Returns the JSON at a position.
    pub fn body(&self, at: usize) -> Bytes {
        self.elements.get(at).map_or_else(Bytes::new, |element| self.json.slice(element.range.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(id: &str, revision: i64, body: &str) -> Resource {
        Resource { id: id.to_owned(), revision, body: body.to_owned() }
    }

    #[test]
    fn slices_and_replaces_elements() {
        let list = JsonList::new(vec![resource("a", 1, "{}"), resource("b", 1, "[1]"), resource("c", 1, "2")]);
        assert_eq!(list.json(), "[{},[1],2]");
        assert_eq!(list.filtered(|at| at != 1), "[{},2]");
        assert_eq!(list.filtered(|_| false), "[]");
        let at = list.find("b").unwrap();
        assert_eq!(list.body(at), "[1]");
        let changed = list.with_changes(&[resource("b", 7, "{\"n\":1}"), resource("x", 7, "0")]);
        assert_eq!(changed.json(), "[{},{\"n\":1},2]");
        assert_eq!((changed.revision(1), changed.revision(2)), (7, 1));
        assert_eq!(JsonList::new(vec![]).json(), "[]");
    }
}
