//! The load path, and what keeps the data in step with a backend, without a browser.

use domain::catalogue::Catalogue;
use domain::dataset::{Data, Reader};
use domain::payee::ProfileStatus;
use domain::session::SignIn;
use leptos::reactive::owner::Owner;

use super::effects::Payload;
use super::*;
use crate::api::http::{Api, ApiError};
use crate::api::local::Changes;
use crate::api::{Backend, DataVersion, Failure, LoadError, Loaded, Outcome};
use crate::browser::event_stream::StreamEvent;
use sync::{Effect, Input, State, Sync, Token};

mod first_rows;

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
        lang: AppSignal::default(),
        theme: AppSignal::default(),
        density: AppSignal::default(),
        shortcuts: AppSignal::new(true),
    };
    let state = AppState::new(AppSignal::new(today()), preferences, views);
    (owner, search, state)
}

fn session() -> Session {
    serde_json::from_str(r#"{"user": {"name": "A", "username": "a"}, "roles": {"5213406": "admin"}, "apiVersion": 1}"#)
        .unwrap()
}

fn version(revision: i64) -> DataVersion {
    DataVersion { revision, tag: format!("\"{revision}\"") }
}

fn sign_in_options() -> SignIn {
    SignIn { api_version: 1, local: true, oidc: None, demo_accounts: Vec::new(), session: None }
}

fn from_backend(api: &Arc<Api>, revision: i64) -> Outcome {
    let backend = Backend::Http { api: Arc::clone(api), session: session(), version: version(revision) };
    Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
}

fn from_file(changes: &Changes) -> Outcome {
    let changes = serde_json::to_string(changes).unwrap();
    let backend = Backend::Local { changes: Some(changes), database: None };
    Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
}

fn bank_status(state: &AppState) -> Option<ProfileStatus> {
    let status = |catalogue: &Catalogue| Some(catalogue.data().location(&LOCATION.into())?.payee.bank.status);
    state.dataset.with_untracked(status).flatten()
}

/// Some time.
const NOW: f64 = 1e9;

fn take_in(state: &AppState, token: Token, outcome: Outcome) -> Vec<Effect> {
    let input = Input::Answer(token, connection::answer(&outcome));
    state.apply(NOW, input, Payload::Outcome(Box::new(outcome)))
}

/// The first load ends.
fn load(state: &AppState, outcome: Outcome) -> Vec<Effect> {
    take_in(state, Sync::FIRST_LOAD, outcome)
}

/// Answers the request among effects.
fn answer(state: &AppState, effects: &[Effect], outcome: Outcome) {
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Request(token, _) => Some(*token),
        _ => None,
    });
    take_in(state, request.expect("a request"), outcome);
}

/// Loads again, as the button of a failed load does.
fn load_again(state: &AppState, outcome: Outcome) {
    let effects = state.apply(NOW, Input::Retry, Payload::None);
    answer(state, &effects, outcome);
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
    load(&state, from_file(&Changes { commands, access: Some("user".to_owned()) }));
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
    load(&state, Outcome::Failed(failure.clone(), Some(Arc::clone(&api))));
    assert_eq!(state.dataset.status.get_untracked(), Status::Failed(failure));
    let retried = state.connection.api_untracked().unwrap();
    assert!(Arc::ptr_eq(&retried, &api));

    let failure = Failure::from(LoadError::ConfigMissing(404));
    load_again(&state, Outcome::Failed(failure.clone(), None));
    assert_eq!(state.dataset.status.get_untracked(), Status::Failed(failure));
    assert!(state.connection.api_untracked().is_none(), "config.json is read again");
}

#[test]
fn signing_in_comes_before_the_data() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    load(&state, Outcome::SignIn(sign_in_options(), Arc::clone(&api)));
    assert_eq!(state.dataset.status.get_untracked(), Status::SignIn(sign_in_options()));
    assert!(Arc::ptr_eq(&state.connection.api_untracked().unwrap(), &api));
    let effects = state.apply(NOW, Input::SignedIn("a".to_owned()), Payload::None);
    answer(&state, &effects, from_backend(&api, 1));
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    assert_eq!(state.session().get_untracked(), Some(session()));
    assert_eq!(untrack(|| state.access(&LOCATION.into())), Some(AccessRole::Admin));
    assert_eq!(untrack(|| state.access(&"another".into())), None);
}

