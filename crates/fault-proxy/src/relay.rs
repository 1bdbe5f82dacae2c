//! One request: to the server and back, with the faults of its path.

use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;

use crate::message::Head;
use crate::{Fault, Shared};

/// How a response ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Complete,
    Cut,
    Stalled,
}

/// Serves one request; returns when the client or the server is gone.
pub fn serve(number: u64, client: &TcpStream, server: &str, shared: &Arc<Shared>) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut from_client = BufReader::new(client.try_clone()?);
    let request = Head::read(&mut from_client)?;
    let path = request.path().to_owned();
    let fault = {
        let mut state = shared.state();
        state.requests.push(path.clone());
        state.open.push((number, path.clone(), client.try_clone()?));
        drop(state);
        shared.fault(&path)
    };
    match &fault {
        Some(Fault::Latency(time)) => thread::sleep(*time),
        Some(Fault::Answer(answer)) => {
            let mut to_client = client;
            to_client.write_all(&answer.bytes())?;
            client.shutdown(Shutdown::Write)?;
            // A body that is not read would reset the connection before the response arrives.
            return io::copy(&mut from_client, &mut io::sink()).map(drop);
        }
        Some(Fault::NoConnection) => return Ok(()),
        Some(Fault::Unresponsive) => return io::copy(&mut from_client, &mut io::sink()).map(drop),
        _ => {}
    }
    let mut upstream = TcpStream::connect(server)?;
    upstream.set_nodelay(true)?;
    upstream.write_all(&request.to_server(fault.is_some_and(|fault| fault.counts_bytes())))?;
    let mut to_server = upstream.try_clone()?;
    // Passes the request's body on, then waits for the client to close, which ends the request at the server.
    let body = thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Both);
    });
    match respond(client, upstream, &request, shared)? {
        End::Complete => client.shutdown(Shutdown::Write)?,
        End::Cut => client.shutdown(Shutdown::Both)?,
        End::Stalled => {}
    }
    let _ = body.join();
    Ok(())
}

/// Passes the response on as far as the faults of its path allow, which may change while it arrives.
fn respond(mut client: &TcpStream, upstream: TcpStream, request: &Head, shared: &Shared) -> io::Result<End> {
    let mut upstream = BufReader::new(upstream);
    let response = Head::read(&mut upstream)?;
    let fault = || shared.fault(request.path());
    if fault() == Some(Fault::NoAnswer) {
        io::copy(&mut upstream, &mut io::sink())?;
        return Ok(End::Cut);
    }
    let has_body = response.has_body(request);
    let mut pending = response.to_client(has_body);
    if !has_body {
        client.write_all(&pending)?;
        return Ok(End::Complete);
    }
    let (mut passed, mut block) = (0, [0; 16 * 1024]);
    loop {
        if fault() != Some(Fault::Buffered) {
            client.write_all(&pending)?;
            pending.clear();
        }
        let read = upstream.read(&mut block)?;
        let (limit, end) = limit(fault().as_ref());
        let taken = read.min(limit.saturating_sub(passed));
        passed += taken;
        if taken > 0 {
            write!(pending, "{taken:x}\r\n")?;
            pending.extend_from_slice(&block[..taken]);
            pending.extend_from_slice(b"\r\n");
        }
        let end = match (read, taken < read) {
            (0, _) => End::Complete,
            (_, true) => end,
            (_, false) => continue,
        };
        if end == End::Complete {
            pending.extend_from_slice(b"0\r\n\r\n");
        }
        client.write_all(&pending)?;
        return Ok(end);
    }
}

/// The number of bytes of a body that a fault lets through, and what happens then.
fn limit(fault: Option<&Fault>) -> (usize, End) {
    match fault {
        Some(Fault::CutAfter(limit)) => (*limit, End::Cut),
        Some(Fault::EndAfter(limit)) => (*limit, End::Complete),
        Some(Fault::StallAfter(limit)) => (*limit, End::Stalled),
        _ => (usize::MAX, End::Complete),
    }
}
