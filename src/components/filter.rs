//! A filter: a button that opens a list of values with their counts.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, small_icon};
use crate::browser::light_dismiss::on_light_dismiss;
use crate::browser::template_parts::TemplateParts;
use domain::text::fold;

/// A value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Tells it from the others.
    pub key: String,
    /// Its words.
    pub label: String,
    /// How much it would show.
    pub count: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// With more values than this, one can search among them.
const MANY: usize = 12;

/// A filter of which several values can be chosen.
#[component]
pub fn Filter(
    /// Names it for the page.
    id: &'static str,
    /// What it filters by.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The values.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How many are chosen, in words.
    #[prop(into)]
    chosen: Signal<Option<(String, String)>>,
    /// The words of the box that searches among many values.
    #[prop(into)]
    find: Signal<String>,
    /// The words of the button that takes all values away.
    #[prop(into)]
    clear: Signal<&'static str>,
    /// A value is chosen, or no longer.
    #[prop(into)]
    on_toggle: Callback<String>,
    /// All values are taken away.
    #[prop(into)]
    on_clear: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    on_light_dismiss(node, open.into(), move || open.set(false));
    let class = move || {
        if chosen.with(Option::is_some) {
            "button filter__button filter__button--active"
        } else {
            "button filter__button"
        }
    };
    let badge = move || {
        chosen.get().map(|(count, words)| {
            let rest = words.strip_prefix(&count).unwrap_or(&words).to_owned();
            view! { <span class="count count--accent">{count}<span class="visually-hidden">{rest}</span></span> }
        })
    };
    view! {
        <div class="filter" node_ref=node>
            <button
                type="button"
                class=class
                aria-expanded=move || open.get().to_string()
                aria-controls=id
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || label.get()}" "{badge}{small_icon(Glyph::ChevronDown)}
            </button>
            <Show when=move || open.get()>
                <div class="popover" id=id role="group" aria-label=move || label.get()>
                    <Choices choices find on_toggle/>
                    <Show when=move || chosen.with(Option::is_some)>
                        <div class="popover__footer">
                            <span class="muted small">{move || chosen.get().map(|(_, words)| words)}</span>
                            <button type="button" class="button button--link" on:click=move |_| on_clear.run(())>
                                {move || clear.get()}
                            </button>
                        </div>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Choices(choices: Signal<Vec<Choice>>, find: Signal<String>, on_toggle: Callback<String>) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let many = choices.with_untracked(|choices| choices.len() > MANY);
    let search = move || {
        view! {
            <div class="popover__search">
                <input
                    class="field__input"
                    type="search"
                    aria-label=move || find.get()
                    placeholder=move || find.get()
                    on:input:target=move |event| wanted.set(event.target().value())
                />
            </div>
        }
    };
    let number = Memo::new(move |_| choices.with(Vec::len));
    view! {
        {many.then(search)}
        <div class="popover__body">
            {move || view! { <Options number=number.get() choices wanted on_toggle/> }}
        </div>
    }
}

/// The parts of an option, as they stand in its view.
#[derive(Clone, Copy)]
enum Part {
    Item,
    Box,
    Label,
    Count,
}
const PARTS: usize = Part::Count as usize + 1;

/// What an option shows.
#[derive(PartialEq)]
struct Shown {
    choice: Choice,
    is_wanted: bool,
}

impl Shown {
    /// Writes what is not on the page yet.
    fn write(&self, before: Option<&Self>, at: usize, parts: &TemplateParts) {
        let part = |part: Part| at * PARTS + part as usize;
        let other = |same: fn(&Self, &Self) -> bool| before.is_none_or(|before| !same(before, self));
        if other(|one, other| one.is_wanted == other.is_wanted) {
            parts.set_hidden(part(Part::Item), !self.is_wanted);
        }
        if other(|one, other| one.choice.key == other.choice.key) {
            parts.set_attribute(part(Part::Box), "value", &self.choice.key);
        }
        if other(|one, other| one.choice.chosen == other.choice.chosen) {
            parts.set_checked(part(Part::Box), self.choice.chosen);
        }
        if other(|one, other| one.choice.label == other.choice.label) {
            parts.set_text(part(Part::Label), &self.choice.label);
        }
        if other(|one, other| one.choice.count == other.choice.count) {
            parts.set_text(part(Part::Count), &self.choice.count);
        }
    }
}

/// The values. They keep their places while their counts change, so that nothing moves under the pointer; one effect
/// writes all of them, as there may be hundreds.
#[component]
fn Options(
    number: usize,
    choices: Signal<Vec<Choice>>,
    wanted: RwSignal<String>,
    on_toggle: Callback<String>,
) -> impl IntoView {
    let folded = |text: &str| {
        let mut folded = String::new();
        fold(text, &mut folded);
        folded
    };
    let node = NodeRef::<html::Ul>::new();
    Effect::new(move |drawn: Option<Option<(TemplateParts, Vec<Shown>)>>| {
        let element = node.get()?;
        let wanted = folded(&wanted.get());
        let (parts, before) = drawn.flatten().unwrap_or_else(|| (TemplateParts::of(&element), Vec::new()));
        let shown: Vec<_> = choices.with(|choices| {
            let shown = |choice: &Choice| Shown {
                is_wanted: wanted.is_empty() || folded(&choice.label).contains(&wanted),
                choice: choice.clone(),
            };
            choices.iter().map(shown).collect()
        });
        for (at, shown) in shown.iter().enumerate() {
            shown.write(before.get(at), at, &parts);
        }
        Some((parts, shown))
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
            {(0..number).map(option).collect_view()}
        </ul>
    }
}
