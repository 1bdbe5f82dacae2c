//! The programme: grants and withdraws attainments.

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::command::Command;
use domain::grant::grant;
use domain::id::{AttainmentId, CredentialId};
use domain::model::{Attainment, Credential, Location};
use leptos::prelude::*;

use super::{Announcement, ChosenLocation};
use crate::state::State;
use crate::text::{format, lang, t};

/// An attainment of the location, or a credential that it does not hold.
struct Line {
    credential: CredentialId,
    name: String,
    note: String,
    /// The attainment to withdraw; `None` offers to grant one.
    held: Option<AttainmentId>,
}

fn lines(catalogue: &Catalogue, at: Idx<Location>) -> Vec<Line> {
    let (data, today) = (catalogue.data(), catalogue.day());
    let Some(location) = data.location_at(at) else { return Vec::new() };
    let mut lines = Vec::new();
    for credential in &data.credentials {
        let known = || location.attainments.iter().filter(|known| known.credential == credential.id);
        let before = lines.len();
        let open = known().filter(|known| known.last.is_none_or(|last| today <= last));
        lines.extend(open.map(|held| line(catalogue, credential, Some(held))));
        if lines.len() == before {
            lines.push(line(catalogue, credential, known().max_by_key(|known| known.last)));
        }
    }
    lines
}

fn line(catalogue: &Catalogue, credential: &Credential, known: Option<&Attainment>) -> Line {
    let (t, format, today) = (t(), format(), catalogue.day());
    let when = match known {
        None => t.demo().not_attained.to_owned(),
        Some(it) if it.last.is_some_and(|last| last < today) => {
            (t.eligibility().ended)(&format, it.last.map(|last| format.day(last)).unwrap_or_default())
        }
        Some(it) if today < it.first => (t.eligibility().begins)(&format, format.day(it.first)),
        Some(it) => match it.last {
            Some(last) => (t.eligibility().until)(&format, format.day(last)),
            None => (t.eligibility().since)(&format, format.day(it.first)),
        },
    };
    let held = known.filter(|known| known.last.is_none_or(|last| today <= last));
    let people = held.and_then(|held| held.people).map(|people| (t.eligibility().people)(&format, people));
    let kind = (t.eligibility().kind)(credential.kind).to_owned();
    let note: Vec<String> = [kind].into_iter().chain(people).chain([when]).collect();
    Line {
        credential: credential.id.clone(),
        name: credential.name.get(lang()).to_owned(),
        note: note.join(" · "),
        held: held.map(|held| held.id.clone()),
    }
}

/// Renders all credentials in the order of the programme, so that no row moves when one is granted or withdrawn.
pub fn section(state: State, chosen: ChosenLocation, announcement: Announcement) -> impl IntoView {
    let lines = state.dataset.with(|catalogue| Some(lines(catalogue, chosen.position(state)?))).flatten();
    let rows = lines.unwrap_or_default().into_iter().map(|line| row(state, line, chosen, announcement));
    view! {
        <h3 class="drawer__title" id="demo-programme">{t().demo().programme}</h3>
        <p class="drawer__note">{t().demo().programme_note}</p>
        {rows.collect_view()}
    }
}

fn row(state: State, line: Line, chosen: ChosenLocation, announcement: Announcement) -> impl IntoView {
    let label = if line.held.is_some() { t().demo().withdraw } else { t().demo().grant };
    let (name, note) = (line.name.clone(), line.note.clone());
    view! {
        <div class="drawer__row">
            <span class="drawer__label"><bdi>{name}</bdi><br/><span class="muted small">{note}</span></span>
            <button
                type="button"
                class="button button--small"
                aria-label=format!("{label}: {}", line.name)
                on:click=move |_| decide(state, chosen, announcement, &line)
            >
                {label}
            </button>
        </div>
    }
}

fn decide(state: State, chosen: ChosenLocation, announcement: Announcement, line: &Line) {
    let decided = chosen.position(state).and_then(|at| {
        state
            .dataset
            .with_untracked(|catalogue| Some(decision(catalogue, catalogue.data().location_at(at)?, line)))
            .flatten()
    });
    if let Some((command, done)) = decided {
        announcement.run(state, command, done);
    }
}

/// Returns the command of a row's button, and the announcement of its success.
fn decision(catalogue: &Catalogue, location: &Location, line: &Line) -> (Command, String) {
    let (data, day, id) = (catalogue.data(), catalogue.day(), location.id.clone());
    if let Some(attainment) = line.held.clone() {
        let done = (t().demo().withdrawn)(&line.name, &location.name);
        return (Command::WithdrawAttainment { location: id, attainment, from: day }, done);
    }
    let attainment = grant(data, location, &line.credential, day);
    let until = attainment.last.map(|last| format().day(last)).unwrap_or_default();
    let done = (t().demo().granted)(&line.name, &location.name, &until);
    (Command::GrantAttainment { location: id, attainment }, done)
}
