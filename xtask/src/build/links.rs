//! What `index.html` asks a build for: its links with `data-trunk`. Trunk reads them too, so that `trunk serve` works.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::paths;

/// The links that name files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Stylesheets, in the order of the page.
    pub stylesheets: Vec<String>,
    /// Those of them that only the lazy chunk needs: `data-lazy`.
    pub lazy_stylesheets: Vec<String>,
    /// Files and directories to copy: from the repository, to `dist`.
    copies: Vec<(String, PathBuf)>,
}

/// Reads the links of `index.html`.
pub fn read(index: &str) -> Result<Links> {
    let links = RefCell::new(Links::default());
    let handler = element!("link[data-trunk]", |link| Ok(links.borrow_mut().add(link)?));
    let settings = RewriteStrSettings::new().append_element_content_handler(handler);
    rewrite_str(index, settings).context("index.html")?;
    Ok(links.into_inner())
}

impl Links {
    fn add(&mut self, link: &Element) -> Result<(), String> {
        let attribute =
            |name: &str| link.get_attribute(name).ok_or_else(|| format!("a <link data-trunk> has no {name}: add it"));
        let (rel, href) = (attribute("rel")?, attribute("href")?);
        let name = Path::new(&href).file_name().map(PathBuf::from).unwrap_or_default();
        let target = link.get_attribute("data-target-path").map(PathBuf::from);
        match rel.as_str() {
            // Compiled elsewhere.
            "rust" => {}
            "css" => {
                let is_lazy = link.has_attribute("data-lazy");
                self.lazy_stylesheets.extend(is_lazy.then(|| href.clone()));
                self.stylesheets.push(href);
            }
            "copy-dir" => self.copies.push((href, target.unwrap_or(name))),
            "copy-file" => self.copies.push((href, target.unwrap_or_default().join(name))),
            other => return Err(format!("`cargo xtask build` does not know <link data-trunk rel=\"{other}\">")),
        }
        Ok(())
    }

    /// Copies the files that belong into `dist` as they are.
    pub fn copy_files(&self, root: &Path, dist: &Path) -> Result<()> {
        for (from, to) in &self.copies {
            let (from, to) = (root.join(from), dist.join(to));
            let files = files_at(&from)?;
            for file in files {
                let target = file.strip_prefix(&from).map_or_else(|_| to.clone(), |inner| to.join(inner));
                let target: PathBuf = target.components().collect();
                fs::create_dir_all(target.parent().unwrap_or(dist))?;
                fs::copy(&file, &target).with_context(|| format!("Could not copy {}", file.display()))?;
            }
        }
        Ok(())
    }

    /// Every file that the links name.
    pub fn files(&self, root: &Path) -> Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = self.stylesheets.iter().map(|file| root.join(file)).collect();
        for (from, _) in &self.copies {
            files.extend(files_at(&root.join(from))?);
        }
        Ok(files)
    }
}

/// The file itself, or every file below the directory.
fn files_at(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let names = paths::files_below(path).with_context(|| format!("index.html names {}", path.display()))?;
    Ok(names.into_iter().map(|name| path.join(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_in_order_and_leaves_others() -> Result<()> {
        let links = read(
            r#"<link rel="icon" href="i.svg" /><link data-trunk rel="rust" href="Cargo.toml" />
            <link data-trunk rel="css" href="style/tokens.css" /><link data-trunk rel="css" href="style/base.css" />
            <link data-trunk rel="css" data-lazy href="style/menu.css" />
            <link data-trunk rel="copy-dir" href="public" data-target-path="." />
            <link data-trunk rel="copy-dir" href="a/demo" /><link data-trunk rel="copy-file" href="a/config.json" />
            <!-- <link data-trunk rel="css" href="style/old.css" /> -->"#,
        )?;
        assert_eq!(links.stylesheets, ["style/tokens.css", "style/base.css", "style/menu.css"]);
        assert_eq!(links.lazy_stylesheets, ["style/menu.css"]);
        let copies = [("public", "."), ("a/demo", "demo"), ("a/config.json", "config.json")];
        assert_eq!(links.copies, copies.map(|(from, to)| (from.to_owned(), PathBuf::from(to))));
        Ok(())
    }

    #[test]
    fn rejects_links_it_cannot_follow() {
        for (link, problem) in [
            (r#"<link data-trunk rel="sass" href="a.scss" />"#, r#"does not know <link data-trunk rel="sass">"#),
            (r#"<link data-trunk rel="css" />"#, "has no href"),
            (r#"<link data-trunk href="a.css" />"#, "has no rel"),
        ] {
            let error = read(link).map_err(|error| format!("{error:#}"));
            assert!(error.as_ref().is_err_and(|text| text.contains(problem)), "{error:?}");
        }
    }

    #[test]
    fn copies_files_and_directories() -> Result<()> {
        let root = std::env::temp_dir().join(format!("mci-xtask-links-{}", std::process::id()));
        for file in ["public/icons/i.svg", "public/sw.js", "demo/d.json", "config.json"] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().context("no parent")?)?;
            fs::write(file, "x")?;
        }
        let links = read(
            r#"<link data-trunk rel="copy-dir" href="public" data-target-path="." />
            <link data-trunk rel="copy-dir" href="demo" /><link data-trunk rel="copy-file" href="config.json" />"#,
        )?;
        links.copy_files(&root, &root.join("dist"))?;
        assert_eq!(paths::files_below(&root.join("dist"))?, ["config.json", "demo/d.json", "icons/i.svg", "sw.js"]);
        fs::remove_dir_all(root)?;
        Ok(())
    }
}
