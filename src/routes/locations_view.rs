//! The view of the list of locations in an address.

use domain::earning::Earning;
use domain::id::MarketId;
use domain::locations::{Enrolment, LocationSort, LocationSortKey};
use domain::payee::ProfileStatus;

use super::list_view::{add, of_word, sort_of, sort_value, verdict_of, verdict_word};
use super::query::Pairs;

/// Filters, search and sort of the locations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocationsView {
    /// Codes of countries.
    pub countries: Vec<String>,
    pub markets: Vec<MarketId>,
    pub enrolment: Vec<Enrolment>,
    pub payee: Vec<ProfileStatus>,
    pub eligibility: Vec<Earning>,
    /// The search text.
    pub text: String,
    pub sort: Option<LocationSort>,
}

impl LocationsView {
    /// Returns the view without filters and search text.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        self.countries.iter().for_each(|country| pairs.push("country", country));
        self.markets.iter().for_each(|market| pairs.push("market", market.as_str()));
        self.enrolment.iter().for_each(|&enrolment| pairs.push("enrolment", enrolment_word(enrolment)));
        self.payee.iter().for_each(|&payee| pairs.push("payee", payee_word(payee)));
        self.eligibility.iter().for_each(|&verdict| pairs.push("eligibility", verdict_word(verdict)));
        if !self.text.is_empty() {
            pairs.push("q", &self.text);
        }
        if let Some(LocationSort { key, direction }) = self.sort {
            pairs.push("sort", &sort_value(direction, sort_word(key)));
        }
    }

    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "country" => add(&mut view.countries, Some(value.clone())),
                "market" => add(&mut view.markets, Some(value.as_str().into())),
                "enrolment" => {
                    add(&mut view.enrolment, of_word(&Enrolment::ALL, enrolment_word, value));
                }
                "payee" => add(&mut view.payee, of_word(&ProfileStatus::ALL, payee_word, value)),
                "eligibility" => add(&mut view.eligibility, verdict_of(value)),
                "q" => view.text.clone_from(value),
                "sort" => view.sort = read_sort(value),
                _ => {}
            }
        }
        view
    }
}

const fn enrolment_word(enrolment: Enrolment) -> &'static str {
    match enrolment {
        Enrolment::Enrolled => "enrolled",
        Enrolment::Begins => "begins",
        Enrolment::Ended => "ended",
        Enrolment::Never => "never",
    }
}

const fn payee_word(status: ProfileStatus) -> &'static str {
    match status {
        ProfileStatus::Missing => "missing",
        ProfileStatus::ActionRequired => "action-required",
        ProfileStatus::PendingValidation => "pending-validation",
        ProfileStatus::Approved => "approved",
    }
}

const fn sort_word(key: LocationSortKey) -> &'static str {
    match key {
        LocationSortKey::Name => "name",
        LocationSortKey::Country => "country",
        LocationSortKey::Enrolment => "enrolment",
        LocationSortKey::Payee => "payee",
        LocationSortKey::Earning => "earning",
        LocationSortKey::Ready => "ready",
        LocationSortKey::WithinReach => "within-reach",
        LocationSortKey::NotEarning => "not-earning",
        LocationSortKey::Actions => "actions",
    }
}

fn read_sort(value: &str) -> Option<LocationSort> {
    let (key, direction) = sort_of(value, &LocationSortKey::ALL, sort_word)?;
    Some(LocationSort { key, direction })
}
