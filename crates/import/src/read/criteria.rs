//! Builds trees of criteria from rows with levels.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::assemble::set;
use super::{Record, Table, messages};
use crate::Report;
use crate::table::{self, ALL_OF, ANY_OF, Kind, REQUIREMENTS, Word};
use crate::values::expected;

/// The columns of the sheet that the reader uses by themselves.
const ID: usize = 0;
const LEVEL: usize = 1;
const REQUIREMENT: usize = 2;

/// The fields of each type of criterion: those that it must have, and those that it may have.
const FIELDS: [(&str, &[&str], &[&str]); 10] = [
    (ALL_OF, &[], &[]),
    (ANY_OF, &[], &[]),
    ("enrolment", &[], &[]),
    ("agreement", &["one.credential"], &[]),
    ("designation", &["one.credential"], &[]),
    ("specialization", &["one.credential"], &[]),
    ("certifiedPeople", &["one.credential", "one.count"], &[]),
    ("revenue", &["one.credential", "one.threshold"], &[]),
    ("place", &[], &["one.countries", "one.markets"]),
    ("stated", &["one.id", "one.text.en"], &["one.text.sv"]),
];

/// A row of a tree.
struct Node {
    row: u32,
    level: u64,
    content: Content,
    children: Vec<usize>,
}

