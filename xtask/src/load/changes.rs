//! The browser benchmark of the connected app, while changes arrive.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use fixtures::Spec;
use std::fs;

use super::build;
use super::server::Server;
use super::streams::{open_profiles, submit};
use crate::paths;

/// Between two changes.
const CHANGE: Duration = Duration::from_millis(100);

/// Serves the build in `dist` with generated data of a size, changes a location every 100 ms, and runs `work` with the
/// URL and an account meanwhile.
pub fn bench(dist: &Path, size: (usize, usize), work: impl FnOnce(&str, &str) -> Result<()>) -> Result<()> {
    let program = build()?;
    let directory = paths::target().join("bench-changes");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    let (data, dataset) = (directory.join("data"), directory.join("dataset.json"));
    fs::write(&dataset, Spec::of_size(size.0, size.1).json()?)?;
    let server = Server::start(&program, &data, &dataset, Some(dist))?;
    let stop = AtomicBool::new(false);
    let (worked, changes) = thread::scope(|scope| {
        let (sender, receiver) = channel();
        let (server, stop) = (&server, &stop);
        // The sender ends with its thread, and the receiver after it.
        let submitting = scope.spawn(move || submit_profiles(server, stop, &sender));
        let rejecting = scope.spawn(move || reject_profiles(server, receiver));
        let worked = work(&format!("http://{}/", server.host), "admin:demo-admin");
        stop.store(true, Ordering::Relaxed);
        (worked, [submitting.join(), rejecting.join()])
    });
    worked?;
    let mut number = 0;
    for thread in changes {
        number += thread.map_err(|_| anyhow::Error::msg("a thread that makes changes stopped"))??;
    }
    println!("{number} changes were made meanwhile");
    drop(server);
    Ok(fs::remove_dir_all(&directory)?)
}

/// A profile that was submitted: location, and name of the profile.
type Submitted = (String, String);

/// Submits one profile after the other, in every second interval; returns how many.
fn submit_profiles(server: &Server<'_>, stop: &AtomicBool, submitted: &Sender<Submitted>) -> Result<usize> {
    let mut admin = server.admin()?;
    let profiles = open_profiles(&mut admin)?;
    let (mut number, mut next) = (0, Instant::now());
    for (location, profile) in profiles.iter().cycle() {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let tag = admin.get(&format!("/api/v1/locations/{location}"))?.etag.context("a tag")?;
        // The rejection of the other profile may have come in between: the location is stale then.
        if submit(&mut admin, location, profile, &tag, &format!("change-{location}-{profile}-{number}")).is_ok() {
            number += 1;
            submitted.send((location.clone(), profile.clone()))?;
        }
        next += CHANGE * 2;
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    Ok(number)
}

/// Rejects what was submitted, one interval later; returns how many.
fn reject_profiles(server: &Server<'_>, submitted: Receiver<Submitted>) -> Result<usize> {
    let mut number = 0;
    for (location, profile) in submitted {
        thread::sleep(CHANGE);
        server.operate(&["payee", "reject", "--location", &location, "--profile", &profile], "")?;
        number += 1;
    }
    Ok(number)
}
