//! The data, and everything that changes them.

use std::pin::Pin;

use domain::actions::Action;
use domain::catalogue::{Answer, Catalogue, Query};
use domain::command::{Command, CommandError};
use domain::dataset::DatasetProblem;
use domain::dataset::read::MOST_PROBLEMS;
use domain::model::Location;
use domain::permissions::AccessRole;
use domain::session::SignIn;
use domain::{Day, Lang};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalogue::CatalogueSignal;
use super::connection::Connection;
use crate::api::http::Api;
use crate::api::local::{self, Changes};
use crate::api::{self, Backend, Failure, Loaded, Outcome};
use crate::browser::database::Database;
use crate::browser::timer::Timeout;
use crate::browser::{clock, dom, idle};

/// How many details are checked between two turns of the browser: some milliseconds' worth.
const DETAILS_A_STEP: usize = 100;

/// How far loading is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// On its way.
    Loading,
    /// There.
    Ready,
    /// There is nothing to show.
    Failed(Failure),
    /// Somebody has to sign in first.
    SignIn(SignInOptions),
}

/// How one can sign in, and where.
#[derive(Clone, Debug)]
pub struct SignInOptions {
    /// The backend.
    pub api: &'static Api,
    /// The ways.
    pub options: SignIn,
}

impl PartialEq for SignInOptions {
    fn eq(&self, other: &Self) -> bool {
        self.options == other.options
    }
}

/// The catalogue behind signals that say when it has changed.
#[derive(Debug)]
pub struct Store {
    catalogue: CatalogueSignal,
    /// How far loading is.
    pub status: RwSignal<Status>,
    /// What of the dataset is left out, and why.
    pub problems: RwSignal<Vec<DatasetProblem>>,
    /// What was changed in the demo.
    pub changes: RwSignal<Changes>,
    /// Whether changes survive a reload.
    pub kept: RwSignal<bool>,
    /// The inbox.
    pub actions: Memo<Vec<Action>>,
    /// The backend, where there is one.
    pub connection: Connection,
    /// The day of the visit.
    pub today: Day,
    database: StoredValue<Option<Database>, LocalStorage>,
    day: StoredValue<Option<Day>>,
}

/// Begins to load the data, before there is a page.
pub fn first_load() -> Pin<Box<dyn Future<Output = Outcome>>> {
    Box::pin(api::load(clock::today()))
}

