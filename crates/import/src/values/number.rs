//! Numbers as cells have them: with decimal points or commas, and separators of thousands.

use crate::Cell;

/// Returns an amount in minor units of a currency with so many digits.
pub fn minor_units(cell: &Cell, digits: u8) -> Option<i64> {
    scaled(cell, digits)
}

/// Returns a number times 10 to the power of `decimals`; `None` where it has more decimals, or is no number.
pub fn scaled(cell: &Cell, decimals: u8) -> Option<i64> {
    match cell {
        Cell::Number(number) => scaled_float(*number, decimals),
        Cell::Text(text) => scaled_text(text, decimals),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within the bounds of i64")]
fn scaled_float(number: f64, decimals: u8) -> Option<i64> {
    /// Whole numbers up to here are exact.
    const EXACT: f64 = 9e15;
    let scaled = number * 10_f64.powi(decimals.into());
    let rounded = scaled.round();
    // 0.1 + 0.2 is 0.30000000000000004: formulas leave such remainders.
    let is_exact = (scaled - rounded).abs() <= 1e-6_f64.max(rounded.abs() * 1e-12);
    (rounded.abs() < EXACT && is_exact).then_some(rounded as i64)
}

fn scaled_text(text: &str, decimals: u8) -> Option<i64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let (is_negative, digits) = match compact.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, compact.as_str()),
    };
    let (whole, fraction) = split(digits, decimals)?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() || !is_number(&whole) || !is_number(fraction) || fraction.len() > decimals.into() {
        return None;
    }
    let width = usize::from(decimals);
    let value: i64 = format!("{whole}{fraction:0<width$}").parse().ok()?;
    Some(if is_negative { -value } else { value })
}

/// Splits a number at its decimal separator. A single point or comma before exactly three digits separates thousands,
/// unless the number can have three decimals.
fn split(digits: &str, decimals: u8) -> Option<(String, &str)> {
    let Some(last) = digits.rfind(['.', ',']) else { return Some((digits.to_owned(), "")) };
    let (before, after) = (&digits[..last], &digits[last + 1..]);
    if after.is_empty() {
        return None;
    }
    let separator = &digits[last..=last];
    let other = if separator == "." { ',' } else { '.' };
    let is_grouped = |text: &str, separator: char| {
        let mut groups = text.split(separator);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
    };
    if before.contains(separator) || (after.len() == 3 && decimals < 3 && !before.contains(other) && before != "0") {
        // All of them separate thousands.
        let separator = separator.chars().next()?;
        return is_grouped(digits, separator).then(|| (digits.replace(separator, ""), ""));
    }
    if before.contains(other) {
        return is_grouped(before, other).then(|| (before.replace(other, ""), after));
    }
    Some((before.to_owned(), after))
}
