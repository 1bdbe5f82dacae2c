//! Streams of events, of many people.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::client::Client;
use super::server::Server;
use super::times::Times;
use super::{Run, mib, millis};

/// Accounts; a server may limit the streams of each.
const PEOPLE: usize = 100;
const STREAMS: usize = 1000;
/// Long and random enough for the rules of new passwords.
const PASSWORD: &str = "quartz-91-Ember-violin";
/// Small, because a thread only waits and reads lines.
const STACK: usize = 128 << 10;

/// Creates accounts that see every location and signs them in; returns the headers of their requests.
pub fn people(server: &Server<'_>) -> Result<Vec<String>> {
    for number in 0..PEOPLE {
        let name = format!("load{number}");
        server.operate(&["account", "add", &name, "--name", &name], &format!("{PASSWORD}\n"))?;
        server.operate(&["account", "grant", &name, "--location", "*", "--role", "user"], "")?;
    }
    (0..PEOPLE)
        .map(|number| {
            let mut client = server.client()?;
            client.headers = format!("Accept-Encoding: br\r\nX-Forwarded-For: 10.1.0.{number}\r\n");
            let response = client.sign_in(&format!("load{number}"), PASSWORD)?;
            ensure!(response.status == 200, "status {} at sign-in", response.status);
            Ok(client.headers)
        })
        .collect()
}

/// Open streams; each reports when an event arrives.
pub struct Streams {
    pub events: Receiver<Instant>,
    pub count: usize,
}

impl Streams {
    /// Opens streams, of each person in turn. They end with the server or with this process.
    pub fn open(server: &Server<'_>, people: &[String], count: usize) -> Result<Self> {
        let (sender, events) = channel();
        for person in people.iter().cycle().take(count) {
            let mut client = Client::connect(&server.host)?;
            client.headers.clone_from(person);
            let mut stream = client.events()?;
            // An idle stream sends a heartbeat every 15 seconds: no time limit is needed.
            stream.get_ref().set_read_timeout(None)?;
            let sender = sender.clone();
            let read = move || {
                let mut line = String::new();
                while stream.read_line(&mut line).is_ok_and(|read| read > 0) {
                    if line.starts_with("event: change") && sender.send(Instant::now()).is_err() {
                        return;
                    }
                    line.clear();
                }
            };
            thread::Builder::new().stack_size(STACK).spawn(read)?;
        }
        Ok(Self { events, count })
    }

    /// Waits until each stream has reported one event; returns how long after `start`.
    fn delivery(&self, start: Instant) -> Times {
        let mut times = Vec::new();
        while times.len() < self.count {
            match self.events.recv_timeout(Duration::from_secs(20)) {
                Ok(at) => times.push(at.duration_since(start)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let failed = self.count - times.len();
        Times::of(times, failed)
    }
}

/// Memory and delivery with 1,000 streams.
pub fn thousand(run: &mut Run<'_>, server: &Server<'_>, people: &[String]) -> Result<()> {
    let before = server.memory();
    let streams = Streams::open(server, people, STREAMS)?;
    run.add("1,000 streams: memory in addition", mib(server.memory() - before));
    let mut admin = server.admin()?;
    let (location, profile) = open_profiles(&mut admin)?.into_iter().next().context("a profile to submit")?;
    let tag = admin.get(&format!("/api/v1/locations/{location}"))?.etag.context("a tag")?;
    let start = Instant::now();
    submit(&mut admin, &location, &profile, &tag, "streams")?;
    let times = streams.delivery(start);
    let value = format!("{}, last {}{}", millis(times.percentile(50)), millis(times.percentile(100)), times.failures());
    run.add("1,000 streams: a change arrives, median", value);
    // A change compresses the answers of its readers again.
    let start = Instant::now();
    admin.get("/api/v1/dataset")?;
    run.add("/dataset: first whole response after a change", millis(start.elapsed().as_secs_f64() * 1000.0));
    server.operate(&["payee", "reject", "--location", &location, "--profile", &profile], "")
}

/// Location and name of each profile that can be submitted.
pub fn open_profiles(admin: &mut Client) -> Result<Vec<(String, String)>> {
    let brotli = std::mem::take(&mut admin.headers);
    admin.headers = brotli.replace("Accept-Encoding: br\r\n", "");
    admin.get("/api/v1/locations")?;
    admin.headers = brotli;
    let locations: Vec<Value> = serde_json::from_slice(admin.body())?;
    let is_open = |status: &Value| matches!(status.as_str(), Some("missing" | "actionRequired"));
    let profiles = locations.iter().flat_map(|location| {
        let id = location["id"].as_str().unwrap_or_default();
        let open = ["bank", "tax"].into_iter().filter(|name| is_open(&location["payee"][name]["status"]));
        open.map(move |name| (id.to_owned(), name.to_owned()))
    });
    Ok(profiles.collect())
}

/// Submits a profile.
pub fn submit(admin: &mut Client, location: &str, profile: &str, tag: &str, key: &str) -> Result<()> {
    let headers = format!("If-Match: {tag}\r\nIdempotency-Key: {key}\r\n");
    let body = br#"{"contact":{"name":"Ada","email":"ada@example.com"}}"#;
    let response = admin.send("PUT", &format!("/api/v1/locations/{location}/payee/{profile}"), &headers, body)?;
    let text = String::from_utf8_lossy(admin.body());
    ensure!(response.status == 200, "status {} of a submission: {text}", response.status);
    Ok(())
}
