//! Queries of the list.

use super::LocationSet;
use crate::availability::Availability;
use crate::earning::Earning;
use crate::model::{PartnerRole, SolutionArea};
use crate::{Idx, Lang};

/// A view of the list. An empty filter accepts all engagements; several values of one filter are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Position of the solution area.
    pub area: Option<Idx<SolutionArea>>,
    /// The locations in view.
    pub locations: LocationSet,
    /// Availability.
    pub status: Vec<Availability>,
    /// Positions of roles.
    pub roles: Vec<Idx<PartnerRole>>,
    /// What the Eligibility cell shows ([`crate::earning::Cell::shows`]).
    pub eligibility: Vec<Earning>,
    /// Words, each of which must occur somewhere.
    pub text: String,
    /// The language whose texts are searched and sorted.
    pub lang: Lang,
    /// How to sort; otherwise best matches first, or the order of the programme.
    pub sort: Option<Sort>,
}

impl Query {
    /// Returns whether it asks for every engagement in the order of the programme. Its first rows do not depend on
    /// later engagements.
    pub fn is_natural(&self) -> bool {
        *self == Self { lang: self.lang, ..Self::default() }
    }

    /// Returns whether a [`TextIndex`](super::TextIndex) is worth waiting for: it searches the text. Sorting by name
    /// uses one that is there; without one, a query ranks the names alone.
    pub fn needs_text_index(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// Returns whether it sorts by name.
    pub fn sorts_by_name(&self) -> bool {
        self.sort.is_some_and(|sort| sort.key == SortKey::Name)
    }

    /// Returns whether it searches or sorts by texts; see [`Catalogue::query_without_texts`].
    ///
    /// [`Catalogue::query_without_texts`]: super::Catalogue::query_without_texts
    pub fn reads_texts(&self) -> bool {
        self.needs_text_index() || self.sorts_by_name()
    }
}

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way.
    pub direction: Direction,
}

/// What can be sorted by. Equal rows stay in the order of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The name, as a reader of the language expects.
    Name,
    /// Active, upcoming, expired.
    Availability,
    /// The order of the roles.
    Role,
    /// How many locations earn or are ready; below them within reach, not earning, ended.
    Eligibility,
    /// The number of active customers at the locations in view.
    ActiveCustomers,
}

impl SortKey {
    /// Every key, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Name, Self::Availability, Self::Role, Self::Eligibility, Self::ActiveCustomers];
}

/// Which way to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Direction {
    /// Returns the opposite direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_need_the_index_and_blanks_do_not() {
        for (text, needs) in [("", false), (" \t", false), ("a", true), (" a ", true)] {
            assert_eq!(Query { text: text.to_owned(), ..Query::default() }.needs_text_index(), needs, "{text:?}");
        }
    }
}
