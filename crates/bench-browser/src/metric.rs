//! What is measured, and the value to reach.

use super::sites::Size;

/// A measured quantity, in the order of printing: what is seen first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    Contentful,
    FirstRowPainted,
    SecondPainted,
    ThirdPainted,
    InUsePainted,
    FirstAnswer,
    KeyPainted,
    KeyPainted99,
    TogglePainted,
    LocationPainted,
    SortPainted,
    ScrollDropped,
    FastScrollDropped,
    WheelDropped,
    ScrollBlank,
    FastScrollBlank,
    WheelBlank,
    KeyElements,
    KeyStyle,
    KeyObjects,
    KeyLayout,
    KeyPaint,
    KeyMain,
    StartMain,
    StartLongest,
    WarmLongest,
    LongTask,
    PrivateMemory,
    Heap,
    Wasm,
    HeapGrowth,
    WasmGrowth,
    NodesGrowth,
    ListenersGrowth,
    WasmHere,
    Compiled,
    DataHere,
    FirstRow,
    SecondRow,
    ThirdRow,
    InUseRow,
    Key,
    Toggle,
    Eligibility,
    Location,
    Sort,
    Late,
    Scroll,
    FastScroll,
    Wheel,
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
            Self::Contentful => "first contentful paint, ms",
            Self::FirstRowPainted => "first row painted: first visit, ms",
            Self::SecondPainted => "first row painted: second visit, after a restart, ms",
            Self::ThirdPainted => "first row painted: third visit, ms",
            Self::InUsePainted => "first row painted: first visit, browser in use, ms",
            Self::FirstAnswer => "typing from the first paint on: answer painted, ms",
            Self::KeyPainted => "key in the search to painted, ms",
            Self::KeyPainted99 => "key in the search to painted, 99th percentile, ms",
            Self::TogglePainted => "status toggled to painted, ms",
            Self::LocationPainted => "location toggled to painted, ms",
            Self::SortPainted => "sorted to painted, ms",
            Self::ScrollDropped => "scrolling 120 px a frame, frames dropped, %",
            Self::FastScrollDropped => "scrolling 600 px a frame, frames dropped, %",
            Self::WheelDropped => "wheel, 4000 px/s, frames dropped, %",
            Self::ScrollBlank => "scrolling 120 px a frame, frames with a blank row",
            Self::FastScrollBlank => "scrolling 600 px a frame, frames with a blank row",
            Self::WheelBlank => "wheel, 4000 px/s, frames with a blank row",
            Self::KeyElements => "per key: elements restyled",
            Self::KeyStyle => "per key: style, ms",
            Self::KeyObjects => "per key: objects laid out",
            Self::KeyLayout => "per key: layout, ms",
            Self::KeyPaint => "per key: painting and commit, ms",
            Self::KeyMain => "per key: main thread, ms",
            Self::StartMain => "main thread until 0.5 s after the first row, ms",
            Self::StartLongest => "longest task until the first row, ms",
            Self::WarmLongest => "longest task after it, ms",
            Self::LongTask => "longest task while filtering, ms",
            Self::PrivateMemory => "private memory of the page, MB",
            Self::Heap => "JS heap, MB",
            Self::Wasm => "wasm memory, MB",
            Self::HeapGrowth => "JS heap after the navigations, % more",
            Self::WasmGrowth => "wasm memory after the navigations, % more",
            Self::NodesGrowth => "nodes after the navigations, % more",
            Self::ListenersGrowth => "event listeners after the navigations, % more",
            Self::WasmHere => "first visit: wasm received, ms",
            Self::Compiled => "first visit: wasm compiled, ms",
            Self::DataHere => "first visit: dataset received, ms",
            Self::FirstRow => "first row in the DOM: first visit, ms",
            Self::SecondRow => "first row in the DOM: second visit, after a restart, ms",
            Self::ThirdRow => "first row in the DOM: third visit, ms",
            Self::InUseRow => "first row in the DOM: first visit, browser in use, ms",
            Self::Key => "key in the search to DOM, ms",
            Self::Toggle => "status toggled to DOM, ms",
            Self::Eligibility => "eligibility toggled to DOM, ms",
            Self::Location => "location toggled to DOM, ms",
            Self::Sort => "sorted to DOM, ms",
            Self::Late => "changes after their frame",
            Self::Scroll => "scrolling 120 px a frame, frames/s",
            Self::FastScroll => "scrolling 600 px a frame, frames/s",
            Self::Wheel => "wheel, 4000 px/s, frames/s",
        }
    }

    /// Returns the target; that of a size holds for every smaller one.
    pub const fn target(self, size: Size) -> Option<Target> {
        let large = size.engagements > 10_000;
        Some(match self {
            Self::FirstRow | Self::FirstRowPainted | Self::InUseRow | Self::InUsePainted => {
                Target::AtMost(match size.engagements {
                    ..=200 => 200.0,
                    201..=10_000 => 350.0,
                    _ => 700.0,
                })
            }
            Self::Key | Self::Toggle | Self::Eligibility | Self::Location | Self::Sort => {
                Target::AtMost(if large { 3.0 } else { 2.0 })
            }
            Self::KeyPainted99 => Target::AtMost(33.0),
            // The browser reports tasks of 50 ms and more; 0 means none.
            Self::LongTask => Target::AtMost(50.0),
            Self::HeapGrowth | Self::WasmGrowth | Self::NodesGrowth | Self::ListenersGrowth => Target::AtMost(5.0),
            Self::ScrollDropped | Self::FastScrollDropped | Self::WheelDropped => Target::AtMost(1.0),
            // Of 60 frames a second, one can be lost to the different clocks of page and screen.
            Self::Scroll | Self::FastScroll | Self::Wheel => Target::AtLeast(59.0),
            Self::ScrollBlank | Self::FastScrollBlank | Self::WheelBlank => Target::AtMost(0.0),
            _ => return None,
        })
    }

    /// Returns the most that a median of ours may be as a multiple of the other page's.
    pub const fn ratio(self, size: Size) -> Option<f64> {
        let by_size = match size.engagements {
            ..=200 => 0,
            201..=10_000 => 1,
            _ => 2,
        };
        Some(match self {
            Self::Contentful => 0.5,
            Self::FirstRowPainted => [0.9, 0.7, 0.4][by_size],
            Self::SecondPainted | Self::ThirdPainted => [1.0, 0.8, 0.5][by_size],
            Self::KeyPainted | Self::KeyMain => 1.0,
            Self::TogglePainted => 1.1,
            Self::StartMain => [1.1, 1.0, 0.8][by_size],
            Self::PrivateMemory => [1.3, 1.0, 0.6][by_size],
            _ => return None,
        })
    }
}
