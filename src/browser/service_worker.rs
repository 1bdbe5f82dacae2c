//! Service worker: offline use and updates.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ServiceWorkerRegistration;

use super::dom;

/// Returns whether a service worker answers requests of this page.
pub fn is_in_control() -> bool {
    let workers = window().navigator().service_worker();
    // Missing in insecure contexts.
    !JsValue::from(&workers).is_undefined() && workers.controller().is_some()
}

/// Returns whether an update waits for activation, or was activated from another tab while text is typed in this one.
pub fn use_update_available() -> RwSignal<bool> {
    let available = RwSignal::new(false);
    let handle = window_event_listener_untyped("mci:update-elsewhere", move |_| available.set(true));
    on_cleanup(move || handle.remove());
    spawn_local(async move {
        let workers = window().navigator().service_worker();
        // Missing in insecure contexts.
        if JsValue::from(&workers).is_undefined() {
            return;
        }
        let Ok(ready) = workers.ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if registration.waiting().is_some() {
            available.try_set(true);
        }
        watch(&registration, available);
    });
    available
}

fn watch(registration: &ServiceWorkerRegistration, available: RwSignal<bool>) {
    let found = registration.clone();
    let on_found = Closure::<dyn FnMut()>::new(move || {
        let Some(worker) = found.installing() else { return };
        let registration = found.clone();
        let on_state = Closure::<dyn FnMut()>::new(move || {
            // The first installation is not an update.
            if registration.active().is_some() && registration.waiting().is_some() {
                available.try_set(true);
            }
        });
        worker.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    });
    registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
    // Never removed.
    on_found.forget();
}

/// Activates the waiting update; the boot script then reloads the page. Reloads at once where the update is active.
pub fn activate_update() {
    spawn_local(async {
        let Ok(ready) = window().navigator().service_worker().ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        let Some(worker) = registration.waiting() else { return dom::reload() };
        dom::dispatch_event("mci:update-accepted");
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &"type".into(), &"skip-waiting".into());
        let _ = worker.post_message(&message);
    });
}
