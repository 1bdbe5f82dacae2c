//! A limit of what runs at the same time, of which each client gets at most a share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::client::{Client, Network};

/// How many permits there are.
#[derive(Clone, Copy, Debug)]
pub struct Capacity {
    /// For all clients together.
    pub total: usize,
    /// For one address: an IPv4 address or an IPv6 network of 64 bits.
    pub host: usize,
    /// For an IPv6 network of 48 bits.
    pub site: usize,
}

impl Capacity {
    const fn of(&self, network: Network) -> usize {
        match network {
            Network::V4(_) | Network::V6Subnet(_) => self.host,
            Network::V6Site(_) => self.site,
        }
    }
}

/// Permits, shared by clients.
pub struct Shares {
    capacity: Capacity,
    used: Arc<Mutex<Used>>,
}

#[derive(Default)]
struct Used {
    total: usize,
    by_network: HashMap<Network, usize>,
}

/// A permit; returned when it is dropped.
pub struct Share {
    used: Arc<Mutex<Used>>,
    client: Option<Client>,
}

impl Shares {
    /// Creates unused permits.
    pub fn new(capacity: Capacity) -> Self {
        Self { capacity, used: Arc::default() }
    }

    /// Takes a permit for a client, or for nobody in particular. Returns `None` if all are in use, or the client has
    /// its share.
    pub fn enter(&self, client: Option<Client>) -> Option<Share> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |network: Network| used.by_network.get(&network).copied().unwrap_or_default();
        let mut networks = client.into_iter().flat_map(Client::networks);
        if used.total >= self.capacity.total || networks.any(|network| count(network) >= self.capacity.of(network)) {
            return None;
        }
        used.total += 1;
        for network in client.into_iter().flat_map(Client::networks) {
            *used.by_network.entry(network).or_default() += 1;
        }
        drop(used);
        Some(Share { used: Arc::clone(&self.used), client })
    }

    /// Returns how many permits are in use.
    pub fn used(&self) -> usize {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).total
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.total -= 1;
        for network in self.client.into_iter().flat_map(Client::networks) {
            if let Some(count) = used.by_network.get_mut(&network) {
                *count -= 1;
                if *count == 0 {
                    used.by_network.remove(&network);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(shares: &Shares, ip: &str) -> Option<Share> {
        shares.enter(Some(Client::new(ip.parse().unwrap())))
    }

    #[test]
    fn one_client_cannot_take_all() {
        let shares = Shares::new(Capacity { total: 5, host: 2, site: 3 });
        let mut held: Vec<_> = ["192.0.2.1"; 3].into_iter().filter_map(|ip| enter(&shares, ip)).collect();
        assert_eq!(held.len(), 2, "its share");
        held.extend(["192.0.2.2"; 9].into_iter().filter_map(|ip| enter(&shares, ip)));
        held.extend(shares.enter(None));
        assert_eq!((held.len(), shares.used()), (5, 5));
        assert!(enter(&shares, "192.0.2.3").is_none() && shares.enter(None).is_none());
        drop(held);
        assert!(shares.used() == 0 && shares.used.lock().unwrap().by_network.is_empty());
    }

    #[test]
    fn networks_of_one_site_share() {
        let shares = Shares::new(Capacity { total: 9, host: 2, site: 3 });
        let networks = ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1::3", "2001:db8:0:2::1", "2001:db8:0:3::1"];
        let entered = networks.map(|ip| enter(&shares, ip));
        assert_eq!(entered.each_ref().map(Option::is_some), [true, true, false, true, false]);
        assert!(enter(&shares, "2001:db8:1::1").is_some());
    }
}
