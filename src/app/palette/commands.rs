//! What the palette can do beside opening an item: the pages, the values of filters, and the settings. Each is also
//! found by its English name, which people know from documentation and from colleagues.

use domain::actions::ActionKind;
use domain::availability::Availability;
use domain::catalogue::Standing;
use domain::customers::CustomerSortKey;
use domain::dataset::Data;
use domain::earning::Earning;
use domain::locations::{Enrolment, LocationSortKey};
use domain::model::Segment;
use domain::payee::ProfileStatus;
use domain::text::Texts;
use domain::view::{Party, Prospect};
use domain::{Day, Lang};
use leptos::prelude::*;

use crate::app::settings_menu::{density_name, theme_name};
use crate::components::Glyph;
use crate::routes::{ActionsView, CompareView, CustomersView, ListView, LocationsView, Route};
use crate::state::{Density, State, Theme};
use crate::text::{Format, Messages, lang, messages, native_name, t};

/// The groups of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Pages,
    Filters,
    Settings,
}

#[derive(Clone, PartialEq)]
pub struct Command {
    pub group: Group,
    pub glyph: Glyph,
    pub label: String,
    /// The list of a filter.
    pub detail: String,
    pub run: Run,
}

/// By how many days the palette moves the day; 0 returns to today.
const DAYS: [i32; 3] = [0, 30, 90];

/// What an entry of the palette does.
#[derive(Clone, PartialEq)]
pub enum Run {
    Open(Route),
    Set(Setting),
}

#[derive(Clone, Copy, PartialEq)]
pub enum Setting {
    Lang(Lang),
    Theme(Theme),
    Density(Density),
    Shortcuts(bool),
    /// The day that is asked about; `None` is today.
    Day(Option<Day>),
}

impl Run {
    pub fn run(self, state: State) {
        let preferences = state.preferences;
        match self {
            Self::Open(route) => state.views.go(route),
            Self::Set(Setting::Lang(lang)) => preferences.lang.set(lang),
            Self::Set(Setting::Theme(theme)) => preferences.theme.set(theme),
            Self::Set(Setting::Density(density)) => preferences.density.set(density),
            Self::Set(Setting::Shortcuts(on)) => preferences.shortcuts.set(on),
            Self::Set(Setting::Day(day)) => state.views.set_day(day),
        }
    }
}

/// Commands with the texts by which they are found.
#[derive(Default)]
pub struct Commands {
    pub commands: Vec<Command>,
    pub texts: Texts,
}

/// Returns a text in a language.
type Say<'a> = &'a dyn Fn(Messages, Lang) -> String;
/// Returns the name of a filter and of a value in a language.
type SayValue<'a> = &'a dyn Fn(Messages, Lang) -> (String, String);

impl Commands {
    fn add(&mut self, group: Group, glyph: Glyph, say: Say<'_>, run: Run) {
        let english = if lang() == Lang::En { String::new() } else { say(messages(Lang::En), Lang::En) };
        let label = say(t(), lang());
        self.texts.push(&[&label, &english]);
        self.commands.push(Command { group, glyph, label, detail: String::new(), run });
    }

    /// Adds a value of a filter of a list.
    fn filter(&mut self, list: &str, say: SayValue<'_>, route: Route) {
        let label = |t: Messages, lang: Lang| {
            let (filter, value) = say(t, lang);
            format!("{filter}: {value}")
        };
        self.add(Group::Filters, Glyph::Search, &label, Run::Open(route));
        if let Some(command) = self.commands.last_mut() {
            list.clone_into(&mut command.detail);
        }
    }

    fn setting(&mut self, say: &dyn Fn(Messages) -> (&'static str, &'static str), setting: Setting) {
        let label = |t: Messages, _: Lang| {
            let (name, value) = say(t);
            format!("{name}: {value}")
        };
        self.add(Group::Settings, Glyph::Settings, &label, Run::Set(setting));
    }
}

