//! A file of the person, shown in place of the demo: read in the browser, and persisted there until it is closed.
//! Nothing is sent.

use std::cell::RefCell;
use std::sync::Arc;

use domain::Day;
use domain::dataset::read::LoadedDataset;
use domain::dataset::{Data, DatasetProblem, Reader};
use import::{OpenError, Report};

use super::error::{Failure, LoadError};
use super::{Backend, Loaded, Outcome};
use crate::browser::database::{Database, StorageError};
use crate::browser::files::{ChosenFile, FileContent};
use crate::browser::preferences;
use crate::browser::workbook::{WorkbookError, read_workbook};

/// The largest size in bytes, of all files together.
pub const MAX_BYTES: f64 = 50e6;
/// The preference that has the name of the open file.
const NAME: &str = "own-file";
/// The keys of the database: the dataset, and what else is known of the file. No id of a dataset begins so.
const DATASET: &str = "own-file:dataset";
const ABOUT: &str = "own-file:about";

/// What is known of the open file beside its data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnFile {
    /// The name of the file, or of the first one.
    pub name: String,
    /// How many files were opened with it.
    pub others: usize,
    /// The faults of a workbook, and where its data stand; of a JSON file nothing.
    pub report: Report,
    /// Whether it is there again after a reload.
    pub is_persisted: bool,
}

/// Why a file cannot be opened. What was shown before stays.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenFailure {
    /// The file is larger than [`MAX_BYTES`].
    TooLarge,
    /// It cannot be read: it has changed since it was chosen, or is a folder.
    Unreadable,
    /// The module that reads workbooks.
    Module(WorkbookError),
    /// It is none of the files that can be opened.
    Workbook(OpenError),
    /// Nothing of a dataset in JSON can be shown.
    Dataset(Vec<DatasetProblem>),
    /// A workbook has neither a sound engagement nor a sound location.
    NothingSound(Box<OwnFile>),
}

thread_local! {
    static OPEN: RefCell<Option<Arc<OwnFile>>> = const { RefCell::new(None) };
}

/// Returns what is known of the open file.
pub fn current() -> Option<Arc<OwnFile>> {
    OPEN.with_borrow(Clone::clone)
}

/// Returns the name of the file that an earlier visit has left open.
pub fn persisted_name() -> Option<String> {
    preferences::get(NAME)
}

/// Opens files: a dataset in JSON, a workbook, or CSV files.
///
/// # Errors
/// Where there is nothing to show.
pub async fn open(files: &[ChosenFile], today: Day) -> Result<Loaded, OpenFailure> {
    if files.iter().map(|file| file.size).sum::<f64>() > MAX_BYTES {
        return Err(OpenFailure::TooLarge);
    }
    let mut contents = Vec::new();
    for file in files {
        contents.push(file.read().await.ok_or(OpenFailure::Unreadable)?);
    }
    let Some(first) = contents.first() else { return Err(OpenFailure::Unreadable) };
    let mut own = OwnFile { name: first.name.clone(), others: contents.len() - 1, ..OwnFile::default() };
    let json = json_of(&contents);
    let text = if let Some(json) = &json {
        String::from_utf8_lossy(json).into_owned()
    } else {
        let (dataset, report) =
            read_workbook(today, &contents).await.map_err(OpenFailure::Module)?.map_err(OpenFailure::Workbook)?;
        own.report = report;
        dataset
    };
    let LoadedDataset { data, problems } = Reader::read(json.as_deref().unwrap_or(text.as_bytes()), today);
    let Some(data) = data else { return Err(OpenFailure::Dataset(problems)) };
    if json.is_none() && data.details_count() == 0 && data.locations.is_empty() {
        return Err(OpenFailure::NothingSound(Box::new(own)));
    }
    let database = persist(&own, &text).await.ok();
    own.is_persisted = database.is_some();
    Ok(loaded(own, data, problems, database))
}

/// Loads the file that an earlier visit has left open.
pub async fn load(today: Day) -> Outcome {
    match restore().await {
        Ok((own, text, database)) => {
            let LoadedDataset { data, problems } = Reader::read(text.as_bytes(), today);
            match data {
                Some(data) => Outcome::Loaded(Box::new(loaded(own, data, problems, Some(database)))),
                None => Outcome::Failed(Failure { error: LoadError::OwnFile, problems }, None),
            }
        }
        Err(StorageError) => Outcome::Failed(LoadError::OwnFile.into(), None),
    }
}

/// Closes the open file, and deletes the copy of it.
pub async fn close() {
    OPEN.set(None);
    preferences::set(NAME, None);
    let deleted = async {
        let database = Database::open()?.finish().await?;
        database.delete(DATASET).await?;
        database.delete(ABOUT).await
    };
    // Without its name, a copy that cannot be deleted is not read again.
    let _ = deleted.await;
}

fn loaded(own: OwnFile, data: Data, problems: Vec<DatasetProblem>, database: Option<Database>) -> Loaded {
    OPEN.set(Some(Arc::new(own)));
    // Whatever the file says of itself, it is no demo to play with.
    Loaded { data: data.as_real(), problems, backend: Backend::Local { changes: None, database } }
}

/// Returns the content of a single file that is JSON by its name or its first character.
fn json_of(contents: &[FileContent]) -> Option<Vec<u8>> {
    let [content] = contents else { return None };
    let bytes = content.to_vec();
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii_start();
    let is_json = start.starts_with(b"{") || content.name.to_ascii_lowercase().ends_with(".json");
    is_json.then_some(bytes)
}

/// Writes the copy. The name comes last: without it nothing is read.
async fn persist(own: &OwnFile, text: &str) -> Result<Database, StorageError> {
    preferences::set(NAME, None);
    let about = format!("{}\n{}\n{}", own.others, own.name, own.report.encode());
    let database = Database::open()?.finish().await?;
    database.put(DATASET, text).await?;
    database.put(ABOUT, &about).await?;
    preferences::set(NAME, Some(&own.name));
    persisted_name().map(|_| database).ok_or(StorageError)
}

async fn restore() -> Result<(OwnFile, String, Database), StorageError> {
    let database = Database::open()?.finish().await?;
    let text = database.get(DATASET).await?.ok_or(StorageError)?;
    let about = database.get(ABOUT).await?.ok_or(StorageError)?;
    let mut parts = about.splitn(3, '\n');
    let (Some(others), Some(name), Some(report)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(StorageError);
    };
    let (name, others) = (name.to_owned(), others.parse().unwrap_or_default());
    Ok((OwnFile { name, others, report: Report::decode(report), is_persisted: true }, text, database))
}
