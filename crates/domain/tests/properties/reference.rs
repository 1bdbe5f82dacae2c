//! The rules once more, written from `docs/rules.md` alone: slow and plain, without any function of the product.
//!
//! The product and the reference share the types of the data and of the answers. Everything that decides something is
//! written here a second time: days are numbers, money is a map, the smallest set is found by trying every set, and a
//! facet number by changing the filter and counting the rows.

mod criteria;
mod customers;
mod inbox;
mod list;
mod search;

pub use criteria::*;
pub use customers::*;
pub use inbox::*;
pub use list::*;
pub use search::*;

use domain::Day;

/// Days since 1970-01-01.
pub type DayNumber = i64;

/// 9999-12-31, after which no day can be written.
pub const LAST_DAY: DayNumber = 2_932_896;

pub fn number(day: Day) -> DayNumber {
    i64::from(day.epoch())
}

/// Returns whether a day lies between two days, both included; without a last day there is no end.
pub fn is_between(day: DayNumber, first: Day, last: Option<Day>) -> bool {
    number(first) <= day && last.is_none_or(|last| day <= number(last))
}
