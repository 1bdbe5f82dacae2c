//! Serves.

use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::sync::{Semaphore, watch};

use super::demo;
use crate::app::{App, Config, LISTENERS, SLOTS, app};
use crate::auth::oidc::Provider;
use crate::auth::password;
use crate::auth::sessions::Sessions;
use crate::auth::throttle::Throttle;
use crate::config::{Place, Serve};
use crate::live::{self, Live, today};
use crate::metrics::Metrics;
use crate::serve;
use crate::site::Site;
use crate::store::Store;
use crate::store::sessions::Limits;

/// Serves until the process is told to end.
pub async fn run(place: &Place, options: Serve) -> Result<()> {
    let site = options.dist.as_deref().map(Site::new).transpose()?;
    let store = Store::open(place).await?;
    prepare(&store, &options).await?;
    store.forget().await?;
    let limits = Limits { idle: seconds(options.session_idle_hours), absolute: seconds(options.session_hours) };
    let config = Config { demo: options.demo, public_url: options.public_url, trust_proxy: options.trust_proxy };
    let state = Arc::new(App {
        live: Live::start(store.clone()).await.context("Could not read the database")?,
        sessions: Sessions::new(store.clone(), limits, config.demo),
        oidc: Provider::new(&options.oidc)?,
        throttle: Throttle::default(),
        site,
        metrics: Metrics::default(),
        slots: Semaphore::new(SLOTS),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        ending: watch::Sender::new(false),
        config,
        store: store.clone(),
    });
    let keeping_up = Arc::clone(&state);
    tokio::spawn(async move {
        live::keep_up(&keeping_up.live, |accounts| keeping_up.sessions.forget_accounts(accounts)).await;
    });
    tokio::task::spawn_blocking(password::prepare);
    let told = Arc::clone(&state);
    tokio::spawn(async move {
        serve::told_to_end().await;
        told.ending.send_replace(true);
    });
    let listener = serve::listen(options.listen).await?;
    // Tests and scripts wait for this line.
    println!("Serving at http://{}/", listener.local_addr()?);
    serve::run(listener, app(Arc::clone(&state)), state.ending.subscribe()).await?;
    store.close().await;
    Ok(())
}

/// Imports, moves dates, and makes demo accounts, as asked for.
async fn prepare(store: &Store, options: &Serve) -> Result<()> {
    let fresh = !store.has_dataset().await?;
    if let Some(path) = options.import.as_ref().filter(|_| fresh || !options.demo) {
        let file = std::fs::read(path).with_context(|| format!("Could not read {}", path.display()))?;
        let file = if options.payee_forms { without_payee_links(file) } else { file };
        let imported = store.import(&file, today()).await.with_context(|| path.display().to_string())?;
        tracing::info!(imported, "import");
    }
    store.move_dates(today()).await?;
    if options.demo {
        demo::add_accounts(store).await?;
    }
    Ok(())
}

/// The dataset without the links to where payee profiles are mended elsewhere. What is not as expected stays: the
/// import says what is wrong with it.
fn without_payee_links(file: Vec<u8>) -> Vec<u8> {
    let Ok(mut dataset) = serde_json::from_slice::<serde_json::Value>(&file) else { return file };
    for location in dataset.get_mut("locations").and_then(|list| list.as_array_mut()).into_iter().flatten() {
        for half in ["/payee/bank", "/payee/tax"] {
            if let Some(profile) = location.pointer_mut(half).and_then(|profile| profile.as_object_mut()) {
                profile.remove("url");
            }
        }
    }
    serde_json::to_vec(&dataset).unwrap_or(file)
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be at most a year")]
fn seconds(hours: f64) -> i64 {
    (hours * 3600.0).ceil() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_another_system_are_left_out_and_nothing_else() {
        let without = |text: &str| String::from_utf8(without_payee_links(text.into())).unwrap_or_default();
        let file = r#"{"locations":[{"payee":{"bank":{"status":"missing","url":"https://x"},"tax":{"status":"approved"}}},1],"url":2}"#;
        let expected =
            r#"{"locations":[{"payee":{"bank":{"status":"missing"},"tax":{"status":"approved"}}},1],"url":2}"#;
        assert_eq!(without(file), expected);
        assert_eq!(without("[1"), "[1");
    }
}
