//! The finished `index.html`: start script, one stylesheet, preloads, the base, and the Content-Security-Policy.

mod policy;

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use lol_html::html_content::ContentType::Html;
use lol_html::{RewriteStrSettings, doc_comments, element, end_tag, rewrite_str};

use super::app::App;
use super::styles::Styles;

/// What the build knows and the page needs.
pub struct Parts<'a> {
    /// Where the app lives.
    pub base: &'a str,
    pub styles: &'a Styles,
    /// The name of the boot script.
    pub boot: &'a str,
    /// The service worker to register.
    pub worker: Option<&'a str>,
    /// The dataset that config.json names.
    pub dataset: Option<&'a str>,
    pub app: &'a App,
    /// The script of the web worker that writes spreadsheets.
    pub workbook: &'a str,
}

/// Turns `index.html` of the repository into the page that is served.
pub fn finish(source: &str, parts: &Parts) -> Result<String> {
    let page = edit(source, parts)?;
    policy::add(&without_indentation(&page))
}

/// The dataset that `config.json` names, if the build brings it.
pub fn dataset(dist: &Path) -> Result<Option<String>> {
    let config = std::fs::read_to_string(dist.join("config.json")).context("dist has no config.json")?;
    let config: serde_json::Value = serde_json::from_str(&config).context("config.json is not JSON")?;
    let dataset = config.get("dataset").and_then(|value| value.as_str());
    Ok(dataset.filter(|path| dist.join(path).is_file()).map(str::to_owned))
}

/// The page with another base. Fails unless it has exactly one.
pub fn with_base(page: &str, base: &str) -> Result<String> {
    let edits = Edits::default();
    let handler = element!("base", |element| {
        edits.record("<base>");
        Ok(element.set_attribute("href", base)?)
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(handler);
    let page = rewrite_str(page, settings)?;
    edits.ensure_once(&["<base>"])?;
    Ok(page)
}

fn edit(source: &str, parts: &Parts) -> Result<String> {
    const BOOT: &str = r#"<script src="boot.js">"#;
    const RUST: &str = r#"<link data-trunk rel="rust">"#;
    let edits = Edits::default();
    // At the end of the body a stylesheet does not delay the frame above it, only the app: modules run after the
    // stylesheets before them.
    let stylesheet = format!("<link rel=\"stylesheet\" href=\"{}\">\n", parts.styles.first);
    let (preloads, start) = (preloads(parts), start_script(parts.app));
    let links = element!("link[data-trunk]", |link| {
        if link.get_attribute("rel").is_some_and(|rel| rel == "rust") {
            edits.record(RUST);
            link.replace(&start, Html);
        } else {
            link.remove();
        }
        Ok(())
    });
    let boot = element!(r#"script[src="boot.js"]"#, |script| {
        edits.record(BOOT);
        script.set_attribute("src", parts.boot)?;
        if let Some(worker) = parts.worker {
            script.set_attribute("data-worker", worker)?;
        }
        if let Some(split) = &parts.app.split {
            script.set_attribute("data-lazy", &split.lazy)?;
        }
        if let Some(styles) = &parts.styles.lazy {
            script.set_attribute("data-lazy-styles", styles)?;
        }
        script.set_attribute("data-workbook", parts.workbook)?;
        Ok(())
    });
    let ends = element!("head, body", |parent| {
        let (edits, tag) = (edits.clone(), parent.tag_name());
        let (name, html) = match tag.as_str() {
            "head" => ("</head>", preloads.clone()),
            _ => ("</body>", stylesheet.clone()),
        };
        parent.on_end_tag(end_tag!(move |end| {
            // Without an end tag of its own, an element ends with that of its parent.
            if end.name() == tag {
                edits.record(name);
                end.before(&html, Html);
            }
            Ok(())
        }))
    });
    let comments = doc_comments!(|comment| {
        comment.remove();
        Ok(())
    });
    let settings = [links, boot, ends]
        .into_iter()
        .fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler)
        .append_document_content_handler(comments);
    let page = rewrite_str(source, settings)?;
    edits.ensure_once(&[RUST, BOOT, "</head>", "</body>"])?;
    with_base(&page, parts.base)
}

/// The edits that were made, by what they replaced.
#[derive(Clone, Default)]
struct Edits(Rc<RefCell<Vec<&'static str>>>);

impl Edits {
    fn record(&self, what: &'static str) {
        self.0.borrow_mut().push(what);
    }

    fn ensure_once(&self, expected: &[&str]) -> Result<()> {
        let made = self.0.borrow();
        for what in expected {
            let count = made.iter().filter(|made| *made == what).count();
            ensure!(count == 1, "the page needs exactly one {what}, but has {count}");
        }
        Ok(())
    }
}

fn start_script(app: &App) -> String {
    let (script, wasm) = (&app.script, &app.wasm);
    let code = format!("import init from \"./{script}\";\nawait init({{ module_or_path: \"./{wasm}\" }});");
    format!("<script type=\"module\">\n{code}\n</script>")
}

fn preloads(parts: &Parts) -> String {
    let App { script, wasm, split } = parts.app;
    let module = |file: &str| format!("<link rel=\"modulepreload\" crossorigin href=\"{file}\">\n");
    let fetch =
        |file: &str, kind: &str| format!("<link rel=\"preload\" as=\"fetch\"{kind} crossorigin href=\"{file}\">\n");
    let mut links = vec![module(script), fetch(wasm, " type=\"application/wasm\"")];
    links.extend(split.as_ref().map(|split| module(&split.glue)));
    links.push(format!("<link rel=\"preload\" as=\"style\" href=\"{}\">\n", parts.styles.first));
    links.push(fetch("config.json", ""));
    links.extend(parts.dataset.map(|dataset| fetch(dataset, "")));
    links.concat()
}

/// Indentation means nothing in this page: it has no preformatted text and no template strings.
fn without_indentation(page: &str) -> String {
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

#[cfg(test)]
mod tests;
