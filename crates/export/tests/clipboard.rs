//! What is copied pastes into as many cells as it has.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use export::{NumberStyle, html, tab_separated};
use support::{HOSTILE, table};

#[test]
fn each_row_is_a_line_and_each_field_a_cell() {
    let text = tab_separated(&table(&HOSTILE), NumberStyle::DecimalComma);
    let lines: Vec<Vec<&str>> = text.split('\n').map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), HOSTILE.len() + 1);
    assert!(lines.iter().all(|line| line.len() == 7), "{lines:?}");
    assert_eq!(lines[3][0], "two lines");
    assert!(lines[1..].iter().all(|line| !line[0].starts_with(['=', '+', '-', '@'])));
}

#[test]
fn html_has_the_cells_and_no_markup_of_the_data() {
    let html = html(&table(&HOSTILE), NumberStyle::DecimalPoint);
    assert_eq!(html.matches("<tr>").count(), HOSTILE.len() + 1);
    assert_eq!(html.matches("<td>").count(), HOSTILE.len() * 7);
    assert!(html.contains("&lt;b&gt;&amp;amp;&lt;/b&gt;") && !html.contains("<b>"));
    assert!(!html.contains("style"));
    assert!(html.contains("<td>125.50</td>") && html.contains("<td>SEK</td>") && html.contains("<td>2026-11-27</td>"));
}
