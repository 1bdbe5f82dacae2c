//! The list of locations as it is exported.

use domain::catalogue::Standing;
use domain::id::LocationId;
use domain::locations::{LocationRow, LocationSortKey, LocationsAnswer};
use domain::model::Location;
use leptos::prelude::*;

use super::filters::chips;
use crate::pages::export::{Listed, column, filters_of};
use crate::state::State;
use crate::text::{clamped, format, lang, t};
use export::{Cell, Kind};

/// Returns what the page lists or, where locations are selected, these: in the order of the list, and then those that
/// the filters hide. `rows` are those of all locations.
pub fn listed(
    state: State,
    rows: Memo<Vec<LocationRow>>,
    answer: Memo<LocationsAnswer>,
    selected: &[LocationId],
) -> Listed {
    let texts = t().locations();
    let heading = |key| (texts.column)(key);
    let mut columns = vec![
        column(heading(LocationSortKey::Name), Kind::Text),
        column(t().export().plid, Kind::Text),
        column(heading(LocationSortKey::Country), Kind::Text),
        column(texts.market, Kind::Text),
        column(heading(LocationSortKey::Enrolment), Kind::Text),
        column(heading(LocationSortKey::Payee), Kind::Text),
    ];
    columns.extend(Standing::VERDICTS.map(|verdict| column((t().common().verdict)(verdict), Kind::Number)));
    columns.push(column(heading(LocationSortKey::Actions), Kind::Number));
    let rows = state.dataset.with(|catalogue| {
        let data = catalogue.data();
        let row = |row: &LocationRow| {
            let location = data.location_at(row.at)?;
            let market = data.market(&location.market).map(|market| market.name.get(lang()));
            Some(cells(*row, location, market.unwrap_or_default()))
        };
        let is_selected =
            |row: &&LocationRow| data.location_at(row.at).is_some_and(|location| selected.contains(&location.id));
        answer.with(|answer| {
            if selected.is_empty() {
                return answer.rows.iter().filter_map(row).collect();
            }
            let shown = answer.rows.iter().filter(is_selected).filter_map(row);
            let is_hidden = |row: &&LocationRow| !answer.rows.iter().any(|shown| shown.at == row.at);
            rows.with(|rows| shown.chain(rows.iter().filter(is_selected).filter(is_hidden).filter_map(row)).collect())
        })
    });
    let filters = if selected.is_empty() {
        filters_of(chips(state))
    } else {
        vec![(t().export().selection, (t().compare().selected)(&format(), clamped(selected.len())))]
    };
    Listed { title: texts.table.to_owned(), columns, rows: rows.unwrap_or_default(), filters }
}

fn cells(row: LocationRow, location: &Location, market: &str) -> Vec<Cell> {
    let t = t();
    let mut cells = vec![
        Cell::text(&location.name),
        Cell::text(location.id.as_str()),
        Cell::text(&format().country(&location.country)),
        Cell::text(market),
        Cell::text((t.locations().enrolment)(row.enrolment)),
        Cell::text((t.eligibility().profile_status)(row.payee)),
    ];
    cells.extend(Standing::VERDICTS.map(|verdict| Cell::from(row.standing.get(verdict))));
    cells.push(row.actions.into());
    cells
}
