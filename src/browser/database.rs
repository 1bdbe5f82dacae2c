//! A keyed store of texts in `IndexedDB`: what a person changed survives a reload.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const NAME: &str = "mci-engagements";
const STORE: &str = "changes";

/// The browser does not let the app keep data: storage is full, forbidden, or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// A store that is being opened.
pub struct Opening {
    request: IdbOpenDbRequest,
    opened: Promise,
}

/// An open store.
#[derive(Clone, Debug)]
pub struct Database(IdbDatabase);

impl Database {
    /// Begins to open the store at once, so that other work can be done meanwhile.
    ///
    /// # Errors
    /// Where the browser keeps no data.
    pub fn begin() -> Result<Opening, NotKept> {
        let factory = window().indexed_db()?.ok_or(NotKept)?;
        let request: IdbOpenDbRequest = factory.open_with_u32(NAME, 1)?;
        let upgrading = request.clone();
        // It may be called when nobody waits any more, so it belongs to the browser.
        let upgrade = Closure::once_into_js(move || {
            if let Ok(database) = upgrading.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                // If it fails, opening fails with it.
                let _ = database.create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let opened = outcome(&request);
        Ok(Opening { request, opened })
    }

    /// The text of a key; `None` where there is none.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn get(&self, key: &str) -> Result<Option<String>, NotKept> {
        let request = self.store(IdbTransactionMode::Readonly)?.get(&key.into())?;
        Ok(done(&request).await?.as_string())
    }

    /// Keeps a text.
    ///
    /// # Errors
    /// Where the browser refuses, for instance because storage is full.
    pub async fn put(&self, key: &str, text: &str) -> Result<(), NotKept> {
        let request = self.store(IdbTransactionMode::Readwrite)?.put_with_key(&text.into(), &key.into())?;
        done(&request).await?;
        Ok(())
    }

    /// Forgets a text.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn delete(&self, key: &str) -> Result<(), NotKept> {
        let request = self.store(IdbTransactionMode::Readwrite)?.delete(&key.into())?;
        done(&request).await?;
        Ok(())
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
    }
}

impl Opening {
    /// Waits until the store is open.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn finish(self) -> Result<Database, NotKept> {
        JsFuture::from(self.opened).await?;
        Ok(Database(self.request.result()?.dyn_into::<IdbDatabase>()?))
    }
}

/// Kept when a request has succeeded or failed.
fn outcome(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

/// Waits for a request.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(outcome(request)).await?;
    request.result()
}
