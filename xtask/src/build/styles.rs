//! The stylesheets: many small files in the repository, one hashed file in `dist/`, and another for the lazy chunk.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::links::Links;
use super::short_hash;
use crate::paths;

/// The names of the stylesheets in `dist/`.
pub struct Styles {
    /// What the first paint needs; everything in a build that is not split.
    pub first: String,
    /// What only the lazy chunk needs.
    pub lazy: Option<String>,
}

/// Concatenates the stylesheets that `index.html` lists.
pub fn bundle(links: &Links, is_split: bool, root: &Path, dist: &Path) -> Result<Styles> {
    let problems = problems(&links.stylesheets, &in_repository(root)?);
    if !problems.is_empty() {
        bail!("index.html and style/ differ:\n  {}", problems.join("\n  "));
    }
    let is_lazy = |file: &&String| is_split && links.lazy_stylesheets.contains(file);
    let first = links.stylesheets.iter().filter(|file| !is_lazy(file));
    let lazy: Vec<&String> = links.stylesheets.iter().filter(is_lazy).collect();
    Ok(Styles {
        first: concatenate("app", first, root, dist)?,
        lazy: if lazy.is_empty() { None } else { Some(concatenate("lazy", lazy, root, dist)?) },
    })
}

/// Writes the files into one, and returns its name.
fn concatenate<'a>(
    stem: &str,
    files: impl IntoIterator<Item = &'a String>,
    root: &Path,
    dist: &Path,
) -> Result<String> {
    let mut css = String::new();
    for file in files {
        let source = std::fs::read_to_string(root.join(file)).with_context(|| format!("Could not read {file}"))?;
        css.push_str(&without_comments(&source));
    }
    let name = format!("{stem}-{}.css", short_hash(css.as_bytes()));
    std::fs::write(dist.join(&name), css)?;
    Ok(name)
}

/// Every stylesheet of the repository, in the order that index.html needs.
pub fn in_repository(root: &Path) -> Result<Vec<String>> {
    let mut files: Vec<String> = paths::files_below(&root.join("style"))?
        .into_iter()
        .filter(|file| paths::has_extension(file, "css"))
        .map(|file| format!("style/{file}"))
        .collect();
    files.sort_by_key(|file| (rank(file), file.clone()));
    Ok(files)
}

/// Later files override earlier ones.
fn rank(file: &str) -> u8 {
    match file {
        "style/tokens.css" => 0,
        "style/base.css" => 1,
        _ if file.starts_with("style/components/") => 3,
        _ if file.starts_with("style/pages/") => 4,
        _ => 2,
    }
}

/// Differences between the list and the directory, each with what to do.
pub fn problems(listed: &[String], existing: &[String]) -> Vec<String> {
    let missing = existing.iter().filter(|file| !listed.contains(file));
    let missing = missing.map(|file| format!("add <link data-trunk rel=\"css\" href=\"{file}\" />"));
    let gone = listed.iter().filter(|file| !existing.contains(file));
    let gone = gone.map(|file| format!("{file} does not exist: remove its line"));
    let disorder = listed.windows(2).filter(|pair| rank(&pair[0]) > rank(&pair[1]));
    let disorder = disorder.map(|pair| format!("{} belongs after {}", pair[0], pair[1]));
    missing.chain(gone).chain(disorder).collect()
}

/// Removes comments and indentation. No string in the stylesheets holds `/*` or spans lines.
fn without_comments(css: &str) -> String {
    let mut code = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &[&str]) -> Vec<String> {
        files.iter().map(|&file| file.to_owned()).collect()
    }

    #[test]
    fn problems_name_the_line_to_change() {
        let existing = names(&["style/tokens.css", "style/base.css", "style/pages/list.css"]);
        assert!(problems(&existing, &existing).is_empty());
        let wrong = problems(&names(&["style/base.css", "style/tokens.css", "style/old.css"]), &existing);
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[0].contains(r#"href="style/pages/list.css""#), "{wrong:?}");
        assert!(wrong[1].contains("style/old.css does not exist"), "{wrong:?}");
        assert!(wrong[2].contains("style/base.css belongs after style/tokens.css"), "{wrong:?}");
    }

    #[test]
    fn removes_comments_and_indentation() {
        assert_eq!(without_comments("/* a */\np {\n  margin: 0; /* b */\n}\n"), "p {\nmargin: 0;\n}\n");
    }
}
