//! The view of the list of customers in an address.

use domain::customers::{CustomerSort, CustomerSortKey};
use domain::model::Segment;
use domain::view::{Party, Prospect};

use super::list_view::{add, of_word, sort_of, sort_value};
use super::query::Pairs;

/// Filters, search and sort of the customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomersView {
    /// Codes of countries.
    pub countries: Vec<String>,
    pub segments: Vec<Segment>,
    pub prospects: Vec<Prospect>,
    pub waits_for: Vec<Party>,
    /// The search text.
    pub text: String,
    pub sort: Option<CustomerSort>,
}

impl CustomersView {
    /// Returns the view without filters and search text.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { sort: self.sort, ..Self::default() }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        self.countries.iter().for_each(|country| pairs.push("country", country));
        self.segments.iter().for_each(|&segment| pairs.push("segment", segment_word(segment)));
        self.prospects.iter().for_each(|&prospect| pairs.push("engagements", prospect_word(prospect)));
        self.waits_for.iter().for_each(|&party| pairs.push("waiting", party_word(party)));
        if !self.text.is_empty() {
            pairs.push("q", &self.text);
        }
        if let Some(CustomerSort { key, direction }) = self.sort {
            pairs.push("sort", &sort_value(direction, sort_word(key)));
        }
    }

    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "country" => add(&mut view.countries, Some(value.clone())),
                "segment" => add(&mut view.segments, of_word(&Segment::ALL, segment_word, value)),
                "engagements" => {
                    add(&mut view.prospects, of_word(&Prospect::ALL, prospect_word, value));
                }
                "waiting" => add(&mut view.waits_for, of_word(&Party::ALL, party_word, value)),
                "q" => view.text.clone_from(value),
                "sort" => view.sort = read_sort(value),
                _ => {}
            }
        }
        view
    }
}

const fn segment_word(segment: Segment) -> &'static str {
    match segment {
        Segment::Enterprise => "enterprise",
        Segment::SmallMedium => "small-medium",
        Segment::PublicSector => "public-sector",
        Segment::Education => "education",
    }
}

const fn prospect_word(prospect: Prospect) -> &'static str {
    match prospect {
        Prospect::Running => "running",
        Prospect::Open => "open",
        Prospect::Done => "done",
        Prospect::NotPossible => "not-possible",
    }
}

const fn party_word(party: Party) -> &'static str {
    match party {
        Party::Partner => "partner",
        Party::Customer => "customer",
        Party::Microsoft => "microsoft",
    }
}

const fn sort_word(key: CustomerSortKey) -> &'static str {
    match key {
        CustomerSortKey::Name => "name",
        CustomerSortKey::Country => "country",
        CustomerSortKey::Segment => "segment",
        CustomerSortKey::Running => "running",
        CustomerSortKey::Open => "open",
        CustomerSortKey::Done => "done",
        CustomerSortKey::NotPossible => "not-possible",
        CustomerSortKey::Due => "due",
    }
}

fn read_sort(value: &str) -> Option<CustomerSort> {
    let (key, direction) = sort_of(value, &CustomerSortKey::ALL, sort_word)?;
    Some(CustomerSort { key, direction })
}
