//! Key-value store of strings in `IndexedDB`.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const NAME: &str = "mci-engagements";
const STORE: &str = "changes";

/// Storage is full, blocked or not supported.
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
        let request = self.store(IdbTransactionMode::Readonly)?.get(&key.into())?;
        Ok(result(&request).await?.as_string())
    }

    /// Writes the value of a key.
    ///
    /// # Errors
    /// Where storage fails, for instance because it is full.
    pub async fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let request = self.store(IdbTransactionMode::Readwrite)?.put_with_key(&text.into(), &key.into())?;
        result(&request).await?;
        Ok(())
    }

    /// Deletes a key.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        let request = self.store(IdbTransactionMode::Readwrite)?.delete(&key.into())?;
        result(&request).await?;
        Ok(())
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
    }
}

impl OpenRequest {
    /// Waits until the store is open.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn finish(self) -> Result<Database, StorageError> {
        JsFuture::from(self.settled).await?;
        Ok(Database(self.request.result()?.dyn_into::<IdbDatabase>()?))
    }
}

/// Returns a promise that settles with the request.
fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

/// Waits for a request and returns its result.
async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(settled(request)).await?;
    request.result()
}
