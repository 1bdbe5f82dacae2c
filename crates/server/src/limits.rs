//! Limits that are shared fairly between clients, and maps of bounded size.

mod expiring_map;
mod fair_queue;
mod shares;
mod streams;

pub use expiring_map::ExpiringMap;
pub use fair_queue::{FairQueue, QueueFull, Turn};
pub use shares::{Capacity, Share, Shares};
pub use streams::{OpenStream, Streams};
