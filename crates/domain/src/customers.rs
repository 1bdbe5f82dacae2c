//! The customers as a list: what runs with each one and what could, under filters, with counts under the other filters.

mod query;

pub use crate::list_rows::Counts;
pub(crate) use query::customer_texts;
pub use query::{CustomerFacets, CustomerSort, CustomerSortKey, CustomersAnswer, CustomersQuery};

use crate::catalogue::Catalogue;
use crate::model::Customer;
use crate::view::{Party, Prospect, engagements};
use crate::{Day, Idx};

/// Where one customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// Its position in the data.
    pub at: Idx<Customer>,
    /// How many engagements are running, open, done and not possible (rule 7.9).
    engagements: [u32; Prospect::ALL.len()],
    /// Whom its open claims wait for.
    waits_for: [bool; Party::ALL.len()],
    /// The next day that matters for one of its open claims.
    pub due: Option<Day>,
}

impl CustomerRow {
    /// Returns how many engagements are this to the customer.
    pub const fn engagements(&self, prospect: Prospect) -> u32 {
        self.engagements[prospect as usize]
    }

    /// Returns whether an open claim waits for a party.
    pub const fn waits_for(&self, party: Party) -> bool {
        self.waits_for[party as usize]
    }
}

/// Returns where each customer stands, in the order of the data.
pub fn customer_rows(catalogue: &Catalogue) -> Vec<CustomerRow> {
    let row = |at| CustomerRow { at: Idx::new(at), engagements: [0; 4], waits_for: [false; 3], due: None };
    let mut rows: Vec<CustomerRow> = (0..catalogue.data().customers.len()).map(row).collect();
    for engagement in engagements(catalogue, |_| true) {
        let row = &mut rows[engagement.pair.customer.index()];
        row.engagements[engagement.prospect as usize] += 1;
        if engagement.prospect == Prospect::Running {
            row.due = row.due.into_iter().chain(engagement.pair.due()).min();
            for party in engagement.pair.claims.iter().filter_map(|claim| claim.waits_for) {
                row.waits_for[party as usize] = true;
            }
        }
    }
    rows
}
