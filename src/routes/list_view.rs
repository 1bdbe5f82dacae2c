//! The view of the list in an address: ids, whether they exist in the data or not.

use domain::availability::Availability;
use domain::catalogue::{Direction, Sort, SortKey};
use domain::earning::Earning;
use domain::id::{AreaId, LocationId, RoleId};

use super::query::Pairs;

/// Area, filters, search and sort of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    pub area: Option<AreaId>,
    pub locations: Vec<LocationId>,
    pub status: Vec<Availability>,
    pub roles: Vec<RoleId>,
    pub eligibility: Vec<Earning>,
    /// The search text.
    pub text: String,
    pub sort: Option<Sort>,
}

impl ListView {
    /// Returns whether the view searches or sorts by name, for which the list needs the lazy chunk.
    pub fn reads_texts(&self) -> bool {
        !self.text.trim().is_empty() || self.sort.is_some_and(|sort| sort.key == SortKey::Name)
    }

    /// Returns the view without filters and search text.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { area: self.area.clone(), sort: self.sort, ..Self::default() }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        self.area.iter().for_each(|area| pairs.push("area", area.as_str()));
        self.locations.iter().for_each(|location| pairs.push("location", location.as_str()));
        self.status.iter().for_each(|&status| pairs.push("status", status_word(status)));
        self.roles.iter().for_each(|role| pairs.push("role", role.as_str()));
        self.eligibility.iter().for_each(|&verdict| pairs.push("eligibility", verdict_word(verdict)));
        if !self.text.is_empty() {
            pairs.push("q", &self.text);
        }
        if let Some(Sort { key, direction }) = self.sort {
            pairs.push("sort", &sort_value(direction, sort_word(key)));
        }
    }

    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "area" => view.area = Some(value.as_str().into()),
                "location" => add(&mut view.locations, Some(value.as_str().into())),
                "status" => add(&mut view.status, of_word(&Availability::ALL, status_word, value)),
                "role" => add(&mut view.roles, Some(value.as_str().into())),
                "eligibility" => {
                    add(&mut view.eligibility, verdict_of(value));
                }
                "q" => view.text.clone_from(value),
                "sort" => view.sort = read_sort(value),
                _ => {}
            }
        }
        view
    }
}

/// Returns the value that a word of an address stands for.
pub(super) fn of_word<T: Copy>(values: &[T], word: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    values.iter().copied().find(|&value| word(value) == wanted)
}

/// Adds a value that is not there yet: a filter has each value once, however often it is in the address.
pub(super) fn add<T: PartialEq>(values: &mut Vec<T>, value: Option<T>) {
    values.extend(value.filter(|value| !values.contains(value)));
}

const fn status_word(status: Availability) -> &'static str {
    match status {
        Availability::Active => "active",
        Availability::Upcoming => "upcoming",
        Availability::Expired => "expired",
    }
}

/// Returns the verdict that a word of an address stands for.
pub(super) fn verdict_of(word: &str) -> Option<Earning> {
    of_word(&Earning::ALL, verdict_word, word)
}

pub(super) const fn verdict_word(verdict: Earning) -> &'static str {
    match verdict {
        Earning::Earning => "earning",
        Earning::Ready => "ready",
        Earning::WithinReach => "within-reach",
        Earning::NotEarning => "not-earning",
        Earning::Ended => "ended",
    }
}

const fn sort_word(key: SortKey) -> &'static str {
    match key {
        SortKey::Name => "name",
        SortKey::Availability => "availability",
        SortKey::Role => "role",
        SortKey::Eligibility => "eligibility",
        SortKey::ActiveCustomers => "customers",
    }
}

/// Formats a direction and the word of a column.
pub(super) fn sort_value(direction: Direction, word: &str) -> String {
    let sign = if direction == Direction::Descending { "-" } else { "" };
    format!("{sign}{word}")
}

/// Reads what [`sort_value`] formats.
pub(super) fn sort_of<K: Copy>(value: &str, keys: &[K], word: fn(K) -> &'static str) -> Option<(K, Direction)> {
    let (direction, wanted) =
        value.strip_prefix('-').map_or((Direction::Ascending, value), |rest| (Direction::Descending, rest));
    Some((of_word(keys, word, wanted)?, direction))
}

fn read_sort(value: &str) -> Option<Sort> {
    let (key, direction) = sort_of(value, &SortKey::ALL, sort_word)?;
    Some(Sort { key, direction })
}
