//! The data: the catalogue, what of the dataset is left out, and how far loading is.

use std::time::Duration;

use domain::actions::{Action, Urgent};
use domain::catalogue::{Answer, Catalogue, Query};
use domain::command::{Command, CommandError};
use domain::dataset::read::MOST_PROBLEMS;
use domain::dataset::{Data, DatasetProblem};
use domain::id::LocationId;
use domain::model::Location;
use domain::session::SignIn;
use domain::{Day, Lang};
use leptos::prelude::*;

use super::app_signal::{AppMemo, AppSignal};
use super::catalogue::CatalogueSignal;
use super::lazy::LazyCode;
use crate::api::Failure;
use crate::browser::dom::after_paint;

/// How many details are checked between two turns of the event loop: some milliseconds' worth.
const DETAILS_PER_STEP: usize = 100;

/// How far loading is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    Loading,
    Ready,
    Failed(Failure),
    /// Someone has to sign in first, in one of these ways.
    SignIn(SignIn),
}

/// The state of the data.
#[derive(Clone, Copy, Debug)]
pub struct DatasetState {
    catalogue: CatalogueSignal,
    lazy: LazyCode,
    /// The first engagements, while the rest is loading for the first time.
    first_rows: CatalogueSignal,
    /// Whether first rows may still be shown.
    awaits_first_rows: StoredValue<bool>,
    /// How many engagements the first load has read.
    pub engagements_read: AppSignal<usize>,
    pub status: AppSignal<Status>,
    /// The parts of the dataset that are left out, and why.
    pub problems: AppSignal<Vec<DatasetProblem>>,
    /// The inbox; empty until the lazy chunk is loaded.
    pub actions: AppMemo<Vec<Action>>,
    /// What the badge of the inbox counts; it follows the data after the paint.
    pub urgent: AppSignal<Urgent>,
}

/// How long the badge of the inbox lags behind changes that follow each other: counting takes longer than drawing the
/// list.
const URGENT_PAUSE: Duration = Duration::from_millis(500);

impl DatasetState {
    /// Nothing is loaded yet; the data will be of `day`, where `None` is `today`.
    pub fn new(day: AppMemo<Option<Day>>, today: AppSignal<Day>, lazy: LazyCode) -> Self {
        let catalogue = CatalogueSignal::new(day, today, lazy);
        let actions = move |_: Option<&Vec<Action>>| {
            let actions = catalogue.get().zip(lazy.get()).map(|(catalogue, functions)| (functions.actions)(&catalogue));
            actions.unwrap_or_default()
        };
        Self {
            catalogue,
            first_rows: CatalogueSignal::new(day, today, lazy),
            awaits_first_rows: StoredValue::new(true),
            engagements_read: AppSignal::new(0),
            status: AppSignal::new(Status::Loading),
            problems: AppSignal::default(),
            actions: AppMemo::from(Memo::new(actions)),
            lazy,
            urgent: AppSignal::default(),
        }
    }

    /// Replaces the data, and applies the commands of earlier visits.
    pub fn replace(&self, data: Data, problems: Vec<DatasetProblem>, commands: &[Command]) {
        let mut catalogue = Catalogue::new(data, self.catalogue.day_untracked());
        if let (false, Some(functions)) = (commands.is_empty(), self.lazy.get_untracked()) {
            catalogue = (functions.with_commands)(catalogue, commands);
        }
        self.problems.set(problems);
        self.catalogue.set(Some(catalogue));
        self.status.set(Status::Ready);
    }

    /// Shows the first engagements until the first load ends.
    pub fn show_first_rows(&self, data: Data) {
        if self.awaits_first_rows.get_value() {
            self.first_rows.set(Some(Catalogue::new(data, self.catalogue.day_untracked())));
        }
    }

    /// Removes the first engagements, and shows none later: the first load has ended, or the data are no longer for
    /// the person who reads.
    pub fn end_first_rows(&self) {
        self.awaits_first_rows.set_value(false);
        self.first_rows.set(None);
    }

    /// Keeps the badge of the inbox up to date while its reader, the owner of the effect, is shown.
    pub fn follow_urgent(&self) {
        let dataset = *self;
        let is_scheduled = StoredValue::new(false);
        Effect::new(move |before: Option<()>| {
            dataset.catalogue.get();
            dataset.lazy.get();
            if is_scheduled.get_value() {
                return;
            }
            is_scheduled.set_value(true);
            let count = move || {
                // The reader may be gone by then.
                is_scheduled.try_set_value(false);
                let urgent = dataset.actions.with_untracked(|actions| Urgent::count(actions));
                if dataset.urgent.get_untracked() != urgent {
                    dataset.urgent.set(urgent);
                }
            };
            if before.is_none() {
                after_paint(count);
            } else {
                set_timeout(count, URGENT_PAUSE);
            }
        });
    }

