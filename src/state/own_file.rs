//! A file of the person in place of the demo. All of it is in the lazy chunk.

use std::sync::Arc;

use domain::Day;
use leptos::prelude::*;

use super::AppState;
use crate::api::http::Api;
use crate::api::own_file::{self, OpenFailure};
use crate::api::{self, Outcome};
use crate::browser::clock;
use crate::browser::files::ChosenFile;
use crate::routes::{ListView, Route};

/// Loads from the backend `api`, or from the open file, or from the configured source.
pub async fn load(api: Option<Arc<Api>>, today: Day) -> Outcome {
    if api.is_none() && own_file::persisted_name().is_some() {
        return own_file::load(today).await;
    }
    api::load(api, today, None).await
}

impl AppState {
    /// Shows files of the person in place of what is shown.
    ///
    /// # Errors
    /// Where they cannot be opened; what is shown stays.
    pub async fn open_own_file(&'static self, files: Vec<ChosenFile>) -> Result<(), OpenFailure> {
        let loaded = own_file::open(&files, clock::today()).await?;
        self.show_outcome(Outcome::Loaded(Box::new(loaded)));
        self.show_all_data();
        Ok(())
    }

    /// Closes the file, and shows the demo again.
    pub async fn close_own_file(&'static self) {
        own_file::close().await;
        self.show_all_data();
        self.retry();
    }

    /// Leaves what belongs to the data that were shown: their pages, filters and day.
    fn show_all_data(&self) {
        self.demo_open.set(false);
        self.views.set_day(None);
        self.views.go(Route::Engagements(ListView::default()));
    }
}