enum Content {
    Group(&'static str),
    One(Value),
    /// A row with a fault: a criterion that is never met. What stands below it belongs to it.
    Faulty,
}

/// The rows of one set, in the order of the sheet.
#[derive(Default)]
struct Set {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

type Ids = BTreeMap<(&'static str, String), Option<usize>>;

/// Returns the sets of criteria.
pub fn sets(table: &Table<'_>, ids: &Ids, report: &mut Report) -> Vec<Value> {
    let mut sets: Vec<(String, Set)> = Vec::new();
    for record in &table.records {
        let Some(id) = record.text(ID) else {
            report.skipped += 1;
            continue;
        };
        let at = sets.iter().rposition(|(known, _)| known == id).unwrap_or_else(|| {
            sets.push((id.to_owned(), Set::default()));
            sets.len() - 1
        });
        sets[at].1.add(record, table, ids, report);
    }
    let sets = sets.into_iter().enumerate();
    sets.map(|(at, (id, set))| json!({ "id": id, "tree": set.tree(&format!("$.criteria[{at}]"), table.sheet, report) }))
        .collect()
}

impl Set {
    fn add(&mut self, record: &Record, table: &Table<'_>, ids: &Ids, report: &mut Report) {
        let level = record.values[LEVEL].as_ref().and_then(Value::as_u64).unwrap_or(1).max(1);
        let mut content = content(record, table, ids, report);
        let parent = (level > 1).then(|| self.last_of(level - 1)).flatten();
        let has_group = parent.is_some_and(|parent| !matches!(self.nodes[parent].content, Content::One(_)));
        if level > 1 && !has_group && !record.is_faulty {
            report.push(table.place(record.row, Some(LEVEL)), messages::no_group(level));
            content = Content::Faulty;
        }
        if matches!(content, Content::Faulty) {
            report.skipped += 1;
        }
        let node = self.nodes.len();
        match parent.filter(|_| has_group) {
            Some(parent) => self.nodes[parent].children.push(node),
            None => self.roots.push(node),
        }
        let level = if has_group { level } else { 1 };
        self.nodes.push(Node { row: record.row, level, content, children: Vec::new() });
    }

    /// Returns the last row, where it or a group that it is in has this level.
    fn last_of(&self, level: u64) -> Option<usize> {
        let at = self.nodes.iter().rposition(|node| node.level <= level)?;
        (self.nodes[at].level == level).then_some(at)
    }

    /// Returns the tree. A single group of level 1 is the tree itself.
    fn tree(&self, path: &str, sheet: usize, report: &mut Report) -> Value {
        if let Some(first) = self.nodes.first() {
            report.places.add_row(path.to_owned(), sheet, first.row);
        }
        let path = format!("{path}.tree");
        match self.roots.as_slice() {
            [root] if matches!(self.nodes[*root].content, Content::Group(_)) => self.node(*root, &path, sheet, report),
            roots => json!({ ALL_OF: self.parts(roots, &format!("{path}.{ALL_OF}"), sheet, report) }),
        }
    }

    fn parts(&self, nodes: &[usize], path: &str, sheet: usize, report: &mut Report) -> Vec<Value> {
        let parts = nodes.iter().enumerate();
        parts.map(|(at, node)| self.node(*node, &format!("{path}[{at}]"), sheet, report)).collect()
    }

    fn node(&self, node: usize, path: &str, sheet: usize, report: &mut Report) -> Value {
        let Node { row, content, children, .. } = &self.nodes[node];
        report.places.add_row(path.to_owned(), sheet, *row);
        match content {
            Content::Group(word) => json!({ *word: self.parts(children, &format!("{path}.{word}"), sheet, report) }),
            Content::One(criterion) => json!({ "one": criterion }),
            // The reader of the dataset replaces it by a criterion that is not met.
            Content::Faulty => json!({ "one": null }),
        }
    }
}

/// Returns what a row requires, and reports what is wrong with it.
fn content(record: &Record, table: &Table<'_>, ids: &Ids, report: &mut Report) -> Content {
    let Some(requirement) = record.text(REQUIREMENT).filter(|_| !record.is_faulty) else { return Content::Faulty };
    let word = REQUIREMENTS.iter().find(|word| word.json == requirement);
    let fields = FIELDS.iter().find(|(name, ..)| *name == requirement);
    let (Some(word), Some((_, required, optional))) = (word, fields) else { return Content::Faulty };
    let mut is_sound = true;
    let Word { name, .. } = *word;
    for (at, column) in table.spec.columns.iter().enumerate().skip(REQUIREMENT + 1) {
        let is_there = record.values[at].is_some();
        let (needs, allows) = (required.contains(&column.field), optional.contains(&column.field));
        let is_currency = matches!(column.kind, Kind::Currency);
        let message = match &record.values[at] {
            None if needs => messages::needed_for(name.en, name.sv, &expected(column.kind)),
            Some(_) if !needs && !allows && !is_currency => messages::not_used_by(name.en, name.sv),
            Some(value) => match unknown(value, column.kind, ids) {
                Some(message) => message,
                None => continue,
            },
            None => continue,
        };
        debug_assert!(is_there || needs, "an empty cell is a fault only where a value is needed");
        is_sound = false;
        report.push(table.place(record.row, Some(at)), message);
    }
    if requirement == "place" && optional.iter().all(|field| field_of(record, table, field).is_none()) {
        is_sound = false;
        let countries = table.column("one.countries");
        report.push(
            table.place(record.row, countries),
            messages::needed_for(name.en, name.sv, &expected(Kind::Countries)),
        );
    }
    if !is_sound {
        return Content::Faulty;
    }
    match requirement {
        ALL_OF => Content::Group(ALL_OF),
        ANY_OF => Content::Group(ANY_OF),
        _ => {
            let mut one = json!({ "type": requirement });
            for field in required.iter().chain(*optional) {
                if let Some(value) = field_of(record, table, field) {
                    set(&mut one, field.trim_start_matches("one."), value.clone());
                }
            }
            Content::One(one)
        }
    }
}

fn field_of<'a>(record: &'a Record, table: &Table<'_>, field: &str) -> Option<&'a Value> {
    record.values.get(table.column(field)?)?.as_ref()
}

/// Returns the message of an id that leads nowhere.
fn unknown(value: &Value, kind: Kind, ids: &Ids) -> Option<crate::Message> {
    let (Kind::Reference(list) | Kind::References(list)) = kind else { return None };
    let one = value.as_str().into_iter();
    let mut named = one.chain(value.as_array().into_iter().flatten().filter_map(Value::as_str));
    let id = named.find(|id| !ids.contains_key(&(list, (*id).to_owned())))?;
    Some(messages::no_parent(id, table::sheet_of(list)?))
}
