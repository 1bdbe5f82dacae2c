//! One action: what it is, by when, what it is worth, and the one place where it is done.

use domain::Money;
use domain::actions::{Action, ActionKind, Severity, Task};
use domain::catalogue::Catalogue;
use domain::id::{EngagementId, LocationId};
use domain::payee::ProfileKind;
use leptos::prelude::*;

use crate::components::{Glyph, icon, small_icon};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::{State, state};
use crate::text::{format, t};

/// What a row shows.
pub struct Row {
    glyph: Glyph,
    severity: Severity,
    sentence: String,
    /// What else one should know: a place, an engagement, what it holds up.
    notes: Vec<(Glyph, String)>,
    due: String,
    /// How far away it is.
    when: Option<String>,
    stake: Vec<String>,
    control: Control,
}

/// Where it is done.
enum Control {
    /// On a page of the app; whom or what it is about tells it from its like.
    Here { label: &'static str, about: String, href: String },
    /// Elsewhere.
    There { label: &'static str, about: String, href: String },
    /// In a form of the app, which hands in a profile.
    Submit { label: &'static str, about: String, location: LocationId, profile: ProfileKind },
    /// The person may not: why, and whom to ask.
    Refused { label: &'static str, id: String, why: String },
}

/// What the row of an action shows.
pub fn shown(state: State, action: &Action) -> Option<Row> {
    let (t, format, today) = (t(), format(), state.day());
    let over = action.due.is_some_and(|due| due < today);
    state.store.with(|catalogue| {
        let names = names(state, catalogue, action);
        let late = || action.due.and_then(|due| u32::try_from(today.since(due)).ok()).unwrap_or_default();
        Row {
            glyph: glyph(&action.task),
            severity: action.severity,
            sentence: (t.actions.sentence)(&format, &action.task, &names.about, &names.location, over),
            notes: notes(catalogue, action, &names, over),
            due: match action.due {
                Some(due) => format.day(due),
                None if action.severity == Severity::Later => t.actions.no_deadline.to_owned(),
                None => t.actions.as_soon_as_possible.to_owned(),
            },
            when: action
                .due
                .map(|due| if over { (t.actions.overdue)(&format, late()) } else { format.days_from(due, today) }),
            stake: action.stake.totals().iter().map(|&money: &Money| format.money(money)).collect(),
            control: control(state, catalogue, action, names),
        }
    })
}

const fn glyph(task: &Task) -> Glyph {
    match task {
        Task::MendProfile { profile: ProfileKind::Bank, .. } => Glyph::Bank,
        Task::MendProfile { profile: ProfileKind::Tax, .. } | Task::CompleteEvidence { .. } => Glyph::Document,
        Task::RenewAttainment { .. } => Glyph::Award,
        Task::AskForConsent | Task::RemindOfConsent => Glyph::People,
        Task::SubmitClaim => Glyph::Send,
        Task::AnswerReviewer => Glyph::Info,
        Task::DisputeRejection => Glyph::Error,
        Task::FinishBeforeEnd { .. } => Glyph::Calendar,
    }
}

/// A name that is read from right to left must not turn the sentence around it.
fn isolated(name: &str) -> String {
    let right_to_left = name.chars().any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
    if right_to_left { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// What an action is about, by name; empty where it is about none.
struct Names {
    location: String,
    engagement: String,
    /// Whom or what the sentence is about.
    about: String,
}

fn names(state: State, catalogue: &Catalogue, action: &Action) -> Names {
    let (data, lang) = (catalogue.data(), state.lang());
    let location = action.location.and_then(|at| data.locations.get(at));
    let engagement = action.engagement.and_then(|at| catalogue.engagement(at)).map(|engagement| engagement.name(lang));
    let customer = action.claim.and_then(|at| data.claims.get(at)).and_then(|claim| data.customer(&claim.customer));
    let place = location.map(|location| location.name.as_str());
    let about = match action.task {
        Task::MendProfile { .. } => place,
        Task::RenewAttainment { attainment, .. } => location
            .and_then(|location| data.credential(&location.attainments.get(attainment)?.credential))
            .map(|credential| credential.name.get(lang)),
        Task::FinishBeforeEnd { .. } => engagement,
        _ => customer.map(|customer| customer.name.as_str()),
    };
    let name = |name: Option<&str>| name.map(isolated).unwrap_or_default();
    Names { location: name(place), engagement: name(engagement), about: name(about) }
}

fn notes(catalogue: &Catalogue, action: &Action, names: &Names, over: bool) -> Vec<(Glyph, String)> {
    let claim = action.claim.and_then(|at| catalogue.data().claims.get(at));
    let effect = (t().actions.effect)(&format(), &action.task, over);
    let mut notes: Vec<(Glyph, String)> = effect.map(|effect| (Glyph::Warning, effect)).into_iter().collect();
    if let Some(claim) = claim {
        notes.push((Glyph::Location, names.location.clone()));
        notes.push((Glyph::Award, names.engagement.clone()));
        notes.push((Glyph::Document, (t().actions.claim)(claim.id.as_str())));
    }
    notes
}

fn control(state: State, catalogue: &Catalogue, action: &Action, names: Names) -> Control {
    let data = catalogue.data();
    let location = action.location.and_then(|at| data.locations.get(at));
    if let (Task::MendProfile { profile, .. }, Some(location)) = (&action.task, location) {
        let label = (t().eligibility.update_profile)(*profile);
        if !state.access(&location.id).may_change_payee() {
            let admins: Vec<&str> = data.partner.admins.iter().map(|admin| admin.name.as_str()).collect();
            let id = format!("why-{profile:?}-{}", location.id);
            return Control::Refused { label, id, why: (t().actions.only_admin)(&admins) };
        }
        if let Some(href) = location.payee.get(*profile).url.clone() {
            return Control::There { label, about: names.location, href };
        }
        if state.takes_profiles() {
            return Control::Submit { label, about: names.location, location: location.id.clone(), profile: *profile };
        }
    }
    let at_location = matches!(action.task.kind(), ActionKind::PayeeProfile | ActionKind::Attainment);
    match (location.filter(|_| at_location), action.engagement.and_then(|at| catalogue.engagement(at))) {
        (None, Some(engagement)) => {
            let id = EngagementId::from(engagement.id());
            let route = Route::Engagement(id, EngagementPage::Summary, ListView::default());
            let label = t().actions.open_engagement;
            Control::Here { label, about: names.engagement, href: state.views.href(route) }
        }
        (location, _) => {
            let id = location.map(|location| location.id.clone()).unwrap_or_default();
            let href = state.views.href(Route::Location(id));
            Control::Here { label: t().actions.open_location, about: names.location, href }
        }
    }
}

/// The row.
pub fn row(row: Row) -> impl IntoView {
    let Row { glyph, severity, sentence, notes, due, when, stake, control } = row;
    let class = match severity {
        Severity::Overdue => "action__icon action__icon--danger",
        Severity::Week => "action__icon action__icon--warn",
        Severity::Month | Severity::Later => "action__icon",
    };
    let note = |(glyph, text): (Glyph, String)| view! { <span>{small_icon(glyph)}<bdi>{text}</bdi></span> };
    let stake = (!stake.is_empty()).then(|| {
        let amounts = stake.into_iter().map(|amount| view! { <span>{amount}</span>" " }).collect_view();
        view! { <span class="visually-hidden">{t().actions.at_stake}" "</span>{amounts} }
    });
    let late = if severity == Severity::Overdue { "action__late small" } else { "muted small" };
    view! {
        <li class="action">
            <span class=class>{icon(glyph)}</span>
            <div class="action__body">
                <p class="action__text">{sentence}</p>
                <p class="action__meta">{notes.into_iter().map(note).collect_view()}</p>
            </div>
            <p class="action__due"><span>{due}</span>" "<span class=late>{when}</span></p>
            <p class="action__money">{stake}</p>
            <div class="action__do">{place(control)}</div>
        </li>
    }
}

/// The control that opens the place where it is done.
fn place(control: Control) -> AnyView {
    let (label, about, href, elsewhere) = match control {
        Control::Refused { label, id, why } => {
            return view! {
                <button type="button" class="button" aria-disabled="true" aria-describedby=id.clone()>{label}</button>
                <span class="small" id=id>{why}</span>
            }
            .into_any();
        }
        Control::Submit { label, about, location, profile } => {
            let state = state();
            let submit = move |_| state.hand_in(location.clone(), profile);
            let view = view! {
                <button type="button" class="button button--primary" on:click=submit>
                    {label}<span class="visually-hidden">": "{about}</span>
                </button>
            };
            return view.into_any();
        }
        Control::Here { label, about, href } => (label, about, href, false),
        Control::There { label, about, href } => (label, about, href, true),
    };
    let class = if elsewhere { "button button--primary" } else { "button" };
    let hint = elsewhere.then(|| format!(" {}", t().common.opens_in_new_tab));
    view! {
        <a class=class href=href target=elsewhere.then_some("_blank") rel=elsewhere.then_some("external noopener")>
            {label}<span class="visually-hidden">": "{about}{hint}</span>{elsewhere.then(|| small_icon(Glyph::External))}
        </a>
    }
    .into_any()
}
