//! The list of locations as it is exported.

use domain::catalogue::Standing;
use domain::locations::{LocationRow, LocationSortKey, LocationsAnswer};
use domain::model::Location;
use leptos::prelude::*;

use super::filters::chips;
use crate::pages::export::{Listed, column, filters_of};
use crate::state::State;
use crate::text::{format, lang, t};
use export::{Cell, Kind};

/// Returns what the page lists.
pub fn listed(state: State, answer: Memo<LocationsAnswer>) -> Listed {
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
        answer.with(|answer| answer.rows.iter().filter_map(row).collect())
    });
    let filters = filters_of(chips(state));
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
