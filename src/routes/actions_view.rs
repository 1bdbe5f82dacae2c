//! The view of the inbox in an address.

use domain::actions::ActionKind;
use domain::id::{EngagementId, LocationId};

use super::list_view::of_word;
use super::query::Pairs;

/// The filters of the inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionsView {
    pub kinds: Vec<ActionKind>,
    pub locations: Vec<LocationId>,
    pub engagements: Vec<EngagementId>,
}

impl ActionsView {
    pub(super) fn write(&self, pairs: &mut Pairs) {
        self.kinds.iter().for_each(|&kind| pairs.push("kind", kind_word(kind)));
        self.locations.iter().for_each(|location| pairs.push("location", location.as_str()));
        self.engagements.iter().for_each(|engagement| pairs.push("engagement", engagement.as_str()));
    }

    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "kind" => view.kinds.extend(of_word(&ActionKind::ALL, kind_word, value)),
                "location" => view.locations.push(value.as_str().into()),
                "engagement" => view.engagements.push(value.as_str().into()),
                _ => {}
            }
        }
        view
    }
}

const fn kind_word(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::PayeeProfile => "payee-profile",
        ActionKind::Attainment => "attainment",
        ActionKind::Consent => "consent",
        ActionKind::Evidence => "evidence",
        ActionKind::Claim => "claim",
        ActionKind::Review => "review",
        ActionKind::Rejection => "rejection",
        ActionKind::EngagementEnd => "engagement-end",
    }
}
