//! The attainments of a location.

use domain::actions::Severity;
use domain::catalogue::Catalogue;
use domain::model::{Attainment, Location, Term};
use domain::view::{Phase, attainments_by_phase};
use domain::{Day, Idx};
use leptos::prelude::*;

use crate::state::State;
use crate::text::{format, lang, t};

struct Line {
    name: String,
    /// Kind, people or revenue, and validity.
    note: String,
    badge: &'static str,
    ends: String,
}

fn lines(catalogue: &Catalogue, at: Idx<Location>) -> Vec<Line> {
    let (data, today, lang) = (catalogue.data(), catalogue.day(), lang());
    let (t, format) = (t(), format());
    let Some(location) = data.location_at(at) else { return Vec::new() };
    let line = |(phase, attainment): (Phase, &Attainment)| {
        let credential = data.credential(&attainment.credential);
        let kind = credential.map(|credential| (t.eligibility().kind)(credential.kind).to_owned());
        let people = attainment.people.map(|people| (t.eligibility().people)(&format, people));
        let revenue = attainment.revenue.map(|revenue| format.money(revenue));
        let valid = match attainment.last {
            Some(last) => format.term(Term { first: attainment.first, last }).to_string(),
            None => (t.eligibility().since)(&format, format.day(attainment.first)),
        };
        let note: Vec<String> = kind.into_iter().chain(people).chain(revenue).chain([valid]).collect();
        let from = |day: Day| format.days_from(day, today);
        let (badge, ends) = match phase {
            Phase::Ends(last) => (badge(Severity::of(last, today)), from(last)),
            Phase::Endless => ("", t.location().no_end.to_owned()),
            Phase::Begins(first) => ("badge badge--info", (t.location().begins_in)(&format, from(first))),
            Phase::Ended(last) => ("badge", (t.location().ended_ago)(&format, from(last.0))),
        };
        Line {
            name: credential.map(|credential| credential.name.get(lang).to_owned()).unwrap_or_default(),
            note: note.join(" · "),
            badge,
            ends,
        }
    };
    attainments_by_phase(location, today).into_iter().map(line).collect()
}

/// Returns the badge; warns as the inbox does.
const fn badge(severity: Severity) -> &'static str {
    match severity {
        Severity::Overdue | Severity::Week => "badge badge--danger",
        Severity::Month => "badge badge--warn",
        Severity::Later => "",
    }
}

/// Renders the attainments of the location at a position in the data.
pub fn card(state: State, at: Idx<Location>) -> impl IntoView {
    let lines = state.dataset.with(|catalogue| lines(catalogue, at)).unwrap_or_default();
    let t = t().location();
    let none = lines.is_empty().then(|| view! { <p class="muted">{t.no_attainments}</p> });
    let table = (!lines.is_empty()).then(|| {
        view! {
            <table class="rates">
                <thead>
                    <tr>
                        <th scope="col">{t.attainment}</th>
                        <th scope="col" class="rates__amount">{t.ends}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    });
    view! {
        <div class="card__header"><h2 id="attainments">{t.attainments}</h2></div>
        {none}{table}
    }
}

fn row(line: Line) -> impl IntoView {
    let Line { name, note, badge, ends } = line;
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi><br/><span class="muted small">{note}</span></th>
            <td class="attainment__end"><span class=badge>{ends}</span></td>
        </tr>
    }
}
