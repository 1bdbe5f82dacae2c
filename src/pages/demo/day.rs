//! The as-of day.

use leptos::prelude::*;

use super::Announcement;
use crate::pages::day_control::day_control;
use crate::state::State;
use crate::text::{format, t};

/// Renders the day, and buttons that move it.
pub fn section(state: State, announcement: Announcement) -> impl IntoView {
    let announce =
        move |day| announcement.announce(Ok((t().demo().day_changed)(&format(), format().day_and_weekday(day))));
    view! {
        <h3 class="drawer__title" id="demo-day">{t().as_of().date}</h3>
        {day_control(state, "demo-day", announce)}
    }
}
