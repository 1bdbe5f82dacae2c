//! The options of a filter: checkboxes with counts, and a search box where there are many.

use domain::text::matcher;
use leptos::html;
use leptos::prelude::*;

use super::Choice;
use crate::browser::template_parts::TemplateParts;

/// Filters with more values than this have a search box.
const SEARCH_ABOVE: usize = 12;

#[component]
pub fn FilterOptions(
    choices: Signal<Vec<Choice>>,
    /// The label of the search box.
    find: String,
    on_toggle: Callback<String>,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let has_search = choices.with_untracked(|choices| choices.len() > SEARCH_ABOVE);
    let search = move || {
        view! {
            <div class="popover__search">
                <input
                    class="field__input"
                    type="search"
                    aria-label=find.clone()
                    placeholder=find
                    on:input:target=move |event| query.set(event.target().value())
                />
            </div>
        }
    };
    let count = Memo::new(move |_| choices.with(Vec::len));
    view! {
        {has_search.then(search)}
        <div class="popover__body">
            {move || view! { <Options count=count.get() choices query on_toggle/> }}
        </div>
    }
}

/// The template parts of an option, in document order.
#[derive(Clone, Copy)]
enum Part {
    Item,
    Checkbox,
    Label,
    Count,
}
const PARTS: usize = Part::Count as usize + 1;

/// The content of an option.
#[derive(PartialEq)]
struct OptionModel {
    choice: Choice,
    is_visible: bool,
}

impl OptionModel {
    /// Writes what differs from `before` to the option at a position.
    fn write(&self, before: Option<&Self>, position: usize, parts: &TemplateParts) {
        let part = |part: Part| position * PARTS + part as usize;
        let differs = |same: fn(&Self, &Self) -> bool| before.is_none_or(|before| !same(before, self));
        if differs(|a, b| a.is_visible == b.is_visible) {
            parts.set_hidden(part(Part::Item), !self.is_visible);
        }
        if differs(|a, b| a.choice.is_empty == b.choice.is_empty) {
            parts.set_attribute(part(Part::Item), "class", if self.choice.is_empty { "option--empty" } else { "" });
        }
        if differs(|a, b| a.choice.key == b.choice.key) {
            parts.set_attribute(part(Part::Checkbox), "value", &self.choice.key);
        }
        if differs(|a, b| a.choice.chosen == b.choice.chosen) {
            parts.set_checked(part(Part::Checkbox), self.choice.chosen);
        }
        if differs(|a, b| a.choice.label == b.choice.label) {
            parts.set_text(part(Part::Label), &self.choice.label);
        }
        if differs(|a, b| a.choice.count == b.choice.count) {
            parts.set_text(part(Part::Count), &self.choice.count);
        }
    }
}

/// The options stay mounted while their counts change, so that nothing moves under the pointer. One effect writes all
/// of them, because there may be hundreds.
#[component]
fn Options(
    count: usize,
    choices: Signal<Vec<Choice>>,
    query: RwSignal<String>,
    on_toggle: Callback<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Ul>::new();
    Effect::new(move |written: Option<Option<(TemplateParts, Vec<OptionModel>)>>| {
        let element = node.get()?;
        let is_found = matcher(&query.get());
        let (parts, before) = written.flatten().unwrap_or_else(|| (TemplateParts::of(&element), Vec::new()));
        let options: Vec<_> = choices.with(|choices| {
            let option = |choice: &Choice| OptionModel { is_visible: is_found(&choice.label), choice: choice.clone() };
            choices.iter().map(option).collect()
        });
        for (position, option) in options.iter().enumerate() {
            option.write(before.get(position), position, &parts);
        }
        Some((parts, options))
    });
    let option = |_| {
        view! {
            <li data-part="">
                <label class="option">
                    <input type="checkbox" data-part=""/>
                    <span class="option__label"><bdi data-part=""></bdi></span>
                    <span class="option__count" data-part=""></span>
                </label>
            </li>
        }
    };
    view! {
        <ul node_ref=node on:change=move |event| on_toggle.run(event_target_value(&event))>
            {(0..count).map(option).collect_view()}
        </ul>
    }
}
