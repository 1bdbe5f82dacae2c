//! Reads engagements one at a time into columns; there may be a hundred thousand.

use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::value::RawValue;

use super::{Problems, parse};
use crate::dataset::data::{HashIndex, Interner, Row, Strings, TextPairInterner, hash_numbers};
use crate::dataset::problem::{DatasetProblem, ProblemKind, invalid, not_utf8};
use crate::id::MarketId;
use crate::json::Str;
use crate::model::{Pay, Term};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRef<'a> {
    #[serde(borrow)]
    en: Str<'a>,
    #[serde(borrow, default)]
    sv: Str<'a>,
}

/// A list of markets, read once for all engagements that write it the same way.
struct Markets<'a>(&'a str);

impl Default for Markets<'_> {
    fn default() -> Self {
        Self("[]")
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Markets<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|json| Self(json.get()))
    }
}

/// [`crate::model::Engagement`], as it is read: what is not needed for the list stays JSON.
#[derive(Deserialize)]
#[serde(rename = "Engagement", deny_unknown_fields)]
struct EngagementJson<'a> {
    #[serde(borrow)]
    id: Str<'a>,
    #[serde(borrow)]
    name: TextRef<'a>,
    #[serde(borrow)]
    description: TextRef<'a>,
    #[serde(borrow)]
    area: Str<'a>,
    #[serde(borrow)]
    role: Str<'a>,
    pay: Pay,
    term: Term,
    #[serde(borrow, default)]
    markets: Markets<'a>,
    #[serde(borrow)]
    criteria: Str<'a>,
    #[serde(borrow)]
    details: &'a RawValue,
}

/// The columns while they are read. Area, role, criteria and markets are numbers of texts that are
/// resolved when everything is there.
#[derive(Clone, Default)]
pub struct EngagementReader {
    pub ids: Interner,
    pub names_en: Strings,
    pub names_sv: Strings,
    pub rows: Vec<Row>,
    pub descriptions: TextPairInterner,
    pub details: Interner,
    pub details_first: Vec<u32>,
    pub areas: Interner,
    pub roles: Interner,
    pub criteria: Interner,
    /// Lists of markets, as they are written.
    markets: Interner,
    /// The same lists, by their numbers; none where a list is not what is expected.
    pub market_lists: Vec<Option<Vec<MarketId>>>,
    /// The numbers of criteria and markets that occur together.
    pub classes: Vec<(u32, u32)>,
    class_numbers: HashIndex,
}

impl EngagementReader {
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn take(&mut self, index: usize, json: &[u8], problems: &mut Problems) {
        let path = || format!("$.engagements[{index}]");
        let engagement = match row(json, path) {
            Ok(engagement) => engagement,
            Err(problem) => return problems.add(problem),
        };
        let Term { first, last } = engagement.term;
        if first > last {
            return problems.push(path() + ".term", ProblemKind::DatesReversed { first, last });
        }
        let id = &engagement.id.0;
        if self.ids.find(id).is_some() {
            return problems.push(path() + ".id", ProblemKind::DuplicateId { id: id.to_string() });
        }
        let markets = match self.markets(engagement.markets.0, path) {
            Ok(markets) => markets,
            Err(problem) => return problems.add(problem),
        };
        let (area, role) = (self.areas.intern(&engagement.area.0).0, self.roles.intern(&engagement.role.0).0);
        let (Ok(area), Ok(role), Ok(index)) = (u16::try_from(area), u16::try_from(role), u32::try_from(index)) else {
            let message = "more areas, roles or engagements than this product can take".to_owned();
            return problems.push(path(), ProblemKind::Invalid { message });
        };
        self.ids.intern(id);
        self.names_en.push(&engagement.name.en.0);
        self.names_sv.push(&engagement.name.sv.0);
        let criteria = self.criteria.intern(&engagement.criteria.0).0;
        let class = self.class(criteria, markets);
        let description = self.descriptions.intern(&engagement.description.en.0, &engagement.description.sv.0);
        let (details, new) = self.details.intern(engagement.details.get());
        if new {
            self.details_first.push(index);
        }
        self.rows.push(Row { first, last, area, role, pay: engagement.pay, class, description, details, index });
    }

    /// Returns the number of a list of markets.
    fn markets(&mut self, json: &str, path: impl Fn() -> String) -> Result<u32, DatasetProblem> {
        let (number, new) = self.markets.intern(json);
        if !new && self.market_lists.get(number as usize).is_some_and(Option::is_some) {
            return Ok(number);
        }
        let list = parse(&(path() + ".markets"), json.as_bytes());
        if new {
            self.market_lists.push(list.as_ref().ok().cloned());
        }
        list.map(|_: Vec<MarketId>| number)
    }

    fn class(&mut self, criteria: u32, markets: u32) -> u32 {
        let Self { classes, class_numbers, .. } = self;
        let class = (criteria, markets);
        let hash = hash_numbers(criteria, markets);
        class_numbers.find(hash, |number| classes[number as usize] == class).unwrap_or_else(|| {
            let number = u32::try_from(classes.len()).unwrap_or(u32::MAX);
            classes.push(class);
            class_numbers.insert(hash, number, &|number| {
                let (criteria, markets) = classes[number as usize];
                hash_numbers(criteria, markets)
            });
            number
        })
    }
}

fn row(json: &[u8], path: impl Fn() -> String) -> Result<EngagementJson<'_>, DatasetProblem> {
    // The path is written only where there is a problem: most of a hundred thousand have none.
    let Ok(text) = simdutf8::basic::from_utf8(json) else { return Err(not_utf8(&path(), json)) };
    serde_json::from_str(text).map_err(|error| invalid(&path(), json, &error))
}
