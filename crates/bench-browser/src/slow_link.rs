//! A slow network: a relay on the loopback interface with 40 ms round trip and 20 Mbit/s to the browser, shared by all
//! connections. The browser's own emulation would leave out the requests of service workers.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// One way of the round trip.
const DELAY: Duration = Duration::from_millis(20);
const BYTES_PER_SECOND: f64 = 20e6 / 8.0;
const BLOCK: usize = 8 * 1024;
/// Blocks on the way: a megabyte, so that the server is not waited for.
const QUEUE: usize = 128;

/// When the link is free again.
type Link = Arc<Mutex<Instant>>;

/// Starts a relay to a server such as `127.0.0.1:8080`, which runs until the process ends; returns its address.
pub fn start(server: String) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let link: Link = Arc::new(Mutex::new(Instant::now()));
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (link, server) = (Arc::clone(&link), server.clone());
            // A connection that breaks is the browser's to notice.
            thread::spawn(move || relay(&client, &server, &link));
        }
    });
    Ok(address)
}

fn relay(client: &TcpStream, server: &str, link: &Link) -> io::Result<()> {
    // The handshake takes a round trip.
    thread::sleep(DELAY * 2);
    let server = TcpStream::connect(server)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let upwards = (client.try_clone()?, server.try_clone()?);
    let up = thread::spawn(move || pass(upwards.0, upwards.1, |_| Instant::now() + DELAY));
    let link = Arc::clone(link);
    let down = pass(server, client.try_clone()?, move |bytes| {
        let mut free = link.lock().unwrap_or_else(PoisonError::into_inner);
        #[expect(clippy::cast_precision_loss, reason = "a block is small")]
        let time = Duration::from_secs_f64(bytes as f64 / BYTES_PER_SECOND);
        *free = (*free).max(Instant::now()) + time;
        *free + DELAY
    });
    let _ = up.join();
    down
}

/// Passes bytes on at the time that `due` returns for a block of a size.
fn pass(mut from: TcpStream, to: TcpStream, due: impl Fn(usize) -> Instant) -> io::Result<()> {
    let (queue, blocks) = sync_channel(QUEUE);
    let writer = thread::spawn(move || write(to, &blocks));
    let read = read(&mut from, &queue, due);
    drop(queue);
    let _ = writer.join();
    read
}

fn read(
    from: &mut TcpStream,
    queue: &SyncSender<(Instant, Vec<u8>)>,
    due: impl Fn(usize) -> Instant,
) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    loop {
        let read = from.read(&mut block)?;
        if read == 0 || queue.send((due(read), block[..read].to_vec())).is_err() {
            return Ok(());
        }
    }
}

fn write(mut to: TcpStream, blocks: &Receiver<(Instant, Vec<u8>)>) {
    for (due, bytes) in blocks {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        if to.write_all(&bytes).is_err() {
            break;
        }
    }
    // Either side may be closed already.
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_bytes_on_and_takes_their_time() {
        let server = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = server.local_addr().unwrap().to_string();
        let sent = vec![7; 50_000];
        let answer = sent.clone();
        thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            let _ = stream.read(&mut [0; 10]).unwrap();
            stream.write_all(&answer).unwrap();
        });
        let mut client = TcpStream::connect(start(address).unwrap()).unwrap();
        let begun = Instant::now();
        client.write_all(b"hello").unwrap();
        let mut received = Vec::new();
        client.read_to_end(&mut received).unwrap();
        assert_eq!(received, sent);
        // Two round trips and 20 ms of bytes.
        assert!(begun.elapsed() >= Duration::from_millis(95));
    }
}
