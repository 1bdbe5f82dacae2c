//! What the pages of an engagement show: stored as JSON, decoded when it is asked for.

use super::{EngagementRef, Engagements};
use crate::dataset::problem::{DatasetProblem, ProblemKind};
use crate::dataset::read::parse;
use crate::dataset::validate::is_safe_link;
use crate::id::MarketId;
use crate::model::Details;

impl Engagements {
    /// Adds what is wrong with the details of a number.
    pub(crate) fn check_details(
        &self,
        number: usize,
        is_market: impl Fn(&MarketId) -> bool,
        problems: &mut Vec<DatasetProblem>,
    ) {
        let base = format!("$.engagements[{}].details", self.details_first.get(number).copied().unwrap_or_default());
        let json = u32::try_from(number).map_or("", |number| self.details.get(number));
        let details: Details = match parse(&base, json.as_bytes()) {
            Ok(details) => details,
            Err(problem) => return problems.push(problem),
        };
        for (at, rate) in details.rates.iter().enumerate() {
            let path = format!("{base}.rates[{at}]");
            if rate.amount.is_some() == rate.basis_points.is_some() {
                let message = "expected one of amount and basisPoints".to_owned();
                problems.push(DatasetProblem::new(path.as_str(), ProblemKind::Invalid { message }));
            }
            if !is_market(&rate.market) {
                problems
                    .push(DatasetProblem::new(path + ".market", ProblemKind::Dangling { id: rate.market.to_string() }));
            }
        }
        for (at, link) in details.links.iter().enumerate().filter(|(_, link)| !is_safe_link(&link.url)) {
            let path = format!("{base}.links[{at}].url");
            problems.push(DatasetProblem::new(path, ProblemKind::UnsafeLink { url: link.url.clone() }));
        }
    }
}

impl EngagementRef<'_> {
    /// Returns what its own pages show, read now.
    ///
    /// # Errors
    /// Where the details are not what is expected: the path and what is wrong.
    pub fn details(&self) -> Result<Details, DatasetProblem> {
        let json = self.engagements.details.get(self.row().details);
        let base = format!("$.engagements[{}].details", self.row().index);
        let mut details: Details = parse(&base, json.as_bytes())?;
        details.links.retain(|link| is_safe_link(&link.url));
        Ok(details)
    }
}

/// A cache of decoded details, by their numbers: claims share few engagements.
#[derive(Default)]
pub struct DetailsCache(Vec<Option<Box<Details>>>);

impl DetailsCache {
    /// Returns the details of an engagement; those that say nothing where they cannot be read.
    pub fn of(&mut self, engagement: EngagementRef<'_>) -> &Details {
        let number = engagement.row().details as usize;
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        self.0[number].get_or_insert_with(|| Box::new(engagement.details().unwrap_or_default()))
    }
}
