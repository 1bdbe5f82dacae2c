//! Reads: one client on a warm cache, then 200 at once.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::client::format_header;
use super::server::Server;
use super::times::Times;
use super::{Run, in_parallel, millis};

const PATHS: [&str; 3] = ["/engagements", "/locations", "/dataset"];
const READERS: usize = 200;

/// Size and time of a whole response and of 304, on one connection.
pub fn one_client(run: &mut Run<'_>, server: &Server<'_>) -> Result<()> {
    let mut client = server.admin()?;
    for path in PATHS {
        let url = format!("/api/v1{path}");
        let tag = client.get(&url)?.etag.unwrap_or_default();
        run.add(&format!("{path}: size in brotli"), format!("{} kB", client.body().len().div_ceil(1000)));
        for (name, status, headers) in
            [("whole", 200, String::new()), ("304", 304, format_header("If-None-Match", &tag))]
        {
            let mut times = Vec::new();
            for _ in 0..31 {
                let start = Instant::now();
                let response = client.send("GET", &url, &headers, b"")?;
                times.push(start.elapsed());
                ensure!(response.status == status, "status {} of {url}", response.status);
            }
            run.add(&format!("{path}: one client, {name}, median"), millis(Times::of(times, 0).percentile(50)));
        }
    }
    Ok(())
}

/// Throughput with 200 readers.
pub fn many_clients(run: &mut Run<'_>, server: &Server<'_>, seconds: u64) -> Result<()> {
    let admin = server.admin()?;
    for path in PATHS {
        let url = format!("/api/v1{path}");
        let mut client = server.client()?;
        client.headers.clone_from(&admin.headers);
        let tag = client.get(&url)?.etag.unwrap_or_default();
        for (name, status, headers) in
            [("whole", 200, String::new()), ("304", 304, format_header("If-None-Match", &tag))]
        {
            let end = Instant::now() + Duration::from_secs(seconds);
            let each = in_parallel(READERS, |number| {
                // Each at an address of its own: a server may limit what one address gets.
                let own = format!("{}X-Forwarded-For: 10.2.0.{number}\r\n", admin.headers);
                let mut client = server.client()?;
                client.headers.clone_from(&own);
                let (mut times, mut failed) = (Vec::new(), 0);
                while Instant::now() < end {
                    let start = Instant::now();
                    match client.send("GET", &url, &headers, b"") {
                        Ok(response) if response.status == status => times.push(start.elapsed()),
                        Ok(_) => failed += 1,
                        Err(_) => {
                            failed += 1;
                            client = server.client()?;
                            client.headers.clone_from(&own);
                        }
                    }
                }
                Ok((times, failed))
            })?;
            let failed = each.iter().map(|(_, failed)| failed).sum();
            let times = Times::of(each.into_iter().flat_map(|(times, _)| times).collect(), failed);
            let value = format!(
                "{}/s, 99 % {}{}",
                times.len() as u64 / seconds,
                millis(times.percentile(99)),
                times.failures()
            );
            run.add(&format!("{path}: {READERS} readers, {name}"), value);
        }
    }
    run.add("10,000 × 200: memory after these reads", super::mib(server.memory()));
    Ok(())
}
