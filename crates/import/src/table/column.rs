//! What a sheet and a column are.

use domain::Lang;

use super::Word;

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Swedish.
    pub sv: &'static str,
}

/// Makes a [`Text`].
pub const fn text(en: &'static str, sv: &'static str) -> Text {
    Text { en, sv }
}

impl Text {
    /// Returns the text in a language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Sv => self.sv,
        }
    }

    /// Returns whether what a person wrote is this, in either language, whatever the case and the spaces.
    pub fn is(self, written: &str) -> bool {
        let fold = |text: &str| {
            let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        let written = fold(written);
        [self.en, self.sv].into_iter().any(|name| fold(name) == written)
    }
}

/// A sheet.
#[derive(Debug)]
pub struct SheetSpec {
    /// Its name.
    pub name: Text,
    /// What its rows are.
    pub note: Text,
    /// What a row becomes.
    pub target: Target,
    /// Whether a workbook without the sheet lacks something.
    pub is_required: bool,
    /// Its columns.
    pub columns: &'static [Column],
}

/// What a row becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Members of the dataset itself; there is one row.
    Dataset,
    /// An element of a list of the dataset, such as `engagements` or `partner.admins`.
    List(&'static str),
    /// An element of a list within an element of a list. The first column has the id of the outer one.
    Nested {
        /// The list of the outer elements.
        parent: &'static str,
        /// The list within it.
        list: &'static str,
    },
    /// A criterion or a group of criteria within a tree.
    Criteria,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The field of the element in the JSON, such as `term.first`; empty where the reader uses the value itself.
    pub field: &'static str,
    /// Its heading.
    pub name: Text,
    /// What its values mean; the note of its header.
    pub note: Text,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row needs a value.
    pub is_required: bool,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// An id of the row.
    Id,
    /// The id of a row of another list.
    Reference(&'static str),
    /// Any number of such ids.
    References(&'static str),
    /// A country code.
    Country,
    /// Country codes.
    Countries,
    /// A date.
    Day,
    /// Yes or no.
    Flag,
    /// A whole number, up to a largest one.
    Count(u32),
    /// An amount of money, in the currency of the row.
    Amount,
    /// The currency of the amounts of the row.
    Currency,
    /// A percentage.
    Percent,
    /// An address that starts with `https://`.
    Link,
    /// One of these words.
    Word(&'static [Word]),
    /// Any number of these words.
    Words(&'static [Word]),
    /// The id of a tenant: a UUID.
    TenantId,
}

impl Column {
    /// A column in which every row needs a value.
    pub const fn required(field: &'static str, name: Text, kind: Kind, note: Text) -> Self {
        Self { field, name, note, kind, is_required: true }
    }

    /// A column that may be empty or absent.
    pub const fn optional(field: &'static str, name: Text, kind: Kind, note: Text) -> Self {
        Self { field, name, note, kind, is_required: false }
    }

    /// The name of a row in Swedish.
    pub const fn swedish(field: &'static str, name: Text) -> Self {
        let note = text(
            "The same in Swedish. Where it is empty, the first text is shown in both languages.",
            "Detsamma på svenska. Om cellen är tom visas den första texten på båda språken.",
        );
        Self::optional(field, name, Kind::Text, note)
    }
}

/// The heading of a name.
pub const NAME: Text = text("Name", "Namn");
/// The heading of a name in Swedish.
pub const NAME_SV: Text = text("Name in Swedish", "Namn på svenska");
/// The heading of an id.
pub const ID: Text = text("ID", "ID");
/// The heading of a link.
pub const LINK: Text = text("Link", "Länk");
/// The heading of a currency, and its note.
pub const CURRENCY: Column = Column::optional(
    "",
    text("Currency", "Valuta"),
    Kind::Currency,
    text(
        "The currency of the amounts in the row: three letters, such as EUR.",
        "Beloppens valuta: tre bokstäver, till exempel SEK.",
    ),
);
/// The note of an id.
pub const ID_NOTE: Text = text(
    "A short text that no other row has. Other sheets refer to the row by it; do not change it later.",
    "En kort text som ingen annan rad har. Andra blad hänvisar till raden med den; ändra den inte senare.",
);
