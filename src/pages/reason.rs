//! A verdict with its reason in one line.

use leptos::prelude::*;

use crate::text::ReasonPart;

/// Renders the parts of a reason, with names isolated from the text around them.
pub fn reason_line(parts: Vec<ReasonPart>) -> AnyView {
    let mut line = Vec::new();
    for (at, ReasonPart { before, names, after }) in parts.into_iter().enumerate() {
        line.push(if at > 0 { format!("; {before}") } else { before }.into_any());
        for (at, name) in names.into_iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            line.push(view! { {comma}<bdi>{name}</bdi> }.into_any());
        }
        line.push(after.into_any());
    }
    line.into_any()
}

/// Returns the parts of a reason as a text.
pub fn reason_text(parts: &[ReasonPart]) -> String {
    let text = |part: &ReasonPart| format!("{}{}{}", part.before, part.names.join(", "), part.after);
    parts.iter().map(text).collect::<Vec<_>>().join("; ")
}

/// Renders the verdict on a location: icon, words and reason.
pub fn verdict_with_reason(icon: AnyView, words: &'static str, reason: Vec<ReasonPart>) -> AnyView {
    view! {
        {icon}
        <div class="stack">
            <span>{words}</span>
            <span class="stack__sub">{reason_line(reason)}</span>
        </div>
    }
    .into_any()
}
