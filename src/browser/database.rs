//! Key-value store of strings in `IndexedDB`.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::timer::{Timeout, with_timeout};

const NAME: &str = "mci-engagements";
const STORE: &str = "changes";

/// How long the browser may take to open, read or commit: a database that another tab blocks may never answer.
const LIMIT: Duration = Duration::from_secs(2);

/// Storage is full, blocked, too slow, of a newer version of the app, or not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageError;

impl From<JsValue> for StorageError {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// An open request in progress.
pub struct OpenRequest {
    request: IdbOpenDbRequest,
    settled: Promise,
}

/// An open store.
#[derive(Clone, Debug)]
pub struct Database(IdbDatabase);

impl Database {
    /// Requests the store. Await the result with [`OpenRequest::finish`], so that other work can run meanwhile.
    ///
    /// # Errors
    /// Where the browser blocks or lacks `IndexedDB`.
    pub fn open() -> Result<OpenRequest, StorageError> {
        let factory = window().indexed_db()?.ok_or(StorageError)?;
        let request: IdbOpenDbRequest = factory.open_with_u32(NAME, 1)?;
        let upgrading = request.clone();
        // The browser may call it after the request was dropped, so JavaScript owns the closure.
        let upgrade = Closure::once_into_js(move || {
            if let Ok(database) = upgrading.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                // A failure makes the open request fail.
                let _ = database.create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let settled = settled(&request);
        Ok(OpenRequest { request, settled })
    }

    /// Reads the value of a key.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        let request = self.begin(IdbTransactionMode::Readonly)?.1.get(&key.into())?;
        expect_event(settled(&request), "success").await?;
        Ok(request.result()?.as_string())
    }

    /// Writes the value of a key, and waits until it is committed.
    ///
    /// # Errors
    /// Where storage fails, for instance because it is full.
    pub async fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.put_with_key(&text.into(), &key.into())?;
        committed(&transaction).await
    }

    /// Deletes a key, and waits until that is committed.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.delete(&key.into())?;
        committed(&transaction).await
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let transaction = self.0.transaction_with_str_and_mode(STORE, mode)?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    fn of(request: &IdbOpenDbRequest) -> Result<Self, StorageError> {
        let database: IdbDatabase = request.result()?.dyn_into()?;
        let closing = database.clone();
        // A newer version of the app in another tab waits for it. Later changes fail and are reported as not kept.
        let close = Closure::once_into_js(move || closing.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self(database))
    }
}

impl OpenRequest {
    /// Waits until the store is open.
    ///
    /// # Errors
    /// Where storage fails, or the browser does not answer in time.
    pub async fn finish(self) -> Result<Database, StorageError> {
        let Self { request, settled } = self;
        match with_timeout(Box::pin(JsFuture::from(settled)), LIMIT).await {
            Timeout::Done(_) => Database::of(&request),
            Timeout::Pending(opening) => {
                // A database that opens late would block a newer version in another tab.
                spawn_local(async move {
                    let _ = opening.await;
                    if let Ok(Database(database)) = Database::of(&request) {
                        database.close();
                    }
                });
                Err(StorageError)
            }
        }
    }
}

/// Returns a promise that is fulfilled when the request has succeeded or failed. It is never rejected: nothing may wait
/// for it yet, and the boot script reports rejections that nothing handles.
fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |settle: Function, _| {
        request.set_onsuccess(Some(&settle));
        request.set_onerror(Some(&settle));
    })
}

/// Waits until a transaction is committed. The success of a request is not enough: the commit may fail.
async fn committed(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let ended = Promise::new(&mut |settle: Function, _| {
        transaction.set_oncomplete(Some(&settle));
        transaction.set_onabort(Some(&settle));
    });
    expect_event(ended, "complete").await
}

/// Waits for an event, within the limit.
async fn expect_event(event: Promise, wanted: &str) -> Result<(), StorageError> {
    match with_timeout(Box::pin(JsFuture::from(event)), LIMIT).await {
        Timeout::Done(Ok(event)) if event.unchecked_ref::<Event>().type_() == wanted => Ok(()),
        Timeout::Done(_) | Timeout::Pending(_) => Err(StorageError),
    }
}
