//! A view of the list of customers.

use super::CustomerRow;
use crate::catalogue::{Catalogue, Direction};
use crate::dataset::Data;
use crate::list_rows::{Counts, count, digits, name_key, sort_rows};
use crate::model::{Customer, Segment};
use crate::text::Texts;
use crate::view::{Party, Prospect};
use crate::{Day, Lang};

/// A view of the list of customers. An empty filter accepts all customers; several values of one filter are
/// alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomersQuery {
    /// ISO 3166-1 codes of countries.
    pub countries: Vec<String>,
    /// Segments.
    pub segments: Vec<Segment>,
    /// What they have engagements of.
    pub prospects: Vec<Prospect>,
    /// Whom their open claims wait for.
    pub waits_for: Vec<Party>,
    /// Words, each of which must occur in the name, the ID, the domain, the tenant ID or the country.
    pub text: String,
    /// The language whose texts are searched and sorted.
    pub lang: Lang,
    /// How to sort; otherwise by name.
    pub sort: Option<CustomerSort>,
}

/// A column and a direction. Equal rows are sorted by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerSort {
    /// By what.
    pub key: CustomerSortKey,
    /// Which way.
    pub direction: Direction,
}

/// What customers can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CustomerSortKey {
    /// The name, as a reader of the language expects.
    Name,
    /// The name of the country.
    Country,
    /// The segment.
    Segment,
    /// The number of engagements that are running.
    Running,
    /// The number of those that are open.
    Open,
    /// The number of those that are done.
    Done,
    /// The number of those that are not possible.
    NotPossible,
    /// The next day that matters.
    Due,
}

impl CustomerSortKey {
    /// Every key, in the order of the columns.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Country, Self::Segment, Self::Running, Self::Open, Self::Done, Self::NotPossible, Self::Due];
}

/// How many customers match each value of each filter, were it the only one chosen in its filter (rule 6). Values that
/// no customer has are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerFacets {
    /// By code of the country.
    pub countries: Counts<String>,
    /// By segment.
    pub segments: Counts<Segment>,
    /// By what an engagement is to the customer.
    pub prospects: Counts<Prospect>,
    /// By whom an open claim waits for.
    pub waits_for: Counts<Party>,
}

/// What a query gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomersAnswer {
    /// The rows that match, in their order.
    pub rows: Vec<CustomerRow>,
    /// The counts.
    pub facets: CustomerFacets,
    /// Whether a word of the text occurs nowhere, and one typing error in it is forgiven (rule 6.23).
    pub is_close: bool,
}

impl CustomersQuery {
    /// Returns the customers that match, and the counts. `rows` are those of the catalogue; `country` returns the name
    /// of a country in the language of the query.
    pub fn answer(
        &self,
        catalogue: &Catalogue,
        rows: &[CustomerRow],
        country: impl Fn(&str) -> String,
    ) -> CustomersAnswer {
        let found = customer_texts(catalogue.data(), &country).find(&self.text);
        let is_close = found.as_ref().is_some_and(|found| found.is_close);
        let mut answer = CustomersAnswer { is_close, ..CustomersAnswer::default() };
        for row in rows {
            let Some(customer) = catalogue.data().customer_at(row.at) else { continue };
            let is_found = found.as_ref().is_none_or(|found| found.has(row.at.index()));
            let passes = self.passes(row, customer, is_found);
            let counts = |filter: usize| passes.iter().enumerate().all(|(other, passes)| other == filter || *passes);
            answer.facets.add(row, customer, counts);
            if passes == [true; 5] {
                answer.rows.push(*row);
            }
        }
        self.sort(catalogue, &mut answer.rows, &country);
        answer
    }

    /// Returns for each filter whether it accepts a customer: country, segment, engagements, whom it waits for, text.
    fn passes(&self, row: &CustomerRow, customer: &Customer, text: bool) -> [bool; 5] {
        [
            self.countries.is_empty() || self.countries.contains(&customer.country),
            self.segments.is_empty() || customer.segment.is_some_and(|segment| self.segments.contains(&segment)),
            self.prospects.is_empty() || self.prospects.iter().any(|prospect| row.engagements(*prospect) > 0),
            self.waits_for.is_empty() || self.waits_for.iter().any(|party| row.waits_for(*party)),
            text,
        ]
    }

    fn sort(&self, catalogue: &Catalogue, rows: &mut Vec<CustomerRow>, country: &impl Fn(&str) -> String) {
        let column = |row: &CustomerRow, customer: &Customer, key| match key {
            CustomerSortKey::Name => Some(name_key(&customer.name, self.lang)),
            CustomerSortKey::Country => Some(name_key(&country(&customer.country), self.lang)),
            CustomerSortKey::Segment => customer.segment.map(|segment| digits(segment as u32)),
            CustomerSortKey::Running => Some(digits(row.engagements(Prospect::Running))),
            CustomerSortKey::Open => Some(digits(row.engagements(Prospect::Open))),
            CustomerSortKey::Done => Some(digits(row.engagements(Prospect::Done))),
            CustomerSortKey::NotPossible => Some(digits(row.engagements(Prospect::NotPossible))),
            CustomerSortKey::Due => row.due.map(|due| digits(due.since(Day::MIN).unsigned_abs())),
        };
        let keyed = rows.iter().filter_map(|row| {
            let customer = catalogue.data().customer_at(row.at)?;
            let column = self.sort.and_then(|sort| column(row, customer, sort.key));
            Some((column, name_key(&customer.name, self.lang), *row))
        });
        let is_descending = self.sort.is_some_and(|sort| sort.direction == Direction::Descending);
        *rows = sort_rows(keyed.collect(), is_descending);
    }
}

/// Returns the texts of the customers in which words are searched: name, ID, domain, tenant ID and country (rule 7.11).
pub fn customer_texts(data: &Data, country: impl Fn(&str) -> String) -> Texts {
    let mut texts = Texts::default();
    for customer in &data.customers {
        let domain = customer.domain.as_deref().unwrap_or_default();
        let tenant = customer.tenant_id.as_deref().unwrap_or_default();
        let country = country(&customer.country);
        texts.push(&[&customer.name, customer.id.as_str(), domain, tenant, &country, &customer.country]);
    }
    texts
}

impl CustomerFacets {
    /// Adds the values of a customer; `counts` returns whether it matches all other filters than one.
    fn add(&mut self, row: &CustomerRow, customer: &Customer, counts: impl Fn(usize) -> bool) {
        let [country, segment, prospect, party] = [0, 1, 2, 3].map(|filter| u32::from(counts(filter)));
        count(&mut self.countries, &customer.country, country);
        if let Some(value) = customer.segment {
            count(&mut self.segments, &value, segment);
        }
        for value in Prospect::ALL.into_iter().filter(|value| row.engagements(*value) > 0) {
            count(&mut self.prospects, &value, prospect);
        }
        for value in Party::ALL.into_iter().filter(|value| row.waits_for(*value)) {
            count(&mut self.waits_for, &value, party);
        }
    }
}
