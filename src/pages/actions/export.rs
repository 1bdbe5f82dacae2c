//! The inbox as it is exported.

use domain::actions::{Action, ActionsAnswer};
use domain::catalogue::Catalogue;
use domain::{Idx, Money};
use leptos::prelude::*;

use super::filters::chips;
use super::row_model::RowModel;
use crate::pages::export::{Listed, column, filters_of};
use crate::state::State;
use crate::text::{format, lang, t};
use export::{Cell, Kind};

/// Returns what the page lists.
pub fn listed(state: State, answer: Memo<ActionsAnswer>) -> Listed {
    let (texts, export) = (t().actions(), t().export());
    let rows = state.dataset.actions.with(|actions| {
        let row = |action: &Action| state.dataset.with(|catalogue| row(state, catalogue, action)).flatten();
        answer.with(|answer| answer.matching(actions).filter_map(row).collect::<Vec<_>>())
    });
    let mut columns = vec![
        column(export.urgency, Kind::Text),
        column(texts.action, Kind::Text),
        column(export.consequence, Kind::Text),
        column(texts.location, Kind::Text),
        column(texts.engagement, Kind::Text),
        column(export.claim, Kind::Text),
        column(texts.due, Kind::Date),
    ];
    // Money of several currencies is never added: each has a column.
    let currencies = rows.iter().map(|(_, money)| money.len()).max().unwrap_or_default().max(1);
    columns.extend((0..currencies).map(|_| column(texts.at_stake, Kind::Money)));
    let rows = rows.into_iter().map(|(mut cells, money)| {
        let mut money = money.into_iter();
        cells.extend((0..currencies).map(|_| Cell::from(money.next())));
        cells
    });
    Listed {
        title: t().common().actions_required.to_owned(),
        columns,
        rows: rows.collect(),
        filters: filters_of(chips(state)),
    }
}

/// Returns the cells of an action, and the amounts at stake.
fn row(state: State, catalogue: &Catalogue, action: &Action) -> Option<(Vec<Cell>, Vec<Money>)> {
    let (t, data) = (t().actions(), catalogue.data());
    let model = RowModel::of(state, action)?;
    let is_over = action.due.is_some_and(|due| due < catalogue.day());
    let consequence = (t.effect)(&format(), &action.task, is_over).unwrap_or_default();
    let locations = action.locations().iter().filter_map(|at| Some(&*data.location_at(*at)?.name));
    let engagement = action.engagement.and_then(|at| catalogue.engagement(at));
    let claim = action.claim.map(Idx::index).and_then(|at| data.claims.get(at));
    let cells = vec![
        Cell::text((t.severity)(action.severity)),
        Cell::text(&model.sentence),
        Cell::text(&consequence),
        Cell::text(&locations.collect::<Vec<_>>().join(", ")),
        Cell::text(engagement.map_or("", |engagement| engagement.name(lang()))),
        Cell::text(claim.map_or("", |claim| claim.id.as_str())),
        action.due.into(),
    ];
    Some((cells, model.amounts))
}
