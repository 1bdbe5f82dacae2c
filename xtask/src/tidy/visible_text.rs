//! Visible text: `view!` takes it from the messages of `src/text/`.

use super::Finding;
use super::source::{Source, is_word};

/// Attributes and props whose value a person reads or a screen reader announces.
const VISIBLE: &[&str] = &[
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-placeholder",
    "title",
    "placeholder",
    "alt",
    "label",
];

const ADVICE: &str = "take it from the messages of src/text";

/// Returns the literal text and the style attributes in the views of a file.
pub fn check(path: &str, source: &Source) -> Vec<Finding> {
    let watched = ["src/pages", "src/components", "src/app"];
    if !watched
        .iter()
        .any(|prefix| path.starts_with(&format!("{prefix}.rs")) || path.starts_with(&format!("{prefix}/")))
    {
        return Vec::new();
    }
    let views = views(source);
    let within = |at: usize| views.iter().any(|&(start, end)| start < at && at < end);
    let strings = source.strings.iter().filter(|literal| within(literal.start));
    let mut findings: Vec<_> = strings
        .filter(|literal| has_word(&source.text[literal.start..literal.end]))
        .filter_map(|literal| {
            let what = visible_as(source.code[..literal.start].trim_end())?;
            let text = &source.text[literal.start..literal.end];
            Some(Finding::new(source.line(literal.start), format!("visible text {text} as {what}: {ADVICE}")))
        })
        .collect();
    for &(start, end) in &views {
        findings.extend(unquoted(source, start, end));
        findings.extend(inline_styles(source, start, end));
    }
    findings
}

/// The outermost `view! { … }`, from bracket to bracket.
fn views(source: &Source) -> Vec<(usize, usize)> {
    let mut views: Vec<(usize, usize)> = Vec::new();
    for at in source.words("view") {
        let after = &source.code[at + 4..];
        let Some(open) = after.strip_prefix('!').and_then(|rest| rest.find(['{', '(', '['])) else { continue };
        let start = at + 5 + open;
        if views.last().is_none_or(|&(_, end)| end <= start) {
            views.push((start, source.closing(start)));
        }
    }
    views
}

/// Returns the visible role of a literal after `before`, or nothing for values that only programs read.
fn visible_as(before: &str) -> Option<String> {
    if let Some(left) = before.strip_suffix('=') {
        let name = left.trim_end().rsplit(|c: char| c.is_whitespace()).next()?;
        let name = name.trim_start_matches("attr:").trim_start_matches("prop:");
        return VISIBLE.contains(&name).then(|| format!("`{name}`"));
    }
    let closes_tag = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    // After another literal, or as the only thing in a block: both are children.
    let child = closes_tag || before.ends_with('"') && !before.ends_with("=\"") || is_child_block(before);
    child.then(|| "a child".to_owned())
}

/// `{ "text" }` after a tag: neither the value of an attribute nor a closure body.
fn is_child_block(before: &str) -> bool {
    let Some(outside) = before.strip_suffix('{') else { return false };
    let outside = outside.trim_end();
    outside.ends_with('>') && !outside.ends_with("=>") && !outside.ends_with("->")
}

/// Unquoted text between two tags.
fn unquoted(source: &Source, start: usize, end: usize) -> Vec<Finding> {
    let view = &source.code[start..end];
    let closings = view.match_indices('>').map(|(at, _)| at);
    let closings = closings.filter(|&at| !view[..at].ends_with(['=', '-']));
    let texts = closings.filter_map(|at| {
        let rest = &view[at + 1..];
        let text = &rest[..rest.find('<')?];
        let plain = !text.contains(['{', '}', '(', ')', '"', ';', '=', '|', '&', '>', ':', '!', '[', ']', ',']);
        (plain && has_word(text)).then_some((at, text.trim()))
    });
    texts.map(|(at, text)| Finding::new(source.line(start + at), format!("visible text `{text}`: {ADVICE}"))).collect()
}

/// Style attributes: the Content-Security-Policy of the page blocks them, unlike properties set one by one.
fn inline_styles(source: &Source, start: usize, end: usize) -> Vec<Finding> {
    let places = source.words("style").filter(|&at| start < at && at < end);
    let attributes = places.filter(|&at| {
        let before = source.code[..at].chars().next_back();
        source.code[at + 5..].starts_with('=') && before.is_some_and(char::is_whitespace)
    });
    let message = "a style attribute: the Content-Security-Policy ignores it; use a class, or style:property=";
    attributes.map(|at| Finding::new(source.line(at), message)).collect()
}

/// Whether there are two letters in a row: more than a unit, a sign or a single letter.
fn has_word(text: &str) -> bool {
    let unescaped = text.replace("\\n", " ").replace("\\u", " ");
    unescaped.as_bytes().windows(2).any(|pair| {
        pair.iter().all(|&byte| is_word(byte) && !byte.is_ascii_digit() && byte != b'_') && pair[0].is_ascii()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check("src/pages/list.rs", &Source::new(text)).len()
    }

    #[test]
    fn reports_visible_text() {
        for bad in [
            r#"view! { <h1>"Engagements"</h1> }"#,
            r#"view! { <p>{name} " of " {all}</p><b>"of"</b> }"#,
            r#"view! { <button aria-label="Close">"×"</button> }"#,
            r#"view! { <input placeholder = "Search" /> }"#,
            r#"view! { <Chip label="Role" /> }"#,
            r#"view! { <p>{ "text" }</p> }"#,
            r"view! { <p>Hello there</p> }",
            r#"view! { <Show when=a fallback=|| view! { <p>"Nothing"</p> }>{b}</Show> }"#,
            r#"view! { <p style="color: red">{x}</p> }"#,
        ] {
            assert_eq!(count(bad), 1, "{bad}");
        }
    }

    #[test]
    fn ignores_values_that_only_programs_read() {
        for good in [
            r#"view! { <p class="lead" id="x" role="status" aria-live="polite">{t.title}</p> }"#,
            r#"view! { <a href="engagements" class:active=move || tab.get() == "open">{move || t.open}</a> }"#,
            r#"view! { <span>"·"</span><b>"5"</b><i>" – "</i> }"#,
            r#"view! { <p class=match s { S::A => "good", S::B => "bad" }>{f("key")}</p> }"#,
            r"view! { <p style:height=height>{x}</p> }",
            r#"let a = "Engagements"; view! { <p>{a}</p> } // "Words""#,
            r"view! { <For each=move || rows.get() key=|row| row.id let:row><Row row /></For> }",
        ] {
            assert_eq!(check("src/pages/list.rs", &Source::new(good)), [], "{good}");
        }
        assert_eq!(check("src/text/en.rs", &Source::new(r#"view! { <p>"Words"</p> }"#)), []);
    }
}
