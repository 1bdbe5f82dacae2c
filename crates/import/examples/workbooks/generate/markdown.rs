//! The tables of the documentation.

use std::fmt::Write;

use import::table::{Column, Kind, SHEETS, SheetSpec};

const BEGIN: &str = "<!-- The tables are generated: cargo xtask dataset --workbooks -->\n";

/// Returns the page with new tables: they end it.
pub fn with_tables(page: &str) -> Option<String> {
    let (head, _) = page.split_once(BEGIN)?;
    let mut page = format!("{head}{BEGIN}");
    for sheet in SHEETS {
        write_sheet(&mut page, sheet);
    }
    Some(page)
}

fn write_sheet(page: &mut String, sheet: &SheetSpec) {
    let need = if sheet.is_required { "" } else { " May be absent." };
    let SheetSpec { name, note, .. } = sheet;
    // Writing to a string does not fail.
    let _ = write!(page, "\n### {} ({})\n\n{}{need}\n\n", name.en, name.sv, note.en);
    page.push_str("| Column | In Swedish | Values | Meaning |\n|---|---|---|---|\n");
    for column in sheet.columns {
        let Column { name, note, kind, is_required, .. } = column;
        let mark = if *is_required { "**" } else { "" };
        let _ = writeln!(page, "| {mark}{}{mark} | {} | {} | {} |", name.en, name.sv, values(*kind), note.en);
    }
}

fn values(kind: Kind) -> String {
    let words = |words: &[import::table::Word]| {
        words.iter().map(|word| format!("*{}*", word.name.en)).collect::<Vec<_>>().join(", ")
    };
    let list = |list: &str| import::table::sheet_of(list).map_or("", |sheet| sheet.name.en);
    match kind {
        Kind::Text | Kind::Id => "text".to_owned(),
        Kind::Reference(of) => format!("ID in {}", list(of)),
        Kind::References(of) => format!("IDs in {}", list(of)),
        Kind::Country => "country code".to_owned(),
        Kind::Countries => "country codes".to_owned(),
        Kind::Day => "date".to_owned(),
        Kind::Flag => "yes or no".to_owned(),
        Kind::Count(_) => "whole number".to_owned(),
        Kind::Amount => "amount".to_owned(),
        Kind::Currency => "currency code".to_owned(),
        Kind::Percent => "percentage".to_owned(),
        Kind::Link => "address".to_owned(),
        Kind::Word(list) => format!("one of {}", words(list)),
        Kind::Words(list) => format!("any of {}", words(list)),
        Kind::TenantId => "tenant ID".to_owned(),
    }
}
