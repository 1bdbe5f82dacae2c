//! The Content-Security-Policy: allows what the page has, and nothing else. Inline parts are allowed by their hash.

use std::cell::RefCell;

use anyhow::Result;
use base64::{Engine, prelude::BASE64_STANDARD};
use lol_html::html_content::ContentType::Html;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest, Sha256};

use super::Edits;

/// Adds the policy to a page that does not change any more. It comes before everything it applies to.
pub fn add(page: &str) -> Result<String> {
    const CHARSET: &str = "<meta charset>";
    let (scripts, styles) = (hashes(&inline(page, "script")?), hashes(&inline(page, "style")?));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; \
         form-action 'self'"
    );
    let edits = Edits::default();
    let handler = element!("meta[charset]", |meta| {
        edits.record(CHARSET);
        meta.after(&format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"), Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(handler);
    let page = rewrite_str(page, settings)?;
    edits.ensure_once(&[CHARSET])?;
    Ok(page)
}

/// The content of each inline `<script>` or `<style>`, exactly as it is served.
fn inline(page: &str, tag: &str) -> Result<Vec<String>> {
    let contents = RefCell::new(Vec::<String>::new());
    let selector = format!("{tag}:not([src])");
    let start = element!(selector, |_| {
        contents.borrow_mut().push(String::new());
        Ok(())
    });
    let text = text!(selector, |chunk| {
        if let Some(content) = contents.borrow_mut().last_mut() {
            content.push_str(chunk.as_str());
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(start).append_element_content_handler(text);
    rewrite_str(page, settings)?;
    Ok(contents.into_inner())
}

fn hashes(contents: &[String]) -> String {
    let contents = contents.iter().filter(|content| !content.is_empty());
    contents
        .fold(String::new(), |all, content| all + " 'sha256-" + &BASE64_STANDARD.encode(Sha256::digest(content)) + "'")
}
