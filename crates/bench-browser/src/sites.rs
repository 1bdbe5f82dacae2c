//! Copies of the built app with generated datasets, each served by a server of its own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result};
use fixtures::Spec;
use webdriver::{DistCopy, Process, serve_static};

use super::selectors::Selectors;
use super::session::Page;

/// Number of engagements and locations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub engagements: usize,
    pub locations: usize,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('x').and_then(|(left, right)| Some((left.parse().ok()?, right.parse().ok()?)));
        let (engagements, locations) = parts.ok_or_else(|| format!("a size is written like 200x20, not {text}"))?;
        Ok(Self { engagements, locations })
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}x{}", self.engagements, self.locations)
    }
}

/// A served copy of the app.
pub struct Served {
    pub page: Page,
    /// Size of the dataset as sent.
    pub bytes: u64,
    _server: Option<Process>,
}

/// How copies are made and served.
pub struct Sites<'a> {
    pub xtask: &'a Path,
    /// Where copies, datasets and profiles are kept.
    pub directory: PathBuf,
    /// Whether the dataset is sent in brotli.
    pub compressed: bool,
    /// How many words to search for.
    pub words: usize,
}

impl Sites<'_> {
    /// Makes and serves the copy of a build for one size; `name` distinguishes builds.
    pub fn serve(&self, dist: &Path, name: &str, size: Size) -> Result<Served> {
        let data = dataset(&self.directory, size)?;
        let (copy, sent) = copy_with(dist, self.directory.join(format!("{name}{size}")), &data, self.compressed)?;
        let (server, url) = serve_static(self.xtask, copy.directory(), "/")?;
        let page = Page { url, words: search_words(&data, self.words)?, selectors: Selectors::default() };
        Ok(Served { page, bytes: sent.metadata()?.len(), _server: Some(server) })
    }

    /// Returns the app at the URL of a server that has the data of a size.
    pub fn of_server(&self, url: &str, size: Size) -> Result<Served> {
        let data = dataset(&self.directory, size)?;
        let page =
            Page { url: url.to_owned(), words: search_words(&data, self.words)?, selectors: Selectors::default() };
        Ok(Served { page, bytes: data.metadata()?.len(), _server: None })
    }
}

/// Returns the file of the generated dataset, written once for each version of this program.
fn dataset(directory: &Path, size: Size) -> Result<PathBuf> {
    let file = directory.join(format!("data-{size}.json"));
    let program = std::env::current_exe()?.metadata()?.modified()?;
    if file.metadata().and_then(|data| data.modified()).is_ok_and(|written| written >= program) {
        return Ok(file);
    }
    fs::create_dir_all(directory)?;
    let mut out = BufWriter::with_capacity(1 << 18, File::create(&file)?);
    Spec::of_size(size.engagements, size.locations).write(&mut out)?;
    out.flush()?;
    Ok(file)
}

/// Copies the app with another dataset in place of its own, which the page preloads. Returns the file that is sent.
fn copy_with(dist: &Path, directory: PathBuf, data: &Path, compressed: bool) -> Result<(DistCopy, PathBuf)> {
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    let config = fs::read(dist.join("config.json")).context("dist has no config.json: run `cargo xtask build`")?;
    let config: serde_json::Value = serde_json::from_slice(&config).context("config.json is not JSON")?;
    let own = config["dataset"].as_str().context("config.json names no dataset")?;
    let copy = DistCopy::new(dist, directory)?;
    copy.remove(own)?;
    let target = copy.directory().join(own);
    fs::copy(data, &target)?;
    if !compressed {
        return Ok((copy, target));
    }
    let cached = data.with_extension("json.br");
    if !cached.exists() || cached.metadata()?.modified()? < data.metadata()?.modified()? {
        let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
        brotli::BrotliCompress(&mut File::open(data)?, &mut File::create(&cached)?, &params)?;
    }
    let sent = target.with_extension("json.br");
    fs::copy(cached, &sent)?;
    Ok((copy, sent))
}

/// Returns words of names all over the dataset, which has one element a line.
fn search_words(data: &Path, most: usize) -> Result<Vec<String>> {
    let lines = BufReader::new(File::open(data)?).lines();
    let mut lines = lines.map_while(Result::ok).skip_while(|line| !line.starts_with("\"engagements\":["));
    lines.next().context("the dataset has no engagements")?;
    let names: Vec<String> = lines
        .take_while(|line| line.starts_with('{'))
        .filter_map(|line| {
            let element: serde_json::Value = serde_json::from_str(line.trim_end_matches([',', ']'])).ok()?;
            Some(element["name"]["en"].as_str()?.to_lowercase())
        })
        .collect();
    let mut words = Vec::<String>::new();
    for at in 0..most * 20 {
        let name = &names[at * 7919 % names.len()];
        let parts: Vec<_> = name.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let word = parts.get(at % parts.len().max(1)).filter(|word| (4..=9).contains(&word.chars().count()));
        if let Some(word) = word.filter(|word| !words.iter().any(|known| known == *word)) {
            words.push((*word).to_owned());
        }
        if words.len() == most {
            break;
        }
    }
    Ok(words)
}
