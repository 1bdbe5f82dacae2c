//! Filters, chips and the result count: what the list and the inbox share.

use std::sync::Arc;

use domain::catalogue::Direction;
use domain::locations::Counts;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{Chip, ChipText, Chips, Choice, Filter, FilterPopover, PhoneSort, SearchBox};
use crate::state::{State, Status, state};
use crate::text::{Messages, clamped, format, t};

/// A filter of a page: its button.
#[derive(Clone, Copy)]
pub struct FilterButton {
    /// The id of its popover.
    pub id: &'static str,
    pub label: fn(Messages) -> &'static str,
    /// The tooltip.
    pub hint: Option<fn(Messages) -> &'static str>,
    /// Returns how many values are chosen.
    pub chosen: fn(State) -> usize,
}

/// How a filter reads and changes the view in the address. Apart from the button, because the button of the list is
/// needed sooner than its popover.
#[derive(Clone, Copy)]
pub struct FilterSpec {
    pub button: FilterButton,
    /// Toggles the value with a key.
    pub toggle: fn(State, &str),
    pub clear: fn(State),
}

impl FilterButton {
    /// Renders the filter; `popover` renders the content of its popover.
    pub fn view(self, popover: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
        let Self { id, label, hint, chosen } = self;
        let state = state();
        let count = Memo::new(move |_| clamped(chosen(state)));
        view! {
            <Filter
                id
                label=label(t())
                hint=hint.map(|hint| hint(t()))
                chosen=Signal::derive(move || chosen_text(count.get()))
                popover=ViewFn::from(popover)
            />
        }
        .into_any()
    }
}

impl FilterSpec {
    /// Renders the filter with its choices.
    pub fn view(self, choices: Memo<Vec<Choice>>) -> AnyView {
        self.button.view(move || self.popover(choices))
    }

    /// Renders the content of its popover.
    pub fn popover(self, choices: Memo<Vec<Choice>>) -> AnyView {
        let Self { button: FilterButton { label, chosen, .. }, toggle, clear } = self;
        let state = state();
        view! {
            <FilterPopover
                choices
                chosen=Signal::derive(move || chosen_text(clamped(chosen(state))).map(|(_, text)| text))
                find=(t().filters().search_in)(label(t()))
                clear=t().common().clear
                on_toggle=move |key: String| toggle(state, &key)
                on_clear=move |()| clear(state)
            />
        }
        .into_any()
    }
}

/// Returns how many values are chosen, as a number and as a text; `None` where none is.
fn chosen_text(count: u32) -> Option<(String, String)> {
    (count > 0).then(|| (format().number(count), (t().common().filter_chosen)(&format(), count)))
}

/// Adds a value to a filter, or removes it.
pub fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|known| *known == value) {
        Some(index) => drop(values.remove(index)),
        None => values.push(value),
    }
}

/// Returns the choice of a value; `count` is `None` while data are loading.
pub fn choice(key: &str, label: &str, count: Option<u32>, chosen: bool) -> Choice {
    let (key, label) = (key.to_owned(), label.to_owned());
    Choice { key, label, count: number_or_ellipsis(count), is_empty: count == Some(0), chosen }
}

/// Formats a count; an ellipsis while data are loading.
pub fn number_or_ellipsis(count: Option<u32>) -> String {
    count.map_or_else(|| "…".to_owned(), |count| format().number(count))
}

/// Toggles a value of a filter with fixed values, whose keys are the indexes of the values.
pub fn toggle_fixed<T: Copy + PartialEq>(chosen: &mut Vec<T>, values: &[T], key: &str) {
    if let Some(value) = key.parse::<usize>().ok().and_then(|index| values.get(index)) {
        toggle(chosen, *value);
    }
}

/// Returns the number beside a value; `None` where nothing has it.
pub fn count_of<T: PartialEq>(counts: &Counts<T>, value: &T) -> Option<u32> {
    counts.iter().find(|(known, _)| known == value).map(|(_, count)| *count)
}

