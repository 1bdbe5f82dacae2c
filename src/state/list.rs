//! The answer of the list to the view that the address asks for.

use std::sync::Arc;

use domain::Lang;
use domain::catalogue::{Answer, Catalogue, LocationSet, Query};
use leptos::prelude::*;

use super::Store;
use crate::routes::ListView;

/// An answer; cheap to hand on. Two are the same only if they are one.
#[derive(Clone, Debug)]
pub struct Shown(pub Arc<Answer>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The answer, anew when the view, the data or the language change.
pub fn answer(store: &'static Store, list: Memo<ListView>, lang: RwSignal<Lang>) -> Memo<Shown> {
    Memo::new(move |_| {
        let lang = lang.get();
        let answer = list.with(|view| store.query(|catalogue| resolve(view, catalogue, lang)));
        Shown(Arc::new(answer))
    })
}

/// The view in terms of the data; names of things that are not there are passed over.
fn resolve(view: &ListView, catalogue: &Catalogue, lang: Lang) -> Query {
    let data = catalogue.data();
    let area = |id: &domain::id::AreaId| data.areas.iter().position(|area| area.id == *id);
    let role = |id: &domain::id::RoleId| data.roles.iter().position(|role| role.id == *id);
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
