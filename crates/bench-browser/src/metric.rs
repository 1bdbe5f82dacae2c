//! What is measured, and the value to reach.

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
pub enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Metric {
    /// Returns the name in the report.
    pub const fn label(self) -> &'static str {
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
    pub const fn target(self, size: Size) -> Option<Target> {
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
