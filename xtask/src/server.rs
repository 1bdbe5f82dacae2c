//! A small static server: sockets here, answers in `site`.

mod site;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::Arc;

use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

pub use site::Site;

/// Serves `site` on this machine only, until the process ends.
pub fn run(site: Site, port: u16) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        // Tests wait for this line.
        println!("Serving at http://{}{} (stop with Ctrl+C)", listener.local_addr()?, site.base());
        accept(listener, site).await
    })
}

async fn listen(port: u16) -> Result<TcpListener> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    bound.with_context(|| format!("Port {port} is taken: choose another with --port"))
}

async fn accept(listener: TcpListener, site: Site) -> Result<()> {
    let site = Arc::new(site);
    loop {
        // A connection that ends before it is accepted is the client's affair.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        // The last part of an answer must not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let answer = service_fn(move |request| {
                let site = Arc::clone(&site);
                async move {
                    let (head, _) = request.into_parts();
                    let answer = tokio::task::spawn_blocking(move || site.answer(&head)).await;
                    Ok::<_, Infallible>(answer.unwrap_or_else(|_| site::failure()))
                }
            });
            // An error here is a browser that went away.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}
