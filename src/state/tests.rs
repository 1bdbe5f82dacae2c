//! The load path, and what keeps the data in step with a backend, without a browser.

use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use domain::catalogue::Catalogue;
use domain::dataset::{Data, Reader};
use domain::payee::ProfileStatus;
use domain::session::SignIn;
use leptos::reactive::owner::Owner;

use super::sync::load_newest;
use super::*;
use crate::api::http::{Api, ApiError};
use crate::api::local::Changes;
use crate::api::{Backend, Failure, LoadError, Loaded};
use crate::browser::event_stream::StreamEvent;
use connection::Reaction;

const LOCATION: &str = "5213406";

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn data() -> Data {
    let json = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/contoso.json")).unwrap();
    Reader::read(&json, today()).data.unwrap()
}

struct NoNavigator;

impl views::Navigator for NoNavigator {
    fn navigate(&self, _href: &str, _history: views::History, _scroll: bool) {}
    fn schedule(&self, _pause: std::time::Duration, _work: Box<dyn FnOnce()>) {}
}

/// The state at an address; its day can be changed.
fn open() -> (Owner, RwSignal<String>, AppState) {
    let owner = Owner::new();
    owner.set();
    let search = RwSignal::new(String::new());
    let path = Memo::new(|_| "/engagements".to_owned());
    let views = Views::new(path, Memo::new(move |_| search.get()), Arc::new(NoNavigator));
    let preferences = Preferences {
        lang: RwSignal::new(Lang::En),
        theme: RwSignal::default(),
        density: RwSignal::default(),
        shortcuts: RwSignal::new(true),
    };
    let state = AppState::new(today(), preferences, views);
    (owner, search, state)
}

fn session() -> Session {
    serde_json::from_str(r#"{"user": {"name": "A", "username": "a"}, "roles": {"5213406": "admin"}, "apiVersion": 1}"#)
        .unwrap()
}

fn sign_in_options() -> SignIn {
    SignIn { api_version: 1, local: true, oidc: None, demo_accounts: Vec::new(), session: None }
}

fn from_backend(api: &Arc<Api>, revision: &str) -> Outcome {
    let backend = Backend::Http { api: Arc::clone(api), session: session(), revision: revision.to_owned() };
    Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
}

fn from_file(changes: Changes) -> Outcome {
    let backend = Backend::Local { changes, database: None };
    Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
}

fn bank_status(state: &AppState) -> Option<ProfileStatus> {
    let status = |catalogue: &Catalogue| Some(catalogue.data().location(&LOCATION.into())?.payee.bank.status);
    state.dataset.with_untracked(status).flatten()
}

fn now<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing waits here"),
    }
}

#[test]
fn a_loaded_file_is_ready_with_the_changes_of_earlier_visits() {
    let (_owner, _, state) = open();
    assert_eq!(state.dataset.status.get_untracked(), Status::Loading);
    assert!(state.list.get_untracked().answer.order.is_empty());
    let command = |location: &str| Command::SetProfile {
        location: location.into(),
        profile: ProfileKind::Bank,
        status: ProfileStatus::ActionRequired,
    };
    let commands = vec![command("removed since"), command(LOCATION)];
    state.finish_load(from_file(Changes { commands, access: Some("user".to_owned()) }));
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    assert!(!state.list.get_untracked().answer.order.is_empty());
    assert_eq!(bank_status(&state), Some(ProfileStatus::ActionRequired));
    assert_eq!(untrack(|| state.access(&LOCATION.into())), Some(AccessRole::User));
    assert!(!state.demo.is_persisted.get_untracked(), "there is no database");
    assert!(!untrack(|| state.has_backend()));
}

