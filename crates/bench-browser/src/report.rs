//! Medians and 95th percentiles beside their targets, and beside those of another page.

use std::collections::BTreeMap;
use std::fs;

use super::metric::{Metric, Target};
use super::sites::Size;

/// The figures of one browser.
#[derive(Default)]
pub struct Samples(Vec<(Metric, f64)>);

impl Samples {
    /// Adds a figure, if there is one.
    pub fn add(&mut self, metric: Metric, figure: Option<f64>) {
        self.0.extend(figure.map(|figure| (metric, figure)));
    }

    /// Returns the figures of a metric.
    #[cfg(test)]
    pub fn of(&self, metric: Metric) -> Vec<f64> {
        self.0.iter().filter(|(of, _)| *of == metric).map(|(_, figure)| *figure).collect()
    }
}

/// The figures of one page.
type Figures = BTreeMap<Metric, Vec<f64>>;

/// A table: the figures of the app, and of the page that it is compared with.
pub struct Table {
    title: String,
    size: Size,
    pages: [Figures; 2],
}

impl Table {
    /// Returns an empty table.
    pub const fn new(title: String, size: Size) -> Self {
        Self { title, size, pages: [Figures::new(), Figures::new()] }
    }

    /// Adds the figures of one browser to those of the app (0) or of the other page (1).
    pub fn add(&mut self, page: usize, samples: Samples) {
        for (metric, figure) in samples.0 {
            self.pages[page].entry(metric).or_default().push(figure);
        }
    }

    /// Prints the table.
    pub fn print(&self) {
        let [ours, others] = &self.pages;
        let head = if others.is_empty() { "" } else { "     other      p95     n  ratio" };
        println!("\n{:<54} {:>8} {:>8} {:>8} {:>5}{head}  target", self.title, "median", "p95", "least", "n");
        for (metric, figures) in ours {
            let target = metric.target(self.size);
            let (here, there) = (Summary::of(figures, target.as_ref()), others.get(metric));
            let there = there.map(|figures| Summary::of(figures, target.as_ref()));
            let ratio = there.as_ref().map(|there| here.median / there.median).filter(|ratio| ratio.is_finite());
            let mut line = format!("{:<54} {here}", metric.label());
            if !others.is_empty() {
                line.push_str(&there.map_or_else(
                    || " ".repeat(25),
                    |it| format!("  {:>8.1} {:>8.1} {:>5}", it.median, it.worse, it.count),
                ));
                line.push_str(&ratio.map_or_else(|| " ".repeat(7), |ratio| format!(" {ratio:>6.2}")));
            }
            let verdict = target.map(|target| judge(&target, here.median, here.worse)).unwrap_or_default();
            let compared = ratio
                .zip(metric.ratio(self.size))
                .map(|(ratio, most)| format!(" <= {most} x {}", if ratio <= most { "met" } else { "NOT MET" }));
            println!("{line}  {verdict}{}", compared.unwrap_or_default());
        }
    }
}

/// What the report says about the figures of a metric.
struct Summary {
    median: f64,
    worse: f64,
    least: f64,
    count: usize,
}

impl Summary {
    fn of(figures: &[f64], target: Option<&Target>) -> Self {
        let mut sorted = figures.to_vec();
        sorted.sort_by(f64::total_cmp);
        // Where more is better, the worst figures are the lowest.
        let bad = if matches!(target, Some(Target::AtLeast(_))) { 5 } else { 95 };
        let least = sorted.first().copied().unwrap_or_default();
        Self { median: percentile(&sorted, 50), worse: percentile(&sorted, bad), least, count: sorted.len() }
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { median, worse, least, count } = self;
        write!(formatter, "{median:>8.1} {worse:>8.1} {least:>8.1} {count:>5}")
    }
}

/// Prints the load of the machine while measuring.
pub fn print_loads(loads: &[f64]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let range = |pick: fn(f64, f64) -> f64| loads.iter().copied().reduce(pick).unwrap_or(f64::NAN);
    println!(
        "\nLoad of the machine while measuring, itself included: {:.1} to {:.1} on {cores} cores",
        range(f64::min),
        range(f64::max)
    );
}

fn judge(target: &Target, median: f64, worse: f64) -> String {
    let (met, words) = match *target {
        Target::AtMost(most) => ([median <= most, worse <= most], format!("<= {most}")),
        Target::AtLeast(least) => ([median >= least, worse >= least], format!(">= {least}")),
    };
    let verdict = match met {
        [true, true] => "met",
        [true, false] => "met by the median",
        [false, _] => "NOT MET",
    };
    format!("{words:<7} {verdict}")
}

/// Returns a percentile of sorted figures.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// Returns the load average of the last minute, where the system has it.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentile_is_a_measured_figure() {
        let figures: Vec<f64> = (1..=20).map(f64::from).collect();
        assert!((percentile(&figures, 50) - 10.0).abs() < f64::EPSILON);
        assert!((percentile(&figures, 95) - 19.0).abs() < f64::EPSILON);
        assert!((percentile(&figures, 5) - 1.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 50).is_nan());
    }

    #[test]
    fn judges_median_and_percentile() {
        assert_eq!(judge(&Target::AtMost(2.0), 1.0, 2.0), "<= 2    met");
        assert_eq!(judge(&Target::AtMost(2.0), 1.0, 3.0), "<= 2    met by the median");
        assert_eq!(judge(&Target::AtLeast(59.0), 30.0, 20.0), ">= 59   NOT MET");
    }
}
