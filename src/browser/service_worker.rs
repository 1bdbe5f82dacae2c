//! Service worker: offline use and updates.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerRegistration};

/// Returns whether an installed update waits for activation.
pub fn use_update_available() -> ReadSignal<bool> {
    let (waiting, set_waiting) = signal(false);
    spawn_local(async move {
        let workers = window().navigator().service_worker();
        // Missing in insecure contexts.
        if JsValue::from(&workers).is_undefined() {
            return;
        }
        let Ok(ready) = workers.ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        set_waiting.try_set(registration.waiting().is_some());
        watch(&registration, set_waiting);
    });
    waiting
}

fn watch(registration: &ServiceWorkerRegistration, set_waiting: WriteSignal<bool>) {
    let found = registration.clone();
    let on_found = Closure::<dyn FnMut()>::new(move || {
        let Some(worker) = found.installing() else { return };
        let registration = found.clone();
        let on_state = Closure::<dyn FnMut()>::new(move || {
            // The first installation is not an update.
            let is_update = registration.active().is_some();
            set_waiting.try_set(is_update && registration.waiting().is_some());
        });
        worker.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    });
    registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
    // Never removed.
    on_found.forget();
}

/// Activates the waiting update; the boot script then reloads the page.
pub fn activate_update() {
    spawn_local(async {
        let Ok(ready) = window().navigator().service_worker().ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &"type".into(), &"skip-waiting".into());
        if let Some(worker) = registration.waiting() {
            let worker: ServiceWorker = worker;
            let _ = worker.post_message(&message);
        }
    });
}