/// Returns the commands of the page as it is; tracked.
pub fn commands(state: State) -> Commands {
    let mut commands = Commands::default();
    pages(state, &mut commands);
    state.dataset.with(|catalogue| {
        let data = catalogue.data();
        engagements(state, data, &mut commands);
        actions(state, data, &mut commands);
        locations(state, data, &mut commands);
        customers(state, data, &mut commands);
    });
    settings(state, &mut commands);
    commands
}

fn pages(state: State, commands: &mut Commands) {
    let mut page = |glyph: Glyph, label: fn(Messages) -> &'static str, route: Route| {
        commands.add(Group::Pages, glyph, &|t, _| label(t).to_owned(), Run::Open(route));
    };
    page(Glyph::Document, |t| t.common().engagements, Route::Engagements(ListView::default()));
    page(Glyph::Inbox, |t| t.common().actions_required, Route::Actions(ActionsView::default()));
    page(Glyph::Location, |t| t.common().locations, Route::Locations(LocationsView::default()));
    page(Glyph::Location, |t| t.common().compare, Route::Compare(CompareView::default()));
    page(Glyph::People, |t| t.common().customers, Route::Customers(CustomersView::default()));
    let can_change_password = |session: &domain::session::Session| session.can_change_password;
    if state.session().with(|session| session.as_ref().is_some_and(can_change_password)) {
        page(Glyph::Person, |t| t.common().change_password, Route::Password);
    }
}

fn settings(state: State, commands: &mut Commands) {
    let today = state.today.get();
    for days in DAYS {
        let label = |t: Messages, lang| {
            let day = if days == 0 { t.as_of().today.to_owned() } else { (t.as_of().step)(&Format::of(lang), days) };
            format!("{}: {day}", t.as_of().title)
        };
        let day = (days != 0).then(|| today.plus(days));
        commands.add(Group::Settings, Glyph::Calendar, &label, Run::Set(Setting::Day(day)));
    }
    for lang in Lang::ALL {
        commands.setting(&|t| (t.shell().language, native_name(lang)), Setting::Lang(lang));
    }
    for theme in Theme::ALL {
        commands.setting(&|t| (t.shell().theme, theme_name(t, theme)), Setting::Theme(theme));
    }
    for density in Density::ALL {
        commands.setting(&|t| (t.shell().density, density_name(t, density)), Setting::Density(density));
    }
    for on in [true, false] {
        let word = move |t: Messages| if on { t.find().on } else { t.find().off };
        commands.setting(&|t| (t.shell().shortcuts, word(t)), Setting::Shortcuts(on));
    }
}

/// Adds a value to a filter, unless it is there.
fn with<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// On the list itself, a value is added to its filters; from elsewhere, the list has this filter alone.
fn engagements(state: State, data: &Data, commands: &mut Commands) {
    let base = match state.views.visit.get().address.route {
        Route::Engagements(view) => view,
        _ => ListView::default(),
    };
    let changed = |change: &dyn Fn(&mut ListView)| {
        let mut view = base.clone();
        change(&mut view);
        Route::Engagements(view)
    };
    let list = t().common().engagements;
    for area in &data.areas {
        let say = |t: Messages, lang| (t.engagements().solution_areas.to_owned(), area.name.get(lang).to_owned());
        commands.filter(list, &say, changed(&|view| view.area = Some(area.id.clone())));
    }
    for location in &data.locations {
        let say = |t: Messages, _| (t.engagements().location.to_owned(), location.name.clone());
        commands.filter(list, &say, changed(&|view| with(&mut view.locations, location.id.clone())));
    }
    for status in Availability::ALL {
        let say = |t: Messages, _| (t.engagements().status.to_owned(), (t.common().availability)(status).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.status, status)));
    }
    for role in &data.roles {
        let say = |t: Messages, lang| (t.engagements().role.to_owned(), role.name.get(lang).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.roles, role.id.clone())));
    }
    for verdict in Earning::ALL {
        let say = |t: Messages, _| (t.engagements().eligibility.to_owned(), (t.common().verdict)(verdict).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.eligibility, verdict)));
    }
}

