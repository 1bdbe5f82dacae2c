//! Writes a tree of criteria as rows with levels.

use domain::Lang;
use serde_json::{Value, json};

use super::row;
use crate::Cell;
use crate::table::{ALL_OF, ANY_OF, SheetSpec};

/// Returns the rows of a set.
pub fn rows(spec: &SheetSpec, set: &Value, lang: Lang) -> Vec<Vec<Cell>> {
    let id = set["id"].as_str().unwrap_or_default();
    let tree = &set["tree"];
    let mut rows = Vec::new();
    let mut add = |level: u32, criterion: &Value| {
        let mut row = row(spec, criterion, Some(id), lang);
        // The column behind the id has no field of its own.
        row[1] = Cell::Number(level.into());
        rows.push(row);
    };
    match tree[ALL_OF].as_array().filter(|parts| !is_single_group(parts)) {
        Some(parts) => parts.iter().for_each(|part| write(part, 1, &mut add)),
        None => write(tree, 1, &mut add),
    }
    rows
}

/// Returns whether these parts would be read as something else when they are written without the row of their group.
fn is_single_group(parts: &[Value]) -> bool {
    match parts {
        [] => true,
        [part] => part.get("one").is_none(),
        _ => false,
    }
}

fn write(tree: &Value, level: u32, add: &mut impl FnMut(u32, &Value)) {
    match [ALL_OF, ANY_OF].into_iter().find_map(|word| Some((word, tree.get(word)?.as_array()?))) {
        Some((word, parts)) => {
            add(level, &json!({ "one": { "type": word } }));
            for part in parts {
                write(part, level + 1, add);
            }
        }
        None => add(level, tree),
    }
}
