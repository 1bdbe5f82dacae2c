//! What the palette lists: recent items and pages, or what matches.

use domain::catalogue::Catalogue;
use domain::find::{Findings, Kind};
use domain::text::Rank;
use domain::view::has_customers;
use leptos::prelude::*;

use super::commands::{Command, Group, Run, Setting};
use crate::components::{Glyph, PaletteOption};
use crate::routes::{CustomersView, EngagementPage, ListView, LocationsView, Route};
use crate::state::{State, recent_items};
use crate::text::{clamped, format, lang, t};

/// The most entries of a kind.
const MAX_ENTRIES: usize = 6;

/// An option with what it does.
#[derive(Clone, PartialEq)]
pub struct Entry {
    pub option: PaletteOption,
    pub run: Run,
}

type Groups = Vec<(String, Vec<Entry>)>;

/// Returns what is listed without a search: what was opened, the pages and the settings.
pub fn recent(state: State, commands: &[Command]) -> Groups {
    let opened = state.dataset.with(|catalogue| {
        let routes = recent_items(state);
        let current = state.views.visit.with(|visit| visit.address.route.clone());
        let others = routes.into_iter().filter(|route| !is_same_item(route, &current));
        others.filter_map(|route| item(catalogue, route)).collect::<Vec<_>>()
    });
    let of = |group: Group| commands.iter().filter(move |it| it.group == group).map(command).collect::<Vec<_>>();
    let groups = [
        (t().find().recent.to_owned(), opened.unwrap_or_default()),
        (t().find().pages.to_owned(), of(Group::Pages)),
        (t().common().settings.to_owned(), of(Group::Settings)),
    ];
    groups.into_iter().filter(|(_, entries)| !entries.is_empty()).collect()
}

fn is_same_item(one: &Route, other: &Route) -> bool {
    match (one, other) {
        (Route::Engagement(one, ..), Route::Engagement(other, ..)) => one == other,
        _ => one == other,
    }
}

/// Returns what matches, the groups with the best matches first.
pub fn groups(state: State, text: &str, found: &Findings, commands: &[Command]) -> Groups {
    let texts = t().find();
    let mut groups: Vec<(Option<Rank>, String, Vec<Entry>)> = Vec::new();
    for (group, label) in
        [(Group::Pages, texts.pages), (Group::Settings, t().common().settings), (Group::Filters, texts.filters)]
    {
        let of_group = |&&at: &&usize| commands.get(at).is_some_and(|command| command.group == group);
        let all = found.commands.iter().filter(of_group).count();
        let entries = found.commands.iter().filter(of_group).filter_map(|&at| commands.get(at)).map(command);
        groups.push((found.rank(Kind::Command), heading(label, all), entries.take(MAX_ENTRIES).collect()));
    }
    let items = state.dataset.with(|catalogue| items(catalogue, text, found));
    groups.splice(1..1, items.into_iter().flatten());
    // Stable: equal groups stay in this order.
    groups.retain(|(_, _, entries)| !entries.is_empty());
    groups.sort_by_key(|(rank, ..)| rank.unwrap_or(Rank::Close));
    let groups = groups.into_iter().map(|(_, label, entries)| (label, entries));
    day(text).into_iter().chain(groups).collect()
}

/// Returns the day that is typed as `2027-03-01`.
fn day(text: &str) -> Option<(String, Vec<Entry>)> {
    let day = text.parse().ok()?;
    let title = t().as_of().title;
    let label = format!("{title}: {}", format().day_and_weekday(day));
    let entry = entry(Glyph::Calendar, label, String::new(), Run::Set(Setting::Day(Some(day))));
    Some((t().common().settings.to_owned(), vec![entry]))
}

