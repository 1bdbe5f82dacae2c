//! View state: what the address asks for. The address is its one source; all of it is derived.
//!
//! A change of the list is shown at once, as a draft over the view of the address, and written to the address after a
//! pause: browsers limit how often it may change.

mod navigator;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use domain::Day;
use domain::catalogue::Sort;
use domain::earning::Earning;
use leptos::prelude::*;

use super::app_signal::AppMemo;
use crate::routes::{
    ActionsView, Address, CompareView, CustomersView, EngagementLinks, EngagementPage, ListView, LocationsView, Route,
};
pub use navigator::{History, Navigator};

/// How long typing must pause before it is written to the address.
const PAUSE: Duration = Duration::from_millis(200);

/// The view state.
#[derive(Clone, Copy, Debug)]
pub struct Views {
    /// The address of the page, and what is kept of earlier ones. One memo instead of one for each part: every type of
    /// memo is code of its own.
    pub visit: AppMemo<Visit>,
    /// The view of the list, with the draft; kept while other pages are shown.
    pub list: AppMemo<ListView>,
    /// The view of the locations, with the draft.
    pub locations: AppMemo<LocationsView>,
    /// The view of the customers, with the draft.
    pub customers: AppMemo<CustomersView>,
    /// The view of the list that links carry along. Its text is that of the address: a key does not change every link,
    /// and the draft is written before a link can be followed. All else is that of the draft: links change with the
    /// rows, not once more when the address is written.
    pub linked: AppMemo<ListView>,
    /// How the list is sorted. Typing changes the view of the list, but not this.
    pub sort: AppMemo<Option<Sort>>,
    /// The day asked about; `None` is today.
    pub day: AppMemo<Option<Day>>,
    draft: RwSignal<Option<Draft>>,
    pending: StoredValue<Pending>,
    path: Memo<String>,
    navigator: StoredValue<Arc<dyn Navigator>>,
}

/// An address, and the views of the list, the inbox, the locations and the customers in it or in the last address that
/// had one.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// How many addresses came before: distinguishes a visit from a later one to the same address.
    number: u32,
    pub address: Address,
    pub list: ListView,
    pub actions: ActionsView,
    pub locations: LocationsView,
    pub customers: CustomersView,
}

impl Visit {
    fn after(previous: Option<&Self>, address: Address) -> Self {
        let (mut list, mut actions, mut locations, mut customers) = previous
            .map(|visit| (visit.list.clone(), visit.actions.clone(), visit.locations.clone(), visit.customers.clone()))
            .unwrap_or_default();
        match &address.route {
            Route::Engagements(view) | Route::Engagement(_, _, view) => list = view.clone(),
            Route::Actions(view) => actions = view.clone(),
            Route::Locations(view) => locations = view.clone(),
            Route::Customers(view) => customers = view.clone(),
            Route::Location(_)
            | Route::Compare(_)
            | Route::Customer(_)
            | Route::Claim(_)
            | Route::Password
            | Route::NotFound(_) => {}
        }
        let number = previous.map_or(0, |visit| visit.number.wrapping_add(1));
        Self { number, address, list, actions, locations, customers }
    }
}

/// A view that is not written to the address yet. It counts only during the visit in which it was made.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    /// The number of the visit.
    visit: u32,
    /// The route of the visit, with the changed view.
    route: Route,
}

impl Draft {
    /// Returns the route of a draft that was made during a visit.
    fn of<'a>(draft: Option<&'a Self>, visit: &Visit) -> Option<&'a Route> {
        draft.filter(|draft| draft.visit == visit.number).map(|draft| &draft.route)
    }
}

/// The scheduled write of the draft.
#[derive(Clone, Copy, Debug, Default)]
struct Pending {
    /// How many writes were scheduled: the timer of an earlier one does nothing.
    number: u32,
    /// How the write enters the history; `None` when it is done.
    history: Option<History>,
}

