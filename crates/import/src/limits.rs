//! Bounds of what is read: a hostile or wrong file must not exhaust the memory of a browser tab.

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 50_000_000;
/// The most bytes that a workbook may contain when it is unpacked.
pub const MAX_UNPACKED: u64 = 400_000_000;
/// The most rows of a sheet.
pub const MAX_ROWS: usize = 200_000;
/// The columns of a sheet that are read; those further right are ignored.
pub const MAX_COLUMNS: usize = 100;
/// The most characters of a cell, as in Excel.
pub const MAX_CELL: usize = 32_767;
/// The most sheets of a workbook, or files.
pub const MAX_SHEETS: usize = 100;
