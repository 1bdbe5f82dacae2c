//! The parts of a dataset: which there are, and what was read of them.

use super::parse::tree;
use super::{EngagementReader, Problems, parse};
use crate::Day;
use crate::dataset::problem::{DatasetProblem, ProblemKind};
use crate::dataset::splitter::{LIST, Part};
use crate::json::FromJson;
use crate::model::{
    self, Claim, Credential, CriterionSet, Customer, CustomerVerdict, Location, Market, Partner, PartnerRole,
    SolutionArea,
};

/// Elements as they were read, each with its index in the file.
pub type Listed<T> = Vec<(usize, T)>;

/// What was read so far.
#[derive(Clone, Default)]
pub struct Parts {
    pub problems: Problems,
    pub(super) seen: Vec<String>,
    pub format: Option<String>,
    pub version: Option<u32>,
    pub id: Option<String>,
    pub as_of: Option<Day>,
    pub shift_dates: bool,
    pub illustrative: bool,
    pub partner: Option<Partner>,
    pub areas: Listed<SolutionArea>,
    pub roles: Listed<PartnerRole>,
    pub markets: Listed<Market>,
    pub credentials: Listed<Credential>,
    pub criteria: Listed<CriterionSet>,
    pub locations: Listed<Location>,
    pub customers: Listed<Customer>,
    pub claims: Listed<Claim>,
    pub customer_verdicts: Listed<CustomerVerdict>,
    pub engagements: EngagementReader,
}

/// The values that a dataset must have.
const VALUES: [&str; 5] = ["format", "version", "id", "asOf", "partner"];
/// The lists that a dataset must have.
const LISTS: [&str; 7] = ["areas", "roles", "markets", "credentials", "criteria", "locations", "engagements"];
/// The lists that it may have, each with the version in which it came.
const MORE_LISTS: [(&str, u32); 3] = [("customers", 1), ("claims", 1), ("customerVerdicts", 2)];

impl Parts {
    /// Reads a part, or reports what is wrong with it.
    pub fn take(&mut self, part: &Part<'_>) {
        if part.index.is_none() {
            self.begin(part);
        }
        let Part { json, .. } = *part;
        match (part.section, part.index) {
            ("engagements", Some(index)) => self.engagements.take(index, json, &mut self.problems),
            ("format", None) => self.format = self.read(part),
            ("version", None) => self.version = self.read(part),
            ("id", None) => self.id = self.read(part),
            ("asOf", None) => self.as_of = self.read(part),
            ("shiftDates", None) => self.shift_dates = self.read(part).unwrap_or_default(),
            ("illustrative", None) => self.illustrative = self.read(part).unwrap_or_default(),
            ("partner", None) => self.partner = self.read(part),
            ("areas", Some(index)) => read_into(&mut self.areas, index, part, &mut self.problems),
            ("roles", Some(index)) => read_into(&mut self.roles, index, part, &mut self.problems),
            ("markets", Some(index)) => read_into(&mut self.markets, index, part, &mut self.problems),
            ("credentials", Some(index)) => read_into(&mut self.credentials, index, part, &mut self.problems),
            ("criteria", Some(index)) => {
                let before = self.criteria.len();
                read_into(&mut self.criteria, index, part, &mut self.problems);
                if self.criteria.len() == before {
                    // Engagements with a faulty criterion are shown, and earn nothing by it.
                    let faulty = tree("", json).ok().and_then(CriterionSet::from_faulty_json);
                    self.criteria.extend(faulty.map(|set| (index, set)));
                }
            }
            ("locations", Some(index)) => read_into(&mut self.locations, index, part, &mut self.problems),
            ("customers", Some(index)) => read_into(&mut self.customers, index, part, &mut self.problems),
            ("claims", Some(index)) => read_into(&mut self.claims, index, part, &mut self.problems),
            ("customerVerdicts", Some(index)) => {
                read_into(&mut self.customer_verdicts, index, part, &mut self.problems);
            }
            _ => {}
        }
    }

