//! Health check of a running server, for containers without an HTTP client.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

const TIMEOUT: Duration = Duration::from_secs(3);

/// Requests `/healthz` from the server that listens on `listen`.
pub fn run(listen: SocketAddr) -> Result<()> {
    let address = reachable(listen);
    let response = request(address).with_context(|| format!("No server responds at {address}"))?;
    let status = response.lines().next().unwrap_or_default();
    if !status.starts_with("HTTP/1.1 200") {
        bail!("The server at {address} is not healthy: {status:?}");
    }
    println!("The server at {address} is healthy");
    Ok(())
}

/// A server that listens on every address is reachable on the loopback address.
fn reachable(mut listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() {
        listen.set_ip(match listen.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    listen
}

fn request(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut start = Vec::new();
    // Bounded, because another program may listen on the port.
    stream.take(1024).read_to_end(&mut start)?;
    Ok(String::from_utf8_lossy(&start).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn fails_unless_the_server_is_healthy() {
        for (status, healthy) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let address = listener.local_addr().unwrap();
            let server = std::thread::spawn(move || {
                let (stream, _) = listener.accept().unwrap();
                // Reads the whole request: closing with unread data would reset the connection.
                let lines = BufReader::new(&stream).lines().map_while(Result::ok);
                assert_eq!(lines.take_while(|line| !line.is_empty()).count(), 3);
                write!(&stream, "HTTP/1.1 {status}\r\n\r\n").unwrap();
            });
            assert_eq!(run(address).is_ok(), healthy, "{status}");
            server.join().unwrap();
        }
    }

    #[test]
    fn connects_to_the_loopback_address_of_an_unspecified_one() {
        for (listen, expected) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:8080", "[::1]:8080"),
            ("127.0.0.1:80", "127.0.0.1:80"),
            ("192.0.2.7:80", "192.0.2.7:80"),
        ] {
            assert_eq!(reachable(listen.parse().unwrap()).to_string(), expected);
        }
    }
}
