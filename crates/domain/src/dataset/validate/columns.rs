//! Engagements: references of the columns.

use crate::dataset::data::{Class, Engagements, Interner};
use crate::dataset::problem::ProblemKind;
use crate::dataset::read::{EngagementReader, Problems};
use crate::model::Criteria;

/// What the numbers of the reader's engagements stand for.
pub struct Columns {
    pub area_index: Interner,
    pub role_index: Interner,
    /// The ids of the sets of criteria, and the sets.
    pub criteria: (Interner, Vec<Criteria>),
    pub markets: Interner,
}

impl Columns {
    /// Resolves the numbers and leaves out the engagements of which one does not lead anywhere.
    pub fn build(&self, mut read: EngagementReader, problems: &mut Problems) -> Engagements {
        let position = |index: &Interner, id: &str| index.find(id).and_then(|at| u16::try_from(at).ok());
        let areas: Vec<_> = (0..read.areas.len()).map(|n| position(&self.area_index, text(&read.areas, n))).collect();
        let roles: Vec<_> = (0..read.roles.len()).map(|n| position(&self.role_index, text(&read.roles, n))).collect();
        let classes: Vec<_> = read.classes.iter().map(|&class| self.class(&read, class)).collect();
        let mut sound = true;
        for row in &mut read.rows {
            let mut dangling = |field: &str, id: &str| {
                sound = false;
                problems
                    .push(format!("$.engagements[{}].{field}", row.index), ProblemKind::Dangling { id: id.to_owned() });
            };
            match areas[usize::from(row.area)] {
                Some(area) => row.area = area,
                None => dangling("area", read.areas.get(u32::from(row.area))),
            }
            match roles[usize::from(row.role)] {
                Some(role) => row.role = role,
                None => dangling("role", read.roles.get(u32::from(row.role))),
            }
            if let Err((field, id)) = &classes[row.class as usize] {
                dangling(field, id);
            }
            if !sound {
                row.index |= UNSOUND;
                sound = true;
            }
        }
        let placeholder = || Class { criteria: Criteria::AnyOf(Vec::new()), markets: Vec::new() };
        let mut engagements = Engagements {
            ids: read.ids,
            names_en: read.names_en,
            names_sv: read.names_sv,
            rows: read.rows,
            descriptions_en: read.descriptions.en,
            descriptions_sv: read.descriptions.sv,
            details: read.details,
            details_first: read.details_first,
            classes: classes.into_iter().map(|class| class.unwrap_or_else(|_| placeholder())).collect(),
        };
        if engagements.rows.iter().any(|row| row.index & UNSOUND != 0) {
            engagements.keep(|row| row.index & UNSOUND == 0);
        }
        engagements.shrink();
        engagements
    }

    /// Returns the criteria and markets of a class, or the field and the id that lead nowhere.
    fn class(&self, read: &EngagementReader, (criteria, markets): (u32, u32)) -> Result<Class, (&'static str, String)> {
        let (ids, trees) = &self.criteria;
        let id = read.criteria.get(criteria);
        let criteria = ids.find(id).ok_or_else(|| ("criteria", id.to_owned()))?;
        let markets = read.market_lists.get(markets as usize).cloned().flatten().unwrap_or_default();
        match markets.iter().find(|id| self.markets.find(id.as_str()).is_none()) {
            Some(id) => Err(("markets", id.to_string())),
            None => Ok(Class::new(&trees[criteria as usize], markets)),
        }
    }
}

/// Marks a row that is left out; no file has so many engagements.
const UNSOUND: u32 = 1 << 31;

fn text(interner: &Interner, number: usize) -> &str {
    u32::try_from(number).map_or("", |number| interner.get(number))
}
