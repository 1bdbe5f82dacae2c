//! Medians and 95th percentiles beside their targets.

use std::collections::BTreeMap;
use std::fs;

use super::sites::Size;

/// A measured quantity, in the order of printing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    Contentful,
    WasmHere,
    Compiled,
    DataHere,
    FirstRow,
    FirstRowPainted,
    LongTaskWarming,
    NextFirstRow,
    NextFirstRowPainted,
    FirstKey,
    FirstRowInUse,
    FirstRowInUsePainted,
    Key,
    Status,
    Eligibility,
    Location,
    Sort,
    Layout,
    Late,
    LongTask,
    Scroll,
    ScrollBlank,
    FastScroll,
    FastScrollBlank,
    Wheel,
    WheelBlank,
    Heap,
    Wasm,
    Memory,
}

/// The value to reach.
enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Metric {
    const fn label(self) -> &'static str {
        match self {
            // In a newly started browser.
            Self::Contentful => "first visit: first contentful paint, ms",
            Self::WasmHere => "first visit: wasm received, ms",
            Self::Compiled => "first visit: wasm compiled, ms",
            Self::DataHere => "first visit: dataset received, ms",
            Self::FirstRow => "first visit: first row in the DOM, ms",
            Self::FirstRowPainted => "first visit: first row painted, ms",
            Self::LongTaskWarming => "first visit: longest task after it, ms",
            Self::NextFirstRow => "next visit: first row in the DOM, ms",
            Self::NextFirstRowPainted => "next visit: first row painted, ms",
            Self::FirstKey => "next visit: key at once after it, ms",
            Self::FirstRowInUse => "first visit, browser in use: first row in the DOM, ms",
            Self::FirstRowInUsePainted => "first visit, browser in use: first row painted, ms",
            Self::Key => "key in the search to DOM, ms",
            Self::Status => "status toggled to DOM, ms",
            Self::Eligibility => "eligibility toggled to DOM, ms",
            Self::Location => "location toggled to DOM, ms",
            Self::Sort => "sorted to DOM, ms",
            Self::Layout => "style and layout after these, ms",
            Self::Late => "changes after their frame",
            Self::LongTask => "longest task while filtering, ms",
            Self::Scroll => "scrolling 120 px a frame, frames/s",
            Self::FastScroll => "scrolling 600 px a frame, frames/s",
            Self::Wheel => "wheel, 4000 px/s, frames/s",
            Self::ScrollBlank | Self::FastScrollBlank | Self::WheelBlank => "… frames with a blank row",
            Self::Heap => "JS heap, MB",
            Self::Wasm => "wasm memory, MB",
            Self::Memory => "JS heap and wasm, MB",
        }
    }

    /// Returns the target; that of a size holds for every smaller one.
    const fn target(self, size: Size) -> Option<Target> {
        let large = size.engagements > 10_000;
        Some(match self {
            Self::FirstRow | Self::FirstRowPainted | Self::FirstRowInUse | Self::FirstRowInUsePainted => {
                Target::AtMost(match size.engagements {
                    ..=200 => 200.0,
                    201..=10_000 => 350.0,
                    _ => 700.0,
                })
            }
            Self::Key | Self::Status | Self::Eligibility | Self::Location | Self::Sort => {
                Target::AtMost(if large { 3.0 } else { 2.0 })
            }
            // The browser reports tasks of 50 ms and more; 0 means none.
            Self::LongTask => Target::AtMost(50.0),
            // Of 60 frames a second, one can be lost to the different clocks of page and screen.
            Self::Scroll | Self::FastScroll | Self::Wheel => Target::AtLeast(59.0),
            Self::ScrollBlank | Self::FastScrollBlank | Self::WheelBlank => Target::AtMost(0.0),
            Self::Memory => Target::AtMost(60.0),
            _ => return None,
        })
    }
}

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
