//! What a key costs the browser, from a trace: style with its elements, layout with its objects, painting.

use serde_json::Value;

use super::metric::Metric;
use super::report::Samples;

/// The categories of the trace. The second names the number of elements.
pub const CATEGORIES: &str = "devtools.timeline,disabled-by-default-devtools.timeline";

/// Adds the means of all keys.
pub fn add(events: &[Value], keys: usize, samples: &mut Samples) {
    // The process of the page is the one that handled the keys.
    let process = events.iter().find(|event| event["args"]["data"]["type"] == "keydown").map(|event| &event["pid"]);
    let of_page = |event: &&Value| Some(&event["pid"]) == process;
    let sum = |name: &str, figure: &dyn Fn(&Value) -> f64| -> Option<f64> {
        let named = events.iter().filter(|event| event["name"] == name).filter(of_page);
        #[expect(clippy::cast_precision_loss, reason = "few keys")]
        process.map(|_| named.map(figure).sum::<f64>() / keys as f64)
    };
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let ms = |event: &Value| number(&event["dur"]) / 1000.0;
    let sums = ["PrePaint", "Paint", "Layerize", "Commit"].map(|name| sum(name, &ms));
    samples.add(Metric::KeyElements, sum("UpdateLayoutTree", &|event| number(&event["args"]["elementCount"])));
    samples.add(Metric::KeyStyle, sum("UpdateLayoutTree", &ms));
    samples.add(Metric::KeyObjects, sum("Layout", &|event| number(&event["args"]["beginData"]["dirtyObjects"])));
    samples.add(Metric::KeyLayout, sum("Layout", &ms));
    samples.add(Metric::KeyPaint, sums.into_iter().sum());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn adds_the_events_of_the_page_only() {
        let event = |pid: u32, name: &str, elements: u32| {
            let arguments = json!({ "elementCount": elements });
            json!({ "pid": pid, "name": name, "dur": 2000, "args": arguments })
        };
        let key = json!({ "pid": 2, "name": "EventDispatch", "args": { "data": { "type": "keydown" } } });
        let events = [event(1, "UpdateLayoutTree", 900), key, event(2, "UpdateLayoutTree", 40), event(2, "Paint", 0)];
        let mut samples = Samples::default();
        add(&events, 2, &mut samples);
        assert_eq!(samples.of(Metric::KeyElements), [20.0]);
        assert_eq!(samples.of(Metric::KeyStyle), [1.0]);
        assert_eq!(samples.of(Metric::KeyPaint), [1.0]);
    }
}
