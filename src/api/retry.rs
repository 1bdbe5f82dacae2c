//! Retries of reads.

use std::time::Duration;

/// The pauses before each further attempt.
const BACKOFF: [Duration; 2] = [Duration::from_millis(400), Duration::from_millis(1500)];

/// Errors that tell whether a retry may help.
pub trait Transient {
    /// Returns whether the same request may succeed in a moment.
    fn is_transient(&self) -> bool;

    /// Returns whether a time limit has passed.
    fn is_timeout(&self) -> bool;
}

/// Repeats a read while its error is transient; returns the last result. An attempt that timed out is repeated once:
/// the person has waited long enough.
pub async fn with_retries<T, E: Transient>(
    attempt: impl AsyncFn() -> Result<T, E>,
    sleep: impl AsyncFn(Duration),
) -> Result<T, E> {
    let mut has_timed_out = false;
    for pause in BACKOFF {
        match attempt().await {
            Err(error) if error.is_transient() && !(has_timed_out && error.is_timeout()) => {
                has_timed_out |= error.is_timeout();
                sleep(pause).await;
            }
            result => return result,
        }
    }
    attempt().await
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::api::http::ApiError;

    /// Answers with these results one after the other; returns the last result, and the pauses in milliseconds.
    fn run(results: &[Result<u8, ApiError>]) -> (Result<u8, ApiError>, Vec<u128>) {
        let (attempts, pauses) = (Cell::new(0), RefCell::new(Vec::new()));
        let attempt = async || {
            attempts.set(attempts.get() + 1);
            results[attempts.get() - 1].clone()
        };
        let sleep = async |pause: Duration| pauses.borrow_mut().push(pause.as_millis());
        let polled = pin!(with_retries(attempt, sleep)).poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(result) = polled else { panic!("nothing waits here") };
        assert_eq!(attempts.get(), results.len(), "each result is used");
        (result, pauses.into_inner())
    }

    #[test]
    fn repeats_transient_errors_twice() {
        let (lost, late) = (ApiError::Network, ApiError::TimedOut);
        assert_eq!(run(&[Ok(1)]), (Ok(1), vec![]));
        assert_eq!(run(&[Err(late.clone()), Ok(1)]), (Ok(1), vec![400]));
        assert_eq!(run(&[Err(lost.clone()), Err(late.clone()), Ok(1)]), (Ok(1), vec![400, 1500]));
        assert_eq!(run(&[Err(lost.clone()), Err(lost), Err(late.clone())]), (Err(late), vec![400, 1500]));
    }

    #[test]
    fn repeats_a_time_out_once() {
        let late = ApiError::TimedOut;
        assert_eq!(run(&[Err(late.clone()), Err(late.clone())]), (Err(late), vec![400]));
    }

    #[test]
    fn returns_other_errors_at_once() {
        assert_eq!(run(&[Err(ApiError::NotSignedIn)]), (Err(ApiError::NotSignedIn), vec![]));
        assert_eq!(run(&[Err(ApiError::Network), Err(ApiError::NotFound)]), (Err(ApiError::NotFound), vec![400]));
    }
}