impl Views {
    /// Derives the views from the path and the query string of the address.
    pub fn new(path: Memo<String>, search: Memo<String>, navigator: Arc<dyn Navigator>) -> Self {
        let visit = Memo::new(move |previous: Option<&Visit>| {
            let address = path.with(|path| search.with(|search| Address::parse(path, search)));
            Visit::after(previous, address)
        });
        let draft = RwSignal::new(None::<Draft>);
        let list = Memo::new(move |_| {
            visit.with(|visit| {
                draft.with(|draft| match Draft::of(draft.as_ref(), visit) {
                    Some(Route::Engagements(view) | Route::Engagement(_, _, view)) => view.clone(),
                    _ => visit.list.clone(),
                })
            })
        });
        let locations = Memo::new(move |_| {
            visit.with(|visit| {
                draft.with(|draft| match Draft::of(draft.as_ref(), visit) {
                    Some(Route::Locations(view)) => view.clone(),
                    _ => visit.locations.clone(),
                })
            })
        });
        let customers = Memo::new(move |_| {
            visit.with(|visit| {
                draft.with(|draft| match Draft::of(draft.as_ref(), visit) {
                    Some(Route::Customers(view)) => view.clone(),
                    _ => visit.customers.clone(),
                })
            })
        });
        Self {
            visit: AppMemo::from(visit),
            list: AppMemo::from(list),
            locations: AppMemo::from(locations),
            customers: AppMemo::from(customers),
            linked: AppMemo::from(Memo::new(move |_| {
                let text = visit.with(|visit| visit.list.text.clone());
                ListView { text, ..list.get() }
            })),
            sort: AppMemo::from(Memo::new(move |_| list.with(|view| view.sort))),
            day: AppMemo::from(Memo::new(move |_| visit.with(|visit| visit.address.day))),
            draft,
            pending: StoredValue::default(),
            path,
            navigator: StoredValue::new(navigator),
        }
    }

    /// Returns the address of a route on the day that is asked about.
    pub fn href(&self, route: Route) -> String {
        Address { route, day: self.day.get() }.href()
    }

    /// Returns the addresses of a page of the engagements, opened from the list as it is viewed.
    pub fn engagement_links(&self, page: EngagementPage) -> EngagementLinks {
        self.linked.with(|view| EngagementLinks::new(page, view, self.day.get()))
    }

    /// Returns the address of the list as it is viewed.
    pub fn list_href(&self) -> String {
        self.href(Route::Engagements(self.linked.get()))
    }

    /// Returns the address of the inbox as it is viewed.
    pub fn actions_href(&self) -> String {
        self.href(Route::Actions(self.visit.get().actions))
    }

    /// Returns the address of the locations as they are viewed.
    pub fn locations_href(&self) -> String {
        self.href(Route::Locations(self.visit.get().locations))
    }

    /// Returns the address of the customers as they are viewed.
    pub fn customers_href(&self) -> String {
        self.href(Route::Customers(self.visit.get().customers))
    }

    /// Navigates to a route, as a link does.
    pub fn go(&self, route: Route) {
        self.flush();
        self.write(&Address { route, day: self.day.get_untracked() }, History::Push, true);
    }

    /// Follows a link.
    pub fn open(&self, href: &str) {
        self.flush();
        let (path, _) = href.split_once('?').unwrap_or((href, ""));
        // Another view of the same page keeps the scroll position; a new page starts at its top.
        let is_same = self.path.with_untracked(|current| current == path);
        self.navigate(href, History::Push, !is_same);
    }

    /// Changes the view of the list; Back undoes it.
    pub fn change_list(&self, change: impl FnOnce(&mut ListView)) {
        self.change(|route| route.list_mut().map(change));
    }

    /// Changes the view of the locations; Back undoes it.
    pub fn change_locations(&self, change: impl FnOnce(&mut LocationsView)) {
        self.change(|route| route.locations_mut().map(change));
    }

    /// Changes the view of the customers; Back undoes it.
    pub fn change_customers(&self, change: impl FnOnce(&mut CustomersView)) {
        self.change(|route| route.customers_mut().map(change));
    }

    /// Changes the search text of the list; Back does not stop at each letter.
    pub fn search(&self, text: String) {
        self.search_with(|route| route.list_mut().map(|list| list.text = text));
    }

    /// Changes the search text of the locations.
    pub fn search_locations(&self, text: String) {
        self.search_with(|route| route.locations_mut().map(|locations| locations.text = text));
    }

