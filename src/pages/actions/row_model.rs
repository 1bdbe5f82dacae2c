//! The content of a row: the action, its due day, the money at stake, and the control that opens where it is done.

use domain::actions::{Action, ActionKind, LapsedClaim, Severity, Task};
use domain::catalogue::Catalogue;
use domain::id::{EngagementId, LocationId};
use domain::model::{Claim, CredentialKind, Engagement, Location};
use domain::payee::ProfileKind;
use domain::view::{PayeeControl, has_customers};
use domain::{Idx, Lang, Money};

use crate::components::Glyph;
use crate::pages::access;
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{Subject, format, isolated, lang, t};

/// The content of a row.
pub struct RowModel {
    pub glyph: Glyph,
    pub severity: Severity,
    pub sentence: String,
    /// Effect, location, engagement, claim.
    pub notes: Vec<(Glyph, String)>,
    /// The page of the claim, which the last note names; `None` where the control leads there.
    pub claim_href: Option<String>,
    pub due: String,
    /// The due day relative to today.
    pub relative_due: Option<String>,
    pub amounts: Vec<Money>,
    /// `None` where nothing can be done.
    pub control: Option<Control>,
}

/// Where the action is done. `about` makes the accessible name of the control unique.
pub enum Control {
    /// A page of the app.
    Page { label: &'static str, about: String, href: String },
    /// The control of a payee profile.
    Payee { control: PayeeControl, about: String, location: LocationId, profile: ProfileKind },
}

impl RowModel {
    /// Returns the row of an action.
    pub fn of(state: State, action: &Action) -> Option<Self> {
        let (t, format, today) = (t(), format(), state.day());
        let is_over = action.due.is_some_and(|due| due < today);
        state.dataset.with(|catalogue| {
            let of = (action.location, action.engagement, action.claim);
            let names = Names::of(lang(), catalogue, of, Some(&action.task));
            let days_late = || action.due.and_then(|due| u32::try_from(today.since(due)).ok()).unwrap_or_default();
            Self {
                glyph: glyph(&action.task),
                severity: action.severity,
                sentence: (t.actions().sentence)(&format, &action.task, &names.subject(is_over)),
                notes: notes(catalogue, action.claim, &names, (t.actions().effect)(&format, &action.task, is_over)),
                claim_href: None,
                due: match action.due {
                    Some(due) => format.day(due),
                    None if action.severity == Severity::Later => t.actions().no_deadline.to_owned(),
                    None => t.actions().as_soon_as_possible.to_owned(),
                },
                relative_due: action.due.map(|due| {
                    if is_over { (t.actions().overdue)(&format, days_late()) } else { format.days_from(due, today) }
                }),
                amounts: catalogue.stake([action]).totals().to_vec(),
                control: Some(control(state, catalogue, action, names)),
            }
        })
    }

