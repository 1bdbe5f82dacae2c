//! The system clock.

use domain::Day;
use js_sys::Date;

/// Returns the Unix time in milliseconds.
pub fn now() -> f64 {
    Date::now()
}

/// Returns the civil day in the reader's time zone.
pub fn today() -> Day {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    Day::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or(Day::from_epoch(0))
}
