//! The answer of the list to its view.

use std::sync::Arc;

use domain::catalogue::{Answer, Catalogue, Facets, LocationSet, Query};
use domain::{Idx, Lang};
use leptos::prelude::*;

use super::{AppMemo, AppSignal, DatasetState};
use crate::routes::ListView;
use crate::text::clamped;

/// A query with its answer, shared. Equal only to itself: comparing rows would take longer than drawing them.
#[derive(Clone, Debug)]
pub struct ListAnswer {
    /// The view as it was answered: without ids that are not in the data.
    pub query: Arc<Query>,
    pub answer: Arc<Answer>,
    /// Whether it is from all data; otherwise there are no counts yet.
    pub is_complete: bool,
}

impl ListAnswer {
    /// Returns the facet counts; `None` while data are loading.
    pub fn facets(&self) -> Option<&Facets> {
        self.is_complete.then_some(&self.answer.facets)
    }
}

impl PartialEq for ListAnswer {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.answer, &other.answer)
    }
}

/// Returns the answer of the list, which follows the view, the data and the language.
pub fn answer(dataset: &DatasetState, list: AppMemo<ListView>, lang: AppSignal<Lang>) -> Memo<ListAnswer> {
    let dataset = *dataset;
    Memo::new(move |_| {
        let lang = lang.get();
        let (query, answer) = list.with(|view| dataset.query(|catalogue| resolve(view, catalogue, lang)));
        let is_complete = answer.is_some() && dataset.is_complete();
        let answer = Arc::new(answer.unwrap_or_else(Answer::nothing));
        ListAnswer { query: Arc::new(query), answer, is_complete }
    })
}

/// Returns how many engagements a view shows; reactive.
pub fn count(dataset: &DatasetState, view: &ListView, lang: Lang) -> u32 {
    let (_, answer) = dataset.query(|catalogue| resolve(view, catalogue, lang));
    answer.map_or(0, |answer| clamped(answer.order.len()))
}

/// Resolves the ids of a view in the data; ids that are not in them are ignored.
fn resolve(view: &ListView, catalogue: &Catalogue, lang: Lang) -> Query {
    let data = catalogue.data();
    let area = |id: &domain::id::AreaId| data.areas.iter().position(|area| area.id == *id).map(Idx::new);
    let role = |id: &domain::id::RoleId| data.roles.iter().position(|role| role.id == *id).map(Idx::new);
    let locations = view.locations.iter().filter_map(|id| data.location_index(id));
    Query {
        area: view.area.as_ref().and_then(area),
        locations: LocationSet::from_positions(locations, data.locations.len()),
        status: view.status.clone(),
        roles: view.roles.iter().filter_map(role).collect(),
        eligibility: view.eligibility.clone(),
        text: view.text.clone(),
        lang,
        sort: view.sort,
    }
}