    /// Changes the search text of the customers.
    pub fn search_customers(&self, text: String) {
        self.search_with(|route| route.customers_mut().map(|customers| customers.text = text));
    }

    fn change(&self, change: impl FnOnce(&mut Route) -> Option<()>) {
        self.flush();
        self.edit(change);
        // The list is drawn first: writing the address takes longer than the query.
        self.write_after(Duration::ZERO, History::Push);
    }

    fn search_with(&self, change: impl FnOnce(&mut Route) -> Option<()>) {
        if self.pending.get_value().history == Some(History::Push) {
            self.flush();
        }
        self.edit(change);
        self.write_after(PAUSE, History::Replace);
    }

    /// Changes the view of the inbox; Back undoes it.
    pub fn change_actions(&self, change: impl FnOnce(&mut ActionsView)) {
        let mut view = self.visit.get_untracked().actions;
        change(&mut view);
        self.write(&Address { route: Route::Actions(view), day: self.day.get_untracked() }, History::Push, false);
    }

    /// Changes the comparison of locations; Back undoes it.
    pub fn change_comparison(&self, change: impl FnOnce(&mut CompareView)) {
        let Address { route, day } = self.visit.get_untracked().address;
        if let Route::Compare(mut view) = route {
            change(&mut view);
            self.write(&Address { route: Route::Compare(view), day }, History::Push, false);
        }
    }

    /// Changes the verdict that the eligibility page shows; Back undoes it.
    pub fn show_eligibility(&self, verdict: Option<Earning>) {
        let Address { route, day } = self.visit.get_untracked().address;
        if let Route::Engagement(id, EngagementPage::Eligibility(_), list) = route {
            let route = Route::Engagement(id, EngagementPage::Eligibility(verdict), list);
            self.write(&Address { route, day }, History::Push, false);
        }
    }

    /// Writes the address without what it reported once, such as a failed sign-in.
    pub fn drop_reports(&self) {
        self.write(&self.visit.get_untracked().address, History::Replace, false);
    }

    /// Changes the day asked about; the page stays.
    pub fn set_day(&self, day: Option<Day>) {
        self.flush();
        self.write(&Address { day, ..self.visit.get_untracked().address }, History::Push, false);
    }

    /// Writes the draft to the address now.
    pub fn flush(&self) {
        let history = self.pending.try_update_value(|pending| pending.history.take()).flatten();
        let (Some(history), Some(draft)) = (history, self.draft.get_untracked()) else { return };
        let Visit { number, address, .. } = self.visit.get_untracked();
        if draft.visit == number {
            self.write(&Address { route: draft.route, day: address.day }, history, false);
        }
        self.draft.set(None);
    }

    /// Drops the draft: what was typed is not for the next person.
    pub fn forget_draft(&self) {
        self.pending.update_value(|pending| pending.history = None);
        self.draft.set(None);
    }

    /// Changes the draft; the route of a page without such a view stays.
    fn edit(&self, change: impl FnOnce(&mut Route) -> Option<()>) {
        let (visit, mut route) = self.visit.with_untracked(|visit| {
            let route = self.draft.with_untracked(|draft| Draft::of(draft.as_ref(), visit).cloned());
            (visit.number, route.unwrap_or_else(|| visit.address.route.clone()))
        });
        if change(&mut route).is_some() {
            self.draft.set(Some(Draft { visit, route }));
        }
    }

    /// Schedules the write of the draft, in place of one that is scheduled already.
    fn write_after(&self, pause: Duration, history: History) {
        let views = *self;
        let number = self.pending.get_value().number.wrapping_add(1);
        self.pending.set_value(Pending { number, history: Some(history) });
        let write = move || {
            if views.pending.get_value().number == number {
                views.flush();
            }
        };
        self.navigator.with_value(|navigator| navigator.schedule(pause, Box::new(write)));
    }

    fn write(&self, address: &Address, history: History, scroll: bool) {
        self.navigate(&address.href(), history, scroll);
        // The memo is lazy: another navigation before the next reader must not skip the views of this address.
        self.visit.with_untracked(|_| ());
    }

    fn navigate(&self, href: &str, history: History, scroll: bool) {
        self.navigator.with_value(|navigator| navigator.navigate(href, history, scroll));
    }
}
