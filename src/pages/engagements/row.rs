//! One row of the list.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::Lang;
use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue};
use domain::earning::Earning;
use leptos::html;
use leptos::prelude::*;

use super::explain::Explained;
use crate::browser::template_parts::{TemplateParts, closest_target, title_truncated_text};
use crate::browser::viewport;
use crate::components::{verdict_class, verdict_glyph};
use crate::routes::{EngagementLinks, EngagementPage};
use crate::state::State;
use crate::text::{Format, format, messages};

/// What a row shows.
#[derive(PartialEq)]
struct Shown {
    href: String,
    name: String,
    area: String,
    availability: Availability,
    availability_word: &'static str,
    term: String,
    role: String,
    verdict: Earning,
    verdict_word: &'static str,
    is_explained: bool,
    locations: String,
    within_reach: String,
    customers: String,
}

/// The parts of a row, as they stand in its view.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Area,
    Availability,
    Term,
    Role,
    Icon,
    Shape,
    Locations,
    WithinReach,
    Customers,
}

/// Which engagement stands at a position of the list.
fn engagement(state: State, position: usize) -> Option<usize> {
    state.list.with_untracked(|list| list.0.order.get(position).map(|&engagement| engagement as usize))
}

/// What rows are drawn from.
struct Sight {
    lang: Lang,
    format: Format,
    answer: Arc<Answer>,
    links: Arc<EngagementLinks>,
    explained: Option<usize>,
}

impl Sight {
    /// As it is now; whoever looks follows its changes.
    fn look(state: State, links: Memo<Arc<EngagementLinks>>, explained: RwSignal<Option<Explained>>) -> Self {
        Self {
            lang: state.lang(),
            format: format(),
            answer: state.list.get().0,
            links: links.get(),
            explained: explained.with(|it| it.as_ref().map(|it| it.engagement)),
        }
    }

    /// What the row at a position of the list shows; `None` past its end.
    fn row(&self, catalogue: &Catalogue, position: usize) -> Option<Shown> {
        let (lang, format, t) = (self.lang, &self.format, messages(self.lang));
        let data = catalogue.data();
        let engagement = catalogue.engagement(*self.answer.order.get(position)? as usize)?;
        let cell = catalogue.cell(&self.answer, engagement);
        let availability = engagement.availability(catalogue.day());
        let within_reach = (cell.within_reach > 0).then(|| (t.common.within_reach)(format, cell.within_reach));
        Some(Shown {
            href: self.links.to(engagement.id()),
            name: engagement.name(lang).to_owned(),
            area: data.areas[engagement.area()].name.get(lang).to_owned(),
            availability,
            availability_word: (t.common.availability)(availability),
            term: format.term(engagement.term()).to_string(),
            role: data.roles[engagement.role()].name.get(lang).to_owned(),
            verdict: cell.verdict(),
            verdict_word: (t.common.verdict)(cell.verdict()),
            is_explained: self.explained == Some(engagement.position()),
            locations: (t.common.n_of_m_locations)(format, cell.earning, cell.enrolled),
            within_reach: within_reach.unwrap_or_default(),
            customers: format.number(catalogue.active_customers(engagement)),
        })
    }
}

/// The rows that are on the page, by their position. One effect writes all of them: one for each, or for each text,
/// would take longer than the query.
#[derive(Clone, Copy)]
pub struct Drawn {
    rows: StoredValue<BTreeMap<usize, (TemplateParts, Option<Shown>)>, LocalStorage>,
    state: State,
    links: Memo<Arc<EngagementLinks>>,
    explained: RwSignal<Option<Explained>>,
}

impl Drawn {
    /// No row is there yet; those that come follow what is shown and explained.
    pub fn new(state: State, explained: RwSignal<Option<Explained>>) -> Self {
        let links = Memo::new(move |_| Arc::new(state.views.engagement_links(EngagementPage::Summary)));
        let drawn = Self { rows: StoredValue::new_local(BTreeMap::new()), state, links, explained };
        Effect::new(move |_| drawn.write(&Sight::look(state, links, explained), 0..usize::MAX));
        drawn
    }

    /// Takes in a row that has come, and writes it.
    fn add(self, position: usize, parts: TemplateParts) {
        self.rows.try_update_value(|rows| rows.insert(position, (parts, None)));
        untrack(|| self.write(&Sight::look(self.state, self.links, self.explained), position..position + 1));
    }

