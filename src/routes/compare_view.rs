//! The comparison of locations in an address.

use domain::id::LocationId;

use super::list_view::add;
use super::query::Pairs;

/// The locations that are compared, and which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareView {
    pub locations: Vec<LocationId>,
    /// Shows only the engagements on which the locations differ.
    pub only_differences: bool,
}

impl CompareView {
    pub(super) fn write(&self, pairs: &mut Pairs) {
        self.locations.iter().for_each(|location| pairs.push("location", location.as_str()));
        if self.only_differences {
            pairs.push("show", "differences");
        }
    }

    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "location" => add(&mut view.locations, Some(value.as_str().into())),
                "show" => view.only_differences = value == "differences",
                _ => {}
            }
        }
        view
    }
}
