//! Splits the app into what every visit needs and what the first picture does without (`src/app/lazy.rs`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::Module;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;
use xshell::{Shell, cmd};

use super::short_hash;
use crate::paths;

/// As Trunk names the files of the app.
const APP: &str = "mci-engagements";
/// As `src/app/lazy.rs` names what is split off.
const LATER: &str = "split_lazy.wasm";
/// What fetches it.
const GLUE: &str = "split.js";

/// The names of the files that are there for the splitting.
pub struct Split {
    /// The script that fetches the code that comes later.
    pub glue: String,
    /// The code that comes later.
    pub later: String,
}

/// Puts the split app in the place of the whole one that Trunk left in `dist`.
pub fn app(sh: &Shell, dist: &Path) -> Result<Split> {
    let work = paths::target().join("xtask/split");
    sh.remove_path(&work)?;
    let compiled = paths::target().join("wasm32-unknown-unknown/wasm-release").join(format!("{APP}.wasm"));
    let wasm = fs::read(&compiled).with_context(|| format!("{} is missing", compiled.display()))?;
    let (main, main_module, link_name) = (work.join("app.wasm"), "./app.js", format!("./{GLUE}"));
    let mut options = Options::new(&wasm);
    options.output_dir = &work;
    options.main_out_path = &main;
    options.main_module = main_module;
    options.link_name = &link_name;
    transform(options).map_err(|error| anyhow!("The wasm could not be split: {error:?}"))?;
    // Parts of the app call each other by what the linker exports.
    cmd!(sh, "wasm-bindgen {main} --target web --no-typescript --keep-lld-exports --out-dir {work} --out-name app")
        .quiet()
        .run()
        .context("wasm-bindgen stopped: its message above says why")?;
    replace(&work, dist)
}

/// Names the files after what is in all of them, and the page after the files.
fn replace(work: &Path, dist: &Path) -> Result<Split> {
    let read = |name: &str| fs::read(work.join(name)).with_context(|| format!("the split app has no {name}"));
    let parts = ["app.js", "app_bg.wasm", GLUE, LATER];
    let mut content = parts.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    if let Some(later) = content.last_mut() {
        *later = compact(later)?;
    }
    let hash = short_hash(&content.concat());
    let split = Split { glue: format!("split-{hash}.js"), later: format!("later-{hash}.wasm") };
    let names = [
        ("app.js", format!("{APP}-{hash}.js")),
        ("app_bg.wasm", format!("{APP}-{hash}_bg.wasm")),
        (GLUE, split.glue.clone()),
        (LATER, split.later.clone()),
    ];
    let whole: Vec<_> = paths::files_below(dist)?.into_iter().filter(|file| file.starts_with(APP)).collect();
    for file in &whole {
        fs::remove_file(dist.join(file))?;
    }
    for ((_, name), content) in names.iter().zip(content) {
        let content =
            if paths::has_extension(name, "js") { renamed(String::from_utf8(content)?, &names) } else { content };
        fs::write(dist.join(name), content)?;
    }
    let stem = whole.iter().find_map(|file| file.strip_suffix(".js")).context("Trunk left no script of the app")?;
    let page = fs::read_to_string(dist.join("index.html"))?;
    fs::write(dist.join("index.html"), page.replace(stem, &format!("{APP}-{hash}")))?;
    Ok(split)
}

/// The same wasm with numbers as short as they can be: the linker left room in them to be changed. What wasm-bindgen has
/// written is so already.
fn compact(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    RoundtripReencoder.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// A script that names the other files as they are named now.
fn renamed(script: String, names: &[(&str, String)]) -> Vec<u8> {
    // Not every mention: the wasm knows the script that it imports from by its first name.
    let mentions = |own: &str| [format!("from \"./{own}\""), format!("URL(\"./{own}\""), format!("URL('{own}'")];
    let script = names.iter().fold(script, |script, (own, name)| {
        mentions(own).iter().zip(mentions(name)).fold(script, |script, (own, name)| script.replace(own, &name))
    });
    script.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_the_files_as_they_are_named_now() {
        let names = [("app.js", "app-1.js".to_owned()), ("app_bg.wasm", "app-1_bg.wasm".to_owned())];
        let script =
            "import * as app from \"./app.js\"; new URL('app_bg.wasm'); imports({ \"./app.js\": app });".to_owned();
        let expected = "import * as app from \"./app-1.js\"; new URL('app-1_bg.wasm'); imports({ \"./app.js\": app });";
        assert_eq!(renamed(script, &names), expected.as_bytes());
    }
}
