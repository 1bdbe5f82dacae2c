//! Search box, filters and active filters of the locations.

use std::sync::Arc;

use domain::catalogue::Standing;
use domain::id::MarketId;
use domain::locations::{Enrolment, LocationSortKey, LocationsAnswer};
use domain::payee::ProfileStatus;
use leptos::prelude::*;

use super::query;
use crate::components::{Chip, Choice};
use crate::pages::filters::{
    FilterButton, FilterSpec, NEXT_IN_LIST, choice, count_of, country_choices, fixed, search_box, toggle, toggle_fixed,
    value_chip,
};
use crate::routes::LocationsView;
use crate::state::State;
use crate::text::{format, lang, t};

/// Renders the search box and the filters; `answer` has the numbers beside their values.
pub fn toolbar(state: State, answer: Memo<LocationsAnswer>) -> AnyView {
    view! {
        <div class="toolbar">
            {search_box(
                |t| t.locations().search,
                move || state.views.locations.with(|view| view.text.clone()),
                move |text| state.views.search_locations(text),
                move || state.views.change_locations(|view| view.text.clear()),
            )}
            <div class="filters">
                {COUNTRY.view(Memo::new(move |_| countries(state, answer)))}
                {MARKET.view(Memo::new(move |_| markets(state, answer)))}
                {ENROLMENT.view(Memo::new(move |_| enrolments(state, answer)))}
                {PAYEE.view(Memo::new(move |_| payees(state, answer)))}
                {ELIGIBILITY.view(Memo::new(move |_| verdicts(state, answer)))}
            </div>
        </div>
    }
    .into_any()
}

const COUNTRY: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-country",
        label: |t| (t.locations().column)(LocationSortKey::Country),
        hint: None,
        chosen: |state| query(state).countries.len(),
    },
    toggle: |state, key| state.views.change_locations(|view| toggle(&mut view.countries, key.to_owned())),
    clear: |state| state.views.change_locations(|view| view.countries.clear()),
};

const MARKET: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-market",
        label: |t| t.locations().market,
        hint: None,
        chosen: |state| query(state).markets.len(),
    },
    toggle: |state, key| state.views.change_locations(|view| toggle(&mut view.markets, key.into())),
    clear: |state| state.views.change_locations(|view| view.markets.clear()),
};

const ENROLMENT: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-enrolment",
        label: |t| (t.locations().column)(LocationSortKey::Enrolment),
        hint: None,
        chosen: |state| state.views.locations.with(|view| view.enrolment.len()),
    },
    toggle: |state, key| {
        state.views.change_locations(|view| toggle_fixed(&mut view.enrolment, &Enrolment::ALL, key));
    },
    clear: |state| state.views.change_locations(|view| view.enrolment.clear()),
};

const PAYEE: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-payee",
        label: |t| (t.locations().column)(LocationSortKey::Payee),
        hint: None,
        chosen: |state| state.views.locations.with(|view| view.payee.len()),
    },
    toggle: |state, key| {
        state.views.change_locations(|view| toggle_fixed(&mut view.payee, &ProfileStatus::ALL, key));
    },
    clear: |state| state.views.change_locations(|view| view.payee.clear()),
};

const ELIGIBILITY: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-eligibility",
        label: |t| t.locations().eligibility,
        hint: None,
        chosen: |state| state.views.locations.with(|view| view.eligibility.len()),
    },
    toggle: |state, key| {
        state.views.change_locations(|view| toggle_fixed(&mut view.eligibility, &Standing::VERDICTS, key));
    },
    clear: |state| state.views.change_locations(|view| view.eligibility.clear()),
};

fn countries(state: State, answer: Memo<LocationsAnswer>) -> Vec<Choice> {
    let chosen = state.views.locations.get().countries;
    answer.with(|answer| country_choices(&answer.facets.countries, &chosen))
}

/// Returns the markets that have a location, in the order of the programme.
fn markets(state: State, answer: Memo<LocationsAnswer>) -> Vec<Choice> {
    let (chosen, lang) = (state.views.locations.get().markets, lang());
    let choices = state.dataset.with(|catalogue| {
        answer.with(|answer| {
            let counted = |id: &MarketId| count_of(&answer.facets.markets, id);
            let markets = catalogue.data().markets.iter();
            let choice = |market: &domain::model::Market| {
                let count = counted(&market.id)?;
                let is_chosen = chosen.contains(&market.id);
                Some(choice(market.id.as_str(), market.name.get(lang), Some(count), is_chosen))
            };
            markets.filter_map(choice).collect()
        })
    });
    choices.unwrap_or_default()
}

fn enrolments(state: State, answer: Memo<LocationsAnswer>) -> Vec<Choice> {
    let chosen = state.views.locations.get().enrolment;
    answer.with(|answer| {
        let count = |value| count_of(&answer.facets.enrolment, &value);
        fixed(&Enrolment::ALL, t().locations().enrolment, count, &chosen)
    })
}

fn payees(state: State, answer: Memo<LocationsAnswer>) -> Vec<Choice> {
    let chosen = state.views.locations.get().payee;
    answer.with(|answer| {
        let count = |value| count_of(&answer.facets.payee, &value);
        fixed(&ProfileStatus::ALL, t().eligibility().profile_status, count, &chosen)
    })
}

fn verdicts(state: State, answer: Memo<LocationsAnswer>) -> Vec<Choice> {
    let chosen = state.views.locations.get().eligibility;
    answer.with(|answer| {
        let count = |value| Some(count_of(&answer.facets.eligibility, &value).unwrap_or_default());
        fixed(&Standing::VERDICTS, t().common().verdict, count, &chosen)
    })
}

/// Returns the chips of the active filters.
pub fn chips(state: State) -> Vec<Chip> {
    let (lang, t, format, query) = (lang(), t(), format(), query(state));
    let mut chips = Vec::new();
    let mut add = |filter: &'static str, value: String, remove: Box<dyn Fn(&mut LocationsView) + Send + Sync>| {
        let remove = Arc::new(move || state.views.change_locations(&remove));
        chips.push(value_chip(filter, value, remove, NEXT_IN_LIST));
    };
    if !query.text.is_empty() {
        add(t.engagements().search_chip, query.text, Box::new(|view| view.text.clear()));
    }
    let label = |filter: FilterSpec| (filter.button.label)(t);
    for code in query.countries {
        let name = format.country(&code);
        add(label(COUNTRY), name, Box::new(move |view| toggle(&mut view.countries, code.clone())));
    }
    state.dataset.with(|catalogue| {
        for id in query.markets {
            let name = catalogue.data().market(&id).map_or_else(String::new, |market| market.name.get(lang).to_owned());
            add(label(MARKET), name, Box::new(move |view| toggle(&mut view.markets, id.clone())));
        }
    });
    for value in query.enrolment {
        let name = (t.locations().enrolment)(value).to_owned();
        add(label(ENROLMENT), name, Box::new(move |view| toggle(&mut view.enrolment, value)));
    }
    for value in query.payee {
        let name = (t.eligibility().profile_status)(value).to_owned();
        add(label(PAYEE), name, Box::new(move |view| toggle(&mut view.payee, value)));
    }
    for value in query.eligibility {
        let name = (t.common().verdict)(value).to_owned();
        add(label(ELIGIBILITY), name, Box::new(move |view| toggle(&mut view.eligibility, value)));
    }
    chips
}
