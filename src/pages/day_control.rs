//! The day that is asked about: a date input, and buttons that move it.

use domain::Day;
use leptos::prelude::*;

use crate::state::State;
use crate::text::t;

/// By how many days the buttons move the day; 0 returns to today.
const STEPS: [i32; 6] = [-30, -7, 0, 1, 7, 30];

/// How far from today a typed day may be: a year that is half typed is far in the past.
const MAX_DISTANCE: i32 = 10 * 365;

/// Renders the control as the day is; tracked. `labelled_by` is the id of its label, and `changed` receives the day.
pub fn day_control(state: State, labelled_by: &'static str, changed: impl Fn(Day) + Copy + 'static) -> AnyView {
    let (t, today, day) = (t().as_of(), state.today.get(), state.day());
    let go = move |day: Day| {
        state.views.set_day((day != today).then_some(day));
        changed(day);
    };
    let typed = move |text: String| {
        let typed = text.parse::<Day>().ok().filter(|typed| typed.since(today).abs() <= MAX_DISTANCE);
        if let Some(typed) = typed.filter(|typed| *typed != day) {
            go(typed);
        }
    };
    let step = move |days: i32| {
        let aria_label = (days != 0).then(|| (t.step)(&crate::text::format(), days));
        let label = match days {
            0 => t.today.to_owned(),
            1.. => format!("+{days}"),
            _ => format!("−{}", days.unsigned_abs()),
        };
        let act = move |_| go(if days == 0 { today } else { day.plus(days) });
        view! { <button type="button" class="button button--small" aria-label=aria_label on:click=act>{label}</button> }
    };
    view! {
        <input
            class="field__input drawer__field"
            type="date"
            aria-labelledby=labelled_by
            min=today.plus(-MAX_DISTANCE).to_string()
            max=today.plus(MAX_DISTANCE).to_string()
            prop:value=day.to_string()
            on:change:target=move |event| typed(event.target().value())
            on:blur:target=move |event| event.target().set_value(&day.to_string())
        />
        <div class="drawer__steps" role="group" aria-label=t.move_day>{STEPS.map(step).into_iter().collect_view()}</div>
        <p class="drawer__note">{t.note}</p>
    }
    .into_any()
}
