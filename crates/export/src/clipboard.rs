//! Tables for the clipboard: as texts separated by tabs, and as HTML. Both paste into cells of a spreadsheet.

use crate::csv::{NumberStyle, flat};
use crate::table::Table;

/// Returns headings and rows, one a line, separated by tabs. A tab or line end within a cell becomes a space.
pub fn tab_separated(table: &Table, style: NumberStyle) -> String {
    let one_line = |field: &String| field.replace("\r\n", " ").replace(['\t', '\r', '\n'], " ");
    let line = |fields: &Vec<String>| fields.iter().map(one_line).collect::<Vec<_>>().join("\t");
    flat(table, style).iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns an HTML table. Without styles: where the policy of the page forbids them, the browser rejects them here too.
pub fn html(table: &Table, style: NumberStyle) -> String {
    let mut html = "<meta charset=\"utf-8\"><table>".to_owned();
    for (at, fields) in flat(table, style).iter().enumerate() {
        html.push_str("<tr>");
        for field in fields {
            let (open, close) = if at == 0 { ("<th>", "</th>") } else { ("<td>", "</td>") };
            html.push_str(open);
            push_escaped(&mut html, field);
            html.push_str(close);
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            '\r' => {}
            _ => html.push(c),
        }
    }
}