#[test]
fn without_a_role_nothing_stays_open() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    let with_roles = |roles: &str, revision: i64| {
        let json = format!(r#"{{"user": {{"name": "A", "username": "a"}}, "roles": {roles}, "apiVersion": 1}}"#);
        let session = serde_json::from_str(&json).unwrap();
        let backend = Backend::Http { api: Arc::clone(&api), session, version: version(revision) };
        Outcome::Loaded(Box::new(Loaded { data: data(), problems: Vec::new(), backend }))
    };
    load(&state, with_roles(r#"{"5213406": "admin"}"#, 1));
    assert!(untrack(|| state.has_role()));
    state.open_payee_form(LOCATION.into(), ProfileKind::Bank);
    load_again(&state, with_roles(r#"{"5213406": "user"}"#, 2));
    assert!(state.payee_form.get_untracked().is_some(), "the form keeps what was typed");
    // A role that this version does not know gives no access.
    load_again(&state, with_roles(r#"{"5213406": "owner"}"#, 3));
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    assert_eq!(untrack(|| state.access(&LOCATION.into())), None);
    assert!(!untrack(|| state.has_role()));
    assert!(state.payee_form.get_untracked().is_none());
}

#[test]
fn the_demo_is_played_in_a_role_or_in_none() {
    let (_owner, _, state) = open();
    load(&state, from_file(&Changes::default()));
    let role = |word: Option<&str>| {
        load_again(&state, from_file(&Changes { access: word.map(str::to_owned), ..Changes::default() }));
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
fn data_and_list_follow_the_day_of_the_address() {
    let (_owner, search, state) = open();
    load(&state, from_file(&Changes::default()));
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
fn data_and_list_follow_the_day_at_midnight_unless_another_is_chosen() {
    let (_owner, search, state) = open();
    load(&state, from_file(&Changes::default()));
    let before = state.list.get_untracked();
    let later: Day = "2030-01-01".parse().unwrap();
    let midnight = |day: Day| state.apply(NOW, Input::Clock { day: day.epoch(), rest: 1e7 }, Payload::None);
    midnight(later);
    assert_eq!(untrack(|| state.day()), later);
    assert_eq!(state.dataset.with_untracked(Catalogue::day), Some(later));
    assert_ne!(state.list.get_untracked(), before);
    search.set(format!("day={}", today()));
    midnight(later.plus(1));
    assert_eq!(untrack(|| state.day()), today());
    assert_eq!(state.dataset.with_untracked(Catalogue::day), Some(today()));
}

#[test]
fn events_are_read_as_the_backend_sends_them() {
    use sync::StreamEvent::{Change, Heartbeat, Hello, Lost, Reset};

    let message = |name, data: &str| connection::stream_event(&StreamEvent::Message(name, data.to_owned()));
    assert_eq!(message("hello", r#"{"user": "a", "revision": 3}"#), Hello { user: "a".to_owned() });
    assert_eq!(message("heartbeat", "{}"), Heartbeat);
    let change = Change { revision: 4, location: LOCATION.to_owned() };
    assert_eq!(message("change", r#"{"revision": 4, "kind": "location", "id": "5213406"}"#), change);
    assert_eq!(message("reset", r#"{"revision": 2}"#), Reset { revision: 2 });
    assert_eq!(message("change", "no JSON"), Reset { revision: 0 });
    assert_eq!(connection::stream_event(&StreamEvent::Lost), Lost);
}

#[test]
fn nothing_of_a_person_stays_after_signing_out_in_another_tab() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    load(&state, from_backend(&api, 3));
    state.open_payee_form(LOCATION.into(), ProfileKind::Bank);
    assert_eq!(api.shown.user().as_deref(), Some("a"));
    state.apply(NOW, Input::Tab(sync::Message::SignedOut), Payload::None);
    assert_eq!(state.dataset.status.get_untracked(), Status::Loading);
    assert!(state.dataset.with_untracked(|_| ()).is_none());
    assert_eq!((state.session().get_untracked(), state.payee_form.get_untracked()), (None, None));
    assert_eq!((api.shown.user(), api.shown.tag_for("a")), (None, None));
    assert_eq!(state.session_notice().get_untracked(), Some(SessionNotice::SignedOutElsewhere));
}

#[test]
fn an_expired_session_keeps_the_page_for_minutes_and_the_form_for_the_same_person() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    load(&state, from_backend(&api, 3));
    state.open_payee_form(LOCATION.into(), ProfileKind::Bank);
    let effects = state.apply(NOW, Input::Failed(sync::Failure::NotSignedIn), Payload::None);
    assert!(untrack(|| state.connection_state()).is_expired());
    assert_eq!(state.dataset.status.get_untracked(), Status::Ready);
    let wait = effects.iter().find_map(|effect| match effect {
        Effect::Wait(token, time) if time.total_cmp(&300_000.0).is_eq() => Some(*token),
        _ => None,
    });
    state.apply(NOW, Input::Elapsed(wait.unwrap()), Payload::None);
    assert!(state.dataset.with_untracked(|_| ()).is_none(), "the data are forgotten");
    assert!(state.payee_form.get_untracked().is_some(), "the form is kept");
    let effects = state.apply(NOW, Input::SignedIn("a".to_owned()), Payload::None);
    answer(&state, &effects, from_backend(&api, 4));
    assert_eq!(untrack(|| state.connection_state()), State::Live);
    assert!(state.payee_form.get_untracked().is_some() && state.dataset.with_untracked(|_| ()).is_some());
    state.apply(NOW, Input::SignedIn("b".to_owned()), Payload::None);
    assert!(state.payee_form.get_untracked().is_none(), "not for another person");
}

#[test]
fn an_answer_that_nobody_waits_for_is_dropped() {
    let (_owner, _, state) = open();
    let api = Arc::new(Api::new("/api/v1"));
    load(&state, from_backend(&api, 3));
    let effects = state.apply(NOW, Input::Retry, Payload::None);
    state.apply(NOW, Input::SignedOut, Payload::None);
    answer(&state, &effects, from_backend(&api, 4));
    assert!(state.dataset.with_untracked(|_| ()).is_none());
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
