//! Claims that have lapsed: nothing can be done any more, and their money is lost (rule 8).

use super::ActionKind;
use crate::catalogue::Catalogue;
use crate::claims::{Lapse, LapseReason, lapse_on};
use crate::dataset::data::DetailsCache;
use crate::model::{Claim, Engagement, Location};
use crate::{Day, Idx, packed};

/// A claim that has lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LapsedClaim {
    /// Which claim; position in the data.
    pub claim: Idx<Claim>,
    /// At which location; position in the data.
    pub location: Option<Idx<Location>>,
    /// For which engagement; position in the data.
    pub engagement: Idx<Engagement>,
    /// Why, and since when.
    pub lapse: Lapse,
}

impl LapsedClaim {
    /// Returns the kind that the inbox filters by.
    pub const fn kind(&self) -> ActionKind {
        match self.lapse.reason {
            LapseReason::Consent => ActionKind::Consent,
            LapseReason::Submission => ActionKind::Claim,
            LapseReason::Dispute => ActionKind::Rejection,
            LapseReason::EngagementEnd => ActionKind::EngagementEnd,
        }
    }
}

impl Catalogue {
    /// Returns the claims that have lapsed, the latest first; those without a known day come last. At every location,
    /// enrolled or not: no money is lost in silence.
    pub fn lapsed(&self) -> Vec<LapsedClaim> {
        let data = self.data();
        let mut details = DetailsCache::default();
        let mut lapsed: Vec<LapsedClaim> = Vec::new();
        for (at, claim) in data.claims.iter().enumerate() {
            let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
            if let Some(lapse) = lapse_on(claim, engagement.term(), details.of(engagement), self.day()) {
                let location = data.location_index(&claim.location);
                lapsed.push(LapsedClaim { claim: Idx::new(at), location, engagement: engagement.position(), lapse });
            }
        }
        let ago =
            |lapsed: &LapsedClaim| lapsed.lapse.last_day.map_or(u32::MAX, |last| Day::MAX.since(last).unsigned_abs());
        packed::order(lapsed.iter().map(ago)).into_iter().map(|at| lapsed[at]).collect()
    }
}
