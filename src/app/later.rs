//! What the first picture does without: its code is a file of its own, which comes after that picture.
//!
//! Until it is here, or where it does not come, something else stands in its place.

mod split;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::http::Api;
use crate::browser::dom;
use crate::components::{EmptyState, Glyph};
use crate::state::Ways;
use crate::text::t;

/// What comes later.
#[derive(Clone)]
pub enum Part {
    /// The inbox.
    Actions,
    /// The summary of an engagement.
    Summary,
    /// The eligibility page of an engagement.
    Eligibility,
    /// The page of a location.
    Location,
    /// The page for an address that is none.
    NotFound,
    /// The page to sign in at.
    SignIn(Ways),
    /// The form to sign in again.
    SignInForm(&'static Api),
    /// The form that hands in a profile.
    SubmitProfile,
    /// The demo panel.
    Demo,
    /// The menu of the settings: whether it is open, and whether the list of shortcuts is.
    Settings(RwSignal<bool>, RwSignal<bool>),
    /// The menu of the person.
    Person,
}

impl Part {
    /// Whether it is a page, with the main heading.
    const fn is_page(&self) -> bool {
        match self {
            Self::Actions | Self::Summary | Self::Eligibility | Self::Location | Self::NotFound | Self::SignIn(_) => {
                true
            }
            Self::SignInForm(_) | Self::SubmitProfile | Self::Demo | Self::Settings(..) | Self::Person => false,
        }
    }

    /// The class of what is around it, which comes with it; what stands in its place needs the same.
    const fn frame(&self) -> Option<&'static str> {
        match self {
            Self::Settings(..) | Self::Person => Some("popover popover--end"),
            Self::Demo => Some("drawer"),
            _ => None,
        }
    }
}

/// How far the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Coming,
    Here,
    Failed,
}

/// Whether what comes later is here.
#[derive(Clone, Copy, Debug)]
pub struct Later(RwSignal<File>);

impl Later {
    /// Gives it to everything below; once.
    pub fn provide() -> Self {
        let here = now(split::fetch()).is_some_and(|fetched| fetched.is_ok());
        let later = Self(RwSignal::new(if here { File::Here } else { File::Coming }));
        provide_context(later);
        later
    }

    /// Whether it is here.
    pub fn is_here(self) -> bool {
        self.0.get() == File::Here
    }

    /// Fetches it, if it is not here yet.
    pub fn fetch(self) {
        if self.0.get_untracked() != File::Here {
            spawn_local(async move {
                let fetched = split::fetch().await;
                self.0.set(if fetched.is_ok() { File::Here } else { File::Failed });
            });
        }
    }
}

/// Fetches what comes later; it has come, or failed to, when this is done.
pub async fn fetch() {
    // Whoever needs it is told there.
    drop(split::fetch().await);
}

/// Draws a part, as soon as its code is here.
pub fn later(part: Part) -> AnyView {
    let later = expect_context::<Later>();
    let (is_page, frame) = (part.is_page(), part.frame());
    let had_failed = StoredValue::new(false);
    let shown = move || match later.0.get() {
        File::Here => {
            // The button to try again had the focus, and is gone.
            if is_page && had_failed.get_value() {
                dom::focus_heading();
            }
            now(split::view(part.clone())).and_then(Result::ok).unwrap_or_else(|| framed(frame, failed(later, is_page)))
        }
        File::Coming => {
            later.fetch();
            framed(frame, coming())
        }
        File::Failed => {
            had_failed.set_value(true);
            framed(frame, failed(later, is_page))
        }
    };
    shown.into_any()
}

/// The value of work that waits for nothing.
fn now<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn framed(frame: Option<&'static str>, content: AnyView) -> AnyView {
    match frame {
        Some(class) => view! { <div class=class><div class="popover__body">{content}</div></div> }.into_any(),
        None => content,
    }
}

fn coming() -> AnyView {
    let line = |_| view! { <span class="skeleton__line"></span> };
    view! {
        <p class="visually-hidden" role="status">{move || t().common.loading_part}</p>
        <div class="stack skeleton" inert>{(0..4).map(line).collect_view()}</div>
    }
    .into_any()
}

fn failed(later: Later, main: bool) -> AnyView {
    view! {
        <EmptyState
            glyph=Glyph::Error
            danger=true
            main
            title=Signal::derive(|| t().common.part_failed.to_owned())
            text=Signal::derive(|| t().common.part_failed_hint.to_owned())
        >
            <button type="button" class="button button--primary" on:click=move |_| later.fetch()>
                {move || t().common.retry}
            </button>
            <button type="button" class="button" on:click=move |_| dom::reload()>{move || t().common.reload}</button>
        </EmptyState>
    }
    .into_any()
}
