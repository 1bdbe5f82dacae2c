//! Request metrics in the Prometheus text format.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

/// Counts and durations of requests.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Labels, Histogram>>,
}

/// Method, route and status. Routes are patterns, so the number of labels is bounded.
type Labels = (String, String, u16);

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

/// Values measured at the time of a scrape.
pub struct Gauges {
    /// The number of the newest change.
    pub revision: i64,
    /// Open event streams.
    pub listeners: usize,
    /// Running requests.
    pub running: usize,
    /// Whether the last write to the database succeeded.
    pub writable: bool,
    /// Failed writes by kind.
    pub failed_writes: Vec<(&'static str, u64)>,
}

impl Metrics {
    /// Records a finished request.
    pub fn observe(&self, method: &str, route: &str, status: u16, seconds: f64) {
        let method = if METHODS.contains(&method) { method } else { "OTHER" };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = requests.entry((method.to_owned(), route.to_owned(), status)).or_default();
        for (bucket, bound) in histogram.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= bound);
        }
        histogram.count += 1;
        histogram.seconds += seconds;
    }

    /// Renders the text format.
    pub fn render(&self, gauges: &Gauges) -> String {
        let mut text = String::new();
        let mut gauge = |name: &str, help: &str, value: &dyn std::fmt::Display| {
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
        };
        gauge("mci_revision", "The number of the newest change.", &gauges.revision);
        gauge("mci_listeners", "Open event streams.", &gauges.listeners);
        gauge("mci_requests_running", "Running requests.", &gauges.running);
        gauge("mci_writable", "Whether the last write to the database succeeded.", &u8::from(gauges.writable));
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
        metrics.observe("BREW", "unmatched", 404, 0.0);
        let failed_writes = vec![("full", 3)];
        let text = metrics.render(&Gauges { revision: 7, listeners: 1, running: 2, writable: false, failed_writes });
        assert!(text.contains("mci_writable 0\n") && text.contains("mci_failed_writes{reason=\"full\"} 3\n"));
        assert!(text.contains("mci_revision 7\n"));
        let labels = "method=\"GET\",route=\"/a/{id}\",status=\"200\"";
        assert!(text.contains(&format!("mci_request_seconds_bucket{{{labels},le=\"0.005\"}} 1\n")), "{text}");
        assert!(text.contains(&format!("mci_request_seconds_count{{{labels}}} 2\n")));
        assert!(text.contains("method=\"OTHER\""));
    }
}
