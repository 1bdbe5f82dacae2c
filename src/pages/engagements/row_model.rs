//! The content of a row, and how changes of it are written to the page.

use std::sync::Arc;

use domain::Lang;
use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue};
use domain::earning::Earning;
use domain::id::EngagementId;
use leptos::prelude::*;

use super::explain::Explained;
use crate::browser::template_parts::TemplateParts;
use crate::components::{verdict_class, verdict_glyph};
use crate::routes::EngagementLinks;
use crate::state::State;
use crate::text::{Format, format, lang, messages};

/// What rows are computed from.
pub struct RowContext {
    lang: Lang,
    format: Format,
    answer: Arc<Answer>,
    links: Arc<EngagementLinks>,
    explained: Option<EngagementId>,
}

impl RowContext {
    /// Reads the context; reactive.
    pub fn read(state: State, links: Memo<Arc<EngagementLinks>>, explained: Explained) -> Self {
        Self {
            lang: lang(),
            format: format(),
            answer: state.list.get().answer,
            links: links.get(),
            explained: explained.get(),
        }
    }

    /// Returns whether the popover of a row is open.
    pub const fn has_popover(&self) -> bool {
        self.explained.is_some()
    }

    /// Returns the row at a position of the list.
    pub fn row(&self, catalogue: &Catalogue, position: usize) -> Option<RowModel> {
        let (lang, format, t) = (self.lang, &self.format, messages(self.lang));
        let data = catalogue.data();
        let engagement = catalogue.engagement(*self.answer.order.get(position)?)?;
        let cell = catalogue.cell(&self.answer, engagement);
        let availability = engagement.availability(catalogue.day());
        let within_reach = (cell.within_reach > 0).then(|| (t.common().within_reach)(format, cell.within_reach));
        Some(RowModel {
            href: self.links.to(engagement.id()),
            name: engagement.name(lang).to_owned(),
            area: data.areas[engagement.area().index()].name.get(lang).to_owned(),
            availability,
            availability_label: (t.common().availability)(availability),
            term: format.term(engagement.term()).to_string(),
            role: data.roles[engagement.role().index()].name.get(lang).to_owned(),
            verdict: cell.verdict(),
            verdict_label: (t.common().verdict)(cell.verdict()),
            is_explained: self.explained.as_ref().is_some_and(|id| id.as_str() == engagement.id()),
            locations: (t.common().cell)(format, cell),
            within_reach: within_reach.unwrap_or_default(),
            customers: format.number(catalogue.active_customers(&self.answer, engagement)),
        })
    }
}

/// The content of a row.
#[derive(PartialEq)]
pub struct RowModel {
    href: String,
    name: String,
    area: String,
    availability: Availability,
    availability_label: &'static str,
    term: String,
    role: String,
    verdict: Earning,
    verdict_label: &'static str,
    is_explained: bool,
    locations: String,
    within_reach: String,
    customers: String,
}

/// The template parts of a row, in document order of its view.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Area,
    Availability,
    Term,
    Role,
    Icon,
    Shape,
    Locations,
    WithinReach,
    Customers,
}

impl RowModel {
    /// Writes what differs from `before` to the parts of the row.
    pub fn write(&self, before: Option<&Self>, parts: &TemplateParts) {
        macro_rules! differs {
            ($field:ident) => {
                before.is_none_or(|before| before.$field != self.$field)
            };
        }
        let text = |part: Part, text: &str| parts.set_text(part as usize, text);
        let attribute = |part: Part, name: &str, value: &str| parts.set_attribute(part as usize, name, value);
        if differs!(href) {
            attribute(Part::Name, "href", &self.href);
        }
        if differs!(name) {
            text(Part::Name, &self.name);
        }
        if differs!(area) {
            text(Part::Area, &self.area);
        }
        if differs!(availability) {
            attribute(Part::Availability, "class", availability_class(self.availability));
        }
        if differs!(availability_label) {
            text(Part::Availability, self.availability_label);
        }
        if differs!(term) {
            text(Part::Term, &self.term);
        }
        if differs!(role) {
            text(Part::Role, &self.role);
        }
        if differs!(verdict) {
            attribute(Part::Icon, "class", verdict_class(self.verdict));
            attribute(Part::Shape, "href", verdict_glyph(self.verdict).href());
        }
        if differs!(verdict_label) {
            attribute(Part::Icon, "aria-label", self.verdict_label);
        }
        if differs!(is_explained) {
            attribute(Part::Locations, "aria-expanded", if self.is_explained { "true" } else { "false" });
        }
        if differs!(locations) {
            text(Part::Locations, &self.locations);
        }
        if differs!(locations) || differs!(name) {
            attribute(Part::Locations, "aria-label", &format!("{}: {}", self.locations, self.name));
        }
        if differs!(within_reach) {
            text(Part::WithinReach, &self.within_reach);
        }
        if differs!(customers) {
            text(Part::Customers, &self.customers);
        }
    }
}

/// Returns the classes of the badge of an availability.
const fn availability_class(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "badge badge--dot badge--ok",
        Availability::Upcoming => "badge badge--dot badge--info",
        Availability::Expired => "badge badge--dot badge--none",
    }
}
