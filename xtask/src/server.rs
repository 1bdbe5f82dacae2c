//! A static file server: sockets here, responses from the `site` crate.

#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use site::{Options, Site};
use tokio::net::TcpListener;

use crate::build::page;

/// Serves a build below `base` on this machine only, until the process ends.
pub fn run(dist: PathBuf, base: String, port: u16) -> Result<()> {
    let site = open(dist, base)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        // Tests wait for this line.
        println!("Serving at http://{}{} (stop with Ctrl+C)", listener.local_addr()?, site.base());
        accept(listener, site).await
    })
}

fn open(dist: PathBuf, base: String) -> Result<Site> {
    let adapt_page = |html: &str, base: &str| page::with_base(html, base).unwrap_or_else(|_| html.to_owned());
    Ok(Site::directory(dist, Options { base, config: None, adapt_page })?)
}

async fn listen(port: u16) -> Result<TcpListener> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    bound.with_context(|| format!("Port {port} is taken: choose another with --port"))
}

async fn accept(listener: TcpListener, site: Site) -> Result<()> {
    loop {
        // Ignores connections that end before they are accepted.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        // The last packet of a response must not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let site = site.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let site = site.clone();
                async move {
                    let (head, _) = hyper::Request::into_parts(request);
                    Ok::<_, Infallible>(site.respond(&head).await)
                }
            });
            // An error here is a browser that disconnected.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
