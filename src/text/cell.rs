//! Texts of the Eligibility cell (rule 5).

use domain::availability::Availability;
use domain::earning::Cell;

use super::{Format, Messages};

/// Returns "3 of 14 locations"; "Ended" where the engagement has expired, because no location earns any more.
pub fn cell_count(cell: &Cell, t: &Messages, f: &Format) -> String {
    match cell.availability {
        Availability::Expired => (t.common.verdict)(cell.verdict()).to_owned(),
        Availability::Active | Availability::Upcoming => (t.common.n_of_m_locations)(f, cell.qualifying, cell.enrolled),
    }
}

/// Returns "Earning at 3 of 14 locations", "Ready at 3 of 14 locations" or "Ended".
pub fn cell_lead(cell: &Cell, t: &Messages, f: &Format) -> String {
    let count = cell_count(cell, t, f);
    match cell.availability {
        Availability::Active => (t.eligibility.earning_at)(f, count),
        Availability::Upcoming => (t.eligibility.ready_at)(f, count),
        Availability::Expired => count,
    }
}
