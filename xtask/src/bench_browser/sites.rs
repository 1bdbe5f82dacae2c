//! The built app with a generated dataset, one copy for each size, served from this process.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::build::{compress, page};
use crate::paths;
use crate::server::{self, Site};

/// So many engagements and locations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub engagements: usize,
    pub locations: usize,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('x').and_then(|(left, right)| Some((left.parse().ok()?, right.parse().ok()?)));
        let (engagements, locations) = parts.ok_or_else(|| format!("a size is such as 200x20, not {text}"))?;
        Ok(Self { engagements, locations })
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}x{}", self.engagements, self.locations)
    }
}

/// A copy of the app that is being served.
pub struct Served {
    pub url: String,
    /// What to search for.
    pub words: Vec<String>,
    /// Of the dataset, as it is sent.
    pub bytes: u64,
}

/// Makes and serves the copy of one size.
pub fn serve(dist: &Path, size: Size, compressed: bool, words: usize) -> Result<Served> {
    let data = dataset(size)?;
    let copy = paths::target().join("bench-browser").join(size.to_string());
    let sent = copy_with(dist, &copy, &data, compressed)?;
    let bytes = sent.metadata()?.len();
    let app = Site::new(copy, "/".to_owned())?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    // It serves until this program ends.
    std::thread::spawn(move || server::run(app, port));
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        ensure!(start.elapsed() < Duration::from_secs(10), "The server did not start");
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(Served { url: format!("http://127.0.0.1:{port}/"), words: search_words(&data, words)?, bytes })
}

/// The generated dataset, made once by this program's own command.
fn dataset(size: Size) -> Result<PathBuf> {
    let file = paths::target().join("bench-browser").join(format!("data-{size}.json"));
    let program = std::env::current_exe()?;
    // Another program may write another dataset.
    if file.metadata().and_then(|data| data.modified()).ok() >= program.metadata()?.modified().ok() {
        return Ok(file);
    }
    let customers = size.engagements.clamp(200, 2000);
    let mut command = Command::new(program);
    command.args(["dataset", "--engagements", &size.engagements.to_string()]);
    command.args(["--locations", &size.locations.to_string(), "--customers", &customers.to_string(), "--out"]);
    ensure!(command.arg(&file).status()?.success(), "Could not generate the dataset");
    Ok(file)
}

/// Copies the app and puts the dataset in the place of its own: the page preloads that one. The file that is sent.
fn copy_with(dist: &Path, copy: &Path, data: &Path, compressed: bool) -> Result<PathBuf> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    let own = page::dataset(dist)?.context("config.json of the build names no dataset that comes with it")?;
    // In order, so that each compressed file is newer than the one it is of.
    for file in paths::files_below(dist)? {
        if !file.starts_with(&own) {
            let to = copy.join(&file);
            fs::create_dir_all(to.parent().context("a file is in a directory")?)?;
            fs::copy(dist.join(&file), to)?;
        }
    }
    let target = copy.join(own);
    fs::create_dir_all(target.parent().context("a file is in a directory")?)?;
    fs::copy(data, &target)?;
    if !compressed {
        return Ok(target);
    }
    let cached = compress::beside(data, "br");
    if !cached.exists() || cached.metadata()?.modified()? < data.metadata()?.modified()? {
        fs::write(&cached, compress::brotli(&fs::read(data)?, 5)?)?;
    }
    let sent = compress::beside(&target, "br");
    fs::copy(cached, &sent)?;
    Ok(sent)
}

/// Words of names all over the dataset, which has an element on each line.
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
