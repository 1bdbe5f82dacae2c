//! Messages of the menu that exports what a page lists, and of the exported files.

use super::With1;
use crate::browser::workbook::WorkbookError;

#[derive(Debug)]
pub struct Export {
    pub menu: &'static str,
    pub csv: &'static str,
    pub csv_hint: &'static str,
    pub xlsx: &'static str,
    pub xlsx_hint: &'static str,
    pub copy_table: &'static str,
    pub copy_table_hint: &'static str,
    pub copy_link: &'static str,
    pub copy_link_hint: &'static str,
    pub exported: With1<u32>,
    pub copied: With1<u32>,
    pub link_copied: &'static str,
    pub preparing: &'static str,
    /// Errors: what happened, and what to do.
    pub error: fn(&WorkbookError) -> String,
    pub copy_refused: &'static str,
    /// The notes of a file.
    pub notes: &'static str,
    pub partner: &'static str,
    pub day: &'static str,
    pub address: &'static str,
    pub rows: &'static str,
    pub no_filter: &'static str,
    pub filters: &'static str,
    pub filter: fn(&str) -> String,
    /// Headings of columns that the page does not have under these names.
    pub currency: &'static str,
    pub solution_area: &'static str,
    pub first_day: &'static str,
    pub last_day: &'static str,
    pub enrolled_locations: &'static str,
    pub plid: &'static str,
    pub id: &'static str,
    pub within_reach: &'static str,
    pub qualifying: &'static str,
    pub urgency: &'static str,
    pub consequence: &'static str,
    pub claim: &'static str,
    pub domain: &'static str,
    pub country: &'static str,
    pub reason: &'static str,
}

pub const EN: Export = Export {
    menu: "Export",
    csv: "CSV file",
    csv_hint: "For any program; works offline",
    xlsx: "Excel workbook (XLSX)",
    xlsx_hint: "Dates and money as values",
    copy_table: "Copy as table",
    copy_table_hint: "To paste into a spreadsheet or a mail",
    copy_link: "Copy link",
    copy_link_hint: "To this page with its filters",
    exported: |f, n| format!("{} exported", f.count(n, "row", "rows")),
    copied: |f, n| format!("{} copied", f.count(n, "row", "rows")),
    link_copied: "Link copied",
    preparing: "Preparing the workbook …",
    error: |error| match error {
        WorkbookError::NotBuilt => "This build of the app has no part that writes Excel workbooks. Export a CSV file \
                                    instead."
            .to_owned(),
        WorkbookError::NotLoaded => "The part of the app that writes Excel workbooks could not be loaded. Connect to \
                                     the network and try again, or export a CSV file, which works offline."
            .to_owned(),
        WorkbookError::Failed(error) => {
            format!("The workbook could not be written ({error}). Export a CSV file instead.")
        }
    },
    copy_refused: "The browser did not allow the app to copy. Allow access to the clipboard, or export a CSV file.",
    notes: "About",
    partner: "Partner",
    day: "Day",
    address: "Link",
    rows: "Rows",
    no_filter: "none",
    filters: "Filters",
    filter: |name| format!("Filter: {name}"),
    currency: "currency",
    solution_area: "Solution area",
    first_day: "First day",
    last_day: "Last day",
    enrolled_locations: "Enrolled locations",
    plid: "Location ID (PLID)",
    id: "ID",
    within_reach: "Locations within reach",
    qualifying: "Locations earning or ready",
    urgency: "Urgency",
    consequence: "Consequence",
    claim: "Claim",
    domain: "Domain",
    country: "Country",
    reason: "Reason",
};

pub const SV: Export = Export {
    menu: "Exportera",
    csv: "CSV-fil",
    csv_hint: "För alla program; fungerar offline",
    xlsx: "Excel-arbetsbok (XLSX)",
    xlsx_hint: "Datum och belopp som värden",
    copy_table: "Kopiera som tabell",
    copy_table_hint: "För att klistra in i ett kalkylark eller mejl",
    copy_link: "Kopiera länk",
    copy_link_hint: "Till den här sidan med dess filter",
    exported: |f, n| format!("{} har exporterats", f.count(n, "rad", "rader")),
    copied: |f, n| format!("{} har kopierats", f.count(n, "rad", "rader")),
    link_copied: "Länken har kopierats",
    preparing: "Förbereder arbetsboken …",
    error: |error| match error {
        WorkbookError::NotBuilt => "Den här versionen av appen saknar den del som skriver Excel-arbetsböcker. \
                                    Exportera en CSV-fil i stället."
            .to_owned(),
        WorkbookError::NotLoaded => "Den del av appen som skriver Excel-arbetsböcker kunde inte läsas in. Anslut till \
                                     nätverket och försök igen, eller exportera en CSV-fil, vilket fungerar offline."
            .to_owned(),
        WorkbookError::Failed(error) => {
            format!("Arbetsboken kunde inte skrivas ({error}). Exportera en CSV-fil i stället.")
        }
    },
    copy_refused: "Webbläsaren lät inte appen kopiera. Tillåt åtkomst till Urklipp, eller exportera en CSV-fil.",
    notes: "Om",
    partner: "Partner",
    day: "Dag",
    address: "Länk",
    rows: "Rader",
    no_filter: "inga",
    filters: "Filter",
    filter: |name| format!("Filter: {name}"),
    currency: "valuta",
    solution_area: "Lösningsområde",
    first_day: "Första dag",
    last_day: "Sista dag",
    enrolled_locations: "Registrerade platser",
    plid: "Plats-ID (PLID)",
    id: "ID",
    within_reach: "Platser inom räckhåll",
    qualifying: "Platser som ger intäkt eller är redo",
    urgency: "Angelägenhetsgrad",
    consequence: "Konsekvens",
    claim: "Anspråk",
    domain: "Domän",
    country: "Land",
    reason: "Skäl",
};
