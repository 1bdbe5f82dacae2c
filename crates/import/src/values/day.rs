//! Dates that are written as text.

use domain::Day;

/// Reads a date: `2026-11-27`, `27.11.2026`, or with slashes where day and month cannot be confused. A time behind it
/// is ignored.
pub fn parse(text: &str) -> Option<Day> {
    let date = text.split(['T', ' ']).next()?;
    let separator = ['-', '.', '/'].into_iter().find(|separator| date.contains(*separator))?;
    let parts: Vec<_> = date.trim_end_matches('.').split(separator).collect();
    let [first, second, third] = *parts.as_slice() else { return None };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i32>().ok()).flatten();
    let day = |year: &str, month: &str, day: &str| {
        let small = |text: &str| (1..=2).contains(&text.len()).then(|| number(text)).flatten();
        // A year of two digits could be anything.
        let year = number(year).filter(|_| year.len() == 4)?;
        Day::new(year, small(month)?.try_into().ok()?, small(day)?.try_into().ok()?)
    };
    if first.len() == 4 {
        return day(first, second, third);
    }
    match separator {
        '.' => day(third, second, first),
        '/' | '-' => match (day(third, second, first), day(third, first, second)) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        },
        _ => None,
    }
}
