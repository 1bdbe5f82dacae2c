//! A filter: a button that opens a list of values with their counts.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, small_icon};
use crate::browser::dismiss::on_dismiss;
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
    on_dismiss(node, open.into(), move || open.set(false));
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
    let folded = |text: &str| {
        let mut folded = String::new();
        fold(text, &mut folded);
        folded
    };
    // Values keep their places while their counts change, so that nothing moves under the pointer.
    let keys = Memo::new(move |_| {
        let wanted = folded(&wanted.get());
        choices.with(|choices| {
            let found = choices.iter().filter(|choice| folded(&choice.label).contains(&wanted));
            found.map(|choice| choice.key.clone()).collect::<Vec<_>>()
        })
    });
    let option = move |key: String| {
        let toggled = key.clone();
        let choice =
            Memo::new(move |_| choices.with(|choices| choices.iter().find(|choice| choice.key == key).cloned()));
        let is_chosen = move || choice.with(|choice| choice.as_ref().is_some_and(|choice| choice.chosen));
        view! {
            <li>
                <label class="option">
                    <input type="checkbox" prop:checked=is_chosen on:change=move |_| on_toggle.run(toggled.clone())/>
                    <span class="option__label"><bdi>{move || choice.get().map(|choice| choice.label)}</bdi></span>
                    <span class="option__count">{move || choice.get().map(|choice| choice.count)}</span>
                </label>
            </li>
        }
    };
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
    view! {
        {many.then(search)}
        <div class="popover__body">
            <ul><For each=move || keys.get() key=Clone::clone children=option/></ul>
        </div>
    }
}