fn actions(state: State, data: &Data, commands: &mut Commands) {
    let base = match state.views.visit.get().address.route {
        Route::Actions(view) => view,
        _ => ActionsView::default(),
    };
    let changed = |change: &dyn Fn(&mut ActionsView)| {
        let mut view = base.clone();
        change(&mut view);
        Route::Actions(view)
    };
    let list = t().common().actions_required;
    for kind in ActionKind::ALL {
        let say = |t: Messages, _| (t.actions().kind.to_owned(), (t.actions().kinds)(kind).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.kinds, kind)));
    }
    for location in &data.locations {
        let say = |t: Messages, _| (t.actions().location.to_owned(), location.name.clone());
        commands.filter(list, &say, changed(&|view| with(&mut view.locations, location.id.clone())));
    }
}

/// Returns the countries of a list, each once.
fn countries<'a>(all: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut countries = Vec::new();
    all.for_each(|country| with(&mut countries, country));
    countries
}

fn locations(state: State, data: &Data, commands: &mut Commands) {
    let base = match state.views.visit.get().address.route {
        Route::Locations(view) => view,
        _ => LocationsView::default(),
    };
    let changed = |change: &dyn Fn(&mut LocationsView)| {
        let mut view = base.clone();
        change(&mut view);
        Route::Locations(view)
    };
    let list = t().common().locations;
    for code in countries(data.locations.iter().map(|location| &location.country)) {
        let name = |t: Messages| (t.locations().column)(LocationSortKey::Country).to_owned();
        let say = |t, lang| (name(t), Format::of(lang).country(code));
        commands.filter(list, &say, changed(&|view| with(&mut view.countries, code.clone())));
    }
    for market in data.markets.iter().filter(|it| data.locations.iter().any(|location| location.market == it.id)) {
        let say = |t: Messages, lang| (t.locations().market.to_owned(), market.name.get(lang).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.markets, market.id.clone())));
    }
    for value in Enrolment::ALL {
        let name = |t: Messages| (t.locations().column)(LocationSortKey::Enrolment).to_owned();
        let say = |t: Messages, _| (name(t), (t.locations().enrolment)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.enrolment, value)));
    }
    for value in ProfileStatus::ALL {
        let name = |t: Messages| (t.locations().column)(LocationSortKey::Payee).to_owned();
        let say = |t: Messages, _| (name(t), (t.eligibility().profile_status)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.payee, value)));
    }
    for value in Standing::VERDICTS {
        let say = |t: Messages, _| (t.locations().eligibility.to_owned(), (t.common().verdict)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.eligibility, value)));
    }
}

fn customers(state: State, data: &Data, commands: &mut Commands) {
    let base = match state.views.visit.get().address.route {
        Route::Customers(view) => view,
        _ => CustomersView::default(),
    };
    let changed = |change: &dyn Fn(&mut CustomersView)| {
        let mut view = base.clone();
        change(&mut view);
        Route::Customers(view)
    };
    let list = t().common().customers;
    for code in countries(data.customers.iter().map(|customer| &customer.country)) {
        let name = |t: Messages| (t.customer_list().column)(CustomerSortKey::Country).to_owned();
        let say = |t, lang| (name(t), Format::of(lang).country(code));
        commands.filter(list, &say, changed(&|view| with(&mut view.countries, code.clone())));
    }
    for value in Segment::ALL {
        let name = |t: Messages| (t.customer_list().column)(CustomerSortKey::Segment).to_owned();
        let say = |t: Messages, _| (name(t), (t.customers().segment)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.segments, value)));
    }
    for value in Prospect::ALL {
        let name = |t: Messages| t.customer_list().engagements.to_owned();
        let say = |t: Messages, _| (name(t), (t.customer_list().prospect)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.prospects, value)));
    }
    for value in Party::ALL {
        let say = |t: Messages, _| (t.customer_list().waiting.to_owned(), (t.claims().waits_for)(value).to_owned());
        commands.filter(list, &say, changed(&|view| with(&mut view.waits_for, value)));
    }
}
