//! The list of customers as it is exported.

use domain::customers::{CustomerRow, CustomerSortKey, CustomersAnswer};
use domain::model::Customer;
use domain::view::Prospect;
use leptos::prelude::*;

use super::filters::chips;
use crate::pages::export::{Listed, column, filters_of};
use crate::state::State;
use crate::text::{format, t};
use export::{Cell, Kind};

/// Returns what the page lists.
pub fn listed(state: State, answer: Memo<CustomersAnswer>) -> Listed {
    let (texts, export) = (t().customer_list(), t().export());
    let heading = |key| (texts.column)(key);
    let mut columns = vec![
        column(heading(CustomerSortKey::Name), Kind::Text),
        column(export.id, Kind::Text),
        column(export.domain, Kind::Text),
        column(heading(CustomerSortKey::Country), Kind::Text),
        column(heading(CustomerSortKey::Segment), Kind::Text),
    ];
    columns.extend(Prospect::ALL.map(|prospect| column((texts.prospect)(prospect), Kind::Number)));
    columns.push(column(heading(CustomerSortKey::Due), Kind::Date));
    let rows = state.dataset.with(|catalogue| {
        let row = |row: &CustomerRow| Some(cells(*row, catalogue.data().customer_at(row.at)?));
        answer.with(|answer| answer.rows.iter().filter_map(row).collect())
    });
    let filters = filters_of(chips(state));
    Listed { title: texts.table.to_owned(), columns, rows: rows.unwrap_or_default(), filters }
}

fn cells(row: CustomerRow, customer: &Customer) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(&customer.name),
        Cell::text(customer.id.as_str()),
        Cell::text(customer.domain.as_deref().unwrap_or_default()),
        Cell::text(&format().country(&customer.country)),
        Cell::text(customer.segment.map_or("", t().customers().segment)),
    ];
    cells.extend(Prospect::ALL.map(|prospect| Cell::from(row.engagements(prospect))));
    cells.push(row.due.into());
    cells
}
