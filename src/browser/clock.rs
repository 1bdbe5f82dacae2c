//! The system clock.

use domain::Day;
use js_sys::Date;

/// Returns the Unix time in milliseconds.
pub fn now() -> f64 {
    Date::now()
}

/// Returns how many milliseconds are left of the civil day in the reader's time zone.
pub fn rest_of_day() -> f64 {
    let now = Date::new_0();
    let year = now.get_full_year();
    let next = Date::new_with_year_month_day(year, now.get_month().cast_signed(), now.get_date().cast_signed() + 1);
    next.get_time() - now.get_time()
}

/// Returns the civil day in the reader's time zone.
pub fn today() -> Day {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    Day::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or(Day::from_epoch(0))
}
