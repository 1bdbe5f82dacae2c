//! The sheets of a workbook and their columns: the reader, the template and `docs/own-data.md` follow this table.

mod column;
mod customers;
mod engagements;
mod locations;
mod programme;
mod words;

pub use column::{Column, Kind, SheetSpec, Target, Text};
pub use words::{ALL_OF, ANY_OF, REQUIREMENTS, Word};

/// Within how many lines from the top the headings are: titles and notes may stand above them.
pub const HEADING_LINES: usize = 20;

/// The sheets that explain the workbook; their names are ignored by the reader.
pub const READ_ME: Text = Text { en: "Read me", sv: "Läs mig" };

/// The sheets, in the order of the template.
pub const SHEETS: &[&SheetSpec] = &[
    &programme::PARTNER,
    &programme::ADMINS,
    &programme::AREAS,
    &programme::ROLES,
    &programme::MARKETS,
    &programme::CREDENTIALS,
    &engagements::CRITERIA,
    &engagements::ENGAGEMENTS,
    &engagements::RATES,
    &engagements::CUSTOMER_CRITERIA,
    &engagements::LINKS,
    &locations::LOCATIONS,
    &locations::ATTAINMENTS,
    &locations::CONFIRMATIONS,
    &customers::CUSTOMERS,
    &customers::CLAIMS,
    &customers::EVIDENCE,
    &customers::VERDICTS,
];

/// Returns the sheet with a name, in either language.
pub fn sheet(name: &str) -> Option<&'static SheetSpec> {
    SHEETS.iter().copied().find(|spec| spec.name.is(name))
}

/// Returns the sheet whose rows have the ids of a list, such as `engagements`.
pub fn sheet_of(list: &str) -> Option<&'static SheetSpec> {
    let has_list = |target| matches!(target, Target::List(known) if known == list);
    let is_criteria = |target| list == "criteria" && matches!(target, Target::Criteria);
    SHEETS.iter().copied().find(|spec| has_list(spec.target) || is_criteria(spec.target))
}

/// Returns whether a text is the heading of a column of any sheet.
pub fn is_heading(text: &str) -> bool {
    SHEETS.iter().any(|spec| spec.columns.iter().any(|column| column.name.is(text)))
}
