//! A connection that fails when the client does not take what is written.

use std::error::Error;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Time in which a blocked connection must take [`MIN_PROGRESS`].
pub const TIMEOUT: Duration = Duration::from_secs(30);
/// Bytes that a blocked connection must take within the timeout: about 270 a second.
const MIN_PROGRESS: usize = 8 << 10;

/// A stream whose writes fail with [`io::ErrorKind::TimedOut`] when they make too little progress.
pub struct Progress<S> {
    stream: S,
    /// Ends the connection; runs while writes are blocked.
    timer: Pin<Box<Sleep>>,
    /// The bytes written since the timer runs; none while it does not.
    written: Option<usize>,
}

impl<S> Progress<S> {
    /// Wraps a stream.
    pub fn new(stream: S) -> Self {
        Self { stream, timer: Box::pin(sleep(TIMEOUT)), written: None }
    }

    /// Measures the progress of a write.
    fn measure(&mut self, write: Poll<io::Result<usize>>, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        match write {
            Poll::Ready(Ok(bytes)) => {
                self.written = self.written.map(|written| written + bytes).filter(|written| *written < MIN_PROGRESS);
            }
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                if self.written.is_none() {
                    self.written = Some(0);
                    self.timer.as_mut().reset(Instant::now() + TIMEOUT);
                }
                ready!(self.timer.as_mut().poll(context));
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
        }
        write
    }
}

/// Returns whether a connection has ended, because the client took no data.
pub fn is_stalled(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
}

impl<S: AsyncRead + Unpin> AsyncRead for Progress<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Progress<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let write = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.measure(write, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let write = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.measure(write, cx)
    }

    /// Without it every body would be copied before it is written.
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Everything is written.
        self.written = None;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    /// Writes to a client that reads some bytes every second; returns the result of the write and the time it took.
    async fn write(each_second: usize) -> (io::Result<()>, Duration) {
        let (ours, mut theirs): (DuplexStream, _) = duplex(4096);
        let client = tokio::spawn(async move {
            let mut buffer = vec![0; each_second.max(1)];
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if each_second > 0 && theirs.read(&mut buffer).await.unwrap_or(0) == 0 {
                    return;
                }
            }
        });
        let start = Instant::now();
        let mut progress = Progress::new(ours);
        let result = progress.write_all(&vec![0; 100_000]).await;
        client.abort();
        (result, start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn ends_clients_that_take_nothing() {
        for each_second in [0, 1, 100] {
            let (result, time) = write(each_second).await;
            assert_eq!(result.unwrap_err().kind(), io::ErrorKind::TimedOut, "{each_second}");
            assert!(time >= TIMEOUT && time < TIMEOUT + Duration::from_secs(2), "{each_second}: {time:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn keeps_slow_clients() {
        let (result, time) = write(500).await;
        assert!(result.is_ok() && time > Duration::from_secs(150), "{result:?} after {time:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_between_writes_do_not_count() {
        let (ours, mut theirs) = duplex(16);
        let mut progress = Progress::new(ours);
        for _ in 0..5 {
            // Blocks for a moment.
            let read = async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                theirs.read_exact(&mut [0; 20]).await
            };
            let write = async {
                progress.write_all(&[0; 20]).await?;
                progress.flush().await
            };
            let (read, write) = tokio::join!(read, write);
            assert!(read.is_ok() && write.is_ok());
            tokio::time::sleep(TIMEOUT * 2).await;
        }
    }
}
