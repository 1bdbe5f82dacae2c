//! View state over an address bar that is a pair of signals.

use std::sync::Mutex;

use leptos::reactive::owner::Owner;

use super::*;

type Timer = send_wrapper::SendWrapper<Box<dyn FnOnce()>>;

/// An address bar with history, and timers that fire on demand.
struct Bar {
    path: RwSignal<String>,
    search: RwSignal<String>,
    entries: Mutex<Vec<String>>,
    timers: Mutex<Vec<Timer>>,
}

impl Bar {
    fn show(&self, href: &str) {
        let (path, search) = href.split_once('?').unwrap_or((href, ""));
        self.path.set(path.to_owned());
        self.search.set(search.to_owned());
    }

    fn back(&self) {
        let href = {
            let mut entries = self.entries.lock().unwrap();
            entries.pop();
            entries.last().cloned().unwrap()
        };
        self.show(&href);
    }

    fn fire_timers(&self) {
        let timers = std::mem::take(&mut *self.timers.lock().unwrap());
        for timer in timers {
            timer.take()();
        }
    }

    fn entries(&self) -> Vec<String> {
        self.entries.lock().unwrap().clone()
    }
}

impl Navigator for Bar {
    fn navigate(&self, href: &str, history: History, _scroll: bool) {
        let mut entries = self.entries.lock().unwrap();
        if history == History::Replace {
            entries.pop();
        }
        entries.push(href.to_owned());
        drop(entries);
        self.show(href);
    }

    fn schedule(&self, _pause: Duration, work: Box<dyn FnOnce()>) {
        self.timers.lock().unwrap().push(send_wrapper::SendWrapper::new(work));
    }
}

fn open(href: &str) -> (Owner, Arc<Bar>, Views) {
    let owner = Owner::new();
    owner.set();
    let (path, search) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let bar = Bar { path, search, entries: Mutex::new(vec![href.to_owned()]), timers: Mutex::default() };
    bar.show(href);
    let bar = Arc::new(bar);
    let views = Views::new(Memo::new(move |_| path.get()), Memo::new(move |_| search.get()), bar.clone());
    // The page follows the address from the start.
    views.visit.get_untracked();
    (owner, bar, views)
}

fn text(views: Views) -> (String, String) {
    (views.list.get_untracked().text, views.visit.get_untracked().list.text)
}

#[test]
fn typing_changes_the_list_at_once_and_the_address_after_the_pause() {
    let (_owner, bar, views) = open("/engagements?area=security");
    for typed in ["a", "az", "azu"] {
        views.search(typed.to_owned());
        assert_eq!(text(views), (typed.to_owned(), String::new()));
    }
    assert_eq!(bar.entries(), ["/engagements?area=security"]);
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements?area=security&q=azu"]);
    assert_eq!(text(views), ("azu".to_owned(), "azu".to_owned()));
}

#[test]
fn an_earlier_timer_does_not_write_a_newer_draft() {
    let (_owner, bar, views) = open("/engagements");
    views.search("a".to_owned());
    let first = bar.timers.lock().unwrap().remove(0);
    views.search("az".to_owned());
    first.take()();
    assert_eq!(bar.entries(), ["/engagements"]);
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements?q=az"]);
}

#[test]
fn each_filter_is_an_entry_and_typing_before_it_is_none() {
    let (_owner, bar, views) = open("/engagements");
    views.search("a".to_owned());
    views.change_list(|view| view.area = Some("security".into()));
    assert_eq!(views.list.get_untracked().area, Some("security".into()));
    assert_eq!(views.list_href(), "/engagements?area=security&q=a", "links follow a filter at once");
    views.search("az".to_owned());
    assert_eq!(views.list_href(), "/engagements?area=security&q=a", "links follow the text with the address");
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements?q=a", "/engagements?area=security&q=az"]);
    assert_eq!(views.list_href(), "/engagements?area=security&q=az");
}

#[test]
fn back_discards_the_draft() {
    let (_owner, bar, views) = open("/engagements");
    views.change_list(|view| view.area = Some("security".into()));
    bar.fire_timers();
    views.search("typed".to_owned());
    bar.back();
    assert_eq!(views.list.get_untracked(), ListView::default());
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements"]);
}

#[test]
fn a_discarded_draft_does_not_come_back_with_its_address() {
    let (_owner, bar, views) = open("/engagements");
    views.search("typed".to_owned());
    for href in ["/engagements?q=azure", "/engagements"] {
        bar.show(href);
        views.visit.get_untracked();
    }
    assert_eq!(views.list.get_untracked(), ListView::default());
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements"]);
    assert_eq!(views.list.get_untracked(), ListView::default());
}

#[test]
fn going_elsewhere_writes_the_draft_first() {
    let (_owner, bar, views) = open("/engagements");
    views.search("azure".to_owned());
    views.go(Route::Location("1".into()));
    bar.fire_timers();
    assert_eq!(bar.entries(), ["/engagements?q=azure", "/locations/1"]);
    assert_eq!(views.list_href(), "/engagements?q=azure");
}

#[test]
fn following_a_link_writes_the_draft_first_and_keeps_it() {
    let (_owner, bar, views) = open("/engagements");
    views.search("azure".to_owned());
    views.open("/locations/1");
    assert_eq!(bar.entries(), ["/engagements?q=azure", "/locations/1"]);
    assert_eq!(views.list_href(), "/engagements?q=azure");
}

#[test]
fn another_day_on_an_unknown_path_stays_on_this_host() {
    let (_owner, bar, views) = open("//evil.example/?day=2027-01-31");
    views.set_day(None);
    assert_eq!(bar.entries().last().map(String::as_str), Some("/evil.example/"));
}

#[test]
fn views_of_list_and_inbox_are_kept_on_other_pages() {
    let (_owner, bar, views) = open("/engagements?q=azure");
    for href in ["/actions?kind=claim", "/locations/1", "/nowhere"] {
        bar.show(href);
        views.visit.get_untracked();
    }
    assert_eq!(views.list_href(), "/engagements?q=azure");
    assert_eq!(views.actions_href(), "/actions?kind=claim");
    bar.show("/engagements/a/summary?sort=name");
    assert_eq!(views.list_href(), "/engagements?sort=name");
}

#[test]
fn day_is_that_of_the_address_and_stays_in_links() {
    let (_owner, bar, views) = open("/nowhere");
    let day = Day::new(2027, 1, 31);
    views.set_day(day);
    assert_eq!(bar.entries(), ["/nowhere", "/nowhere?day=2027-01-31"]);
    assert_eq!(views.day.get_untracked(), day);
    assert_eq!(views.list_href(), "/engagements?day=2027-01-31");
    views.set_day(None);
    assert_eq!(views.day.get_untracked(), None);
}