    /// Removes the data.
    pub fn clear(&self) {
        self.end_first_rows();
        self.urgent.set(Urgent::default());
        self.catalogue.set(None);
        self.problems.set(Vec::new());
    }

    /// Returns whether the data have a location.
    pub fn has_location(&self, id: &LocationId) -> bool {
        self.with_untracked(|catalogue| catalogue.data().location(id).is_some()) == Some(true)
    }

    /// Replaces the location with the same id; returns `false` where there is none.
    pub fn replace_location(&self, location: Location) -> bool {
        let changed = self.catalogue.get_untracked().and_then(|catalogue| catalogue.with_location(location));
        let is_replaced = changed.is_some();
        if is_replaced {
            self.catalogue.set(changed);
        }
        is_replaced
    }

    /// Applies a command.
    ///
    /// # Errors
    /// Where it does not fit the data; they are unchanged then.
    pub fn apply(&self, command: &Command) -> Result<(), CommandError> {
        if let Some(catalogue) = self.catalogue.get_untracked() {
            self.catalogue.set(Some(catalogue.with_command(command)?));
        }
        Ok(())
    }

    /// Returns the first problem for which an engagement is left out, and tracks the problems.
    pub fn left_out_engagement(&self) -> Option<DatasetProblem> {
        let is_engagement = |problem: &&DatasetProblem| problem.path.starts_with("$.engagements");
        self.problems.with(|problems| problems.iter().find(is_engagement).cloned())
    }

    /// Reads the catalogue, and tracks its changes; `None` until it is loaded.
    pub fn with<T>(&self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.catalogue.get().map(|catalogue| read(&catalogue))
    }

    /// Reads the catalogue of the rows that are shown: all data or, while they are loading, the first engagements with
    /// everything that is not an engagement. Tracked.
    pub fn with_rows<T>(&self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.catalogue.get().or_else(|| self.first_rows.get()).map(|catalogue| read(&catalogue))
    }

    /// Reads the catalogue of the rows that are shown without tracking it.
    pub fn with_rows_untracked<T>(&self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        untrack(|| self.with_rows(read))
    }

    /// Returns whether all data are loaded; tracked.
    pub fn is_complete(&self) -> bool {
        self.catalogue.get().is_some()
    }

    /// Returns whether rows are shown before all data are loaded; tracked.
    pub fn has_first_rows(&self) -> bool {
        self.first_rows.get().is_some()
    }

    /// Reads the catalogue without tracking it.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        self.catalogue.get_untracked().map(|catalogue| read(&catalogue))
    }

    /// Queries the catalogue, and tracks its changes. Returns the query with its answer; `None` where it is not known
    /// yet. From the first engagements only the natural order is answered, and its counts do not count: all else
    /// depends on those that are to come.
    pub fn query(&self, query: impl FnOnce(&Catalogue) -> Query) -> (Query, Option<Answer>) {
        if self.catalogue.get().is_some() {
            return self.catalogue.query(query);
        }
        let (query, answer) = self.first_rows.query(query);
        let answer = answer.filter(|_| query.is_natural());
        (query, answer)
    }

    /// Returns the work that can wait for an idle page, in steps that return `true` when all is done: builds the text
    /// indexes, then checks the details, which are otherwise read when they are opened.
    pub fn idle_work(&self, lang: Lang) -> impl FnMut() -> bool + use<> {
        let dataset = *self;
        let mut checked = Some(0);
        move || {
            if dataset.catalogue.build_index(lang) {
                checked = checked.and_then(|from| dataset.check_details(from));
                checked.is_none()
            } else {
                false
            }
        }
    }

    /// Checks some details; returns where to go on, or `None` when all are checked.
    fn check_details(&self, from: usize) -> Option<usize> {
        let (problems, next) = self.with_untracked(|catalogue| {
            let (data, to) = (catalogue.data(), from + DETAILS_PER_STEP);
            (data.check_details(from..to), Some(to).filter(|to| *to < data.details_count()))
        })?;
        if !problems.is_empty() {
            self.problems.update(|known| {
                let new = problems.into_iter().filter(|problem| !known.contains(problem)).collect::<Vec<_>>();
                known.extend(new);
                known.truncate(MOST_PROBLEMS);
            });
        }
        next
    }
}
