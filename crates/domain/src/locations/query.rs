//! A view of the list of locations.

use super::{Enrolment, LocationRow};
use crate::Lang;
use crate::catalogue::{Catalogue, Direction, Standing};
use crate::dataset::Data;
use crate::earning::Earning;
use crate::id::MarketId;
use crate::list_rows::{Counts, count, digits, name_key, sort_rows};
use crate::model::Location;
use crate::payee::ProfileStatus;
use crate::text::Texts;

/// A view of the list of locations. An empty filter accepts all locations; several values of one filter are
/// alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationsQuery {
    /// ISO 3166-1 codes of countries.
    pub countries: Vec<String>,
    /// Markets.
    pub markets: Vec<MarketId>,
    /// Whether they are enrolled.
    pub enrolment: Vec<Enrolment>,
    /// Their payee profiles.
    pub payee: Vec<ProfileStatus>,
    /// What they have engagements of ([`crate::catalogue::Standing::shows`]).
    pub eligibility: Vec<Earning>,
    /// Words, each of which must occur in the name, the ID, the country or the market.
    pub text: String,
    /// The language whose texts are searched and sorted.
    pub lang: Lang,
    /// How to sort; otherwise by name.
    pub sort: Option<LocationSort>,
}

/// A column and a direction. Equal rows are sorted by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocationSort {
    /// By what.
    pub key: LocationSortKey,
    /// Which way.
    pub direction: Direction,
}

/// What locations can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocationSortKey {
    /// The name, as a reader of the language expects.
    Name,
    /// The name of the country.
    Country,
    /// Whether it is enrolled.
    Enrolment,
    /// The payee profile, worst first.
    Payee,
    /// The number of engagements on which it earns.
    Earning,
    /// The number of engagements for which it is ready.
    Ready,
    /// The number of engagements within reach.
    WithinReach,
    /// The number of the others.
    NotEarning,
    /// The number of actions required.
    Actions,
}

impl LocationSortKey {
    /// Every key, in the order of the columns.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Country,
        Self::Enrolment,
        Self::Payee,
        Self::Earning,
        Self::Ready,
        Self::WithinReach,
        Self::NotEarning,
        Self::Actions,
    ];
}

/// How many locations match each value of each filter, were it the only one chosen in its filter (rule 6). Values that
/// no location has are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationFacets {
    /// By code of the country.
    pub countries: Counts<String>,
    /// By market.
    pub markets: Counts<MarketId>,
    /// By enrolment.
    pub enrolment: Counts<Enrolment>,
    /// By payee profile.
    pub payee: Counts<ProfileStatus>,
    /// By verdict.
    pub eligibility: Counts<Earning>,
}

/// What a query gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationsAnswer {
    /// The rows that match, in their order.
    pub rows: Vec<LocationRow>,
    /// The counts.
    pub facets: LocationFacets,
    /// Whether a word of the text occurs nowhere, and one typing error in it is forgiven (rule 6.23).
    pub is_close: bool,
}

impl LocationsQuery {
    /// Returns the locations that match, and the counts. `rows` are those of the catalogue; `country` returns the name
    /// of a country in the language of the query.
    pub fn answer(
        &self,
        catalogue: &Catalogue,
        rows: &[LocationRow],
        country: impl Fn(&str) -> String,
    ) -> LocationsAnswer {
        let found = location_texts(catalogue.data(), self.lang, &country).find(&self.text);
        let is_close = found.as_ref().is_some_and(|found| found.is_close);
        let mut answer = LocationsAnswer { is_close, ..LocationsAnswer::default() };
        for row in rows {
            let Some(location) = catalogue.data().location_at(row.at) else { continue };
            let is_found = found.as_ref().is_none_or(|found| found.has(row.at.index()));
            let passes = self.passes(row, location, is_found);
            let counts = |filter: usize| passes.iter().enumerate().all(|(other, passes)| other == filter || *passes);
            answer.facets.add(row, location, counts);
            if passes == [true; 6] {
                answer.rows.push(*row);
            }
        }
        self.sort(catalogue, &mut answer.rows, &country);
        answer
    }

    /// Returns for each filter whether it accepts a location: country, market, enrolment, payee profile, eligibility,
    /// text.
    fn passes(&self, row: &LocationRow, location: &Location, text: bool) -> [bool; 6] {
        [
            self.countries.is_empty() || self.countries.contains(&location.country),
            self.markets.is_empty() || self.markets.contains(&location.market),
            self.enrolment.is_empty() || self.enrolment.contains(&row.enrolment),
            self.payee.is_empty() || self.payee.contains(&row.payee),
            self.eligibility.is_empty() || self.eligibility.iter().any(|verdict| row.standing.shows(*verdict)),
            text,
        ]
    }

    /// Sorts by the column, and equal rows by name. Every column has the same kind of key: each kind of sort is code of
    /// its own.
    fn sort(&self, catalogue: &Catalogue, rows: &mut Vec<LocationRow>, country: &impl Fn(&str) -> String) {
        let column = |row: &LocationRow, location: &Location, key| match key {
            LocationSortKey::Name => name_key(&location.name, self.lang),
            LocationSortKey::Country => name_key(&country(&location.country), self.lang),
            LocationSortKey::Enrolment => digits(row.enrolment as u32),
            LocationSortKey::Payee => digits(row.payee as u32),
            LocationSortKey::Earning => digits(row.standing.earning),
            LocationSortKey::Ready => digits(row.standing.ready),
            LocationSortKey::WithinReach => digits(row.standing.within_reach),
            LocationSortKey::NotEarning => digits(row.standing.not_earning),
            LocationSortKey::Actions => digits(row.actions),
        };
        let keyed = rows.iter().filter_map(|row| {
            let location = catalogue.data().location_at(row.at)?;
            let column = self.sort.map(|sort| column(row, location, sort.key));
            Some((column, name_key(&location.name, self.lang), *row))
        });
        let is_descending = self.sort.is_some_and(|sort| sort.direction == Direction::Descending);
        *rows = sort_rows(keyed.collect(), is_descending);
    }
}

/// Returns the texts of the locations in which words are searched: name, ID, country and market (rule 6.21).
pub fn location_texts(data: &Data, lang: Lang, country: impl Fn(&str) -> String) -> Texts {
    let mut texts = Texts::default();
    for location in &data.locations {
        let market = data.market(&location.market).map_or("", |market| market.name.get(lang));
        texts.push(&[&location.name, location.id.as_str(), &country(&location.country), &location.country, market]);
    }
    texts
}

impl LocationFacets {
    /// Adds the values of a location; `counts` returns whether it matches all other filters than one.
    fn add(&mut self, row: &LocationRow, location: &Location, counts: impl Fn(usize) -> bool) {
        let [country, market, enrolment, payee, eligibility] = [0, 1, 2, 3, 4].map(|filter| u32::from(counts(filter)));
        count(&mut self.countries, &location.country, country);
        count(&mut self.markets, &location.market, market);
        count(&mut self.enrolment, &row.enrolment, enrolment);
        count(&mut self.payee, &row.payee, payee);
        for verdict in Standing::VERDICTS.into_iter().filter(|it| row.standing.shows(*it)) {
            count(&mut self.eligibility, &verdict, eligibility);
        }
    }
}
