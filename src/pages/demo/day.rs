//! The as-of day.

use domain::Day;
use leptos::prelude::*;

use super::Announcement;
use crate::state::State;
use crate::text::{format, t};

/// By how many days the buttons move the day; 0 returns to today.
const STEPS: [i32; 6] = [-30, -7, 0, 1, 7, 30];

/// How far from today a typed day may be: a year that is half typed is far in the past.
const MAX_DISTANCE: i32 = 10 * 365;

/// Renders the day, and buttons that move it.
pub fn section(state: State, announcement: Announcement) -> impl IntoView {
    let (t, today, day) = (t().demo(), state.today.get(), state.day());
    let go = move |day: Day| {
        state.views.set_day((day != today).then_some(day));
        announcement.announce(Ok((t.day_changed)(&format(), format().day_and_weekday(day))));
    };
    let typed = move |text: String| {
        let typed = text.parse::<Day>().ok().filter(|typed| typed.since(today).abs() <= MAX_DISTANCE);
        if let Some(typed) = typed.filter(|typed| *typed != day) {
            go(typed);
        }
    };
    let step = move |days: i32| {
        let aria_label = (days != 0).then(|| (t.step)(&format(), days));
        let label = match days {
            0 => t.today.to_owned(),
            1.. => format!("+{days}"),
            _ => format!("−{}", days.unsigned_abs()),
        };
        let act = move |_| go(if days == 0 { today } else { day.plus(days) });
        view! { <button type="button" class="button button--small" aria-label=aria_label on:click=act>{label}</button> }
    };
    view! {
        <h3 class="drawer__title" id="demo-day">{t.day}</h3>
        <input
            class="field__input drawer__field"
            type="date"
            aria-labelledby="demo-day"
            min=today.plus(-MAX_DISTANCE).to_string()
            max=today.plus(MAX_DISTANCE).to_string()
            prop:value=day.to_string()
            on:change:target=move |event| typed(event.target().value())
            on:blur:target=move |event| event.target().set_value(&day.to_string())
        />
        <div class="drawer__steps" role="group" aria-label=t.move_day>{STEPS.map(step).into_iter().collect_view()}</div>
        <p class="drawer__note">{t.day_note}</p>
    }
}
