//! The demo: commands given in this browser, the role it is played in, and where both are persisted.

use domain::command::Command;
use domain::permissions::AccessRole;
use leptos::prelude::*;

use super::app_signal::AppSignal;
use crate::api::local::{self, Changes};
use crate::browser::database::Database;

/// The changes made in the demo.
#[derive(Clone, Copy, Debug)]
pub struct DemoChanges {
    changes: AppSignal<Changes>,
    /// Whether changes survive a reload.
    pub is_persisted: AppSignal<bool>,
    database: StoredValue<Option<Database>, LocalStorage>,
}

impl DemoChanges {
    /// No changes, and no database yet.
    pub fn new() -> Self {
        Self {
            changes: AppSignal::default(),
            is_persisted: AppSignal::new(true),
            database: StoredValue::new_local(None),
        }
    }

    /// Continues with the changes of earlier visits; without a database changes are lost at a reload.
    pub fn restore(&self, changes: Changes, database: Option<Database>) {
        self.is_persisted.set(database.is_some());
        self.database.set_value(database);
        self.changes.set(changes);
    }

    /// Returns the role that the demo is played in, at every location; tracked.
    pub fn access(&self) -> Option<AccessRole> {
        self.changes.with(Changes::role)
    }

    /// Plays the demo in another role, or in none.
    pub fn set_access(&self, access: Option<AccessRole>) {
        self.changes.update(|changes| changes.set_role(access));
    }

    /// Records a command that was applied.
    pub fn record(&self, command: Command) {
        self.changes.update(|changes| changes.commands.push(command));
    }

    /// Removes all changes.
    pub fn clear(&self) {
        self.changes.set(Changes::default());
    }

    /// Persists the changes of a dataset as they are now.
    pub fn save(&self, dataset: String) -> impl Future<Output = ()> + use<> {
        let (changes, is_persisted) = (self.changes.get_untracked(), self.is_persisted);
        let database = self.database.get_value();
        async move {
            let saved = match &database {
                Some(database) => local::save(database, &dataset, &changes).await.is_ok(),
                None => false,
            };
            is_persisted.set(saved);
        }
    }
}
