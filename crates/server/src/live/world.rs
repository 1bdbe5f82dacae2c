//! Everything at one moment.

use std::sync::{Arc, Mutex, PoisonError};

use domain::Day;
use serde::Deserialize;

use super::encoded::Encoded;
use super::rows::Rows;
use super::today;
use super::view::{Sight, View};
use crate::store::dataset::{Changes, Everything, Header, Kind};

/// Everything at one moment.
pub struct World {
    /// The number of the newest change.
    pub seq: i64,
    /// The day that the data describe.
    pub day: Day,
    /// What only an import changes.
    pub programme: Arc<Programme>,
    /// The locations.
    pub locations: Rows,
    views: Mutex<Views>,
}

/// What only an import changes.
pub struct Programme {
    /// What is beyond the lists; none before the first import.
    pub header: Option<Header>,
    /// The number of the import.
    pub revision: i64,
    lists: Vec<Rows>,
    /// The lists as they are answered.
    answers: Vec<Encoded>,
    /// For each claim the position of its location and its customer.
    pub claims: Vec<(Option<usize>, Option<usize>)>,
}

impl Programme {
    /// A list; of locations only what was imported.
    pub fn list(&self, kind: Kind) -> &Rows {
        &self.lists[position(kind)]
    }

    /// A list as it is answered.
    pub fn answer(&self, kind: Kind) -> &Encoded {
        &self.answers[position(kind)]
    }
}

/// Each list has its place.
fn position(kind: Kind) -> usize {
    Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default()
}

/// The views that were asked for, newest last.
struct Views {
    kept: Vec<(Sight, Arc<View>)>,
    most: usize,
}

/// How many bytes of views are kept, roughly.
const VIEW_BYTES: usize = 64 << 20;

impl World {
    /// Everything as the database has it.
    pub fn new(everything: Everything) -> Self {
        let Everything { seq, header, lists } = everything;
        let (header, revision) = header.map_or((None, 0), |(header, revision)| (Some(header), revision));
        let lists: Vec<Rows> = lists.into_iter().map(Rows::new).collect();
        let answers = lists.iter().map(|list| Encoded::new(list.json().clone())).collect();
        let mut programme = Programme { header, revision, lists, answers, claims: Vec::new() };
        let locations = programme.list(Kind::Location).clone();
        let (claims, customers) = (programme.list(Kind::Claim), programme.list(Kind::Customer));
        programme.claims = (0..claims.len()).map(|at| references(&claims.body(at), &locations, customers)).collect();
        Self::of(seq, Arc::new(programme), locations)
    }

    /// The same with some locations changed.
    pub fn with(&self, changes: &Changes) -> Self {
        let locations =
            if changes.locations.is_empty() { self.locations.clone() } else { self.locations.with(&changes.locations) };
        Self::of(changes.seq, Arc::clone(&self.programme), locations)
    }

    /// The same on another day.
    pub fn today(&self) -> Self {
        Self::of(self.seq, Arc::clone(&self.programme), self.locations.clone())
    }

    fn of(seq: i64, programme: Arc<Programme>, locations: Rows) -> Self {
        let size: usize = programme.lists.iter().map(|list| list.json().len()).sum();
        let most = (VIEW_BYTES / size.max(1)).clamp(4, 64);
        Self { seq, day: today(), programme, locations, views: Mutex::new(Views { kept: Vec::new(), most }) }
    }

    /// What those see who see these locations.
    pub fn view(&self, sight: &Sight) -> Arc<View> {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let found = views.kept.iter().position(|(known, _)| known == sight);
        let entry = match found {
            Some(at) => views.kept.remove(at),
            None => (sight.clone(), Arc::new(View::new(self, sight))),
        };
        let view = Arc::clone(&entry.1);
        if views.kept.len() >= views.most {
            views.kept.remove(0);
        }
        views.kept.push(entry);
        view
    }
}

/// The location and the customer of a claim.
fn references(claim: &[u8], locations: &Rows, customers: &Rows) -> (Option<usize>, Option<usize>) {
    #[derive(Deserialize)]
    struct Claim {
        location: String,
        customer: String,
    }
    let claim: Option<Claim> = serde_json::from_slice(claim).ok();
    claim.map_or((None, None), |claim| (locations.find(&claim.location), customers.find(&claim.customer)))
}
