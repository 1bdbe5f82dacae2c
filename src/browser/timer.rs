//! Waiting.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use leptos::prelude::set_timeout;

/// Work that is under way, or done.
pub enum Soon<T> {
    /// Done in time.
    Done(T),
    /// Still under way.
    Coming(Pin<Box<dyn Future<Output = T>>>),
}

/// Waits for work, but no longer than it is given.
pub async fn soon<T>(mut work: Pin<Box<dyn Future<Output = T>>>, patience: Duration) -> Soon<T> {
    let waker = Rc::new(Cell::new(None::<Waker>));
    let late = Rc::new(Cell::new(false));
    let (woken, is_late) = (Rc::clone(&waker), Rc::clone(&late));
    set_timeout(
        move || {
            is_late.set(true);
            woken.take().into_iter().for_each(Waker::wake);
        },
        patience,
    );
    let done = poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if late.get() => Poll::Ready(None),
        Poll::Pending => {
            waker.set(Some(context.waker().clone()));
            Poll::Pending
        }
    });
    match done.await {
        Some(done) => Soon::Done(done),
        None => Soon::Coming(work),
    }
}

/// Waits.
pub async fn sleep(pause: Duration) {
    soon(Box::pin(std::future::pending::<()>()), pause).await;
}
