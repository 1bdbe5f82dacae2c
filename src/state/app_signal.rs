//! Signals and memos that live as long as the app.

use std::panic::Location;

use leptos::prelude::*;
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{AnySource, AnySubscriber, Observer, Source, ToAnySource};
use leptos::reactive::traits::{DefinedAt, IsDisposed, Notify, UntrackableGuard};

/// A signal or memo that effects and memos of pages read, although it outlives them.
///
/// `reactive_graph` 0.2.16 keeps what subscribes to a signal until the signal changes, also after it is dropped: each
/// visit of a page would leave some memory with the session, the preferences, or data that stay as they are. Here an
/// effect unsubscribes when it is cleaned up.
#[derive(Clone, Copy, Debug, Default)]
pub struct LongLived<S>(S);

/// A signal of the app.
pub type AppSignal<T> = LongLived<RwSignal<T>>;
/// A memo of the app.
pub type AppMemo<T> = LongLived<Memo<T>>;

impl<T: Send + Sync + 'static> AppSignal<T> {
    /// Creates a signal with its first value.
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(value))
    }
}

impl<T: Clone + Send + Sync + 'static> From<AppSignal<T>> for Signal<T> {
    fn from(signal: AppSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Send + Sync + 'static> From<Memo<T>> for AppMemo<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(memo)
    }
}

/// A signal or memo by which subscribers are removed.
trait Subscribed {
    fn source(&self) -> AnySource;
}

impl<T: Send + Sync + 'static> Subscribed for RwSignal<T> {
    fn source(&self) -> AnySource {
        self.to_any_source()
    }
}

impl<T: Send + Sync + 'static> Subscribed for Memo<T> {
    fn source(&self) -> AnySource {
        ArcMemo::from(*self).to_any_source()
    }
}

impl<S: Subscribed> Track for LongLived<S> {
    fn track(&self) {
        if let Some(subscriber) = Observer::get() {
            subscribe(subscriber, self.0.source());
        }
    }
}

// Not generic: one function for all types of values.
fn subscribe(subscriber: AnySubscriber, source: AnySource) {
    source.track();
    on_cleanup(move || source.remove_subscriber(&subscriber));
}

impl<S> DefinedAt for LongLived<S> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        None
    }
}

impl<S: IsDisposed> IsDisposed for LongLived<S> {
    fn is_disposed(&self) -> bool {
        self.0.is_disposed()
    }
}

impl<S: ReadUntracked> ReadUntracked for LongLived<S> {
    type Value = S::Value;

    fn try_read_untracked(&self) -> Option<Self::Value> {
        self.0.try_read_untracked()
    }
}

impl<S: Notify> Notify for LongLived<S> {
    fn notify(&self) {
        self.0.notify();
    }
}

impl<S: Write> Write for LongLived<S> {
    type Value = S::Value;

    fn try_write(&self) -> Option<impl UntrackableGuard<Target = Self::Value>> {
        self.0.try_write()
    }

    fn try_write_untracked(&self) -> Option<impl std::ops::DerefMut<Target = Self::Value>> {
        self.0.try_write_untracked()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use leptos::reactive::graph::{AnySubscriber, ReactiveNode, Subscriber, WithObserver};
    use leptos::reactive::owner::Owner;

    use super::*;

    /// A subscriber whose weak references a test counts.
    struct Probe;

    impl ReactiveNode for Probe {
        fn mark_dirty(&self) {}
        fn mark_check(&self) {}
        fn mark_subscribers_check(&self) {}
        fn update_if_necessary(&self) -> bool {
            false
        }
    }

    impl Subscriber for Probe {
        fn add_source(&self, _source: AnySource) {}
        fn clear_sources(&self, _subscriber: &AnySubscriber) {}
    }

    #[test]
    fn page_that_is_left_leaves_no_subscriber_behind() {
        let app = Owner::new();
        let (signal, memo) = app.with(|| {
            let signal = AppSignal::new(1);
            (signal, AppMemo::from(Memo::new(move |_| signal.get() + 1)))
        });
        let probe = Arc::new(Probe);
        let page = app.with(Owner::new);
        page.with(|| {
            let weak = Arc::downgrade(&probe);
            let subscriber = AnySubscriber(Arc::as_ptr(&probe) as usize, weak);
            assert_eq!(subscriber.with_observer(|| signal.get() + memo.get()), 3);
        });
        assert!(Arc::weak_count(&probe) > 0);
        page.cleanup();
        assert_eq!(Arc::weak_count(&probe), 0);
    }

    #[test]
    fn memo_of_a_page_follows_a_signal_of_the_app() {
        let app = Owner::new();
        app.with(|| {
            let signal = AppSignal::new(1);
            let double = Memo::new(move |_| signal.get() * 2);
            assert_eq!(double.get(), 2);
            for value in [2, 3] {
                signal.set(value);
                assert_eq!(double.get(), value * 2);
            }
        });
    }
}