#[test]
fn a_failed_start_is_retried_with_the_same_backend() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    let failure = Failure::from(ApiError::TimedOut);
    state.finish_load(Outcome::Failed(failure.clone(), Some(Arc::clone(&api))));
    assert_eq!(state.dataset.status.get_untracked(), Status::Failed(failure));
    let retried = state.connection.api_untracked().unwrap();
    assert!(Arc::ptr_eq(&retried, &api));

    let failure = Failure::from(LoadError::ConfigMissing(404));
    state.finish_load(Outcome::Failed(failure.clone(), None));
    assert_eq!(state.dataset.status.get_untracked(), Status::Failed(failure));
    assert!(state.connection.api_untracked().is_none(), "config.json is read again");
}

#[test]
fn signing_in_comes_before_the_data() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    state.finish_load(Outcome::SignIn(sign_in_options(), Arc::clone(&api)));
    assert_eq!(state.dataset.status.get_untracked(), Status::SignIn(sign_in_options()));
    assert!(Arc::ptr_eq(&state.connection.api_untracked().unwrap(), &api));
    state.finish_load(from_backend(&api, "1"));
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    assert_eq!(state.session().get_untracked(), Some(session()));
    assert_eq!(untrack(|| state.access(&LOCATION.into())), Some(AccessRole::Admin));
    assert_eq!(untrack(|| state.access(&"another".into())), None);
}