    fn remove(self, position: usize) {
        self.rows.try_update_value(|rows| rows.remove(&position));
    }

    /// Writes some of the rows.
    fn write(self, sight: &Sight, positions: Range<usize>) {
        self.state.store.with_untracked(|catalogue| {
            self.rows.try_update_value(|rows| {
                for (&position, (parts, before)) in rows.range_mut(positions) {
                    if let Some(shown) = sight.row(catalogue, position) {
                        shown.write(before.as_ref(), parts);
                        *before = Some(shown);
                    }
                }
            });
        });
    }
}

impl Shown {
    /// Writes what is not on the page yet.
    fn write(&self, before: Option<&Self>, parts: &TemplateParts) {
        macro_rules! other {
            ($field:ident) => {
                before.is_none_or(|before| before.$field != self.$field)
            };
        }
        let text = |part: Part, text: &str| parts.set_text(part as usize, text);
        let attribute = |part: Part, name: &str, value: &str| parts.set_attribute(part as usize, name, value);
        if other!(href) {
            attribute(Part::Name, "href", &self.href);
        }
        if other!(name) {
            text(Part::Name, &self.name);
        }
        if other!(area) {
            text(Part::Area, &self.area);
        }
        if other!(availability) {
            attribute(Part::Availability, "class", availability_class(self.availability));
        }
        if other!(availability_word) {
            text(Part::Availability, self.availability_word);
        }
        if other!(term) {
            text(Part::Term, &self.term);
        }
        if other!(role) {
            text(Part::Role, &self.role);
        }
        if other!(verdict) {
            attribute(Part::Icon, "class", verdict_class(self.verdict));
            attribute(Part::Shape, "href", verdict_glyph(self.verdict).href());
        }
        if other!(verdict_word) {
            attribute(Part::Icon, "aria-label", self.verdict_word);
        }
        if other!(is_explained) {
            attribute(Part::Locations, "aria-expanded", if self.is_explained { "true" } else { "false" });
        }
        if other!(locations) {
            text(Part::Locations, &self.locations);
        }
        if other!(within_reach) {
            text(Part::WithinReach, &self.within_reach);
        }
        if other!(customers) {
            text(Part::Customers, &self.customers);
        }
    }
}

/// The row at a position of the list. It stays in its place; what it shows changes.
#[component]
pub fn Row(
    /// The position in the list.
    position: usize,
    /// The rows that are there.
    drawn: Drawn,
) -> impl IntoView {
    let Drawn { state, explained, .. } = drawn;
    let node = NodeRef::<html::Tr>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            drawn.add(position, TemplateParts::of(&element));
        }
    });
    on_cleanup(move || drawn.remove(position));
    let explain = move |event: leptos::ev::MouseEvent| {
        if let (Some(button), Some(engagement)) = (closest_target(&event, "button"), engagement(state, position)) {
            let (left, _, _, bottom) = viewport::bounds(&button);
            explained.set(Some(Explained { engagement, left, bottom }));
        }
    };
    view! {
        <tr
            class="table__row"
            role="row"
            aria-rowindex=position + 2
            style:--row=position.to_string()
            node_ref=node
            on:click=explain
            on:pointerover=|event| title_truncated_text(&event)
        >
            <td role="cell">
                <div class="stack">
                    <a data-part="" class="table__link truncate" dir="auto"></a>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell">
                <div class="stack stack--line">
                    <span data-part=""></span>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell"><span data-part="" class="truncate"></span></td>
            <td role="cell">
                <svg data-part="" role="img"><use data-part=""></use></svg>
                <div class="stack stack--line">
                    <button data-part="" type="button" class="verdict verdict--button" aria-haspopup="dialog"></button>
                    <span data-part="" class="stack__sub truncate"></span>
                </div>
            </td>
            <td role="cell" class="table__cell--end number">
                <svg class="icon icon--small customers__icon" aria-hidden="true"><use href="#i-people"></use></svg>
                <span data-part=""></span>
            </td>
        </tr>
    }
}

/// Returns the classes of the badge of an availability.
const fn availability_class(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "badge badge--dot badge--ok",
        Availability::Upcoming => "badge badge--dot badge--info",
        Availability::Expired => "badge badge--dot badge--none",
    }
}
