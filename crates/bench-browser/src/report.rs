//! Medians and 95th percentiles beside their targets.

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
}

/// The figures of every size.
pub struct Report {
    sizes: Vec<(Size, BTreeMap<Metric, Vec<f64>>)>,
    loads: Vec<f64>,
}

impl Report {
    /// Returns an empty report.
    pub fn new(sizes: &[Size]) -> Self {
        Self { sizes: sizes.iter().map(|size| (*size, BTreeMap::new())).collect(), loads: Vec::new() }
    }

    /// Adds the figures of one browser, and the load of the machine.
    pub fn add(&mut self, size: usize, samples: Samples) {
        if let Some((_, figures)) = self.sizes.get_mut(size) {
            for (metric, figure) in samples.0 {
                figures.entry(metric).or_default().push(figure);
            }
        }
        self.loads.extend(load());
    }

    /// Prints a table for each size.
    pub fn print(&self) {
        for (size, figures) in &self.sizes {
            println!("\n{:<54} {:>8} {:>8} {:>8} {:>5}  target", size.to_string(), "median", "p95", "least", "n");
            for (metric, figures) in figures {
                let mut figures = figures.clone();
                figures.sort_by(f64::total_cmp);
                let target = metric.target(*size);
                // Where more is better, the worst figures are the lowest.
                let bad = if matches!(target, Some(Target::AtLeast(_))) { 5 } else { 95 };
                let (median, worse) = (percentile(&figures, 50), percentile(&figures, bad));
                println!(
                    "{:<54} {median:>8.1} {worse:>8.1} {:>8.1} {:>5}  {}",
                    metric.label(),
                    figures.first().copied().unwrap_or_default(),
                    figures.len(),
                    target.map(|target| judge(&target, median, worse)).unwrap_or_default()
                );
            }
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let range = |pick: fn(f64, f64) -> f64| self.loads.iter().copied().reduce(pick).unwrap_or(f64::NAN);
        println!(
            "\nLoad of the machine while measuring, itself included: {:.1} to {:.1} on {cores} cores",
            range(f64::min),
            range(f64::max)
        );
    }
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
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// Returns the load average of the last minute, where the system has it.
fn load() -> Option<f64> {
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
