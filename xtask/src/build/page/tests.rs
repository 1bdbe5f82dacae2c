use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::*;
use crate::build::app::Split;

const SOURCE: &str = r#"<!doctype html><html><head>
    <meta charset="utf-8" /><!-- why -->
    <base href="/" /><script src="boot.js" defer></script><style>p { margin: 0 }</style>
    <script>
      "</head>";
    </script>
    <link data-trunk rel="rust" href="Cargo.toml" />
    <link data-trunk rel="copy-dir" href="demo" />
    <link data-trunk rel="css" href="style/tokens.css"/><link data-trunk rel="css" href="style/base.css"/>
    </head><body><p>x</p></body></html>"#;

fn app(split: bool) -> App {
    let split = split.then(|| Split { glue: "split-1.js".to_owned(), lazy: "lazy-1.wasm".to_owned() });
    App { script: "mci-1.js".to_owned(), wasm: "mci-1_bg.wasm".to_owned(), split }
}

fn styles() -> Styles {
    Styles { first: "app-1.css".to_owned(), lazy: Some("lazy-1.css".to_owned()) }
}

fn parts<'a>(app: &'a App, styles: &'a Styles) -> Parts<'a> {
    let (worker, dataset) = (Some("sw.js"), Some("demo/d.json"));
    Parts { base: "/demo/", styles, boot: "boot-1.js", worker, dataset, app, workbook: "workbook-worker-1.js" }
}

fn finished_from(source: &str) -> Result<String> {
    finish(source, &parts(&app(true), &styles()))
}

fn finished() -> String {
    finished_from(SOURCE).unwrap()
}

fn assert_order(page: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = page[from..].find(part);
        assert!(at.is_some(), "no {part} after byte {from} of {page}");
        from += at.unwrap_or(0) + part.len();
    }
}

#[test]
fn edits_base_boot_script_and_stylesheet() {
    let page = finished();
    assert!(page.contains(r#"<base href="/demo/" />"#), "{page}");
    let boot = "<script src=\"boot-1.js\" defer data-worker=\"sw.js\" data-lazy=\"lazy-1.wasm\" \
                data-lazy-styles=\"lazy-1.css\" data-workbook=\"workbook-worker-1.js\">";
    assert!(page.contains(boot), "{page}");
    assert!(page.contains("<link rel=\"stylesheet\" href=\"app-1.css\">\n</body>"), "{page}");
    for gone in ["data-trunk", "tokens.css", "Cargo.toml", "<!--", "why"] {
        assert!(!page.contains(gone), "{gone} in {page}");
    }
}

#[test]
fn starts_the_app_and_preloads_what_it_needs() {
    let start = "<script type=\"module\">\nimport init from \"./mci-1.js\";\n\
                 await init({ module_or_path: \"./mci-1_bg.wasm\" });\n</script>";
    let preloads = [
        r#"<link rel="modulepreload" crossorigin href="mci-1.js">"#,
        r#"<link rel="preload" as="fetch" type="application/wasm" crossorigin href="mci-1_bg.wasm">"#,
        r#"<link rel="modulepreload" crossorigin href="split-1.js">"#,
        r#"<link rel="preload" as="style" href="app-1.css">"#,
        r#"<link rel="preload" as="fetch" crossorigin href="config.json">"#,
        r#"<link rel="preload" as="fetch" crossorigin href="demo/d.json">"#,
        "</head><body>",
    ];
    assert_order(&finished(), &[&[start], &preloads[..]].concat());
}

#[test]
fn lazy_chunk_and_service_worker_are_optional() -> Result<()> {
    let whole = Styles { lazy: None, ..styles() };
    let page = finish(SOURCE, &Parts { worker: None, ..parts(&app(false), &whole) })?;
    assert!(page.contains(r#"<script src="boot-1.js" defer data-workbook="workbook-worker-1.js">"#), "{page}");
    assert!(!page.contains("split"), "{page}");
    Ok(())
}

#[test]
fn policy_comes_first_and_knows_every_inline_part() {
    let page = finished();
    assert_order(&page, &["<meta charset", "Content-Security-Policy", "<base", "<script"]);
    assert!(!page.contains("unsafe-inline"));
    // As a browser computes them, over the content as it is served.
    let hash = |content: &str| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)));
    let style = hash("p { margin: 0 }");
    let theme = hash("\n\"</head>\";\n");
    let start = hash("\nimport init from \"./mci-1.js\";\nawait init({ module_or_path: \"./mci-1_bg.wasm\" });\n");
    assert!(page.contains(&format!("style-src 'self'{style};")), "{page}");
    assert!(page.contains(&format!("'wasm-unsafe-eval'{theme}{start};")), "{page}");
}

#[test]
fn every_edit_happens_exactly_once() {
    for (from, to, problem) in [
        (r#"<base href="/" />"#, "", "exactly one <base>, but has 0"),
        (r#"<base href="/" />"#, r#"<base href="/" /><base href="/x/">"#, "exactly one <base>, but has 2"),
        ("boot.js", "start.js", r#"exactly one <script src="boot.js">, but has 0"#),
        (r#"<script src="boot.js" defer></script>"#, r#"<!-- <script src="boot.js"></script> -->"#, "boot.js"),
        (r#"rel="rust""#, r#"rel="css""#, r#"exactly one <link data-trunk rel="rust">, but has 0"#),
        ("</head><body>", "<body>", "exactly one </head>, but has 0"),
        ("</body>", "", "exactly one </body>, but has 0"),
        (r#"<meta charset="utf-8" />"#, "", "exactly one <meta charset>, but has 0"),
    ] {
        let source = SOURCE.replacen(from, to, 1);
        assert_ne!(source, SOURCE, "{from}");
        let result = finished_from(&source).map_err(|error| format!("{error:#}"));
        assert!(result.as_ref().is_err_and(|text| text.contains(problem)), "{from}: {result:?}");
    }
}

#[test]
fn base_of_a_finished_page_can_be_replaced() -> Result<()> {
    assert_eq!(with_base(r#"<base href="/">"#, "/x/")?, r#"<base href="/x/">"#);
    let page = finished();
    assert_eq!(with_base(&page, "/y/")?, page.replace("/demo/", "/y/"));
    assert!(with_base(r#"<base href="/"><base href="/">"#, "/x/").is_err());
    assert!(with_base("<p>", "/x/").is_err());
    Ok(())
}

#[test]
fn page_of_the_repository_can_be_finished() -> Result<()> {
    finished_from(include_str!("../../../../index.html")).map(drop)
}
