//! Web Locks: one tab of the browser holds a lock, the others wait for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::abort::Abort;

/// What became of a request for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockEvent {
    Granted,
    /// Another tab has taken it.
    Lost,
    /// The browser refuses.
    Refused,
}

#[derive(Default)]
struct Held {
    /// Settles the promise during which the browser holds the lock for this tab.
    release: RefCell<Option<Function>>,
    is_dropped: Cell<bool>,
}

/// A lock, or the wait for it; dropping it releases the lock.
pub struct Lock {
    abort: Abort,
    held: Rc<Held>,
}

impl Lock {
    /// Requests a lock; with `steal` from a tab that holds it. Returns `None` where the browser has no locks, such as
    /// in an insecure context.
    pub fn request(name: &str, steal: bool, report: impl Fn(LockEvent) + Clone + 'static) -> Option<Self> {
        let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object)?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let (abort, held, options) = (Abort::default(), Rc::new(Held::default()), Object::new());
        // The two options exclude each other.
        let (option, value) = match abort.signal() {
            Some(signal) if !steal => ("signal", JsValue::from(signal)),
            _ => ("steal", JsValue::from(steal)),
        };
        Reflect::set(&options, &option.into(), &value).ok()?;
        let (holder, granted) = (Rc::clone(&held), report.clone());
        let callback = Closure::once_into_js(move || {
            if holder.is_dropped.get() {
                return JsValue::UNDEFINED;
            }
            spawn_local(async move { granted(LockEvent::Granted) });
            Promise::new(&mut |resolve, _| drop(holder.release.replace(Some(resolve)))).into()
        });
        let promise: Promise = request.call3(&locks, &name.into(), &options, &callback).ok()?.dyn_into().ok()?;
        let holder = Rc::clone(&held);
        spawn_local(async move {
            let ended = JsFuture::from(promise).await;
            if ended.is_err() && !holder.is_dropped.get() {
                report(if holder.release.borrow().is_some() { LockEvent::Lost } else { LockEvent::Refused });
            }
        });
        Some(Self { abort, held })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.held.is_dropped.set(true);
        match self.held.release.take() {
            // Fails only for a promise that is settled.
            Some(release) => drop(release.call0(&JsValue::NULL)),
            None => self.abort.abort(),
        }
    }
}
