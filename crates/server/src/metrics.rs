//! Request metrics in the Prometheus text format.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Counts and durations of requests.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Labels, Histogram>>,
    /// Connections that the operating system did not hand over.
    pub accept_errors: Counter,
    /// Connections that were closed at once, because there were too many.
    pub connections_rejected: Counter,
    /// Connections that were closed, because the client took no data.
    pub connections_stalled: Counter,
}

/// A number that only grows.
#[derive(Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds one.
    pub fn increment(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Method, route and status. Routes are patterns, so the number of labels is bounded.
type Labels = (&'static str, String, u16);

#[derive(Default)]
struct Histogram {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

/// Upper bounds of the buckets, in seconds.
const BUCKETS: [f64; 8] = [0.001, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0];

/// The methods with a separate label; clients can send arbitrary methods.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];

/// Returns a method as logs and metrics name it: of fixed size, whatever a client sends.
pub fn known_method(method: &str) -> &'static str {
    METHODS.into_iter().find(|known| *known == method).unwrap_or("OTHER")
}

/// Values measured at the time of a scrape.
pub struct Gauges {
    /// The number of the newest change.
    pub revision: i64,
    /// Open event streams.
    pub listeners: usize,
    /// Open connections.
    pub connections: usize,
    /// Requests whose body is being received.
    pub receiving: usize,
    /// Sign-ins with a password.
    pub sign_ins: usize,
    /// Those of them that wait for hashing.
    pub hashing_queue: usize,
    /// Running requests.
    pub running: usize,
    /// Whether the last write to the database succeeded.
    pub writable: bool,
    /// Failed writes by kind.
    pub failed_writes: Vec<(&'static str, u64)>,
}

impl Metrics {
    /// Records a finished request.
    pub fn observe(&self, method: &'static str, route: &str, status: u16, seconds: f64) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = requests.entry((method, route.to_owned(), status)).or_default();
        for (bucket, bound) in histogram.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= bound);
        }
        histogram.count += 1;
        histogram.seconds += seconds;
    }

    /// Renders the text format.
    pub fn render(&self, gauges: &Gauges) -> String {
        let mut text = String::new();
        let mut value = |kind: &str, name: &str, help: &str, value: &dyn std::fmt::Display| {
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
        };
        value("gauge", "mci_revision", "The number of the newest change.", &gauges.revision);
        value("gauge", "mci_listeners", "Open event streams.", &gauges.listeners);
        value("gauge", "mci_connections", "Open connections.", &gauges.connections);
        value("gauge", "mci_requests_receiving", "Requests whose body is being received.", &gauges.receiving);
        value("gauge", "mci_sign_ins", "Sign-ins with a password, most of which wait.", &gauges.sign_ins);
        value("gauge", "mci_hashing_queue", "Sign-ins that wait for hashing.", &gauges.hashing_queue);
        value("gauge", "mci_requests_running", "Running requests.", &gauges.running);
        value("gauge", "mci_writable", "Whether the last write succeeded.", &u8::from(gauges.writable));
        for (name, help, counter) in [
            ("mci_accept_errors_total", "Connections that could not be accepted.", &self.accept_errors),
            ("mci_connections_rejected_total", "Connections beyond a limit.", &self.connections_rejected),
            ("mci_connections_stalled_total", "Connections that took no data.", &self.connections_stalled),
        ] {
            value("counter", name, help, &counter.get());
        }
        let name = "mci_failed_writes";
        let _ = writeln!(text, "# HELP {name} Failed writes to the database.\n# TYPE {name} counter");
        for (reason, count) in &gauges.failed_writes {
            let _ = writeln!(text, "{name}{{reason=\"{reason}\"}} {count}");
        }
        let name = "mci_request_seconds";
        let _ = writeln!(text, "# HELP {name} How long requests took.\n# TYPE {name} histogram");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route, status), histogram) in requests.iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (count, bound) in histogram.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(text, "{name}_bucket{{{labels},le=\"{bound}\"}} {count}");
            }
            let _ = writeln!(text, "{name}_bucket{{{labels},le=\"+Inf\"}} {}", histogram.count);
            let _ = writeln!(text, "{name}_sum{{{labels}}} {}", histogram.seconds);
            let _ = writeln!(text, "{name}_count{{{labels}}} {}", histogram.count);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_requests_by_route() {
        let metrics = Metrics::default();
        metrics.observe("GET", "/a/{id}", 200, 0.003);
        metrics.observe("GET", "/a/{id}", 200, 0.3);
        metrics.observe(known_method("BREW"), "unmatched", 404, 0.0);
        metrics.accept_errors.increment();
        let gauges = Gauges {
            revision: 7,
            listeners: 1,
            connections: 6,
            receiving: 5,
            sign_ins: 4,
            hashing_queue: 3,
            running: 2,
            writable: false,
            failed_writes: vec![("full", 3)],
        };
        let text = metrics.render(&gauges);
        assert!(text.contains("# TYPE mci_accept_errors_total counter\nmci_accept_errors_total 1\n"));
        assert!(text.contains("mci_writable 0\n") && text.contains("mci_failed_writes{reason=\"full\"} 3\n"));
        assert!(text.contains("mci_revision 7\n"));
        let labels = "method=\"GET\",route=\"/a/{id}\",status=\"200\"";
        assert!(text.contains(&format!("mci_request_seconds_bucket{{{labels},le=\"0.005\"}} 1\n")), "{text}");
        assert!(text.contains(&format!("mci_request_seconds_count{{{labels}}} 2\n")));
        assert!(text.contains("method=\"OTHER\""));
    }
}
