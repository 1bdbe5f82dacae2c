//! The faults of an own file, each with its place in the workbook, or with the JSON path.

use std::sync::Arc;

use domain::dataset::DatasetProblem;
use leptos::prelude::*;

use crate::api::own_file::OwnFile;
use crate::text::{format, lang, t};

/// The faults that the workbook reader found, and the problems that the dataset reader found afterwards.
#[derive(Clone, Copy)]
pub struct Faults {
    pub file: StoredValue<Arc<OwnFile>>,
    pub problems: Signal<Vec<DatasetProblem>>,
}

impl Faults {
    /// Returns the place and the message of each; tracked.
    fn list(self) -> Vec<(String, String)> {
        let lang = lang();
        self.file.with_value(|file| {
            let report = &file.report;
            let of_workbook =
                report.faults.iter().map(|fault| (fault.place.text(lang), fault.message.text(lang).to_owned()));
            let of_dataset = |problem: &DatasetProblem| {
                let place = report.place_of(&problem.path)?;
                let place = place.map_or_else(|| problem.path.clone(), |place| place.text(lang));
                Some((place, (t().problems().problem)(&format(), &problem.kind)))
            };
            let of_dataset = self.problems.with(|problems| problems.iter().filter_map(of_dataset).collect::<Vec<_>>());
            of_workbook.chain(of_dataset).collect()
        })
    }

    /// Returns how many there are; tracked.
    pub fn count(self) -> usize {
        self.list().len()
    }
}

/// The list of faults.
#[component]
pub fn FaultList(faults: Faults) -> impl IntoView {
    let item = |(place, message): (String, String)| {
        view! {
            <li class="problems__item">
                <bdi class="problems__path small">{place}</bdi>
                <p><bdi>{message}</bdi></p>
            </li>
        }
    };
    view! {
        <ul class="problems" aria-label=t().own_file().show_faults>
            {move || faults.list().into_iter().map(item).collect_view()}
        </ul>
    }
}
