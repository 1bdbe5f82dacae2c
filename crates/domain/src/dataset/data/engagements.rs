//! The engagements as columns: what the list needs of each, in little memory. The rest is read
//! when an engagement is opened.

use super::{Interner, Strings};
use crate::availability::{Availability, availability};
use crate::dataset::problem::{DatasetProblem, ProblemKind};
use crate::dataset::read::parse;
use crate::dataset::validate::is_safe_link;
use crate::id::{EngagementId, MarketId};
use crate::model::{Criteria, Criterion, Details, Engagement, PartnerRole, Pay, SolutionArea, Term};
use crate::{Day, Idx, Lang};

/// What engagements with the same criteria and markets share: where they are offered and who is eligible.
#[derive(Clone, Debug)]
pub struct Class {
    /// The partner criteria with "offered in these markets" in front where it is not offered everywhere.
    pub criteria: Criteria,
    /// The markets it is offered in; empty means all.
    pub markets: Vec<MarketId>,
}

impl Class {
    /// Puts the markets in front of the criteria, as the rule that they are (rule 2).
    pub fn new(criteria: &Criteria, markets: Vec<MarketId>) -> Self {
        let criteria = if markets.is_empty() {
            criteria.clone()
        } else {
            let offered = Criteria::One(Criterion::Place { countries: Vec::new(), markets: markets.clone() });
            match criteria {
                Criteria::AllOf(parts) => {
                    Criteria::AllOf(std::iter::once(offered).chain(parts.iter().cloned()).collect())
                }
                other => Criteria::AllOf(vec![offered, other.clone()]),
            }
        };
        Self { criteria, markets }
    }

    /// Returns whether it is offered in a market (rule 6).
    pub fn offered_in(&self, market: &MarketId) -> bool {
        self.markets.is_empty() || self.markets.contains(market)
    }
}

/// The columns of one engagement that are numbers.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub first: Day,
    pub last: Day,
    /// Position in the areas.
    pub area: u16,
    /// Position in the roles.
    pub role: u16,
    pub pay: Pay,
    /// Position in the classes.
    pub class: u32,
    /// Number of the pair of descriptions.
    pub description: u32,
    /// Number of the details.
    pub details: u32,
    /// The index of the engagement in the file.
    pub index: u32,
}

/// All engagements, in the order of the programme.
#[derive(Clone, Debug, Default)]
pub struct Engagements {
    pub(crate) ids: Interner,
    pub(crate) names_en: Strings,
    /// Empty where the data have no Swedish name.
    pub(crate) names_sv: Strings,
    pub(crate) rows: Vec<Row>,
    pub(crate) descriptions_en: Strings,
    pub(crate) descriptions_sv: Strings,
    pub(crate) details: Interner,
    /// For each of the details, the first engagement that has them.
    pub(crate) details_first: Vec<u32>,
    pub(crate) classes: Vec<Class>,
}

impl Engagements {
    /// Returns how many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the position of an engagement.
    pub fn position(&self, id: &EngagementId) -> Option<Idx<Engagement>> {
        self.ids.find(id.as_str()).map(Idx::from_raw)
    }

    /// Returns the engagement at a position.
    pub fn get(&self, position: Idx<Engagement>) -> Option<EngagementRef<'_>> {
        (position.index() < self.len()).then_some(EngagementRef { engagements: self, position })
    }

    /// Returns the engagement with an id.
    pub fn find(&self, id: &EngagementId) -> Option<EngagementRef<'_>> {
        self.get(self.position(id)?)
    }

    /// Returns how many different descriptions there are.
    pub(crate) fn descriptions(&self) -> usize {
        self.descriptions_en.len()
    }

    /// A description by its number.
    pub(crate) fn description(&self, number: usize, lang: Lang) -> &str {
        either(lang, &self.descriptions_en, &self.descriptions_sv, number)
    }

    /// Returns every engagement in the order of the programme.
    pub fn iter(&self) -> impl Iterator<Item = EngagementRef<'_>> {
        (0..self.len()).map(|position| EngagementRef { engagements: self, position: Idx::new(position) })
    }

    /// Keeps only some rows.
    pub(crate) fn keep(&mut self, keep: impl Fn(&Row) -> bool) {
        let before = std::mem::take(self);
        self.descriptions_en = before.descriptions_en;
        self.descriptions_sv = before.descriptions_sv;
        self.details = before.details;
        self.details_first = before.details_first;
        self.classes = before.classes;
        for (position, row) in before.rows.iter().enumerate().filter(|(_, row)| keep(row)) {
            self.ids.intern(u32::try_from(position).map_or("", |number| before.ids.get(number)));
            self.names_en.push(before.names_en.get(position));
            self.names_sv.push(before.names_sv.get(position));
            self.rows.push(*row);
        }
    }

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

    /// Gives back memory that was set aside for more.
    pub(crate) fn shrink(&mut self) {
        for strings in [&mut self.names_en, &mut self.names_sv, &mut self.descriptions_en, &mut self.descriptions_sv] {
            strings.shrink();
        }
        self.ids.shrink();
        self.rows.shrink_to_fit();
        self.details.shrink();
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.ids.bytes()
            + [&self.names_en, &self.names_sv, &self.descriptions_en, &self.descriptions_sv]
                .map(Strings::bytes)
                .iter()
                .sum::<usize>()
            + self.rows.capacity() * size_of::<Row>()
            + self.details.bytes()
    }
}

/// One engagement.
#[derive(Clone, Copy, Debug)]
pub struct EngagementRef<'a> {
    engagements: &'a Engagements,
    position: Idx<Engagement>,
}

impl<'a> EngagementRef<'a> {
    fn row(&self) -> &'a Row {
        &self.engagements.rows[self.position.index()]
    }

    /// Its position in the order of the programme.
    pub const fn position(&self) -> Idx<Engagement> {
        self.position
    }

    /// Its id.
    pub fn id(&self) -> &'a str {
        self.engagements.ids.get(self.position.raw())
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &'a str {
        either(lang, &self.engagements.names_en, &self.engagements.names_sv, self.position.index())
    }

    /// Returns what it is for.
    pub fn description(&self, lang: Lang) -> &'a str {
        self.engagements.description(self.row().description as usize, lang)
    }

    /// Position of its solution area in the data.
    pub fn area(&self) -> Idx<SolutionArea> {
        Idx::from_raw(self.row().area.into())
    }

    /// Position of its role in the data.
    pub fn role(&self) -> Idx<PartnerRole> {
        Idx::from_raw(self.row().role.into())
    }

    /// How it pays.
    pub fn pay(&self) -> Pay {
        self.row().pay
    }

    /// Its term.
    pub fn term(&self) -> Term {
        Term { first: self.row().first, last: self.row().last }
    }

    /// Rule 1 for it.
    pub fn availability(&self, day: Day) -> Availability {
        availability(self.row().first, self.row().last, day)
    }

    pub(crate) fn class_index(&self) -> usize {
        self.row().class as usize
    }

    pub(crate) fn class(&self) -> &'a Class {
        &self.engagements.classes[self.class_index()]
    }

    /// Returns the partner criteria, after a place criterion where the engagement is offered in some markets only.
    pub fn criteria(&self) -> &'a Criteria {
        &self.class().criteria
    }

    /// Returns the markets it is offered in; empty means all.
    pub fn markets(&self) -> &'a [MarketId] {
        &self.class().markets
    }

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

fn either<'a>(lang: Lang, en: &'a Strings, sv: &'a Strings, number: usize) -> &'a str {
    match lang {
        Lang::Sv if !sv.get(number).is_empty() => sv.get(number),
        _ => en.get(number),
    }
}
