//! Cells as values of the dataset.

mod day;
mod number;

use serde_json::Value;

use crate::table::{Kind, Word};
use crate::{Cell, Message};

pub use number::minor_units;

/// Returns the value of a cell that is not empty, or `None` where it is not what the column expects.
pub fn value(cell: &Cell, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text | Kind::Id | Kind::Reference(_) | Kind::Link => text(cell).map(Value::from),
        Kind::References(_) => list(cell, |item| Some(item.to_owned())),
        Kind::Country => country(&text(cell)?).map(Value::from),
        Kind::Countries => list(cell, country),
        Kind::Day => match cell {
            Cell::Day(day) => Some(day.to_string().into()),
            Cell::Text(text) => day::parse(text).map(|day| day.to_string().into()),
            _ => None,
        },
        Kind::Flag => flag(cell).map(Value::from),
        Kind::Count(most) => number::scaled(cell, 0)
            .and_then(|count| u32::try_from(count).ok())
            .filter(|count| *count <= most)
            .map(Value::from),
        Kind::Percent => percent(cell).map(Value::from),
        Kind::Currency => currency(&text(cell)?).map(Value::from),
        // Its digits depend on the currency.
        Kind::Amount => None,
        Kind::Word(words) => word(&text(cell)?, words).map(Value::from),
        Kind::Words(words) => list(cell, |item| word(item, words).map(str::to_owned)),
        Kind::TenantId => text(cell).filter(|text| is_uuid(text)).map(Value::from),
    }
}

/// Returns a text as a person sees it. A date is none: Excel made it of something else, such as `3-1`.
fn text(cell: &Cell) -> Option<String> {
    /// Numbers of more digits are rounded by Excel.
    const EXACT: f64 = 1e15;
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Number(number) if number.abs() < EXACT => Some(number.to_string()),
        Cell::Flag(_) => Some(cell.shown().into_owned()),
        _ => None,
    }
}

/// Returns the items of a cell, separated by commas, semicolons or lines.
fn list(cell: &Cell, item: impl Fn(&str) -> Option<String>) -> Option<Value> {
    let text = text(cell)?;
    let items = text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty());
    items.map(|text| item(text).map(Value::from)).collect::<Option<Vec<_>>>().map(Value::from)
}

fn country(text: &str) -> Option<String> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| text.to_ascii_uppercase())
}

fn currency(text: &str) -> Option<String> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| text.to_ascii_uppercase())
}

fn flag(cell: &Cell) -> Option<bool> {
    let text = match cell {
        Cell::Flag(flag) => return Some(*flag),
        cell => text(cell)?.to_lowercase(),
    };
    match text.as_str() {
        "yes" | "y" | "true" | "x" | "1" | "ja" | "j" | "sant" => Some(true),
        "no" | "n" | "false" | "0" | "nej" | "falskt" => Some(false),
        _ => None,
    }
}

/// Returns a percentage up to 100 in hundredths of a percent.
fn percent(cell: &Cell) -> Option<i64> {
    let hundredths = match cell {
        Cell::Percent(share) => number::scaled(&Cell::Number(share * 100.0), 2),
        Cell::Text(text) => number::scaled(&Cell::text(text.trim_end_matches('%')), 2),
        cell => number::scaled(cell, 2),
    };
    hundredths.filter(|hundredths| (0..=10_000).contains(hundredths))
}

fn word(text: &str, words: &'static [Word]) -> Option<&'static str> {
    words.iter().find(|word| word.is(text)).map(|word| word.json)
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Returns what a column expects, in words.
pub fn expected(kind: Kind) -> Message {
    let words = |words: &[Word]| {
        let names = |of: fn(&Word) -> &'static str| words.iter().map(of).collect::<Vec<_>>().join("; ");
        Message::new(names(|word| word.name.en), names(|word| word.name.sv))
    };
    match kind {
        Kind::Text | Kind::Id => Message::new("a text", "en text"),
        Kind::Reference(_) => Message::new("an ID", "ett ID"),
        Kind::References(_) => Message::new("IDs, separated by commas", "ID:n, åtskilda med kommatecken"),
        Kind::Country => {
            Message::new("a country code of two letters, such as SE", "en landskod med två bokstäver, till exempel SE")
        }
        Kind::Countries => Message::new(
            "country codes of two letters, separated by commas",
            "landskoder med två bokstäver, åtskilda med kommatecken",
        ),
        Kind::Day => Message::new("a date, such as 2026-11-27", "ett datum, till exempel 2026-11-27"),
        Kind::Flag => Message::new("yes or no", "ja eller nej"),
        Kind::Count(u32::MAX) => Message::new("a whole number", "ett heltal"),
        Kind::Count(most) => {
            Message::new(format!("a whole number up to {most}"), format!("ett heltal upp till {most}"))
        }
        Kind::Amount => Message::new("an amount, such as 1250.50", "ett belopp, till exempel 1250,50"),
        Kind::Currency => {
            Message::new("a currency of three letters, such as EUR", "en valuta med tre bokstäver, till exempel SEK")
        }
        Kind::Percent => Message::new(
            "a percentage from 0 to 100 with at most two decimals, such as 12.5",
            "en procentsats från 0 till 100 med högst två decimaler, till exempel 12,5",
        ),
        Kind::Link => Message::new("an address that starts with https://", "en adress som börjar med https://"),
        Kind::Word(list) => {
            let list = words(list);
            Message::new(format!("one of: {}", list.en), format!("något av: {}", list.sv))
        }
        Kind::Words(list) => {
            let list = words(list);
            Message::new(
                format!("some of these, separated by commas: {}", list.en),
                format!("några av dessa, åtskilda med kommatecken: {}", list.sv),
            )
        }
        Kind::TenantId => Message::new(
            "a tenant ID, such as 7f3cd34f-ff19-444b-a8df-f365449b496f",
            "ett klient-ID, till exempel 7f3cd34f-ff19-444b-a8df-f365449b496f",
        ),
    }
}

#[cfg(test)]
mod tests;
