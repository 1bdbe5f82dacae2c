//! The workbook module: spreadsheet formats, in a wasm file of its own that runs in a web worker. The app loads it when
//! somebody asks for it (`src/browser/workbook.rs`); `cargo xtask build` writes it beside the app.
//!
//! Each exported function is called by its JavaScript name. Arguments and results are what a worker can be sent: texts
//! (JSON) and bytes.

use export::Table;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Writes a table, as JSON, as an XLSX file.
///
/// # Errors
/// If the JSON is no table, or the table is larger than a sheet.
#[wasm_bindgen(js_name = writeXlsx)]
pub fn write_xlsx(table: &str) -> Result<Vec<u8>, JsError> {
    let table: Table = serde_json::from_str(table)?;
    Ok(export::xlsx(&table)?)
}