/// Returns the choices of a filter with fixed values; those that nothing has are left out.
pub fn fixed<T: Copy + PartialEq>(
    values: &[T],
    label: fn(T) -> &'static str,
    count: impl Fn(T) -> Option<u32>,
    chosen: &[T],
) -> Vec<Choice> {
    let values = values.iter().copied().enumerate();
    let choice = |(index, value): (usize, T)| {
        let count = count(value).or_else(|| chosen.contains(&value).then_some(0))?;
        Some(choice(&index.to_string(), label(value), Some(count), chosen.contains(&value)))
    };
    values.filter_map(choice).collect()
}

/// Returns the choices of a filter of countries, in the order of their names.
pub fn country_choices(counts: &Counts<String>, chosen: &[String]) -> Vec<Choice> {
    let format = format();
    let country =
        |(code, count): &(String, u32)| choice(code, &format.country(code), Some(*count), chosen.contains(code));
    let mut choices: Vec<Choice> = counts.iter().map(country).collect();
    choices.sort_by(|one, other| one.label.cmp(&other.label));
    choices
}

/// Where the focus goes when a filter of a list is removed: to another one, or to the search box.
pub const NEXT_IN_LIST: &[&str] = &[".chip", "main [role=search] input"];

/// Returns the chip of a value whose text does not change; see [`chip`].
pub fn value_chip(
    filter: &'static str,
    value: String,
    remove: Arc<dyn Fn() + Send + Sync>,
    focus_next: &'static [&'static str],
) -> Chip {
    let text = value.clone();
    chip(filter, value, Arc::new(move || text.clone()), remove, focus_next)
}

/// Returns the chip of one value. Removing it moves the focus to the first of `focus_next` that is present.
pub fn chip(
    filter: &'static str,
    key: String,
    value: ChipText,
    remove: Arc<dyn Fn() + Send + Sync>,
    focus_next: &'static [&'static str],
) -> Chip {
    let text = Arc::clone(&value);
    let label = Arc::new(move || (t().common().remove_filter)(filter, &text()));
    let remove = Arc::new(move || {
        remove();
        focus::first_present(focus_next);
    });
    Chip { filter, key, value, label, remove }
}

/// Renders the search box of a list, with the text of its view.
pub fn search_box(
    label: fn(Messages) -> &'static str,
    value: impl Fn() -> String + Send + Sync + 'static,
    on_input: impl Fn(String) + Send + Sync + 'static,
    on_clear: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let state = state();
    let clear = move |()| {
        on_clear();
        focus::search_box();
    };
    view! {
        <SearchBox
            label=label(t())
            clear_label=t().common().clear_search
            value=Signal::derive(value)
            shortcut=state.preferences.shortcuts
            on_input
            on_clear=clear
            on_leave=move |()| state.views.flush()
        />
    }
    .into_any()
}

/// Renders the select by which a list is sorted on a phone: the columns by their index, and the column and direction.
pub fn phone_sort(
    columns: Vec<&'static str>,
    sort: impl Fn() -> Option<(usize, Direction)> + Send + Sync + 'static,
    on_sort: impl Fn(Option<(usize, Direction)>) + Send + Sync + 'static,
) -> AnyView {
    view! {
        <PhoneSort
            label=t().common().sort_by
            ascending=t().common().ascending
            descending=t().common().descending
            columns
            sort=Signal::derive(sort)
            on_sort=Callback::new(on_sort)
        />
    }
    .into_any()
}

/// Returns what the count says while it is not known.
pub fn loading() -> String {
    format!("{} …", t().common().loading)
}

/// Renders the result count, or that the data are loading, and the chips.
pub fn results(
    count: impl Fn() -> String + Send + 'static,
    chips: Memo<Vec<Chip>>,
    on_clear: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let status = state().dataset.status;
    let count = move || match status.get() {
        Status::Ready => count(),
        _ => loading(),
    };
    view! {
        <p class="results__count" role="status">{count}</p>
        <Chips
            chips
            label=t().common().active_filters
            clear_all=t().common().clear_all
            on_clear=move |()| on_clear()
        />
    }
    .into_any()
}
