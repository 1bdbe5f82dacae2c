//! Timeouts and delays.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use leptos::prelude::set_timeout_with_handle;

/// The outcome of [`with_timeout`].
pub enum Timeout<T> {
    /// Completed in time.
    Done(T),
    /// Still running; can be awaited again.
    Pending(Pin<Box<dyn Future<Output = T>>>),
}

/// Awaits a future for at most `limit`.
pub async fn with_timeout<T>(mut future: Pin<Box<dyn Future<Output = T>>>, limit: Duration) -> Timeout<T> {
    match within(future.as_mut(), limit).await {
        Some(done) => Timeout::Done(done),
        None => Timeout::Pending(future),
    }
}

/// Awaits a future for at most `limit`, or until `is_enough` while it runs.
pub async fn with_timeout_or<T: 'static>(
    mut future: Pin<Box<dyn Future<Output = T>>>,
    limit: Duration,
    is_enough: impl Fn() -> bool,
) -> Timeout<T> {
    let running = poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if is_enough() => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    });
    match within(pin!(running), limit).await.flatten() {
        Some(done) => Timeout::Done(done),
        None => Timeout::Pending(future),
    }
}

/// Awaits a borrowed future for at most `limit`; returns `None` where it is still running.
pub async fn within<T>(mut future: Pin<&mut (dyn Future<Output = T> + '_)>, limit: Duration) -> Option<T> {
    let waker = Rc::new(Cell::new(None::<Waker>));
    let timed_out = Rc::new(Cell::new(false));
    let (to_wake, set_timed_out) = (Rc::clone(&waker), Rc::clone(&timed_out));
    let timer = set_timeout_with_handle(
        move || {
            set_timed_out.set(true);
            to_wake.take().into_iter().for_each(Waker::wake);
        },
        limit,
    );
    let done = poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if timed_out.get() => Poll::Ready(None),
        Poll::Pending => {
            waker.set(Some(context.waker().clone()));
            Poll::Pending
        }
    });
    let done = done.await;
    // A long body sets many timers.
    if let Ok(timer) = timer {
        timer.clear();
    }
    done
}

/// Waits for a duration.
pub async fn sleep(duration: Duration) {
    with_timeout(Box::pin(std::future::pending::<()>()), duration).await;
}
