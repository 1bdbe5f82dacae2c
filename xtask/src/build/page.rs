//! The finished `index.html`: one stylesheet, preloads, the base, and the Content-Security-Policy.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::split::Split;

/// What the build knows and the page needs.
pub struct Parts<'a> {
    /// Where the app lives.
    pub base: &'a str,
    /// The name of the stylesheet.
    pub stylesheet: &'a str,
    /// The name of the boot script.
    pub boot: &'a str,
    /// The dataset that config.json names.
    pub dataset: Option<&'a str>,
    /// What the app was split into.
    pub split: Option<&'a Split>,
}

/// Turns the page that Trunk wrote into the one that is served.
pub fn finish(trunk: &str, parts: &Parts) -> Result<String> {
    let page = without_comments(&without_stylesheets(trunk));
    let page = with_base(&page, parts.base).context("index.html needs exactly one <base href=\"…\">")?;
    let boot = r#"<script src="boot.js""#;
    ensure!(page.contains(boot), "index.html lost its {boot}");
    let later = parts.split.map(|split| format!(r#" data-later="{}""#, split.later)).unwrap_or_default();
    let page = page.replace(boot, &format!(r#"<script src="{}" data-worker="sw.js"{later}"#, parts.boot));
    let page = page.replace("</head>", &format!("{}</head>", preloads(parts)));
    // At the end of the body a stylesheet does not hold back the frame above it, only the app, which
    // waits for it: modules run after the stylesheets before them.
    let page = page.replace("</body>", &format!("<link rel=\"stylesheet\" href=\"{}\">\n</body>", parts.stylesheet));
    let page = without_blank_lines(&page);
    let policy = policy(&page);
    let charset = page.find("<meta charset").and_then(|at| Some(at + page[at..].find('>')? + 1));
    let (head, rest) = page.split_at(charset.context("index.html needs <meta charset>")?);
    Ok(format!("{head}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{rest}"))
}

/// The dataset that `config.json` names, if it is one that comes with the build.
pub fn dataset(dist: &Path) -> Result<Option<String>> {
    let config = std::fs::read_to_string(dist.join("config.json")).context("dist has no config.json")?;
    let config: serde_json::Value = serde_json::from_str(&config).context("config.json is not JSON")?;
    let dataset = config.get("dataset").and_then(|value| value.as_str());
    Ok(dataset.filter(|path| dist.join(path).is_file()).map(str::to_owned))
}

/// The page with another base; `None` unless it has exactly one.
pub fn with_base(page: &str, base: &str) -> Option<String> {
    let start = page.find(BASE)? + BASE.len();
    let end = start + page[start..].find('"')?;
    let single = !page[end..].contains("<base ");
    single.then(|| format!("{}{base}{}", &page[..start], &page[end..]))
}

const BASE: &str = r#"<base href=""#;

fn preloads(parts: &Parts) -> String {
    let data = ["config.json"].into_iter().chain(parts.dataset);
    let data = data.map(|path| format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{path}\">\n"));
    let glue = parts.split.map(|split| format!("<link rel=\"modulepreload\" crossorigin href=\"{}\">\n", split.glue));
    let style = format!("<link rel=\"preload\" as=\"style\" href=\"{}\">\n", parts.stylesheet);
    glue.into_iter().chain([style]).chain(data).collect()
}

/// Allows what the page has, and nothing else: inline parts by their hash.
fn policy(page: &str) -> String {
    let scripts = hashes(page, "script");
    let styles = hashes(page, "style");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; \
         form-action 'self'"
    )
}

fn hashes(page: &str, tag: &str) -> String {
    let opening = format!("<{tag}");
    let closing = format!("</{tag}>");
    let elements = page.split(&opening).skip(1).filter_map(|rest| rest.split_once('>'));
    let contents = elements.filter_map(|(_, rest)| rest.split(&closing).next()).filter(|content| !content.is_empty());
    let hash = |content: &str| BASE64_STANDARD.encode(Sha256::digest(content));
    contents.fold(String::new(), |all, content| all + " 'sha256-" + &hash(content) + "'")
}

/// Trunk's own links to the stylesheets, which are one file now.
fn without_stylesheets(page: &str) -> String {
    without(page, r#"<link rel="stylesheet""#, ">")
}

fn without_comments(page: &str) -> String {
    without(page, "<!--", "-->")
}

fn without(page: &str, from: &str, to: &str) -> String {
    let mut parts = page.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once(to).map_or("", |(_, after)| after))
}

fn without_blank_lines(page: &str) -> String {
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: &str = r#"<!doctype html><html><head>
        <meta charset="utf-8" /><!-- why -->
        <base href="/" /><script src="boot.js" defer></script><style>p { margin: 0 }</style>
        <link rel="stylesheet" href="./tokens-1.css"/><link rel="stylesheet" href="./base-2.css"/>
        <script type="module">
          start();
        </script></head><body></body></html>"#;

    fn finished() -> String {
        let split = Split { glue: "split-1.js".to_owned(), later: "later-1.wasm".to_owned() };
        let dataset = Some("demo/d.json");
        let parts = Parts { base: "/demo/", stylesheet: "app-1.css", boot: "boot-1.js", dataset, split: Some(&split) };
        finish(TRUNK, &parts).unwrap_or_else(|error| format!("{error:#}"))
    }

    #[test]
    fn one_base_and_one_stylesheet_after_the_frame() {
        let page = finished();
        assert_eq!(page.matches("<base ").count(), 1);
        assert!(page.contains(r#"<base href="/demo/" />"#), "{page}");
        assert_eq!(page.matches(r#"rel="stylesheet""#).count(), 1);
        assert!(page.contains("<link rel=\"stylesheet\" href=\"app-1.css\">\n</body>"), "{page}");
        assert!(
            page.contains(r#"<script src="boot-1.js" data-worker="sw.js" data-later="later-1.wasm" defer>"#),
            "{page}"
        );
        assert!(page.contains(r#"<link rel="modulepreload" crossorigin href="split-1.js">"#), "{page}");
        assert!(page.contains(r#"as="fetch" crossorigin href="demo/d.json""#), "{page}");
    }

    #[test]
    fn the_policy_comes_first_and_knows_every_inline_part() {
        let page = finished();
        assert!(page.find("Content-Security-Policy") < page.find("<script"), "{page}");
        assert!(!page.contains("unsafe-inline"));
        // As a browser computes them, over the content as it is served.
        let style = BASE64_STANDARD.encode(Sha256::digest("p { margin: 0 }"));
        let script = BASE64_STANDARD.encode(Sha256::digest("\nstart();\n"));
        assert!(page.contains(&format!("style-src 'self' 'sha256-{style}';")), "{page}");
        assert!(page.contains(&format!("'wasm-unsafe-eval' 'sha256-{script}';")), "{page}");
    }

    #[test]
    fn a_base_is_replaced_only_when_it_is_the_only_one() {
        assert_eq!(with_base(r#"<base href="/">"#, "/x/").as_deref(), Some(r#"<base href="/x/">"#));
        assert_eq!(with_base(r#"<base href="/"><base href="/">"#, "/x/"), None);
        assert_eq!(with_base("<p>", "/x/"), None);
    }
}