/// Returns the groups of items of the data.
fn items(catalogue: &Catalogue, text: &str, found: &Findings) -> [(Option<Rank>, String, Vec<Entry>); 4] {
    let data = catalogue.data();
    let texts = t().find();
    let text = text.to_owned();
    let engagement = |at| {
        let id = data.engagements.get(at)?.id().into();
        Some(Route::Engagement(id, EngagementPage::Summary, ListView::default()))
    };
    let first = |routes: &mut dyn Iterator<Item = Option<Route>>| {
        routes.take(MAX_ENTRIES).flatten().filter_map(|route| item(catalogue, route)).collect::<Vec<_>>()
    };
    let mut engagements = first(&mut found.engagements.iter().map(|&at| engagement(at)));
    if let [at] = found.engagements[..] {
        engagements.extend(pages_of(catalogue, engagement(at)));
    }
    let locations = found.locations.iter().map(|&at| Some(Route::Location(data.location_at(at)?.id.clone())));
    let mut locations = first(&mut { locations });
    let customers = found.customers.iter().map(|&at| Some(Route::Customer(data.customer_at(at)?.id.clone())));
    let mut customers = first(&mut { customers });
    let claims = found.claims.iter().map(|at| Some(Route::Claim(data.claims.get(at.index())?.id.clone())));
    let claims = first(&mut { claims });
    let all = |entries: &mut Vec<Entry>, count: usize, label: crate::text::With1<u32>, route: Route| {
        if count > MAX_ENTRIES {
            entries.push(entry(Glyph::Search, label(&format(), clamped(count)), String::new(), Run::Open(route)));
        }
    };
    let list = Route::Engagements(ListView { text: text.clone(), ..ListView::default() });
    all(&mut engagements, found.engagements.len(), texts.all_engagements, list);
    let list = Route::Locations(LocationsView { text: text.clone(), ..LocationsView::default() });
    all(&mut locations, found.locations.len(), texts.all_locations, list);
    let list = Route::Customers(CustomersView { text, ..CustomersView::default() });
    all(&mut customers, found.customers.len(), texts.all_customers, list);
    let t = t().common();
    [
        (found.rank(Kind::Engagement), heading(t.engagements, found.engagements.len()), engagements),
        (found.rank(Kind::Location), heading(t.locations, found.locations.len()), locations),
        (found.rank(Kind::Customer), heading(t.customers, found.customers.len()), customers),
        (found.rank(Kind::Claim), heading(texts.claims, found.claims.len()), claims),
    ]
}

/// Returns the heading of a group: where not all are listed, with how many are.
fn heading(label: &str, all: usize) -> String {
    if all <= MAX_ENTRIES {
        return label.to_owned();
    }
    let texts = t().find();
    (texts.some_of)(label, &(texts.n_of_m)(&format(), clamped(MAX_ENTRIES), clamped(all)))
}

fn entry(glyph: Glyph, label: String, detail: String, run: Run) -> Entry {
    Entry { option: PaletteOption { glyph, label, detail }, run }
}

fn command(command: &Command) -> Entry {
    entry(command.glyph, command.label.clone(), command.detail.clone(), command.run.clone())
}

/// Returns the entry of an item of the data; `None` where the data do not have it.
fn item(catalogue: &Catalogue, route: Route) -> Option<Entry> {
    let data = catalogue.data();
    let (glyph, label, detail) = match &route {
        Route::Engagement(id, ..) => {
            let engagement = data.engagements.find(id)?;
            let area = data.areas.get(engagement.area().index()).map_or("", |area| area.name.get(lang()));
            (Glyph::Document, engagement.name(lang()).to_owned(), area.to_owned())
        }
        Route::Location(id) => {
            let location = data.location(id)?;
            (Glyph::Location, location.name.clone(), format().country(&location.country))
        }
        Route::Customer(id) => {
            let customer = data.customer(id)?;
            let domain = customer.domain.clone().unwrap_or_else(|| format().country(&customer.country));
            (Glyph::People, customer.name.clone(), domain)
        }
        Route::Claim(id) => {
            let claim = data.claims.get(data.claim_index(id)?.index())?;
            let customer = data.customer(&claim.customer)?;
            (Glyph::Send, (t().common().claim)(claim.id.as_str()), customer.name.clone())
        }
        _ => return None,
    };
    Some(entry(glyph, label, detail, Run::Open(route)))
}

/// Returns the other pages of the only engagement that is found.
fn pages_of(catalogue: &Catalogue, route: Option<Route>) -> Vec<Entry> {
    let Some(Route::Engagement(id, ..)) = route else { return Vec::new() };
    let Some(engagement) = catalogue.data().engagements.find(&id) else { return Vec::new() };
    let t = t().common();
    let customers = has_customers(catalogue, engagement).then_some((EngagementPage::Customers, t.customers));
    let pages = [(EngagementPage::Eligibility(None), t.eligibility)].into_iter().chain(customers);
    let page = |(page, label): (EngagementPage, &str)| {
        let route = Route::Engagement(id.clone(), page, ListView::default());
        entry(Glyph::Document, label.to_owned(), engagement.name(lang()).to_owned(), Run::Open(route))
    };
    pages.map(page).collect()
}
