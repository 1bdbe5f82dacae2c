//! Memory: idle, after wrong sign-ins, and under a mixed load.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::server::Server;
use super::streams::{Streams, open_profiles, submit};
use super::times::Times;
use super::{Run, in_parallel, mib, millis};

const SIGN_INS: usize = 200;
const STREAMS: usize = 300;
const READERS: usize = 16;
/// Time between two changes: 2.5 a second.
const CHANGE: Duration = Duration::from_millis(400);

/// Memory of the demo, idle and after 200 wrong sign-ins from as many addresses, 8 at a time.
pub fn idle_and_after_sign_ins(run: &mut Run<'_>, server: &Server<'_>) -> Result<()> {
    thread::sleep(Duration::from_secs(2));
    run.add("Demo: idle memory", mib(server.memory()));
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let others = in_parallel(8, |_| {
        let mut other = 0;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= SIGN_INS {
                return Ok(other);
            }
            let mut client = server.client()?;
            client.headers = format!("X-Forwarded-For: 10.0.0.{number}\r\n");
            let response = client.sign_in(&format!("nobody{number}"), "wrong")?;
            other += usize::from(response.status != 401);
        }
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let other: usize = others.into_iter().sum();
    let note = if other == 0 { String::new() } else { format!(", {other} not 401") };
    run.add("Demo: 200 wrong sign-ins, 8 at a time", format!("{seconds:.1} s{note}"));
    run.add("Demo: memory after them", mib(server.memory()));
    run.add("Demo: highest memory so far", mib(server.peak_memory()));
    Ok(())
}

/// 300 streams, 16 readers of whole responses, and 2.5 changes a second.
pub fn mixed(run: &mut Run<'_>, server: &Server<'_>, people: &[String], seconds: u64) -> Result<()> {
    let _streams = Streams::open(server, people, STREAMS)?;
    let (stop, end) = (AtomicBool::new(false), Instant::now() + Duration::from_secs(seconds));
    let (reads, writes, highest) = thread::scope(|scope| {
        let readers =
            scope.spawn(|| in_parallel(READERS, |number| read(server, &people[number % people.len()], &stop)));
        let sampler = scope.spawn(|| {
            let mut highest = 0.0_f64;
            while !stop.load(Ordering::Relaxed) {
                highest = highest.max(server.memory());
                thread::sleep(Duration::from_millis(100));
            }
            highest
        });
        let writes = write(server, end);
        stop.store(true, Ordering::Relaxed);
        (readers.join(), writes, sampler.join())
    });
    let stopped = "a thread of the load generator stopped";
    let reads = reads.map_err(|_| anyhow::Error::msg(stopped))??;
    let highest = highest.map_err(|_| anyhow::Error::msg(stopped))?;
    let failed = reads.iter().map(|(_, failed)| failed).sum();
    let reads = Times::of(reads.into_iter().flat_map(|(times, _)| times).collect(), failed);
    let writes = writes?;
    let (name, rate) = ("Mixed load at 10,000 × 200", reads.len() as u64 / seconds);
    let value = format!("{rate}/s, 99 % {}{}", millis(reads.percentile(99)), reads.failures());
    run.add(&format!("{name}: reads"), value);
    let value = format!("{}, 99 % {}", millis(writes.percentile(50)), millis(writes.percentile(99)));
    run.add(&format!("{name}: submissions, median"), value);
    run.add(&format!("{name}: highest memory"), mib(highest));
    thread::sleep(Duration::from_secs(5));
    run.add(&format!("{name}: memory 5 s afterwards"), mib(server.memory()));
    Ok(())
}

/// Reads whole responses until the end; returns their times and the number of failures.
fn read(server: &Server<'_>, person: &str, stop: &AtomicBool) -> Result<(Vec<Duration>, usize)> {
    let connect = || {
        let mut client = server.client()?;
        person.clone_into(&mut client.headers);
        anyhow::Ok(client)
    };
    let (mut client, mut times, mut failed) = (connect()?, Vec::new(), 0);
    for path in ["/engagements", "/locations", "/dataset"].iter().cycle() {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let start = Instant::now();
        match client.get(&format!("/api/v1{path}")) {
            Ok(response) if response.status == 200 => times.push(start.elapsed()),
            Ok(_) => failed += 1,
            Err(_) => {
                failed += 1;
                client = connect()?;
            }
        }
    }
    Ok((times, failed))
}

/// Submits profiles and rejects them again, one change at a time; returns the times of the submissions.
fn write(server: &Server<'_>, end: Instant) -> Result<Times> {
    let mut admin = server.admin()?;
    let profiles = open_profiles(&mut admin)?;
    let (mut times, mut next) = (Vec::new(), Instant::now());
    for (number, (location, profile)) in (0..).zip(profiles.iter().cycle()) {
        if Instant::now() >= end {
            break;
        }
        let tag = admin.get(&format!("/api/v1/locations/{location}"))?.etag.context("a tag")?;
        let start = Instant::now();
        submit(&mut admin, location, profile, &tag, &format!("mixed-{number}"))?;
        times.push(start.elapsed());
        next += CHANGE;
        thread::sleep(next.saturating_duration_since(Instant::now()));
        server.operate(&["payee", "reject", "--location", location, "--profile", profile], "")?;
        next += CHANGE;
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    Ok(Times::of(times, 0))
}
