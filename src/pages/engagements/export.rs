//! The list of engagements as it is exported.

use domain::catalogue::{Catalogue, SortKey};
use domain::dataset::data::EngagementRef;
use leptos::prelude::*;

use super::results::chips;
use crate::pages::export::{Listed, column, filters_of, menu};
use crate::state::{ListAnswer, State};
use crate::text::{lang, t};
use export::{Cell, Kind};

/// Renders the export menu of the list.
pub fn list_export() -> AnyView {
    menu(listed)
}

fn listed(state: State) -> Listed {
    let (t, list) = (t(), state.list.get());
    let (texts, export) = (t.engagements(), t.export());
    let area = list.query.area.and_then(|area| {
        let name = |catalogue: &Catalogue| catalogue.data().areas[area.index()].name.get(lang()).to_owned();
        state.dataset.with(name)
    });
    let area = area.map(|name| (export.solution_area, name));
    let rows = state.dataset.with(|catalogue| {
        let engagements = list.answer.order.iter().filter_map(|at| catalogue.engagement(*at));
        engagements.map(|engagement| row(catalogue, &list, engagement)).collect()
    });
    Listed {
        title: texts.title.to_owned(),
        columns: vec![
            column((texts.column)(SortKey::Name), Kind::Text),
            column(export.solution_area, Kind::Text),
            column((texts.column)(SortKey::Availability), Kind::Text),
            column(export.first_day, Kind::Date),
            column(export.last_day, Kind::Date),
            column((texts.column)(SortKey::Role), Kind::Text),
            column((texts.column)(SortKey::Eligibility), Kind::Text),
            column(export.qualifying, Kind::Number),
            column(export.enrolled_locations, Kind::Number),
            column(export.within_reach, Kind::Number),
            column((texts.column)(SortKey::ActiveCustomers), Kind::Number),
            column(export.id, Kind::Text),
        ],
        rows: rows.unwrap_or_default(),
        filters: area.into_iter().chain(filters_of(chips(state))).collect(),
    }
}

fn row(catalogue: &Catalogue, list: &ListAnswer, engagement: EngagementRef<'_>) -> Vec<Cell> {
    let (t, lang, data) = (t().common(), lang(), catalogue.data());
    let cell = catalogue.cell(&list.answer, engagement);
    let term = engagement.term();
    vec![
        Cell::text(engagement.name(lang)),
        Cell::text(data.areas[engagement.area().index()].name.get(lang)),
        Cell::text((t.availability)(engagement.availability(catalogue.day()))),
        term.first.into(),
        term.last.into(),
        Cell::text(data.roles[engagement.role().index()].name.get(lang)),
        Cell::text((t.verdict)(cell.verdict())),
        cell.qualifying.into(),
        cell.enrolled.into(),
        cell.within_reach.into(),
        catalogue.active_customers(&list.answer, engagement).into(),
        Cell::text(engagement.id()),
    ]
}
