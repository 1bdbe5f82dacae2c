//! The eligibility page as it is exported.

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::model::Location;
use domain::view::assess;

use super::row::criteria_words;
use super::{Table, groups, rows};
use crate::pages::export::{Listed, column};
use crate::pages::reason::reason_text;
use crate::text::{format, lang, reason_parts, t};
use export::{Cell, Kind};

/// Returns what the page lists; nothing where the engagement is gone.
pub fn listed(table: Table) -> Listed {
    let (common, texts, export) = (t().common(), t().eligibility(), t().export());
    let filter = table.filter();
    let read = table.current.with(|catalogue, engagement| {
        let data = catalogue.data();
        let rows = rows(&groups(catalogue, engagement), filter);
        let rows = rows.into_iter().filter_map(|at| Some(cells(catalogue, engagement, data.location_at(at)?)));
        (engagement.name(lang()).to_owned(), rows.collect())
    });
    let (name, rows) = read.unwrap_or_default();
    Listed {
        title: format!("{}: {name}", common.eligibility),
        columns: vec![
            column(texts.location, Kind::Text),
            column(export.plid, Kind::Text),
            column(export.country, Kind::Text),
            column(texts.status, Kind::Text),
            column(texts.payee_profile, Kind::Text),
            column(texts.earns, Kind::Text),
            column(export.reason, Kind::Text),
        ],
        rows,
        filters: filter.map(|verdict| (texts.show, (common.verdict)(verdict).to_owned())).into_iter().collect(),
    }
}

fn cells(catalogue: &Catalogue, engagement: EngagementRef<'_>, location: &Location) -> Vec<Cell> {
    let t = t();
    let assessment = assess(engagement, location, catalogue.day());
    let is_eligible = assessment.status.eligible();
    let status = if is_eligible { t.eligibility().eligible.to_owned() } else { criteria_words(assessment.criteria) };
    let reason = reason_parts(&assessment.reason, location, catalogue.data(), lang());
    vec![
        Cell::text(&location.name),
        Cell::text(location.id.as_str()),
        Cell::text(&format().country(&location.country)),
        Cell::text(&status),
        Cell::text((t.eligibility().profile_status)(assessment.status.payee)),
        Cell::text((t.common().verdict)(assessment.verdict)),
        Cell::text(&reason_text(&reason)),
    ]
}
