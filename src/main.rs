//! Mounts the app.
use leptos::prelude::*;
use leptos_router::{components::{Router, Route, Routes}, path};

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <Router><Routes fallback=|| "none"><Route path=path!("/") view=|| view!{ <h1>"Engagements"</h1> }/></Routes></Router> });
}
