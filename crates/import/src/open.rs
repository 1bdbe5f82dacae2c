//! Opens files: a workbook, or CSV files that are a workbook together.

use domain::Day;

use crate::limits::{MAX_BYTES, MAX_ROWS, MAX_SHEETS};
use crate::xlsx::XlsxFault;
use crate::{Imported, Message, OpenError, Sheet, csv, read, xlsx};

/// A file that a person chose.
#[derive(Clone, Copy, Debug)]
pub struct InputFile<'a> {
    /// Its name, with the ending.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Reads a workbook, or CSV files named after the sheets. Data without a day of their own are of `today`.
///
/// # Errors
/// Where nothing can be read: the name of the file and what to do.
pub fn open(files: &[InputFile<'_>], today: Day) -> Result<Imported, OpenError> {
    let mut sheets = Vec::new();
    if files.len() > MAX_SHEETS {
        return Err(error("", &too_large()));
    }
    if files.iter().map(|file| file.bytes.len()).sum::<usize>() > MAX_BYTES {
        return Err(error(files.first().map_or("", |file| file.name), &too_large()));
    }
    for file in files {
        sheets.extend(sheets_of(*file).map_err(|message| error(file.name, &message))?);
    }
    if sheets.iter().all(|sheet| crate::table::sheet(&sheet.name).is_none()) {
        return Err(error(files.first().map_or("", |file| file.name), &no_sheet()));
    }
    Ok(read(&sheets, today))
}

fn sheets_of(InputFile { name, bytes }: InputFile<'_>) -> Result<Vec<Sheet>, Message> {
    match bytes {
        [b'P', b'K', 3 | 5, ..] => xlsx::read(bytes).map_err(|fault| match fault {
            XlsxFault::OtherArchive => other_format(),
            XlsxFault::Damaged => damaged(),
            XlsxFault::TooLarge => too_large(),
        }),
        // The container of Excel before 2007, and of workbooks with a password.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(old_or_protected()),
        _ if has_text(bytes) => {
            let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            csv::read(stem, bytes).map(|sheet| vec![sheet]).ok_or_else(too_large)
        }
        _ => Err(other_format()),
    }
}

/// Returns whether a file may be text: only UTF-16 has zeros, and it has a mark.
fn has_text(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || !bytes.contains(&0)
}

fn error(file: &str, message: &Message) -> OpenError {
    OpenError { file: file.to_owned(), message: message.clone() }
}

fn too_large() -> Message {
    let (megabytes, rows) = (MAX_BYTES / 1_000_000, MAX_ROWS);
    Message::new(
        format!("The file is too large: at most {megabytes} MB, and {rows} rows in a sheet."),
        format!("Filen är för stor: högst {megabytes} MB, och {rows} rader i ett blad."),
    )
}

fn damaged() -> Message {
    Message::new(
        "The workbook is damaged. Open it in Excel and save it again as an Excel workbook (.xlsx).",
        "Arbetsboken är skadad. Öppna den i Excel och spara den på nytt som en Excel-arbetsbok (.xlsx).",
    )
}

fn old_or_protected() -> Message {
    Message::new(
        "The workbook has a password, or is of an old format. Save it without a password as an Excel workbook (.xlsx).",
        "Arbetsboken har ett lösenord eller ett äldre format. Spara den utan lösenord som en Excel-arbetsbok (.xlsx).",
    )
}

fn other_format() -> Message {
    Message::new(
        "This is neither an Excel workbook (.xlsx) nor CSV. Save it in one of these formats.",
        "Det här är varken en Excel-arbetsbok (.xlsx) eller CSV. Spara filen i något av dessa format.",
    )
}

fn no_sheet() -> Message {
    Message::new(
        "No sheet of the template was found. Sheets and CSV files are named as in the template, such as Engagements.",
        "Inget av mallens blad hittades. Blad och CSV-filer heter som i mallen, till exempel Engagemang.",
    )
}

#[cfg(test)]
mod tests;
