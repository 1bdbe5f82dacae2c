//! One engagement, as a view of the columns.

use super::{Class, Engagements, Row, either};
use crate::availability::{Availability, availability};
use crate::id::MarketId;
use crate::model::{Criteria, Engagement, PartnerRole, Pay, SolutionArea, Term};
use crate::{Day, Idx, Lang};

/// One engagement.
#[derive(Clone, Copy, Debug)]
pub struct EngagementRef<'a> {
    pub(super) engagements: &'a Engagements,
    pub(super) position: Idx<Engagement>,
}

impl<'a> EngagementRef<'a> {
    pub(super) fn row(&self) -> &'a Row {
        &self.engagements.rows[self.position.index()]
    }

    /// Its position in the order of the programme.
    pub const fn position(&self) -> Idx<Engagement> {
        self.position
    }

    /// Its id.
    pub fn id(&self) -> &'a str {
        self.engagements.ids.get(self.position.raw())
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &'a str {
        either(lang, &self.engagements.names_en, &self.engagements.names_sv, self.position.index())
    }

    /// Returns what it is for.
    pub fn description(&self, lang: Lang) -> &'a str {
        self.engagements.description(self.row().description as usize, lang)
    }

    /// Position of its solution area in the data.
    pub fn area(&self) -> Idx<SolutionArea> {
        Idx::from_raw(self.row().area.into())
    }

    /// Position of its role in the data.
    pub fn role(&self) -> Idx<PartnerRole> {
        Idx::from_raw(self.row().role.into())
    }

    /// How it pays.
    pub fn pay(&self) -> Pay {
        self.row().pay
    }

    /// Its term.
    pub fn term(&self) -> Term {
        Term { first: self.row().first, last: self.row().last }
    }

    /// Rule 1 for it.
    pub fn availability(&self, day: Day) -> Availability {
        availability(self.row().first, self.row().last, day)
    }

    pub(crate) fn class_index(&self) -> usize {
        self.row().class as usize
    }

    pub(crate) fn class(&self) -> &'a Class {
        &self.engagements.classes[self.class_index()]
    }

    /// Returns the partner criteria, after a place criterion where the engagement is offered in some markets only.
    pub fn criteria(&self) -> &'a Criteria {
        &self.class().criteria
    }

    /// Returns the markets it is offered in; empty means all.
    pub fn markets(&self) -> &'a [MarketId] {
        &self.class().markets
    }
}
