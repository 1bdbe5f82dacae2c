//! Reads engagements one at a time into columns; there may be a hundred thousand.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer};
use serde_json::value::RawValue;

use super::Problems;
use crate::dataset::data::{Interner, Row, Strings};
use crate::dataset::problem::{ProblemKind, invalid};
use crate::dataset::wire::{Pay, Term};

/// A text that is borrowed from the file where it can be.
#[derive(Default)]
struct Str<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Str<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRef<'a> {
    #[serde(borrow)]
    en: Str<'a>,
    #[serde(borrow, default)]
    sv: Str<'a>,
}

/// [`crate::dataset::wire::Engagement`], as it is read: what is not needed for the list stays JSON.
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
    markets: Option<&'a RawValue>,
    #[serde(borrow)]
    criteria: Str<'a>,
    #[serde(borrow)]
    details: &'a RawValue,
}

/// The columns while they are read. Area, role, criteria and markets are numbers of texts that are
/// resolved when everything is there.
#[derive(Default)]
pub struct EngagementReader {
    pub ids: Interner,
    pub names_en: Strings,
    pub names_sv: Strings,
    pub rows: Vec<Row>,
    pub descriptions_en: Strings,
    pub descriptions_sv: Strings,
    description_pairs: Interner,
    pair: String,
    pub details: Interner,
    pub details_first: Vec<u32>,
    pub areas: Interner,
    pub roles: Interner,
    pub criteria: Interner,
    pub markets: Interner,
    /// Pairs of criteria and markets, as texts of two numbers.
    pub classes: Interner,
}

impl EngagementReader {
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn take(&mut self, index: usize, json: &[u8], problems: &mut Problems) {
        let path = || format!("$.engagements[{index}]");
        let engagement: EngagementJson<'_> = match serde_json::from_slice(json) {
            Ok(engagement) => engagement,
            Err(error) => return problems.add(invalid(&path(), json, &error)),
        };
        let Term { first, last } = engagement.term;
        if first > last {
            return problems.push(path() + ".term", ProblemKind::DatesReversed { first, last });
        }
        let id = &engagement.id.0;
        if self.ids.find(id).is_some() {
            return problems.push(path() + ".id", ProblemKind::DuplicateId { id: id.to_string() });
        }
        let (area, role) = (self.areas.intern(&engagement.area.0).0, self.roles.intern(&engagement.role.0).0);
        let (Ok(area), Ok(role), Ok(index)) = (u16::try_from(area), u16::try_from(role), u32::try_from(index)) else {
            let message = "more areas, roles or engagements than this product can take".to_owned();
            return problems.push(path(), ProblemKind::Invalid { message });
        };
        self.ids.intern(id);
        self.names_en.push(&engagement.name.en.0);
        self.names_sv.push(&engagement.name.sv.0);
        let class = self.class(&engagement);
        let description = self.description(&engagement.description);
        let (details, new) = self.details.intern(engagement.details.get());
        if new {
            self.details_first.push(index);
        }
        self.rows.push(Row { first, last, area, role, pay: engagement.pay, class, description, details, index });
    }

    fn class(&mut self, engagement: &EngagementJson<'_>) -> u32 {
        let criteria = self.criteria.intern(&engagement.criteria.0).0;
        let markets = self.markets.intern(engagement.markets.map_or("[]", RawValue::get)).0;
        self.classes.intern(&format!("{criteria} {markets}")).0
    }

    fn description(&mut self, description: &TextRef<'_>) -> u32 {
        self.pair.clear();
        self.pair.push_str(&description.en.0);
        self.pair.push('\0');
        self.pair.push_str(&description.sv.0);
        let (number, new) = self.description_pairs.intern(&self.pair);
        if new {
            self.descriptions_en.push(&description.en.0);
            self.descriptions_sv.push(&description.sv.0);
        }
        number
    }
}
