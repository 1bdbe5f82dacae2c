//! A queue for work that only a few can do at the same time, with one line for each client.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::client::{Client, Network};

/// A queue with a line for each client. Lines take turns, so that a long one does not delay the others. If the queue
/// is full, the longest line gives up its last place to a client with a shorter one.
pub struct FairQueue(Arc<Mutex<State>>);

struct State {
    /// How many turns there are at the same time.
    slots: usize,
    /// Turns that nobody has.
    free: usize,
    /// How many clients can wait.
    capacity: usize,
    /// The line whose turn is next is the first.
    lines: VecDeque<Line>,
    /// How long a turn takes, as a moving average.
    turn: Duration,
}

struct Line {
    client: Network,
    waiting: VecDeque<oneshot::Sender<Turn>>,
}

/// A turn; the next in the queue gets it when it is dropped.
#[derive(Debug)]
pub struct Turn {
    queue: Option<Queue>,
    start: Instant,
}

#[derive(Clone)]
struct Queue(Arc<Mutex<State>>);

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Queue")
    }
}

/// There is no place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueFull {
    /// When the queue that is there now will have been served.
    pub retry_after: Duration,
}

impl FairQueue {
    /// Creates a queue. `turn` is a first estimate of how long a turn takes.
    pub fn new(slots: usize, capacity: usize, turn: Duration) -> Self {
        Self(Arc::new(Mutex::new(State { slots, free: slots, capacity, lines: VecDeque::new(), turn })))
    }

    /// Waits for a turn. Fails at once if the queue is full, or later if another client takes the place.
    pub async fn enter(&self, client: Client) -> Result<Turn, QueueFull> {
        let receiver = {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if state.free > 0 {
                state.free -= 1;
                return Ok(self.turn());
            }
            state.join(client.site)?
        };
        receiver.await.map_err(|_| self.0.lock().unwrap_or_else(PoisonError::into_inner).full())
    }

    /// Returns how many clients wait.
    pub fn waiting(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting()
    }

    fn turn(&self) -> Turn {
        Turn { queue: Some(Queue(Arc::clone(&self.0))), start: Instant::now() }
    }
}

impl State {
    fn waiting(&self) -> usize {
        self.lines.iter().map(|line| line.waiting.len()).sum()
    }

    fn full(&self) -> QueueFull {
        let turns = self.waiting().max(1).div_ceil(self.slots.max(1));
        QueueFull { retry_after: self.turn * u32::try_from(turns).unwrap_or(u32::MAX) }
    }

    fn join(&mut self, client: Network) -> Result<oneshot::Receiver<Turn>, QueueFull> {
        if self.waiting() >= self.capacity {
            self.prune();
        }
        let own = self.lines.iter().position(|line| line.client == client);
        if self.waiting() >= self.capacity {
            let length = own.map_or(0, |own| self.lines[own].waiting.len());
            let longest = self.lines.iter_mut().max_by_key(|line| line.waiting.len());
            let Some(longest) = longest.filter(|line| line.waiting.len() > length + 1) else {
                return Err(self.full());
            };
            // Dropping the sender notifies the client that has waited.
            longest.waiting.pop_back();
        }
        let (sender, receiver) = oneshot::channel();
        match own {
            Some(own) => self.lines[own].waiting.push_back(sender),
            None => self.lines.push_back(Line { client, waiting: [sender].into() }),
        }
        Ok(receiver)
    }

    /// Removes clients that have gone.
    fn prune(&mut self) {
        for line in &mut self.lines {
            line.waiting.retain(|sender| !sender.is_closed());
        }
        self.lines.retain(|line| !line.waiting.is_empty());
    }

    /// Takes the next client out of the queue; without one, the turn becomes free.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        while let Some(mut line) = self.lines.pop_front() {
            let next = line.waiting.pop_front();
            if !line.waiting.is_empty() {
                self.lines.push_back(line);
            }
            if next.is_some() {
                return next;
            }
        }
        self.free += 1;
        None
    }
}

impl Turn {
    /// Returns whether another client waits for this turn.
    pub fn has_successor(&self) -> bool {
        let state = |queue: &Queue| queue.0.lock().unwrap_or_else(PoisonError::into_inner).waiting() > 0;
        self.queue.as_ref().is_some_and(state)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(queue) = self.queue.take() else { return };
        let lock = || queue.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut state = lock();
            state.turn = state.turn * 7 / 8 + self.start.elapsed() / 8;
        }
        loop {
            // Not in the condition: the lock must be free when the turn is sent.
            let next = lock().next();
            let Some(next) = next else { return };
            match next.send(Turn { queue: Some(queue.clone()), start: Instant::now() }) {
                Ok(()) => return,
                // That client has gone. The turn is still this one.
                Err(mut turn) => turn.queue = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> Client {
        Client::new([192, 0, 2, last].into())
    }

    const TURN: Duration = Duration::from_millis(10);

    /// Starts waiting; the place is in the queue when this returns.
    async fn wait(queue: &Arc<FairQueue>, last: u8) -> tokio::task::JoinHandle<Result<Turn, QueueFull>> {
        let own = Arc::clone(queue);
        let task = tokio::spawn(async move { own.enter(client(last)).await });
        // The runtime of the test has one thread: the task runs until it waits.
        tokio::task::yield_now().await;
        task
    }

    #[tokio::test]
    async fn lines_take_turns() {
        let queue = Arc::new(FairQueue::new(1, 10, TURN));
        let turn = queue.enter(client(1)).await.unwrap();
        let mut first = Vec::new();
        for _ in 0..3 {
            first.push(wait(&queue, 1).await);
        }
        let second = wait(&queue, 2).await;
        drop(turn);
        let turn = first.remove(0).await.unwrap().unwrap();
        drop(turn);
        let turn = second.await.unwrap().unwrap();
        assert!(!first[0].is_finished(), "the other client was next");
        drop(turn);
        for waiting in first {
            drop(waiting.await.unwrap().unwrap());
        }
        assert_eq!((queue.waiting(), queue.0.lock().unwrap().free), (0, 1));
    }

    #[tokio::test]
    async fn the_longest_line_gives_up_a_place() {
        let queue = Arc::new(FairQueue::new(1, 3, TURN));
        let turn = queue.enter(client(1)).await.unwrap();
        let mut first = Vec::new();
        for _ in 0..3 {
            first.push(wait(&queue, 1).await);
        }
        assert_eq!(queue.enter(client(1)).await.err(), Some(QueueFull { retry_after: TURN * 3 }));
        let second = wait(&queue, 2).await;
        assert_eq!(first.pop().unwrap().await.unwrap().err(), Some(QueueFull { retry_after: TURN * 3 }));
        // One place each is as fair as it gets.
        assert!(wait(&queue, 2).await.await.unwrap().is_err());
        drop(turn);
        let last = first.pop().unwrap();
        for waiting in first.into_iter().chain([second, last]) {
            assert!(waiting.await.unwrap().is_ok());
        }
    }

    #[tokio::test]
    async fn clients_that_have_gone_take_no_turn() {
        let queue = Arc::new(FairQueue::new(1, 2, TURN));
        let turn = queue.enter(client(1)).await.unwrap();
        for _ in 0..5 {
            let gone = wait(&queue, 1).await;
            gone.abort();
            assert!(gone.await.unwrap_err().is_cancelled());
        }
        let last = wait(&queue, 1).await;
        drop(turn);
        assert!(last.await.unwrap().is_ok());
        assert_eq!((queue.waiting(), queue.0.lock().unwrap().free), (0, 1));
    }
}
