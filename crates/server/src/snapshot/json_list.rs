//! A list of resources as JSON, each element with bytes of its own.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::store::Failure;
use crate::store::dataset::Resource;
use crate::store::lists::ResourceKind;

/// A list of resources.
#[derive(Clone, Debug)]
pub struct JsonList {
    elements: Vec<Element>,
    by_id: Arc<HashMap<Box<str>, usize>>,
    /// The JSON array, if no element was replaced. The elements are slices of it.
    array: Option<Bytes>,
}

#[derive(Clone, Debug)]
struct Element {
    id: Arc<str>,
    changes: i64,
    /// None where the stored row is no JSON.
    body: Option<Bytes>,
}

impl JsonList {
    /// Takes the resources in order. Reports rows that are no JSON.
    pub fn new(kind: ResourceKind, list: Vec<Resource>) -> Self {
        let size: usize = list.iter().map(|resource| resource.body.len() + 1).sum();
        let mut json = Vec::with_capacity(size + 2);
        json.push(b'[');
        let mut places = Vec::with_capacity(list.len());
        for Resource { id, changes, body } in list {
            if json.len() > 1 {
                json.push(b',');
            }
            let start = json.len();
            json.extend_from_slice(body.as_bytes());
            places.push((id, changes, is_json(&body).then_some(start..json.len())));
        }
        json.push(b']');
        let array = Bytes::from(json);
        let is_whole = places.iter().all(|(_, _, place)| place.is_some());
        let element = |(id, changes, place): (String, i64, Option<std::ops::Range<usize>>)| {
            if place.is_none() {
                tracing::error!(kind = kind.as_str(), id, "a row of the table resources is damaged");
            }
            Element { id: id.into(), changes, body: place.map(|place| array.slice(place)) }
        };
        let elements: Vec<_> = places.into_iter().map(element).collect();
        let by_id = elements.iter().enumerate().map(|(at, element)| (Box::from(&*element.id), at)).collect();
        Self { elements, by_id: Arc::new(by_id), array: is_whole.then_some(array) }
    }

    /// Returns the list with some resources replaced. Ignores ids that are not in the list.
    pub fn with_changes(&self, changed: &[Resource]) -> Self {
        let mut list = Self { array: None, ..self.clone() };
        for new in changed {
            if let Some(at) = self.find(&new.id) {
                let element = &mut list.elements[at];
                element.changes = new.changes;
                element.body = is_json(&new.body).then(|| new.body.clone().into());
                if element.body.is_none() {
                    tracing::error!(id = new.id, "a row of the table resources is damaged");
                }
            }
        }
        list
    }

    /// Returns the number of resources.
    pub const fn len(&self) -> usize {
        self.elements.len()
    }

    /// Returns the resources at some positions as a JSON array.
    ///
    /// # Errors
    /// If one of them is damaged.
    pub fn filtered(&self, which: impl Fn(usize) -> bool) -> Result<Bytes, Failure> {
        let mut json = vec![b'['];
        for at in (0..self.len()).filter(|at| which(*at)) {
            if json.len() > 1 {
                json.push(b',');
            }
            json.extend_from_slice(&self.body(at)?);
        }
        json.push(b']');
        json.shrink_to_fit();
        Ok(json.into())
    }

    /// Returns all resources as a JSON array.
    ///
    /// # Errors
    /// If one of them is damaged.
    pub fn array(&self) -> Result<Bytes, Failure> {
        self.array.clone().map_or_else(|| self.filtered(|_| true), Ok)
    }

    /// Returns the size of the JSON array.
    pub fn size(&self) -> usize {
        self.elements.iter().map(|element| element.body.as_ref().map_or(0, Bytes::len) + 1).sum()
    }

    /// Finds the position of an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Returns the id at a position.
    pub fn id(&self, at: usize) -> &str {
        self.elements.get(at).map_or("", |element| &element.id)
    }

    /// Returns how often the resource at a position has changed since the import.
    pub fn changes(&self, at: usize) -> i64 {
        self.elements.get(at).map_or(0, |element| element.changes)
    }

    /// Returns the JSON at a position.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn body(&self, at: usize) -> Result<Bytes, Failure> {
        self.elements.get(at).and_then(|element| element.body.clone()).ok_or(Failure::Damaged)
    }
}

fn is_json(body: &str) -> bool {
    body.starts_with('{') && serde_json::from_str::<&RawValue>(body).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(id: &str, changes: i64, body: &str) -> Resource {
        Resource { id: id.to_owned(), changes, body: body.to_owned() }
    }

    fn list(bodies: [&str; 3]) -> JsonList {
        let resources = ["a", "b", "c"].into_iter().zip(bodies).map(|(id, body)| resource(id, 1, body));
        JsonList::new(ResourceKind::Location, resources.collect())
    }

    #[test]
    fn slices_and_replaces_elements() {
        let list = list(["{}", "{\"n\":0}", "{\"m\":2}"]);
        assert_eq!(list.array().unwrap(), "[{},{\"n\":0},{\"m\":2}]");
        assert_eq!(list.filtered(|at| at != 1).unwrap(), "[{},{\"m\":2}]");
        assert_eq!(list.filtered(|_| false).unwrap(), "[]");
        let at = list.find("b").unwrap();
        assert_eq!(list.body(at).unwrap(), "{\"n\":0}");
        let changed = list.with_changes(&[resource("b", 7, "{\"n\":1}"), resource("x", 7, "{}")]);
        assert_eq!(changed.array().unwrap(), "[{},{\"n\":1},{\"m\":2}]");
        assert_eq!((changed.changes(1), changed.changes(2)), (7, 1));
        assert_eq!(JsonList::new(ResourceKind::Area, vec![]).array().unwrap(), "[]");
    }

    #[test]
    fn damaged_rows_are_an_error_only_where_they_are_needed() {
        let list = list(["{}", "{\"n\":", "{\"m\":2}"]);
        assert!(list.array().is_err() && list.body(1).is_err());
        assert_eq!(list.filtered(|at| at != 1).unwrap(), "[{},{\"m\":2}]");
        let mended = list.with_changes(&[resource("b", 2, "{}")]);
        assert_eq!(mended.array().unwrap(), "[{},{},{\"m\":2}]");
        assert!(mended.with_changes(&[resource("b", 3, "nonsense")]).array().is_err());
    }
}
