//! The day that everything is shown as of.

use domain::Day;
use leptos::prelude::*;

use super::Said;
use crate::state::State;
use crate::text::{format, t};

/// How far the buttons move the day; none is back to today.
const STEPS: [i32; 6] = [-30, -7, 0, 1, 7, 30];

/// How far from today a day may be typed. While a year is being typed it is far in the past.
const FAR: i32 = 10 * 365;

/// The day, and buttons that move it.
pub fn section(state: State, said: Said) -> impl IntoView {
    let (t, today, day) = (&t().demo, state.store.today, state.day());
    let go = move |day: Day| {
        state.views.set_day((day != today).then_some(day));
        said.say(state, Ok((t.day_changed)(&format(), format().day_and_weekday(day))));
    };
    let typed = move |text: String| {
        let typed = text.parse::<Day>().ok().filter(|typed| typed.since(today).abs() <= FAR);
        if let Some(typed) = typed.filter(|typed| *typed != day) {
            go(typed);
        }
    };
    let step = move |days: i32| {
        let label = (days != 0).then(|| (t.step)(&format(), days));
        let words = match days {
            0 => t.today.to_owned(),
            1.. => format!("+{days}"),
            _ => format!("−{}", days.unsigned_abs()),
        };
        let act = move |_| go(if days == 0 { today } else { day.plus(days) });
        view! { <button type="button" class="button button--small" aria-label=label on:click=act>{words}</button> }
    };
    view! {
        <h3 class="drawer__title" id="demo-day">{t.day}</h3>
        <input
            class="field__input drawer__field"
            type="date"
            aria-labelledby="demo-day"
            min=today.plus(-FAR).to_string()
            max=today.plus(FAR).to_string()
            prop:value=day.to_string()
            on:change:target=move |event| typed(event.target().value())
            on:blur:target=move |event| event.target().set_value(&day.to_string())
        />
        <div class="drawer__steps" role="group" aria-label=t.move_day>{STEPS.map(step).into_iter().collect_view()}</div>
        <p class="drawer__note">{t.day_note}</p>
    }
}
