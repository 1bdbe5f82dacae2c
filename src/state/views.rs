//! What the address asks for: the view of each page, and the day. The address and these signals say the
//! same; typing changes the signals at once and the address a moment later.

use std::time::Duration;

use domain::Day;
use domain::catalogue::Sort;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::links;
use crate::routes::{self, ActionsView, Address, EngagementLinks, EngagementPage, ListView, Route};

/// How long typing must pause before the address follows: browsers limit how often it may change.
const PAUSE: Duration = Duration::from_millis(200);

/// The views.
#[derive(Debug)]
pub struct Views {
    /// The address of the page.
    pub address: Memo<Address>,
    /// The view of the list; kept while other pages are shown.
    pub list: RwSignal<ListView>,
    /// The view of the list that links carry along. Its search is that of the address: it follows a key after a
    /// moment, and at once when the search loses the focus, which it does before a link can be followed.
    pub linked: Memo<ListView>,
    /// How the list is sorted. A key in the search changes the view of the list, but not this.
    pub sort: Memo<Option<Sort>>,
    /// The view of the inbox; kept while other pages are shown.
    pub actions: RwSignal<ActionsView>,
    /// The day asked about; `None` is today.
    pub day: RwSignal<Option<Day>>,
    path: Memo<String>,
    navigate: StoredValue<Navigate>,
    /// How the address is about to follow the list.
    pending: StoredValue<Option<(TimeoutHandle, History)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum History {
    Push,
    Replace,
}

type Navigate = std::sync::Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

impl Views {
    /// Follows the address; inside the router.
    pub fn new() -> &'static Self {
        let location = use_location();
        let (path, search) = (location.pathname, location.search);
        let address = Memo::new(move |_| path.with(|path| search.with(|search| Address::parse(path, search))));
        let navigate = send_wrapper::SendWrapper::new(use_navigate());
        let navigate: Navigate = std::sync::Arc::new(move |path, options| navigate(path, options));
        let list = RwSignal::new(ListView::default());
        // As long as the page: closures then keep a reference, not a copy.
        let views: &'static Self = Box::leak(Box::new(Self {
            address,
            list,
            linked: Memo::new(move |_| linked(address, list)),
            sort: Memo::new(move |_| list.with(|view| view.sort)),
            actions: RwSignal::default(),
            day: RwSignal::default(),
            path,
            navigate: StoredValue::new(navigate),
            pending: StoredValue::new(None),
        }));
        views.follow(address.get_untracked());
        Effect::new(move |_| views.follow(address.get()));
        links::on_link(routes::base(), move |href| views.open(href));
        views
    }

    /// Takes over what the address says, where it says something else than the signals.
    fn follow(&'static self, address: Address) {
        let Address { route, day } = address;
        set_if_other(self.day, day);
        match route {
            Route::Engagements(list) | Route::Engagement(_, _, list) => set_if_other(self.list, list),
            Route::Actions(actions) => set_if_other(self.actions, actions),
            Route::Location(_) | Route::NotFound(_) => {}
        }
    }

    /// The address of a route on the day that is asked about.
    pub fn href(&'static self, route: Route) -> String {
        Address { route, day: self.day.get() }.href()
    }

    /// The addresses of a page of the engagements, opened from the list as it is viewed.
    pub fn engagement_links(&'static self, page: EngagementPage) -> EngagementLinks {
        self.linked.with(|view| EngagementLinks::new(page, view, self.day.get()))
    }

    /// The address of the list as it is viewed.
    pub fn list_href(&'static self) -> String {
        self.href(Route::Engagements(self.linked.get()))
    }

    /// The address of the inbox as it is viewed.
    pub fn actions_href(&'static self) -> String {
        self.href(Route::Actions(self.actions.get()))
    }

    /// Goes to a route, as a link would.
    pub fn go(&'static self, route: Route) {
        self.flush();
        self.write(&Address { route, day: self.day.get_untracked() }, History::Push, true);
    }

    /// Follows a link.
    fn open(&'static self, href: &str) {
        self.flush();
        // Another view of the same page stays where it is; a new page begins at its top.
        let (path, _) = href.split_once('?').unwrap_or((href, ""));
        let same = self.path.with_untracked(|here| here == path);
        let options = NavigateOptions { resolve: false, scroll: !same, ..Default::default() };
        self.navigate.get_value()(href, options);
    }

    /// Changes the view of the list; Back undoes it.
    pub fn change_list(&'static self, change: impl FnOnce(&mut ListView)) {
        self.flush();
        self.list.update(change);
        // What is shown comes first: writing the address takes longer than answering.
        self.follow_in(Duration::ZERO, History::Push);
    }

    /// Changes what is searched; Back does not stop at every letter.
    pub fn search(&'static self, text: String) {
        if self.pending.with_value(|pending| matches!(pending, Some((_, History::Push)))) {
            self.flush();
        }
        self.list.update(|list| list.text = text);
        self.follow_in(PAUSE, History::Replace);
    }

    /// Lets the address follow the list after a while, in place of what it waited for.
    fn follow_in(&'static self, pause: Duration, history: History) {
        self.cancel();
        let timer = set_timeout_with_handle(move || self.flush(), pause).ok();
        self.pending.set_value(timer.map(|timer| (timer, history)));
    }

    /// Changes the view of the inbox; Back undoes it.
    pub fn change_actions(&'static self, change: impl FnOnce(&mut ActionsView)) {
        self.actions.update(change);
        let route = Route::Actions(self.actions.get_untracked());
        self.write(&Address { route, day: self.day.get_untracked() }, History::Push, false);
    }

    /// Asks about another day, on the page that is shown.
    pub fn set_day(&'static self, day: Option<Day>) {
        self.flush();
        self.day.set(day);
        let route = self.address.get_untracked().route;
        self.write(&Address { route, day }, History::Push, false);
    }

    /// Lets the address follow now.
    pub fn flush(&'static self) {
        if let Some(history) = self.cancel() {
            self.write_list(history);
        }
    }

    /// Stops waiting; how the address was to follow, if it was.
    fn cancel(&'static self) -> Option<History> {
        let (timer, history) = self.pending.try_update_value(Option::take).flatten()?;
        timer.clear();
        Some(history)
    }

    /// Writes the view of the list into the address of the page, if that page has it.
    fn write_list(&'static self, history: History) {
        let list = self.list.get_untracked();
        let route = match self.address.get_untracked().route {
            Route::Engagements(_) => Route::Engagements(list),
            Route::Engagement(id, page, _) => Route::Engagement(id, page, list),
            _ => return,
        };
        self.write(&Address { route, day: self.day.get_untracked() }, history, false);
    }

    fn write(&'static self, address: &Address, history: History, scroll: bool) {
        let options =
            NavigateOptions { resolve: false, replace: history == History::Replace, scroll, ..Default::default() };
        self.navigate.get_value()(&address.href(), options);
    }
}

fn linked(address: Memo<Address>, list: RwSignal<ListView>) -> ListView {
    let view = list.get();
    let searched = address.with(|address| match address {
        Address { route: Route::Engagements(list) | Route::Engagement(_, _, list), .. } => Some(list.text.clone()),
        _ => None,
    });
    match searched {
        Some(text) => ListView { text, ..view },
        None => view,
    }
}

fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
