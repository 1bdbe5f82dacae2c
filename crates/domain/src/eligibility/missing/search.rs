//! The search for a smallest set of things that meets a tree of criteria.

use super::{Need, Thing};

/// Limit of the search for one location, in parts of the tree visited. Finding a smallest set takes exponential time
/// at worst. The criteria of a programme take some tens; beyond the limit, [`Need::least`] counts a thing once for each
/// part of the tree that needs it.
const MAX_WORK: usize = 10_000;

/// A search for a set of things with limited work.
pub struct Search {
    work: usize,
}

impl Search {
    pub const fn new() -> Self {
        Self { work: MAX_WORK }
    }

    /// Returns whether at most `left` things beside the chosen ones meet all goals.
    pub fn finds<'a>(&mut self, mut goals: Vec<&Need<'a>>, mut chosen: Vec<Thing<'a>>, mut left: u16) -> bool {
        // What is needed in any case comes first; then one alternative after the other.
        let mut alternatives = Vec::new();
        while let Some(goal) = goals.pop() {
            if !self.spend() {
                return false;
            }
            match goal {
                Need::Met => {}
                Need::Never => return false,
                Need::Thing(thing) if chosen.contains(thing) => {}
                Need::Thing(_) if left == 0 => return false,
                Need::Thing(thing) => {
                    chosen.push(*thing);
                    left -= 1;
                }
                Need::All(parts) => goals.extend(parts),
                Need::Any(parts) => alternatives.push((goal, parts)),
            }
        }
        alternatives.retain(|(goal, _)| !self.is_met(goal, &chosen));
        let Some((_, parts)) = alternatives.pop() else { return true };
        left > 0
            && parts.iter().any(|part| {
                let goals = alternatives.iter().map(|(goal, _)| *goal).chain([part]).collect();
                self.finds(goals, chosen.clone(), left)
            })
    }

    /// Returns whether the chosen things are enough; `false` beyond the limit.
    fn is_met(&mut self, need: &Need<'_>, chosen: &[Thing<'_>]) -> bool {
        self.spend()
            && match need {
                Need::Met => true,
                Need::Never => false,
                Need::Thing(thing) => chosen.contains(thing),
                Need::All(parts) => parts.iter().all(|part| self.is_met(part, chosen)),
                Need::Any(parts) => parts.iter().any(|part| self.is_met(part, chosen)),
            }
    }

    /// Counts a visited part. Returns whether there is work left.
    const fn spend(&mut self) -> bool {
        self.work = self.work.saturating_sub(1);
        self.work > 0
    }
}