    /// Returns the row of a lapsed claim: why and when it lapsed, and what is lost. Nothing can be done about it.
    pub fn of_lapsed(state: State, lapsed: &LapsedClaim) -> Option<Self> {
        let (t, format, today) = (t(), format(), state.day());
        let last = lapsed.lapse.last_day;
        state.dataset.with(|catalogue| {
            let of = (lapsed.location, Some(lapsed.engagement), Some(lapsed.claim));
            let names = Names::of(lang(), catalogue, of, None);
            Self {
                glyph: Glyph::Clock,
                severity: Severity::Later,
                sentence: (t.actions().lapse)(lapsed.lapse.reason, &names.about),
                notes: notes(catalogue, Some(lapsed.claim), &names, None),
                claim_href: catalogue
                    .data()
                    .claims
                    .get(lapsed.claim.index())
                    .map(|claim| state.views.href(Route::Claim(claim.id.clone()))),
                due: last.map_or_else(|| t.actions().no_last_day.to_owned(), |last| format.day(last)),
                relative_due: last.map(|last| format.days_from(last, today)),
                amounts: catalogue.money_of([lapsed.claim]).totals().to_vec(),
                control: None,
            }
        })
    }
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

/// The names of what an action is about; empty where there is none.
struct Names {
    location: String,
    engagement: String,
    /// The subject of the sentence.
    about: String,
    /// The kind of the subject, where it is a credential.
    kind: Option<CredentialKind>,
}

/// What a row is about.
type Places = (Option<Idx<Location>>, Option<Idx<Engagement>>, Option<Idx<Claim>>);

impl Names {
    /// Returns the names of what a task is about, or a claim where there is no task.
    fn of(lang: Lang, catalogue: &Catalogue, of: Places, task: Option<&Task>) -> Self {
        let data = catalogue.data();
        let (location, engagement, claim) = of;
        let location = location.and_then(|at| data.location_at(at));
        let engagement = engagement.and_then(|at| catalogue.engagement(at)).map(|engagement| engagement.name(lang));
        let customer = claim.and_then(|at| data.customer(&data.claims.get(at.index())?.customer));
        let place = location.map(|location| location.name.as_str());
        let credential = match task {
            Some(Task::RenewAttainment { attainment, .. }) => {
                location.and_then(|location| data.credential(&location.attainments.get(attainment.index())?.credential))
            }
            _ => None,
        };
        let about = match task {
            Some(Task::MendProfile { .. }) => place,
            Some(Task::RenewAttainment { .. }) => credential.map(|credential| credential.name.get(lang)),
            Some(Task::FinishBeforeEnd { .. }) => engagement,
            _ => customer.map(|customer| customer.name.as_str()),
        };
        let name = |name: Option<&str>| name.map(isolated).unwrap_or_default();
        let kind = credential.map(|credential| credential.kind);
        Self { location: name(place), engagement: name(engagement), about: name(about), kind }
    }

    fn subject(&self, over: bool) -> Subject<'_> {
        Subject { about: &self.about, kind: self.kind, location: &self.location, over }
    }
}

fn notes(
    catalogue: &Catalogue,
    claim: Option<Idx<Claim>>,
    names: &Names,
    effect: Option<String>,
) -> Vec<(Glyph, String)> {
    let mut notes: Vec<(Glyph, String)> = effect.map(|effect| (Glyph::Warning, effect)).into_iter().collect();
    if let Some(claim) = claim.and_then(|at| catalogue.data().claims.get(at.index())) {
        notes.push((Glyph::Location, names.location.clone()));
        notes.push((Glyph::Award, names.engagement.clone()));
        notes.push((Glyph::Document, (t().common().claim)(claim.id.as_str())));
    }
    notes
}

fn control(state: State, catalogue: &Catalogue, action: &Action, names: Names) -> Control {
    let data = catalogue.data();
    let location = action.location.and_then(|at| data.location_at(at));
    if let (Task::MendProfile { profile, .. }, Some(location)) = (&action.task, location) {
        let control = access::payee_control(state, data, location, *profile);
        return Control::Payee { control, about: names.location, location: location.id.clone(), profile: *profile };
    }
    let at_location = matches!(action.task.kind(), ActionKind::PayeeProfile | ActionKind::Attainment);
    if let Some(claim) = action.claim.and_then(|at| data.claims.get(at.index())) {
        let about = format!("{}, {}", names.about, (t().common().claim)(claim.id.as_str()));
        let href = state.views.href(Route::Claim(claim.id.clone()));
        return Control::Page { label: t().claims().open, about, href };
    }
    match (location.filter(|_| at_location), action.engagement.and_then(|at| catalogue.engagement(at))) {
        (None, Some(engagement)) => {
            let id = EngagementId::from(engagement.id());
            // What ends with claims to submit: its customers have them.
            let page =
                if has_customers(catalogue, engagement) { EngagementPage::Customers } else { EngagementPage::Summary };
            let route = Route::Engagement(id, page, ListView::default());
            let label = t().actions().open_engagement;
            Control::Page { label, about: names.engagement, href: state.views.href(route) }
        }
        (location, _) => {
            let id = location.map(|location| location.id.clone()).unwrap_or_default();
            let href = state.views.href(Route::Location(id));
            Control::Page { label: t().actions().open_location, about: names.location, href }
        }
    }
}
