//! The listening socket.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use tokio::net::{TcpListener, TcpSocket};

/// The buffer of the operating system for data that a client has not taken: a client that reads nothing must not hold
/// megabytes. Linux doubles the number for its own use.
const SEND_BUFFER: u32 = 208 << 10;
/// Connections that wait to be accepted.
const BACKLOG: u32 = 1024;

/// Binds the socket.
pub fn listen(address: SocketAddr) -> Result<TcpListener> {
    bind(address).with_context(|| format!("Could not listen on {address}: choose another with --listen"))
}

fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As `TcpListener::bind` does: a restart must not wait for connections that are closing.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    // Accepted connections inherit it.
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}
