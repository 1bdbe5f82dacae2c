//! The dialog in which a person opens a file, and the target for files that are dropped on the page.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::faults::{FaultList, Faults};
use crate::api::own_file::{OpenFailure, OwnFile};
use crate::browser::dom;
use crate::browser::files::{ChosenFile, Drag, choose, choose_folders, on_drag, take_chosen};
use crate::browser::workbook::WorkbookError;
use crate::components::{Dialog, Glyph, icon, small_icon};
use crate::state::{State, state};
use crate::text::{lang, t};

/// The id of the input for folders.
const FOLDER: &str = "own-folder";

/// The event that opens the dialog: a signal of the app would be in the first chunk.
const OPEN: &str = "mci:open-file";

/// Opens the dialog.
pub fn open_own_file() {
    dom::dispatch_event(OPEN);
}

/// How far opening is.
#[derive(Clone, Copy)]
struct Opening {
    state: State,
    /// Whether the dialog is open.
    is_shown: RwSignal<bool>,
    is_reading: RwSignal<bool>,
    failure: RwSignal<Option<OpenFailure>, LocalStorage>,
}

impl Opening {
    /// Opens files; the dialog closes when they are shown.
    fn open(self, files: Vec<ChosenFile>) {
        if files.is_empty() || self.is_reading.get_untracked() {
            return;
        }
        self.is_shown.set(true);
        self.is_reading.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let failure = self.state.open_own_file(files).await.err();
            self.is_shown.set(failure.is_some());
            self.failure.set(failure);
            self.is_reading.set(false);
        });
    }

    /// Opens the CSV files of a folder, which has other files too.
    fn open_folder(self, mut files: Vec<ChosenFile>) {
        files.retain(|file| file.name.to_lowercase().ends_with(".csv"));
        if files.is_empty() {
            self.failure.set(Some(OpenFailure::Unreadable));
        }
        self.open(files);
    }
}

/// The dialog, and the target for files that are dropped. Where there is a backend, there is neither.
#[component]
pub fn OwnFileDialog() -> impl IntoView {
    let state = state();
    let opening = Opening {
        state,
        is_shown: RwSignal::new(false),
        is_reading: RwSignal::new(false),
        failure: RwSignal::new_local(None),
    };
    let asked = window_event_listener_untyped(OPEN, move |_| {
        opening.failure.set(None);
        opening.is_shown.set(true);
    });
    on_cleanup(move || asked.remove());
    let is_over = RwSignal::new(false);
    on_drag(
        move || !untrack(|| state.has_backend()),
        move |drag| {
            is_over.set(matches!(drag, Drag::Over));
            if let Drag::Dropped(files) = drag {
                opening.open(files);
            }
        },
    );
    view! {
        <Show when=move || is_over.get()>
            <div class="toasts"><p class="toast">{icon(Glyph::Document)}{t().own_file().drop_here}</p></div>
        </Show>
        <Dialog open=opening.is_shown title=t().own_file().title close=t().common().close>
            {content(opening)}
        </Dialog>
    }
}

fn content(opening: Opening) -> AnyView {
    let t = t().own_file();
    let (files, folder) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    folder.on_load(|_| choose_folders(FOLDER));
    let download = |href: &'static str, label: &'static str| {
        view! { <a class="button" href=href download>{small_icon(Glyph::Download)}{label}</a> }
    };
    view! {
            <p>{t.intro}</p>
            <p class="muted">{t.privacy}</p>
            <div class="message-bar__actions">
                <button
                    type="button"
                    class="button button--primary"
                    disabled=move || opening.is_reading.get()
                    on:click=move |_| choose(files)
                >
                    {t.choose_files}
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=move || opening.is_reading.get()
                    on:click=move |_| choose(folder)
                >
                    {t.choose_folder}
                </button>
                <input
                    type="file"
                    hidden
                    multiple
                    accept=".xlsx,.csv,.json"
                    aria-label=t.choose_files
                    node_ref=files
                    on:change=move |event| opening.open(take_chosen(&event))
                />
                <input
                    type="file"
                    id=FOLDER
                    hidden
                    multiple
                    aria-label=t.choose_folder
                    node_ref=folder
                    on:change=move |event| opening.open_folder(take_chosen(&event))
                />
            </div>
            <p class="muted small">{t.or_drop}</p>
            <p role="status">{move || opening.is_reading.get().then_some(t.reading)}</p>
            <div role="alert">{move || opening.failure.get().map(failure)}</div>
            <h3>{t.start_from}</h3>
            <div class="message-bar__actions">
                {download(t.template_file, t.template)}
                {download(t.example_file, t.example)}
            </div>
    }
    .into_any()
}

/// Renders why nothing was opened, and what to do.
fn failure(failure: OpenFailure) -> AnyView {
    let t = t().own_file();
    let mut file = OwnFile::default();
    let mut problems = Vec::new();
    let text = match failure {
        OpenFailure::TooLarge => t.too_large.to_owned(),
        OpenFailure::Unreadable => t.unreadable.to_owned(),
        OpenFailure::Module(WorkbookError::NotBuilt) => t.not_built.to_owned(),
        OpenFailure::Module(WorkbookError::NotLoaded) => t.not_loaded.to_owned(),
        OpenFailure::Module(WorkbookError::Failed(_)) => t.failed.to_owned(),
        OpenFailure::Workbook(error) => format!("{}: {}", error.file, error.message.text(lang())),
        OpenFailure::Dataset(found) => {
            problems = found;
            t.no_dataset.to_owned()
        }
        OpenFailure::NothingSound(found) => {
            file = *found;
            t.nothing_sound.to_owned()
        }
    };
    let faults = Faults { file: StoredValue::new(Arc::new(file)), problems: Signal::stored(problems) };
    view! {
        <div class="message-bar message-bar--danger">
            {icon(Glyph::Error)}
            <p class="message-bar__text"><b>{text}</b>" "{t.nothing_changed}</p>
        </div>
        <Show when=move || { faults.count() > 0 }>
            <FaultList faults/>
        </Show>
    }
    .into_any()
}
