//! Puts the rows of all sheets together into one dataset.

use std::collections::BTreeMap;

use domain::Day;
use serde_json::{Value, json};

use super::criteria;
use super::headings::Repeats;
use super::{Table, messages};
use crate::Report;
use crate::table::{self, Target};

/// The lists of a dataset.
const LISTS: [&str; 10] = [
    "areas",
    "roles",
    "markets",
    "credentials",
    "criteria",
    "locations",
    "customers",
    "claims",
    "engagements",
    "customerVerdicts",
];

/// Collects the dataset.
pub struct Assembler {
    dataset: Value,
    /// The position of each id of a list; none where the row is left out.
    ids: BTreeMap<(&'static str, String), Option<usize>>,
}

impl Assembler {
    /// An empty dataset of `today`.
    pub fn new(today: Day) -> Self {
        let mut dataset = json!({
            "format": domain::model::FORMAT,
            "version": domain::model::VERSION,
            "id": "workbook",
            "asOf": today.to_string(),
            "partner": { "name": "", "admins": [] },
        });
        for list in LISTS {
            dataset[list] = json!([]);
        }
        Self { dataset, ids: BTreeMap::new() }
    }

    /// Adds the rows of a sheet.
    pub fn add(&mut self, table: &Table<'_>, report: &mut Report) {
        match table.spec.target {
            Target::Dataset => self.add_header(table, report),
            Target::List(list) => self.add_list(list, table, report),
            Target::Nested { parent, list } => self.add_nested(parent, list, table, report),
            Target::Criteria => {
                let sets = criteria::sets(table, &self.ids, report);
                for (at, set) in sets.iter().enumerate() {
                    let id = set["id"].as_str().unwrap_or_default().to_owned();
                    self.ids.insert(("criteria", id), Some(at));
                }
                self.dataset["criteria"] = sets.into();
            }
        }
    }

    /// Returns the dataset.
    pub fn finish(self) -> Value {
        self.dataset
    }

    fn add_header(&mut self, table: &Table<'_>, report: &mut Report) {
        for (at, record) in table.records.iter().enumerate() {
            if at > 0 {
                report.push(table.place(record.row, None), messages::second_row());
                report.skipped += 1;
                continue;
            }
            // What can be read of it is better than nothing: everything else is shown below this name.
            for (column, value) in table.spec.columns.iter().zip(&record.values) {
                report.places.add_row(format!("$.{}", column.field), table.sheet, record.row);
                if let Some(value) = value {
                    set(&mut self.dataset, column.field, value.clone());
                }
            }
        }
    }

    fn add_list(&mut self, list: &'static str, table: &Table<'_>, report: &mut Report) {
        let id_column = table.column("id");
        let mut made_ids = Repeats::default();
        for record in &table.records {
            let id = id_column.and_then(|at| record.text(at)).map(str::to_owned);
            let mut element = element(table, record);
            if record.is_faulty {
                report.skipped += 1;
                if let Some(id) = id {
                    self.ids.entry((list, id)).or_insert(None);
                }
                continue;
            }
            if list == "customerVerdicts" && id.is_none() {
                let part = |name: &str| element[name].as_str().unwrap_or_default().to_owned();
                element["id"] =
                    made_ids.unique(&format!("{}:{}:{}", part("engagement"), part("customer"), part("since"))).into();
            }
            let position = push(&mut self.dataset, list, element);
            report.places.add_row(format!("$.{list}[{position}]"), table.sheet, record.row);
            if let Some(id) = id {
                // Of two rows with one id the first counts; the reader of the dataset reports the other.
                let known = self.ids.entry((list, id)).or_insert(None);
                known.get_or_insert(position);
            }
        }
    }

    fn add_nested(&mut self, parent: &'static str, list: &str, table: &Table<'_>, report: &mut Report) {
        let mut ids: BTreeMap<usize, Repeats> = BTreeMap::new();
        for record in &table.records {
            let id = record.text(0).unwrap_or_default().to_owned();
            let position = self.ids.get(&(parent, id.clone())).copied();
            if let (false, None | Some(None), Some(spec)) = (record.is_faulty, position, table::sheet_of(parent)) {
                let is_left_out = position.is_some();
                let message =
                    if is_left_out { messages::parent_left_out(&id, spec) } else { messages::no_parent(&id, spec) };
                report.push(table.place(record.row, Some(0)), message);
            }
            let Some(position) = position.flatten().filter(|_| !record.is_faulty) else {
                report.skipped += 1;
                continue;
            };
            let mut element = element(table, record);
            if list == "attainments" {
                let ids = ids.entry(position).or_default();
                let own = element["id"].as_str().or(element["credential"].as_str()).unwrap_or_default().to_owned();
                // An id that a person wrote twice is reported by the reader of the dataset.
                let unique = ids.unique(&own);
                if element.get("id").is_none() {
                    element["id"] = unique.into();
                }
            }
            let path = format!("$.{parent}[{position}].{list}");
            let inner = push(&mut self.dataset[parent][position], list, element);
            report.places.add_row(format!("{path}[{inner}]"), table.sheet, record.row);
        }
    }
}

/// Returns a row as an element.
fn element(table: &Table<'_>, record: &super::Record) -> Value {
    let mut element = match table.spec.target {
        // The members that an engagement must have although each of them may be absent.
        Target::List("engagements") => json!({ "details": {} }),
        _ => json!({}),
    };
    for (column, value) in table.spec.columns.iter().zip(&record.values) {
        if let (Some(value), false) = (value, column.field.is_empty()) {
            set(&mut element, column.field, value.clone());
        }
    }
    element
}

/// Sets a member such as `term.first`.
pub fn set(value: &mut Value, field: &str, new: Value) {
    *field.split('.').fold(value, |value, name| &mut value[name]) = new;
}

/// Appends to a list such as `details.rates`. Returns the position.
fn push(value: &mut Value, list: &str, element: Value) -> usize {
    let list = list.split('.').fold(value, |value, name| &mut value[name]);
    if list.is_null() {
        *list = json!([]);
    }
    let Value::Array(elements) = list else { return 0 };
    elements.push(element);
    elements.len() - 1
}
