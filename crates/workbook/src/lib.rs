//! The workbook module: spreadsheet formats, in a wasm file of its own that runs in a web worker. The app loads it when
//! somebody asks for it (`src/browser/workbook.rs`); `cargo xtask build` writes it beside the app.
//!
//! Each exported function is called by its JavaScript name. Arguments and results are what a worker can be sent: texts
//! (JSON) and bytes.

use domain::Day;
use export::Table;
use import::{Imported, InputFile, OpenError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// Writes a table, as JSON, as an XLSX file.
///
/// # Errors
/// If the JSON is no table, or the table is larger than a sheet.
#[wasm_bindgen(js_name = writeXlsx)]
pub fn write_xlsx(table: &str) -> Result<Vec<u8>, JsError> {
    let table: Table = serde_json::from_str(table)?;
    Ok(export::xlsx(&table)?)
}

/// Reads a workbook or CSV files. The argument has today, as days since 1970, then the name and the bytes of each file.
/// Returns the dataset and the encoded report, or the name of a file and why it cannot be read in two languages.
///
/// # Errors
/// If the argument is something else.
#[wasm_bindgen(js_name = readWorkbook)]
pub fn read_workbook(argument: &Array) -> Result<Array, JsError> {
    let mut values = argument.iter();
    #[expect(clippy::cast_possible_truncation, reason = "a day that the app has sent")]
    let today = values.next().and_then(|value| value.as_f64()).map(|days| Day::from_epoch(days as i32));
    let today = today.ok_or_else(|| JsError::new("expected the day first"))?;
    let mut files = Vec::new();
    while let (Some(name), Some(bytes)) = (values.next(), values.next()) {
        files.push((name.as_string().unwrap_or_default(), Uint8Array::new(&bytes).to_vec()));
    }
    let files: Vec<_> = files.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
    let answer = match import::open(&files, today) {
        Ok(Imported { dataset, report }) => vec![dataset, report.encode()],
        Err(OpenError { file, message }) => vec![file, message.en, message.sv],
    };
    Ok(answer.into_iter().map(JsValue::from).collect())
}
