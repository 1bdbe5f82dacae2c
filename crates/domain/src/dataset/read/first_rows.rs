//! The first engagements of a dataset, before the rest has arrived.

use std::mem;

use super::{Parts, Reader};
use crate::Day;
use crate::dataset::data::{Data, Interner};
use crate::dataset::validate;

/// What may not follow the engagements: a row depends on it, and so does what the page says about the data.
const BEFORE_ENGAGEMENTS: [&str; 15] = [
    "format",
    "version",
    "id",
    "asOf",
    "shiftDates",
    "illustrative",
    "partner",
    "areas",
    "roles",
    "markets",
    "credentials",
    "criteria",
    "locations",
    "customers",
    "claims",
];

impl Reader {
    /// Returns the data of the engagements that were read so far, once there are `rows` of them. Everything that the
    /// list shows of them is final: names, terms, verdicts and active customers.
    ///
    /// Returns them once. `None` before, and at the end of the file; always `None` for a file in which anything but the
    /// verdicts on customers follows the engagements, or of which something is left out.
    pub fn first_rows(&mut self, rows: usize, today: Day) -> Option<Data> {
        let is_early = !self.has_first_rows && !self.splitter.is_complete();
        if !is_early || self.parts.engagements.len() < rows {
            return None;
        }
        self.has_first_rows = true;
        self.parts.of_read_engagements().and_then(|parts| {
            let loaded = validate::finish(parts, today);
            loaded.data.filter(|_| loaded.problems.is_empty())
        })
    }
}

impl Parts {
    /// Returns a copy with the claims for the engagements that were read, without the verdicts on customers, which the
    /// list does not show; `None` where more than those is to come.
    fn of_read_engagements(&mut self) -> Option<Self> {
        let (last, before) = self.seen.split_last()?;
        let has_all = BEFORE_ENGAGEMENTS.iter().all(|part| before.iter().any(|seen| seen == part));
        if last != "engagements" || !has_all || !self.problems.0.is_empty() {
            return None;
        }
        // There may be many claims: only those of these engagements are copied.
        let claims = mem::take(&mut self.claims);
        let verdicts = mem::take(&mut self.customer_verdicts);
        let mut parts = self.clone();
        self.customer_verdicts = verdicts;
        let mut ids = Interner::default();
        let mut are_unique = true;
        for claim in &claims {
            are_unique &= ids.intern(claim.1.id.as_str()).1;
            if self.engagements.ids.find(claim.1.engagement.as_str()).is_some() {
                parts.claims.push(claim.clone());
            }
        }
        self.claims = claims;
        are_unique.then_some(parts)
    }
}