#[test]
fn without_a_role_nothing_stays_open() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    let with_roles = |roles: &str, revision: &str| {
        let json = format!(r#"{{"user": {{"name": "A", "username": "a"}}, "roles": {roles}, "apiVersion": 1}}"#);
        let session = serde_json::from_str(&json).unwrap();
        let backend = Backend::Http { api: Arc::clone(&api), session, revision: revision.to_owned() };
        Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
    };
    state.finish_load(with_roles(r#"{"5213406": "admin"}"#, "1"));
    assert!(untrack(|| state.has_role()));
    state.open_payee_form(LOCATION.into(), ProfileKind::Bank);
    state.finish_load(with_roles(r#"{"5213406": "user"}"#, "2"));
    assert!(state.payee_form.get_untracked().is_some(), "the form keeps what was typed");
    // A role that this version does not know gives no access.
    state.finish_load(with_roles(r#"{"5213406": "owner"}"#, "3"));
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    assert_eq!(untrack(|| state.access(&LOCATION.into())), None);
    assert!(!untrack(|| state.has_role()));
    assert!(state.payee_form.get_untracked().is_none());
}

#[test]
fn the_demo_is_played_in_a_role_or_in_none() {
    let (_owner, _, state) = open();
    let role = |word: Option<&str>| {
        state.finish_load(from_file(Changes { access: word.map(str::to_owned), ..Changes::default() }));
        untrack(|| (state.access(&LOCATION.into()), state.has_role()))
    };
    assert_eq!(role(None), (Some(AccessRole::Admin), true));
    assert_eq!(role(Some("user")), (Some(AccessRole::User), true));
    assert_eq!(role(Some("none")), (None, false));
    assert_eq!(role(Some("a role of another version")), (None, false));
    for choice in [Some(AccessRole::User), None, Some(AccessRole::Admin)] {
        state.demo.set_access(choice);
        assert_eq!(untrack(|| state.demo.access()), choice);
    }
}

#[test]
fn a_response_older_than_a_known_change_is_loaded_again() {
    let api = Arc::new(Api::new("/api/v1"));
    let loads = Cell::new(0);
    // The first response is on its way while the change of revision 2 is announced.
    let outcome = now(load_newest(async || {
        loads.set(loads.get() + 1);
        api.revisions.raise(2);
        from_backend(&api, if loads.get() == 1 { "1" } else { "2" })
    }));
    assert_eq!(loads.get(), 2);
    assert!(!outcome.is_superseded());
    loads.set(1);
    now(load_newest(async || {
        loads.set(loads.get() + 1);
        from_backend(&api, "2")
    }));
    assert_eq!(loads.get(), 2, "a current response is loaded once");
}

#[test]
fn data_and_list_follow_the_day_of_the_address() {
    let (_owner, search, state) = open();
    state.finish_load(from_file(Changes::default()));
    let day = |state: &AppState| (untrack(|| state.day()), state.dataset.with_untracked(Catalogue::day).unwrap());
    assert_eq!(day(&state), (today(), today()));
    let before = state.list.get_untracked();
    search.set("day=2030-01-01".to_owned());
    let later = "2030-01-01".parse().unwrap();
    assert_eq!(day(&state), (later, later));
    assert_ne!(state.list.get_untracked(), before);
    search.set(String::new());
    assert_eq!(day(&state), (today(), today()));
}

#[test]
fn events_lead_to_requests() {
    let (_owner, _, state) = open();
    let connection = state.connection;
    let api = Arc::new(Api::new("/api/v1"));
    state.finish_load(from_backend(&api, "3"));
    let message = |data: &str| connection.react(&StreamEvent::Message("change", data.to_owned()));
    assert_eq!(
        message(r#"{"revision": 4, "kind": "location", "id": "5213406"}"#),
        Reaction::RefetchLocation(LOCATION.into())
    );
    assert_eq!(api.revisions.current(), 4);
    assert_eq!(message(r#"{"revision": 2}"#), Reaction::Refresh);
    assert_eq!(api.revisions.current(), 2, "the backend was restored to an earlier state");
    assert_eq!(message("no JSON"), Reaction::Refresh);
    assert_eq!(connection.react(&StreamEvent::Disconnected), Reaction::MarkDisconnected);
    assert_eq!(connection.react(&StreamEvent::Rejected), Reaction::Reconnect);
}

#[test]
fn an_outage_lasts_until_the_data_are_loaded() {
    let (_owner, _, state) = open();
    let connection = state.connection;
    let api = Arc::new(Api::new("/api/v1"));
    state.finish_load(from_backend(&api, "3"));
    connection.mark_disconnected(1.0);
    connection.mark_disconnected(2.0);
    assert_eq!(connection.disconnected_since.get_untracked(), Some(1.0));
    assert_eq!(connection.react(&StreamEvent::Opened), Reaction::None);
    assert_eq!(connection.disconnected_since.get_untracked(), None, "nothing was missed");

    assert!(connection.on_error(&ApiError::Network));
    assert!(connection.mark_behind() && !connection.mark_behind(), "one refresh is scheduled");
    connection.mark_disconnected(3.0);
    assert_eq!(connection.react(&StreamEvent::Opened), Reaction::CatchUp);
    assert_eq!(connection.disconnected_since.get_untracked(), Some(3.0), "a change was missed");
    state.finish_load(from_backend(&api, "4"));
    assert_eq!((connection.disconnected_since.get_untracked(), connection.is_behind()), (None, false));
}

#[test]
fn an_expired_session_keeps_the_page_and_waits() {
    let (_owner, _, state) = open();
    let connection = state.connection;
    let api = Arc::new(Api::new("/api/v1"));
    state.finish_load(from_backend(&api, "3"));
    connection.mark_behind();
    assert!(!connection.on_error(&ApiError::NotSignedIn));
    assert!(untrack(|| state.is_session_expired()) && !connection.can_catch_up());
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    connection.resume(session());
    assert!(!untrack(|| state.is_session_expired()) && connection.can_catch_up());
}

#[test]
fn the_list_knows_why_every_engagement_is_left_out() {
    let (_owner, _search, state) = open();
    let inputs = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/domain/tests/inputs/all-left-out.json");
    let loaded = Reader::read(&std::fs::read(inputs).unwrap(), today());
    state.dataset.replace(data(), Vec::new(), &[]);
    assert_eq!(state.dataset.left_out_engagement(), None);
    state.dataset.replace(loaded.data.unwrap(), loaded.problems, &[]);
    let problem = state.dataset.left_out_engagement().unwrap();
    assert!(problem.path.starts_with("$.engagements[0].term"), "{problem}");
}
