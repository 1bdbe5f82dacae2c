//! A dataset as a workbook, with a note at each heading and lists to choose from.

use domain::Lang;
use import::table::{Column, Kind, READ_ME, SHEETS, SheetSpec, Text, Word, sheet_of};
use import::{Cell, sheets_of};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Url, Workbook, Worksheet, XlsxError,
};
use serde_json::Value;

/// Down to which row lists are offered and cells are formatted.
const LAST_ROW: u32 = 2000;
/// The widest and the narrowest column, in characters.
const WIDTHS: (usize, usize) = (12, 60);
/// The words of all columns; the reader ignores sheets whose name begins with #.
const LISTS: Text = Text { en: "# Lists", sv: "# Listor" };
const YES_NO: Text = Text { en: "Yes,No", sv: "Ja,Nej" };

/// What the first sheet says.
const INTRODUCTION: [Text; 7] = [
    Text { en: "Your data for MCI Engagements", sv: "Dina data för MCI Engagements" },
    Text {
        en: "Replace the example rows with your own, and open the file in the app: Settings, Open your own file.",
        sv: "Ersätt exempelraderna med dina egna och öppna filen i appen: Inställningar, Öppna din egen fil.",
    },
    Text {
        en: "The file stays on your computer: the app reads it in the browser and sends it nowhere.",
        sv: "Filen stannar på din dator: appen läser den i webbläsaren och skickar den ingenstans.",
    },
    Text {
        en: "Bold headings need a value in each row. The note of a heading says what belongs there.",
        sv: "Feta rubriker kräver ett värde på varje rad. Anteckningen vid en rubrik säger vad som hör dit.",
    },
    Text {
        en: "Columns may be in any order. Rows above the headings, empty rows, and sheets and columns whose name \
             begins with # are ignored.",
        sv: "Kolumnerna kan stå i vilken ordning som helst. Rader ovanför rubrikerna, tomma rader, samt blad och \
             kolumner vars namn inleds med # ignoreras.",
    },
    Text {
        en: "A row with a fault is left out. The app names its sheet, row and column, and shows all other rows.",
        sv: "En rad med ett fel utelämnas. Appen anger blad, rad och kolumn, och visar alla andra rader.",
    },
    Text { en: "The sheets:", sv: "Bladen:" },
];

/// Writes a workbook. The same data give the same bytes.
pub fn write(dataset: &Value, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    write_introduction(workbook.add_worksheet(), lang)?;
    for (spec, rows) in sheets_of(dataset, lang) {
        write_sheet(workbook.add_worksheet(), spec, &rows, lang)?;
    }
    write_lists(workbook.add_worksheet(), lang)?;
    workbook.save_to_buffer()
}

fn write_introduction(sheet: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(READ_ME.get(lang))?.set_column_width(0, 28)?.set_column_width(1, 110)?;
    let title = Format::new().set_bold().set_font_size(16);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    for (at, text) in INTRODUCTION.iter().enumerate() {
        sheet.write_string_with_format(row, 0, text.get(lang), &if at == 0 { title.clone() } else { Format::new() })?;
        row += if at == 0 { 2 } else { 1 };
    }
    for spec in SHEETS {
        let name = spec.name.get(lang);
        sheet.write_url(row, 0, Url::new(format!("internal:'{name}'!A1")).set_text(name))?;
        sheet.write_string_with_format(row, 1, spec.note.get(lang), &wrapped)?;
        row += 1;
    }
    Ok(())
}

