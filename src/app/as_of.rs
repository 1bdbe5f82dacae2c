//! The as-of day: the control in the top bar, and what differs from today.

use domain::Idx;
use domain::actions::Action;
use domain::catalogue::Catalogue;
use domain::differences::{Change, actions_not_in, earning_engagements, earning_locations};
use domain::model::{Engagement, Location};
use leptos::prelude::*;

use crate::components::{Glyph, Popover, icon};
use crate::pages::day_control;
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::{State, state};
use crate::text::{With1, clamped, format, lang, t};

/// The most names that a popover lists.
const MAX_NAMES: usize = 20;

/// Renders the button of the top bar, with the day, and its popover.
pub fn button() -> AnyView {
    let state = state();
    let open = RwSignal::new(false);
    let day = move || match state.views.day.get().filter(|day| *day != state.today.get()) {
        Some(day) => format().day(day),
        None => t().as_of().today.to_owned(),
    };
    view! {
        <button
            type="button"
            class="button button--subtle"
            aria-expanded=move || open.get().to_string()
            popovertarget="as-of"
            aria-label=move || format!("{} {}", t().as_of().title, day())
        >
            {icon(Glyph::Calendar)}
            <span class="button__text topbar__day">{day}</span>
            <span class="button__text topbar__word">{t().as_of().date}</span>
        </button>
        <Popover
            id="as-of"
            class="popover popover--end menu"
            label=t().as_of().title
            open
            on_toggle=move |is_open| open.set(is_open)
        >
            <div class="popover__body">
                <div class="menu__group">
                    <p class="menu__title" id="as-of-date">{t().as_of().date}</p>
                    {move || day_control(state, "as-of-date", |_| ())}
                </div>
            </div>
        </Popover>
    }
    .into_any()
}

/// What differs in one way: a button that lists it.
#[derive(Clone, PartialEq)]
struct Difference {
    /// The id of the popover.
    id: &'static str,
    label: String,
    /// The names with their addresses.
    links: Vec<(String, String)>,
    /// How many more there are.
    more: usize,
}

/// Renders what differs from today on the list that is shown; nothing on other pages.
pub fn differences(state: State) -> AnyView {
    let differences = Memo::new(move |_| differences_of(state));
    let view = move || {
        let differences = differences.get()?;
        let nothing = differences.is_empty().then(|| view! { <p class="muted">{t().as_of().nothing_differs}</p> });
        Some(view! { {nothing}{differences.into_iter().map(difference).collect::<Vec<_>>()} })
    };
    view.into_any()
}

fn difference(difference: Difference) -> AnyView {
    let open = RwSignal::new(false);
    let Difference { id, label, links, more } = difference;
    let name = label.clone();
    let list = move || {
        let link =
            |(name, href): (String, String)| view! { <li><a class="menu__item" href=href><bdi>{name}</bdi></a></li> };
        let more = (more > 0).then(|| (t().eligibility().and_n_more)(&format(), clamped(more)));
        view! {
            <ul class="popover__body">
                {links.clone().into_iter().map(link).collect::<Vec<_>>()}
                {more.map(|more| view! { <li class="muted menu__group">{more}</li> })}
            </ul>
        }
    };
    view! {
        <button
            type="button"
            class="button button--small"
            aria-expanded=move || open.get().to_string()
            popovertarget=id
        >
            {label}
        </button>
        <Popover id=id class="popover menu" label=name open on_toggle=move |is_open| open.set(is_open)>
            {list()}
        </Popover>
    }
    .into_any()
}

/// Returns what differs from today on the list that is shown; `None` on other pages, and where the day is today.
fn differences_of(state: State) -> Option<Vec<Difference>> {
    let (day, today) = (state.views.day.get()?, state.today.get());
    if day == today {
        return None;
    }
    let route = state.views.visit.with(|visit| visit.address.route.clone());
    let is_later = day > today;
    let words = t().as_of();
    let (gone, new) = if is_later { (words.stop, words.begin) } else { (words.not_then, words.only_then) };
    let differences = state.dataset.with(|shown| {
        let now = shown.on_day(today);
        Some(match route {
            Route::Engagements(_) => {
                let Change { stop, begin } = earning_engagements(&now, shown);
                let name = |at: &Idx<Engagement>| engagement(state, shown, *at);
                vec![list("as-of-stop", gone, &stop, name), list("as-of-begin", new, &begin, name)]
            }
            Route::Locations(_) => {
                let Change { stop, begin } = earning_locations(&now, shown);
                let name = |at: &Idx<Location>| location(state, shown, *at);
                vec![list("as-of-stop", gone, &stop, name), list("as-of-begin", new, &begin, name)]
            }
            Route::Actions(_) => {
                let (gone, new) = if is_later {
                    (words.actions_gone, words.actions_new)
                } else {
                    (words.actions_not_then, words.actions_only_then)
                };
                let before = now.actions();
                state.dataset.actions.with(|after| {
                    let stop = actions_not_in(&before, after);
                    let begin = actions_not_in(after, &before);
                    let of_before = |at: &usize| before.get(*at).and_then(|it| action(state, shown, it));
                    let of_after = |at: &usize| after.get(*at).and_then(|it| action(state, shown, it));
                    vec![list("as-of-stop", gone, &stop, of_before), list("as-of-begin", new, &begin, of_after)]
                })
            }
            _ => return None,
        })
    })??;
    Some(differences.into_iter().flatten().collect())
}

/// Returns the difference with its first names; `None` where there is none.
fn list<T>(
    id: &'static str,
    words: With1<u32>,
    all: &[T],
    name: impl Fn(&T) -> Option<(String, String)>,
) -> Option<Difference> {
    let label = words(&format(), clamped(all.len()));
    let links = all.iter().take(MAX_NAMES).filter_map(name).collect();
    let more = all.len().saturating_sub(MAX_NAMES);
    (!all.is_empty()).then_some(Difference { id, label, links, more })
}

fn engagement(state: State, catalogue: &Catalogue, at: Idx<Engagement>) -> Option<(String, String)> {
    let engagement = catalogue.engagement(at)?;
    let route = Route::Engagement(engagement.id().into(), EngagementPage::Summary, ListView::default());
    Some((engagement.name(lang()).to_owned(), state.views.href(route)))
}

fn location(state: State, catalogue: &Catalogue, at: Idx<Location>) -> Option<(String, String)> {
    let location = catalogue.data().location_at(at)?;
    Some((location.name.clone(), state.views.href(Route::Location(location.id.clone()))))
}

/// Returns what an action is about, after its kind, and the page of that.
fn action(state: State, catalogue: &Catalogue, action: &Action) -> Option<(String, String)> {
    let data = catalogue.data();
    let claim = action.claim.and_then(|at| data.claims.get(at.index()));
    let (name, href) = match (claim, action.location, action.engagement) {
        (Some(claim), ..) => {
            let customer = data.customer(&claim.customer).map_or("", |customer| &customer.name);
            (customer.to_owned(), state.views.href(Route::Claim(claim.id.clone())))
        }
        (None, Some(at), _) => location(state, catalogue, at)?,
        (None, None, at) => engagement(state, catalogue, at?)?,
    };
    Some((format!("{}: {name}", (t().actions().kinds)(action.task.kind())), href))
}