    /// A section begins: is it one that is known, and a list where it should be one?
    fn begin(&mut self, part: &Part<'_>) {
        let section = part.section;
        let known_list = LISTS.contains(&section) || MORE_LISTS.iter().any(|(list, _)| *list == section);
        if known_list && part.json != LIST {
            let message = "invalid type: expected a list".to_owned();
            self.problems.push(format!("$.{section}"), ProblemKind::Invalid { message });
        } else if !known_list && !VALUES.contains(&section) && !["shiftDates", "illustrative"].contains(&section) {
            self.problems.push(format!("$.{section}"), ProblemKind::UnknownPart);
        }
        if self.seen.iter().any(|seen| seen == section) {
            let message = "duplicate field; this one is added to what came before".to_owned();
            self.problems.push(format!("$.{section}"), ProblemKind::Invalid { message });
        }
        self.seen.push(section.to_owned());
    }

    fn read<T: FromJson>(&mut self, part: &Part<'_>) -> Option<T> {
        read(&format!("$.{}", part.section), part.json, &mut self.problems)
    }

    /// Reports a wrong format or version and missing parts. Returns whether anything can be shown.
    pub fn check_header(&mut self) -> bool {
        if let Some(found) = self.format.as_ref().filter(|found| *found != model::FORMAT) {
            self.problems.add_first(DatasetProblem::new("$.format", ProblemKind::OtherFormat { found: found.clone() }));
        }
        if let Some(found) = self.version.filter(|found| *found > model::VERSION) {
            self.problems.add_first(DatasetProblem::new("$.version", ProblemKind::NewerVersion { found }));
        }
        if self.version == Some(0) {
            let message = "invalid value: versions begin with 1".to_owned();
            self.problems.push("$.version", ProblemKind::Invalid { message });
        }
        let problems = &mut self.problems;
        let break_path = problems.0.iter().find(|problem| problem.cuts_short()).map(|problem| problem.path.clone());
        let broken = break_path.is_some();
        let broken_part = break_path.as_deref().and_then(|path| path.strip_prefix("$.")?.split('[').next());
        let is_unreadable = problems.0.iter().any(|problem| matches!(problem.kind, ProblemKind::OtherEncoding { .. }));
        // A break before anything that could be shown leaves nothing to show.
        let nothing_before_it = is_unreadable || (broken && self.engagements.len() == 0);
        // What comes after a break is missing as well, also what a file may lack: readers see how much it can be.
        let of_version =
            |(list, since): &(&'static str, u32)| (*since <= self.version.unwrap_or(*since)).then_some(*list);
        let optional: Vec<_> = MORE_LISTS.iter().filter(|_| broken).filter_map(of_version).collect();
        for part in VALUES.iter().chain(&LISTS).chain(&optional) {
            let is_seen = broken_part == Some(part) || self.seen.iter().any(|seen| seen == part);
            if !nothing_before_it && !is_seen {
                problems.push(format!("$.{part}"), ProblemKind::MissingPart);
            }
        }
        // Some other file, not one of this product that lacks a part.
        let lacks = |part: &str| !self.seen.iter().any(|seen| seen == part);
        if !broken && lacks("format") && lacks("engagements") && !problems.0.iter().any(DatasetProblem::is_fatal) {
            problems.add_first(DatasetProblem::new("$", ProblemKind::OtherFormat { found: String::new() }));
        }
        !nothing_before_it && !problems.0.iter().any(DatasetProblem::is_fatal)
    }
}

fn read<T: FromJson>(path: &str, json: &[u8], problems: &mut Problems) -> Option<T> {
    parse(path, json).map_err(|problem| problems.add(problem)).ok()
}

fn read_into<T: FromJson>(list: &mut Listed<T>, index: usize, part: &Part<'_>, problems: &mut Problems) {
    if let Some(value) = read(&format!("$.{}[{index}]", part.section), part.json, problems) {
        list.push((index, value));
    }
}
