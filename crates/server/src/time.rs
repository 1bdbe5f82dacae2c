//! The clock: seconds and days in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Day;

/// Returns the seconds since 1970.
pub fn now() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// Formats seconds since 1970 as a time in UTC (RFC 3339).
pub fn timestamp(seconds: i64) -> String {
    let day = Day::from_epoch(i32::try_from(seconds.div_euclid(86_400)).unwrap_or_default());
    let second = seconds.rem_euclid(86_400);
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

/// Returns the current day in UTC.
pub fn today() -> Day {
    Day::from_epoch(i32::try_from(now() / 86_400).unwrap_or_default())
}
