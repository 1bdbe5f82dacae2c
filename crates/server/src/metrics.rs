//! What is counted, for Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

/// Counts and times of requests.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Labels, Times>>,
}

/// Method, route and status: a bounded number, as routes are patterns.
type Labels = (String, String, u16);

#[derive(Default)]
struct Times {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

/// Upper bounds, in seconds.
const BUCKETS: [f64; 8] = [0.001, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0];

/// The methods that are told apart: others are made up.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];

/// What is measured when it is asked for.
pub struct Now {
    /// The number of the newest change.
    pub revision: i64,
    /// Streams of changes that are open.
    pub listeners: usize,
    /// Requests that run.
    pub running: usize,
}

impl Metrics {
    /// Counts a request.
    pub fn observe(&self, method: &str, route: &str, status: u16, seconds: f64) {
        let method = if METHODS.contains(&method) { method } else { "OTHER" };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let times = requests.entry((method.to_owned(), route.to_owned(), status)).or_default();
        for (bucket, most) in times.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= most);
        }
        times.count += 1;
        times.seconds += seconds;
    }

    /// The text format of Prometheus.
    pub fn render(&self, now: &Now) -> String {
        let mut text = String::new();
        let mut gauge = |name: &str, help: &str, value: &dyn std::fmt::Display| {
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
        };
        gauge("mci_revision", "The number of the newest change.", &now.revision);
        gauge("mci_listeners", "Streams of changes that are open.", &now.listeners);
        gauge("mci_requests_running", "Requests that run.", &now.running);
        let name = "mci_request_seconds";
        let _ = writeln!(text, "# HELP {name} How long requests took.\n# TYPE {name} histogram");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route, status), times) in requests.iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (count, most) in times.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(text, "{name}_bucket{{{labels},le=\"{most}\"}} {count}");
            }
            let _ = writeln!(text, "{name}_bucket{{{labels},le=\"+Inf\"}} {}", times.count);
            let _ = writeln!(text, "{name}_sum{{{labels}}} {}", times.seconds);
            let _ = writeln!(text, "{name}_count{{{labels}}} {}", times.count);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route() {
        let metrics = Metrics::default();
        metrics.observe("GET", "/a/{id}", 200, 0.003);
        metrics.observe("GET", "/a/{id}", 200, 0.3);
        metrics.observe("BREW", "unmatched", 404, 0.0);
        let text = metrics.render(&Now { revision: 7, listeners: 1, running: 2 });
        assert!(text.contains("mci_revision 7\n"));
        let labels = "method=\"GET\",route=\"/a/{id}\",status=\"200\"";
        assert!(text.contains(&format!("mci_request_seconds_bucket{{{labels},le=\"0.005\"}} 1\n")), "{text}");
        assert!(text.contains(&format!("mci_request_seconds_count{{{labels}}} 2\n")));
        assert!(text.contains("method=\"OTHER\""));
    }
}
