//! The messages of faults.

use crate::Message;
use crate::table::SheetSpec;

/// How many characters of a cell are repeated.
const SHOWN: usize = 60;

pub fn not_expected(found: &str, expected: &Message) -> Message {
    let found: String = match found.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &found[..end]),
        None => found.to_owned(),
    };
    Message::new(format!("“{found}”: expected {}", expected.en), format!("”{found}”: här förväntas {}", expected.sv))
}

pub fn empty(expected: &Message) -> Message {
    Message::new(format!("empty: expected {}", expected.en), format!("tom: här förväntas {}", expected.sv))
}

pub fn amount_without_currency() -> Message {
    Message::new(
        "the row has an amount without a currency: expected three letters, such as EUR",
        "raden har ett belopp utan valuta: här förväntas tre bokstäver, till exempel SEK",
    )
}

pub fn unknown_sheet() -> Message {
    Message::new(
        "there is no such sheet in the template; it is ignored. Begin its name with # to keep a sheet of your own",
        "bladet finns inte i mallen och ignoreras. Inled namnet med # om bladet är ditt eget",
    )
}

pub fn unknown_column() -> Message {
    Message::new(
        "there is no such column in the template; it is ignored. Begin the heading with # to keep a column of your own",
        "kolumnen finns inte i mallen och ignoreras. Inled rubriken med # om kolumnen är din egen",
    )
}

pub fn sheet_twice() -> Message {
    Message::new("the sheet is there twice; this one is ignored", "bladet finns två gånger; det här ignoreras")
}

pub fn column_twice() -> Message {
    Message::new("the column is there twice; this one is ignored", "kolumnen finns två gånger; den här ignoreras")
}

pub fn missing_sheet(spec: &SheetSpec) -> Message {
    Message::new(
        format!("the sheet “{}” is missing. {}", spec.name.en, spec.note.en),
        format!("bladet ”{}” saknas. {}", spec.name.sv, spec.note.sv),
    )
}

pub fn no_headings(spec: &SheetSpec) -> Message {
    let names = |of: fn(&crate::table::Column) -> &'static str| {
        spec.columns.iter().filter(|column| column.is_required).map(of).collect::<Vec<_>>().join(", ")
    };
    Message::new(
        format!("no row has the headings of the template: {}", names(|column| column.name.en)),
        format!("ingen rad har mallens rubriker: {}", names(|column| column.name.sv)),
    )
}

pub fn missing_column(heading_en: &str, heading_sv: &str) -> Message {
    Message::new(
        format!("the column “{heading_en}” is missing: no row of the sheet can be read"),
        format!("kolumnen ”{heading_sv}” saknas: ingen rad i bladet kan läsas"),
    )
}

pub fn second_row() -> Message {
    Message::new("there is one row in this sheet; this one is ignored", "bladet har en rad; den här ignoreras")
}

pub fn no_parent(id: &str, spec: &SheetSpec) -> Message {
    Message::new(
        format!("there is no “{id}” in the sheet “{}”", spec.name.en),
        format!("det finns inget ”{id}” i bladet ”{}”", spec.name.sv),
    )
}

pub fn parent_left_out(id: &str, spec: &SheetSpec) -> Message {
    Message::new(
        format!("left out, because “{id}” in the sheet “{}” is left out", spec.name.en),
        format!("utelämnad, eftersom ”{id}” i bladet ”{}” är utelämnad", spec.name.sv),
    )
}

pub fn no_group(level: u64) -> Message {
    let above = level.saturating_sub(1);
    Message::new(
        format!("level {level} needs a row “One of these” or “All of these” of level {above} above it"),
        format!("nivå {level} kräver en rad ”En av dessa” eller ”Alla dessa” på nivå {above} ovanför"),
    )
}

pub fn needed_for(requirement_en: &str, requirement_sv: &str, expected: &Message) -> Message {
    Message::new(
        format!("the requirement “{requirement_en}” needs a value here: {}", expected.en),
        format!("kravet ”{requirement_sv}” behöver ett värde här: {}", expected.sv),
    )
}

pub fn not_used_by(requirement_en: &str, requirement_sv: &str) -> Message {
    Message::new(
        format!("the requirement “{requirement_en}” has no use for this: expected an empty cell"),
        format!("kravet ”{requirement_sv}” har ingen användning för detta: här förväntas en tom cell"),
    )
}

pub fn unclosed() -> Message {
    Message::new(
        "a quotation mark is not closed: rows may have run together",
        "ett citattecken avslutas inte: rader kan ha slagits ihop",
    )
}
