//! The comparison as it is exported: for each location a column with the verdict and one with the reason.

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::model::Location;
use domain::view::{ComparedEngagement, assess};
use leptos::prelude::*;

use super::Comparison;
use crate::pages::export::{Listed, column};
use crate::pages::reason::reason_text;
use crate::text::{lang, reason_parts, t};
use export::{Cell, Kind};

/// Returns what the page lists.
pub fn listed(comparison: Comparison) -> Listed {
    let (texts, export) = (t().compare(), t().export());
    let locations = comparison.locations.get();
    let mut columns = vec![column(texts.engagement, Kind::Text), column(export.solution_area, Kind::Text)];
    let rows = comparison.state.dataset.with(|catalogue| {
        for location in locations.iter().filter_map(|at| catalogue.data().location_at(*at)) {
            columns.push(column(&location.name, Kind::Text));
            columns.push(column(&format!("{}: {}", location.name, export.reason), Kind::Text));
        }
        let is_shown = |row: &&ComparedEngagement| row.differs || !comparison.only_differences.get();
        let row = |row: &ComparedEngagement| cells(catalogue, *row, &locations);
        comparison.engagements.with(|all| all.iter().filter(is_shown).filter_map(row).collect())
    });
    let only = comparison.only_differences.get().then(|| (texts.show, texts.differences.to_owned()));
    let filters = only.into_iter().collect();
    Listed { title: t().common().compare.to_owned(), columns, rows: rows.unwrap_or_default(), filters }
}

fn cells(catalogue: &Catalogue, row: ComparedEngagement, locations: &[Idx<Location>]) -> Option<Vec<Cell>> {
    let data = catalogue.data();
    let engagement = catalogue.engagement(row.at)?;
    let area = data.areas.get(engagement.area().index()).map_or("", |area| area.name.get(lang()));
    let mut cells = vec![Cell::text(engagement.name(lang())), Cell::text(area)];
    for location in locations.iter().filter_map(|at| data.location_at(*at)) {
        let assessment = assess(engagement, location, catalogue.day());
        let reason = reason_parts(&assessment.reason, location, data, lang());
        cells.push(Cell::text((t().common().verdict)(assessment.verdict)));
        cells.push(Cell::text(&reason_text(&reason)));
    }
    Some(cells)
}
