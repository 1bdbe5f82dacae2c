//! Whether the location can be paid, and where its profiles are mended.

use domain::dataset::wire::Contact;
use domain::earning::payee_of;
use domain::id::LocationId;
use domain::payee::{ProfileKind, ProfileStatus};
use leptos::prelude::*;

use crate::components::{Glyph, icon, small_icon};
use crate::state::{State, state};
use crate::text::t;

/// A bank or tax profile as it is shown.
struct Half {
    kind: ProfileKind,
    status: ProfileStatus,
    url: Option<String>,
    location: LocationId,
}

/// The payee profile of the location at a position of the data.
pub fn shown(state: State, at: usize) -> impl IntoView {
    let found = state.store.with(|catalogue| {
        let location = catalogue.data().locations.get(at)?;
        let half = |kind| {
            let profile = location.payee.get(kind);
            Half { kind, status: profile.status, url: profile.url.clone(), location: location.id.clone() }
        };
        let may_change = state.access(&location.id).may_change_payee();
        Some((payee_of(location), ProfileKind::ALL.map(half), catalogue.data().partner.admins.clone(), may_change))
    });
    found.flatten().map(|(whole, halves, admins, may_change)| card(whole, halves, admins, may_change))
}

fn card(whole: ProfileStatus, halves: [Half; 2], admins: Vec<Contact>, may_change: bool) -> impl IntoView {
    let t = t();
    let needs_partner = halves.iter().any(|half| half.status.needs_partner());
    let lost = (whole != ProfileStatus::Approved).then_some(t.location.months_lost);
    let takes = (whole != ProfileStatus::Approved).then_some(t.location.validation_takes);
    let refused = (needs_partner && !may_change).then(|| ask(admins));
    view! {
        <div class="card__header">
            <h2 id="payee">{t.eligibility.payee_profile}</h2>
            <span class=badge(whole)>{(t.eligibility.profile_status)(whole)}</span>
        </div>
        {halves.into_iter().map(|half| profile(half, may_change)).collect_view()}
        {refused}
        {lost.map(|lost| view! { <p class="profile__note muted small">{lost}" "{takes}</p> })}
    }
}

const fn badge(status: ProfileStatus) -> &'static str {
    match status {
        ProfileStatus::Approved => "badge badge--ok",
        ProfileStatus::PendingValidation => "badge badge--info",
        ProfileStatus::ActionRequired | ProfileStatus::Missing => "badge badge--danger",
    }
}

/// Why the person may not mend the profiles, and whom to ask.
fn ask(admins: Vec<Contact>) -> impl IntoView {
    let names: Vec<&str> = admins.iter().map(|admin| admin.name.as_str()).collect();
    let why = (t().actions.only_admin)(&names);
    let links = admins.into_iter().map(|Contact { name, email }| {
        view! { <a href=format!("mailto:{email}") aria-label=format!("{name}, {email}")>{email.clone()}</a>" " }
    });
    view! { <p class="profile__note small" id="payee-why">{why}" "<br/>{links.collect_view()}</p> }
}

fn profile(half: Half, may_change: bool) -> impl IntoView {
    let Half { kind, status, url, location } = half;
    let (state, t) = (state(), t());
    let glyph = match kind {
        ProfileKind::Bank => Glyph::Bank,
        ProfileKind::Tax => Glyph::Document,
    };
    let words = (t.eligibility.profile_status)(status);
    let approved = (status == ProfileStatus::Approved).then(|| {
        view! {
            <span class="verdict">
                <svg class="icon icon--ok" aria-hidden="true"><use href=Glyph::CheckCircle.href()/></svg>{words}
            </span>
        }
    });
    let below = approved.is_none().then(|| view! { <br/><span class="muted small">{words}</span> });
    let label = (t.eligibility.update_profile)(kind);
    let control = status.needs_partner().then(|| {
        if may_change && url.is_none() && state.takes_profiles() {
            let submit = move |_| state.hand_in(location.clone(), kind);
            return view! { <button type="button" class="button button--primary" on:click=submit>{label}</button> }
                .into_any();
        }
        // A link that leads nowhere is one that cannot be used.
        let refused = !may_change || url.is_none();
        if refused {
            let why = (!may_change).then_some("payee-why");
            return view! { <button type="button" class="button" aria-disabled="true" aria-describedby=why>{label}</button> }
                .into_any();
        }
        view! {
            <a class="button button--primary" href=url target="_blank" rel="external noopener">
                {label}<span class="visually-hidden">" "{t.common.opens_in_new_tab}</span>{small_icon(Glyph::External)}
            </a>
        }
        .into_any()
    });
    view! {
        <div class="profile">
            {icon(glyph)}
            <div class="profile__body">{(t.eligibility.profile)(kind)}{below}</div>
            {approved}{control}
        </div>
    }
}
