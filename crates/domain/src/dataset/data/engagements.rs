//! The engagements as columns: what the list needs of each, in little memory. The rest is read
//! when an engagement is opened.

mod class;
mod details;
mod engagement_ref;

use super::{Interner, Strings};
use crate::id::EngagementId;
use crate::model::{Engagement, Pay};
use crate::{Day, Idx, Lang};

pub use class::Class;
pub use details::DetailsCache;
pub use engagement_ref::EngagementRef;

/// The columns of one engagement that are numbers.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub first: Day,
    pub last: Day,
    /// Position in the areas.
    pub area: u16,
    /// Position in the roles.
    pub role: u16,
    pub pay: Pay,
    /// Position in the classes.
    pub class: u32,
    /// Number of the pair of descriptions.
    pub description: u32,
    /// Number of the details.
    pub details: u32,
    /// The index of the engagement in the file.
    pub index: u32,
}

/// All engagements, in the order of the programme.
#[derive(Clone, Debug, Default)]
pub struct Engagements {
    pub(crate) ids: Interner,
    pub(crate) names_en: Strings,
    /// Empty where the data have no Swedish name.
    pub(crate) names_sv: Strings,
    pub(crate) rows: Vec<Row>,
    pub(crate) descriptions_en: Strings,
    pub(crate) descriptions_sv: Strings,
    pub(crate) details: Interner,
    /// For each of the details, the first engagement that has them.
    pub(crate) details_first: Vec<u32>,
    pub(crate) classes: Vec<Class>,
}

impl Engagements {
    /// Returns how many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the position of an engagement.
    pub fn position(&self, id: &EngagementId) -> Option<Idx<Engagement>> {
        self.ids.find(id.as_str()).map(Idx::from_raw)
    }

    /// Returns the engagement at a position.
    pub fn get(&self, position: Idx<Engagement>) -> Option<EngagementRef<'_>> {
        (position.index() < self.len()).then_some(EngagementRef { engagements: self, position })
    }

    /// Returns the engagement with an id.
    pub fn find(&self, id: &EngagementId) -> Option<EngagementRef<'_>> {
        self.get(self.position(id)?)
    }

    /// Returns how many different descriptions there are.
    pub(crate) fn descriptions(&self) -> usize {
        self.descriptions_en.len()
    }

    /// A description by its number.
    pub(crate) fn description(&self, number: usize, lang: Lang) -> &str {
        either(lang, &self.descriptions_en, &self.descriptions_sv, number)
    }

    /// Returns every engagement in the order of the programme.
    pub fn iter(&self) -> impl Iterator<Item = EngagementRef<'_>> {
        (0..self.len()).map(|position| EngagementRef { engagements: self, position: Idx::new(position) })
    }

    /// Keeps only some rows.
    pub(crate) fn keep(&mut self, keep: impl Fn(&Row) -> bool) {
        let before = std::mem::take(self);
        self.descriptions_en = before.descriptions_en;
        self.descriptions_sv = before.descriptions_sv;
        self.details = before.details;
        self.details_first = before.details_first;
        self.classes = before.classes;
        for (position, row) in before.rows.iter().enumerate().filter(|(_, row)| keep(row)) {
            self.ids.intern(u32::try_from(position).map_or("", |number| before.ids.get(number)));
            self.names_en.push(before.names_en.get(position));
            self.names_sv.push(before.names_sv.get(position));
            self.rows.push(*row);
        }
    }

    /// Gives back memory that was set aside for more.
    pub(crate) fn shrink(&mut self) {
        for strings in [&mut self.names_en, &mut self.names_sv, &mut self.descriptions_en, &mut self.descriptions_sv] {
            strings.shrink();
        }
        self.ids.shrink();
        self.rows.shrink_to_fit();
        self.details.shrink();
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.ids.bytes()
            + [&self.names_en, &self.names_sv, &self.descriptions_en, &self.descriptions_sv]
                .map(Strings::bytes)
                .iter()
                .sum::<usize>()
            + self.rows.capacity() * size_of::<Row>()
            + self.details.bytes()
    }
}

fn either<'a>(lang: Lang, en: &'a Strings, sv: &'a Strings, number: usize) -> &'a str {
    match lang {
        Lang::Sv if !sv.get(number).is_empty() => sv.get(number),
        _ => en.get(number),
    }
}
