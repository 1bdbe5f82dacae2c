//! How many engagements have each verdict at each location.

use super::Catalogue;
use crate::availability::Availability;
use crate::earning::Earning;

/// On how many engagements that are offered at a location it earns, is ready, and so on. Those that have ended do not
/// count (rules 4 to 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Active engagements on which it earns.
    pub earning: u32,
    /// Upcoming engagements for which it is ready.
    pub ready: u32,
    /// Active and upcoming engagements for which it lacks one thing.
    pub within_reach: u32,
    /// The other active and upcoming ones.
    pub not_earning: u32,
}

impl Standing {
    /// The verdicts that it counts, best first.
    pub const VERDICTS: [Earning; 4] = [Earning::Earning, Earning::Ready, Earning::WithinReach, Earning::NotEarning];

    /// Returns the number of engagements with a verdict.
    pub const fn get(&self, verdict: Earning) -> u32 {
        match verdict {
            Earning::Earning => self.earning,
            Earning::Ready => self.ready,
            Earning::WithinReach => self.within_reach,
            Earning::NotEarning => self.not_earning,
            Earning::Ended => 0,
        }
    }

    /// Returns whether a filter for a verdict finds the location: one for *not earning* finds those that neither earn
    /// nor are ready nor have anything within reach (as rule 6 reads it for an engagement).
    pub const fn shows(&self, verdict: Earning) -> bool {
        match verdict {
            Earning::NotEarning => self.earning + self.ready + self.within_reach == 0,
            verdict => self.get(verdict) > 0,
        }
    }
}

impl Catalogue {
    /// Returns the standing of each location, in the order of the locations.
    pub fn standings(&self) -> Vec<Standing> {
        let verdicts = &self.verdicts;
        let mut per_class = vec![[0; 2]; self.data.engagements.classes.len()];
        for engagement in self.data.engagements.iter() {
            match engagement.availability(self.day) {
                Availability::Active => per_class[engagement.class_index()][0] += 1,
                Availability::Upcoming => per_class[engagement.class_index()][1] += 1,
                Availability::Expired => {}
            }
        }
        let [mut earning, mut ready, mut within_reach, mut not_earning] =
            [(); 4].map(|()| vec![0; self.data.locations.len()]);
        for (class, [active, upcoming]) in per_class.into_iter().enumerate() {
            for (count, good) in [(active, &mut earning), (upcoming, &mut ready)] {
                if count > 0 {
                    verdicts.add_where(class, |would_earn, _| would_earn, count, good);
                    verdicts.add_where(class, |_, lacks_one| lacks_one, count, &mut within_reach);
                    verdicts.add_where(
                        class,
                        |would_earn, lacks_one| !would_earn && !lacks_one,
                        count,
                        &mut not_earning,
                    );
                }
            }
        }
        let standing = |at: usize| Standing {
            earning: earning[at],
            ready: ready[at],
            within_reach: within_reach[at],
            not_earning: not_earning[at],
        };
        (0..self.data.locations.len()).map(standing).collect()
    }
}