fn write_sheet(sheet: &mut Worksheet, spec: &SheetSpec, rows: &[Vec<Cell>], lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(spec.name.get(lang))?.set_freeze_panes(1, 1)?;
    for (at, column) in spec.columns.iter().enumerate() {
        let column_number = u16::try_from(at).unwrap_or_default();
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.shown().chars().count());
        let heading = column.name.get(lang);
        let width = cells.chain([heading.chars().count()]).max().unwrap_or_default() + 2;
        let width = u16::try_from(width.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or_default();
        sheet.set_column_width(column_number, width)?.set_column_format(column_number, &format_of(column.kind))?;
        sheet.write_string_with_format(0, column_number, heading, &heading_format(column))?;
        sheet.insert_note(0, column_number, &note(column, lang))?;
        if let Some(validation) = validation(column.kind, lang)? {
            sheet.add_data_validation(1, column_number, LAST_ROW, column_number, &validation)?;
        }
        for (row, cells) in (1..).zip(rows) {
            write_cell(sheet, row, column_number, &cells[at], &format_of(column.kind))?;
        }
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Number(number) => drop(sheet.write_number_with_format(row, column, *number, format)?),
        Cell::Day(day) => {
            let (year, month, day) = day.parts();
            let date = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or_default(), month, day)?;
            sheet.write_datetime_with_format(row, column, &date, format)?;
        }
        cell => drop(sheet.write_string_with_format(row, column, cell.shown(), format)?),
    }
    Ok(())
}

fn heading_format(column: &Column) -> Format {
    let format = Format::new().set_background_color(Color::RGB(0x00E7_EDF5)).set_font_color(Color::RGB(0x001B_2A41));
    if column.is_required { format.set_bold() } else { format }
}

/// Returns the format of the cells of a column. Ids are texts, so that Excel keeps their zeros and makes no dates of
/// them.
fn format_of(kind: Kind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Day => format.set_num_format("yyyy-mm-dd"),
        Kind::Amount => format.set_num_format("#,##0.00"),
        Kind::Percent => format.set_num_format("0.##"),
        Kind::Count(_) => format.set_num_format("0"),
        _ => format.set_num_format("@"),
    }
}

fn note(column: &Column, lang: Lang) -> Note {
    let need = match (column.is_required, lang) {
        (true, Lang::En) => "Needed in each row.",
        (true, Lang::Sv) => "Krävs på varje rad.",
        (false, Lang::En) => "May be empty.",
        (false, Lang::Sv) => "Får vara tom.",
    };
    let text = format!("{}\n{need}", column.note.get(lang));
    let height = 40 + 18 * u32::try_from(text.chars().count() / 34).unwrap_or_default();
    Note::new(text).add_author_prefix(false).set_width(260).set_height(height)
}

/// Returns the list to choose from. Other values get a warning, not a refusal: rows are often pasted.
fn validation(kind: Kind, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let validation = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
    Ok(match kind {
        Kind::Flag => {
            let words: Vec<_> = YES_NO.get(lang).split(',').collect();
            Some(validation.allow_list_strings(&words)?)
        }
        Kind::Word(words) => lists().iter().position(|(list, _)| *list == words).map(|at| {
            let column = char::from(b'A' + u8::try_from(at).unwrap_or_default());
            let last = words.len() + 1;
            validation.allow_list_formula(Formula::new(format!("='{}'!${column}$2:${column}${last}", LISTS.get(lang))))
        }),
        Kind::Reference(list) => sheet_of(list).map(|sheet| {
            let name = sheet.name.get(lang);
            validation.allow_list_formula(Formula::new(format!("='{name}'!$A$2:$A${LAST_ROW}")))
        }),
        _ => None,
    })
}

/// Returns the lists of words, each with the heading of the first column that uses it.
fn lists() -> Vec<(&'static [Word], Text)> {
    let mut lists: Vec<(&'static [Word], Text)> = Vec::new();
    for column in SHEETS.iter().flat_map(|sheet| sheet.columns) {
        if let Kind::Word(words) | Kind::Words(words) = column.kind
            && lists.iter().all(|(list, _)| *list != words)
        {
            lists.push((words, column.name));
        }
    }
    lists
}

fn write_lists(sheet: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(LISTS.get(lang))?;
    for (column, (words, heading)) in (0..).zip(lists()) {
        sheet.set_column_width(column, 40)?;
        sheet.write_string_with_format(0, column, heading.get(lang), &Format::new().set_bold())?;
        for (row, word) in (1..).zip(words) {
            sheet.write_string(row, column, word.name.get(lang))?;
        }
    }
    Ok(())
}