impl Store {
    /// Nothing is loaded yet.
    pub fn new() -> &'static Self {
        let catalogue = CatalogueSignal::new();
        let actions = Memo::new(move |_| catalogue.get().map(|catalogue| catalogue.actions()).unwrap_or_default());
        // As long as the page: closures then keep a reference, not a copy.
        Box::leak(Box::new(Self {
            catalogue,
            status: RwSignal::new(Status::Loading),
            problems: RwSignal::default(),
            changes: RwSignal::default(),
            kept: RwSignal::new(true),
            actions,
            connection: Connection::new(),
            today: clock::today(),
            database: StoredValue::new_local(None),
            day: StoredValue::new(None),
        }))
    }

    /// Takes what the visit starts with, when it is there.
    pub fn begin(&'static self, first: Timeout<Outcome>) {
        match first {
            Timeout::Done(outcome) => self.finish(outcome),
            Timeout::Pending(loading) => spawn_local(async move { self.finish(loading.await) }),
        }
    }

    /// Loads the data again, after a failure or to forget what was changed.
    pub fn load(&'static self) {
        self.status.set(Status::Loading);
        let api = self.connection.api.get_untracked();
        spawn_local(async move {
            self.finish(match api {
                Some(api) => api::from_api(api, self.today).await,
                None => api::load(self.today).await,
            });
        });
    }

    fn finish(&'static self, outcome: Outcome) {
        match outcome {
            Outcome::Loaded(loaded) => self.take(*loaded),
            Outcome::Failed(failure) => self.status.set(Status::Failed(failure)),
            Outcome::SignIn(api, options) => self.status.set(Status::SignIn(SignInOptions { api, options })),
        }
        dom::dispatch_event("mci:ready");
    }

    /// Takes over what was loaded.
    pub(super) fn take(&'static self, loaded: Loaded) {
        let Loaded { data, problems, backend } = loaded;
        let mut catalogue = Catalogue::new(data, self.day.get_value().unwrap_or(self.today));
        match backend {
            Backend::Local { changes, database } => {
                if !changes.commands.is_empty() {
                    // A change that no longer fits the data, say of a location that is gone, has nothing to change.
                    catalogue = catalogue.with_commands(&changes.commands).0;
                }
                self.kept.set(database.is_some());
                self.database.set_value(database);
                self.changes.set(changes);
            }
            Backend::Http { api, session, revision } => self.connect(api, session, revision),
        }
        self.problems.set(problems);
        self.catalogue.set(Some(catalogue));
        self.status.set(Status::Ready);
    }

    /// Forgets the data.
    pub(super) fn forget(&'static self) {
        self.catalogue.set(None);
        self.problems.set(Vec::new());
    }

    /// Puts a location in the place of the one with its id; `false` where there is none.
    pub(super) fn replace(&'static self, location: Location) -> bool {
        let changed = self.catalogue.get_untracked().and_then(|catalogue| catalogue.with_location(location));
        let replaced = changed.is_some();
        if replaced {
            self.catalogue.set(changed);
        }
        replaced
    }

    /// Reads the catalogue, and follows its changes; `None` until it is there.
    pub fn with<T>(&'static self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.catalogue.get().map(|catalogue| read(&catalogue))
    }

    /// Reads the catalogue as it is now.
    pub fn with_untracked<T>(&'static self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.catalogue.get_untracked().map(|catalogue| read(&catalogue))
    }

    /// Asks the catalogue, and follows its changes.
    pub fn query(&'static self, query: impl FnOnce(&Catalogue) -> Query) -> Answer {
        self.catalogue.query(query)
    }

    /// Moves the data to another day; `None` is today.
    pub fn set_day(&'static self, day: Option<Day>) {
        self.day.set_value(day);
        let day = day.unwrap_or(self.today);
        if let Some(catalogue) = self.catalogue.get_untracked().filter(|catalogue| catalogue.day() != day) {
            self.catalogue.set(Some(catalogue.on_day(day)));
        }
    }

    /// Carries out a command and keeps it.
    ///
    /// # Errors
    /// Where it does not fit the data; nothing has changed then.
    pub fn run(&'static self, command: Command) -> Result<(), CommandError> {
        let catalogue = self.catalogue.get_untracked();
        let changed = catalogue.map(|catalogue| catalogue.with_command(&command)).transpose()?;
        self.changes.update(|changes| changes.commands.push(command));
        self.catalogue.set(changed);
        self.keep();
        Ok(())
    }

    /// Plays the demo as an incentives admin or an incentives user.
    pub fn set_access(&'static self, access: AccessRole) {
        self.changes.update(|changes| changes.access = Some(access));
        self.keep();
    }

    /// Forgets every change and starts again from the dataset.
    pub fn reset(&'static self) {
        self.changes.set(Changes::default());
        let kept = self.keep_now();
        spawn_local(async move {
            kept.await;
            self.load();
        });
    }

    fn keep(&'static self) {
        spawn_local(self.keep_now());
    }

    fn keep_now(&'static self) -> impl Future<Output = ()> {
        let changes = self.changes.get_untracked();
        let dataset = self.with_untracked(|catalogue| catalogue.data().id.clone()).unwrap_or_default();
        let database = self.database.get_value();
        async move {
            let kept = match &database {
                Some(database) => local::keep(database, &dataset, &changes).await.is_ok(),
                None => false,
            };
            self.kept.set(kept);
        }
    }

    /// Prepares search and sorting, and checks what is read only when it is opened, while nothing else is to do.
    pub fn warm(&'static self, lang: Lang) {
        let mut checked = 0;
        idle::run_in_slices(move || {
            if !self.catalogue.build_index(lang) {
                return false;
            }
            checked = self.check_details(checked);
            checked == usize::MAX
        });
    }

    /// Checks some more details; how many are checked then, `usize::MAX` when all are.
    fn check_details(&'static self, from: usize) -> usize {
        let found = self.with_untracked(|catalogue| {
            let data = catalogue.data();
            let to = from + DETAILS_A_STEP;
            (data.check_details(from..to), if to < data.details_count() { to } else { usize::MAX })
        });
        let (problems, to) = found.unwrap_or((Vec::new(), usize::MAX));
        if !problems.is_empty() {
            self.problems.update(|known| {
                let new = problems.into_iter().filter(|problem| !known.contains(problem)).collect::<Vec<_>>();
                known.extend(new);
                known.truncate(MOST_PROBLEMS);
            });
        }
        to
    }
}
