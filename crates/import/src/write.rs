//! Writes a dataset as rows of sheets: for the template, for examples and for tests. The reverse of `read`.

mod criteria;

use domain::{Day, Lang};
use serde_json::Value;

use crate::Cell;
use crate::table::{Kind, SHEETS, SheetSpec, Target, Word};

/// A sheet and its rows, without the headings.
pub type SheetRows = (&'static SheetSpec, Vec<Vec<Cell>>);

/// Returns the sheets of a dataset, with words in a language.
///
/// A sheet cannot say that a cap has another currency than the amount of its rate, that an admin administers no
/// location, or that a list of criteria is within another of the same kind; none of these mean anything of their own.
pub fn sheets_of(dataset: &Value, lang: Lang) -> Vec<SheetRows> {
    SHEETS.iter().map(|spec| (*spec, rows(spec, dataset, lang))).collect()
}

fn rows(spec: &'static SheetSpec, dataset: &Value, lang: Lang) -> Vec<Vec<Cell>> {
    let elements =
        |value: &'_ Value, list: &str| get(value, list).and_then(Value::as_array).cloned().unwrap_or_default();
    match spec.target {
        Target::Dataset => vec![row(spec, dataset, None, lang)],
        Target::List(list) => elements(dataset, list).iter().map(|element| row(spec, element, None, lang)).collect(),
        Target::Nested { parent, list } => {
            let outer = elements(dataset, parent);
            let rows = outer.iter().flat_map(|outer| {
                let inner = elements(outer, list);
                inner.into_iter().map(|element| row(spec, &element, outer["id"].as_str(), lang)).collect::<Vec<_>>()
            });
            rows.collect()
        }
        Target::Criteria => {
            let sets = elements(dataset, "criteria");
            sets.iter().flat_map(|set| criteria::rows(spec, set, lang)).collect()
        }
    }
}

/// Returns an element as a row. `outer` is the id of the element that it is in.
fn row(spec: &SheetSpec, element: &Value, outer: Option<&str>, lang: Lang) -> Vec<Cell> {
    let mut money = spec.columns.iter().filter(|column| matches!(column.kind, Kind::Amount));
    let currency = money.find_map(|column| get(element, column.field)?["currency"].as_str());
    let columns = spec.columns.iter().map(|column| match column.kind {
        Kind::Currency => currency.map_or(Cell::Empty, Cell::text),
        _ if column.field.is_empty() => outer.map_or(Cell::Empty, Cell::text),
        kind => get(element, column.field).map_or(Cell::Empty, |value| cell(value, kind, lang)),
    });
    columns.collect()
}

/// Returns a member such as `term.first`.
fn get<'a>(value: &'a Value, field: &str) -> Option<&'a Value> {
    field.split('.').try_fold(value, |value, name| value.get(name))
}

fn cell(value: &Value, kind: Kind, lang: Lang) -> Cell {
    let text = value.as_str().unwrap_or_default();
    let list = |name: &dyn Fn(&str) -> String| {
        let items = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        Cell::text(&items.map(name).collect::<Vec<_>>().join(", "))
    };
    match kind {
        Kind::Day => text.parse::<Day>().map_or_else(|_| Cell::text(text), Cell::Day),
        Kind::Flag => Cell::text(match (value.as_bool() == Some(true), lang) {
            (true, Lang::En) => "Yes",
            (false, Lang::En) => "No",
            (true, Lang::Sv) => "Ja",
            (false, Lang::Sv) => "Nej",
        }),
        Kind::Count(_) => value.as_f64().map_or(Cell::Empty, Cell::Number),
        Kind::Percent => value.as_f64().map_or(Cell::Empty, |hundredths| Cell::Number(hundredths / 100.0)),
        Kind::Amount => {
            let digits = value["currency"].as_str().and_then(domain::money::Currency::new);
            let digits = digits.map_or(2, domain::money::Currency::minor_digits);
            value["minor"].as_f64().map_or(Cell::Empty, |minor| Cell::Number(minor / 10_f64.powi(digits.into())))
        }
        Kind::References(_) | Kind::Countries => list(&str::to_owned),
        Kind::Word(words) => Cell::text(&word(text, words, lang)),
        Kind::Words(words) => list(&|text| word(text, words, lang)),
        Kind::Text | Kind::Id | Kind::Reference(_) | Kind::Country | Kind::Currency | Kind::Link | Kind::TenantId => {
            Cell::text(text)
        }
    }
}

fn word(json: &str, words: &[Word], lang: Lang) -> String {
    let found = words.iter().find(|word| word.json == json);
    found.map_or(json, |word| word.name.get(lang)).to_owned()
}
