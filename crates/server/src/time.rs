//! The clock: seconds and days in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Day;

/// Returns the seconds since 1970.
pub fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// Returns the current day in UTC.
pub fn today() -> Day {
    Day::from_epoch(i32::try_from(now() / 86_400).unwrap_or_default())
}
