//! The builds that a site serves: the newest complete one, and the files of the one before it.
//!
//! New files may be copied below a running server, one after the other. A page whose files are not all there would
//! never start, so the last complete page stays until the new one is complete. Its files are held in memory, because
//! the copy may have removed them, and for pages that are open in browsers.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::files::{Files, modified};
use crate::page::{Page, PageError};
use crate::{Options, is_hashed};

/// The pause between two checks of an incomplete build, which read all its files.
const CHECK_INTERVAL: Duration = if cfg!(test) { Duration::ZERO } else { Duration::from_secs(1) };

/// A page and the files with a hash in their name, by name, with their compressed copies.
pub struct Build {
    pub page: Page,
    files: HashMap<String, (Bytes, SystemTime)>,
}

impl Build {
    /// Returns a file with the time that its entity tag is made of.
    pub fn file(&self, name: &str) -> Option<(Bytes, SystemTime)> {
        self.files.get(name).cloned()
    }

    fn new(page: Page, files: &Files) -> Self {
        let mut build = Self { files: HashMap::new(), page };
        let listed = file_list(files, &build.page.source).unwrap_or_default().into_keys();
        for name in listed.chain(names_in(&build.page.source)).filter(|name| is_hashed(name)) {
            for copy in [name.clone(), format!("{name}.br"), format!("{name}.gz")] {
                if let Ok(content) = files.read(&copy) {
                    let hash = Sha256::digest(&content).into();
                    build.files.insert(copy, (content, modified(&hash)));
                }
            }
        }
        build
    }
}

impl fmt::Debug for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Build").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

/// The builds of a site.
#[derive(Debug)]
pub struct Builds(Mutex<State>);

#[derive(Debug)]
struct State {
    current: Arc<Build>,
    previous: Option<Arc<Build>>,
    /// When the page on disk was incomplete.
    checked: Option<Instant>,
}

impl Builds {
    /// Reads the present build.
    pub fn read(files: &Files, options: &Options) -> Result<Self, PageError> {
        let current = Arc::new(Build::new(Page::read(files, options)?, files));
        Ok(Self(Mutex::new(State { current, previous: None, checked: None })))
    }

    /// Returns the newest complete build.
    pub fn newest(&self, files: &Files, options: &Options) -> Arc<Build> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(page) = Page::read(files, options)
            && page.source != state.current.page.source
            && state.checked.is_none_or(|checked| checked.elapsed() >= CHECK_INTERVAL)
        {
            if is_complete(files, &page.source) {
                let build = Arc::new(Build::new(page, files));
                state.previous = Some(std::mem::replace(&mut state.current, build));
                state.checked = None;
            } else {
                state.checked = Some(Instant::now());
            }
        }
        Arc::clone(&state.current)
    }

    /// Returns the build that has a file.
    pub fn with_file(&self, name: &str) -> Option<Arc<Build>> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let builds = std::iter::once(&state.current).chain(&state.previous);
        builds.into_iter().find(|build| build.files.contains_key(name)).cloned()
    }
}

/// Returns whether every file of a page is there. The list of the service worker has the hash of each file; a list of
/// another build means that the copy has not finished.
fn is_complete(files: &Files, page: &str) -> bool {
    let has_names = names_in(page).all(|name| files.read(&name).is_ok());
    let has_content = |(name, hash): (&String, &String)| {
        files
            .read(name)
            .is_ok_and(|content| *hash == format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content))))
    };
    has_names && file_list(files, page).is_none_or(|list| !list.is_empty() && list.iter().all(has_content))
}

/// Reads the files of the service worker with their hashes; an empty list where it belongs to another page. `None` for
/// a build without a list.
fn file_list(files: &Files, page: &str) -> Option<HashMap<String, String>> {
    #[derive(serde::Deserialize)]
    struct List {
        entry: String,
        files: HashMap<String, String>,
        #[serde(rename = "onDemand", default)]
        on_demand: HashMap<String, String>,
    }
    let worker = files.read("sw.js").ok()?;
    let line = std::str::from_utf8(&worker).ok()?.lines().find_map(|line| line.strip_prefix("const BUILD = "))?;
    let List { entry, mut files, on_demand } = serde_json::from_str(line.trim_end_matches(';')).ok()?;
    if entry.is_empty() {
        return None;
    }
    files.extend(on_demand);
    Some(if page.contains(&entry) { files } else { HashMap::new() })
}

/// Returns the files with a hash in their name that a page names in quotes.
fn names_in(page: &str) -> impl Iterator<Item = String> {
    let is_path = |text: &&str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let names = page.split('"').map(|text| text.trim_start_matches("./")).filter(is_path);
    names.filter(|name| is_hashed(name)).map(str::to_owned)
}
