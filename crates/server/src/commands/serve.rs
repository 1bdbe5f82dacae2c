//! Runs the server.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::watch;

use crate::auth::login_rate_limit::LoginRateLimit;
use crate::auth::oidc::Provider;
use crate::auth::password::Hashing;
use crate::auth::sessions::Sessions;
use crate::config::{Place, RoleMapping, Serve};
use crate::dataset_file::DatasetFile;
use crate::limits::Streams;
use crate::metrics::Metrics;
use crate::router::router;
use crate::serve::open_files;
use crate::snapshot::{SnapshotCache, poll_changes};
use crate::state::{AppState, Pools, Settings};
use crate::store::accounts::EVERYWHERE;
use crate::store::retention::Retention;
use crate::store::sessions::Limits;
use crate::store::{Store, private_files};
use crate::time::today;
use crate::{app_site, demo, serve};

/// Serves until the process receives SIGTERM or Ctrl+C.
pub async fn run(place: &Place, options: Serve) -> Result<()> {
    let site = app_site::open(options.dist.as_deref())?;
    if site.is_none() {
        tracing::warn!("serving the API without the app: this program contains no app, and --dist names none");
    }
    warn_about_plain_http(&options);
    let store = Store::open(place).await?;
    if place.database_url.is_none() {
        private_files::warn_about_open_directory(&place.data);
    }
    store.check_content().await?;
    prepare(&store, place, &options).await?;
    let limits = Limits { idle: seconds(options.session_idle_hours), absolute: seconds(options.session_hours) };
    let retention = Retention { sessions: limits, audit: options.audit_days * 86_400 };
    // A full disk must not stop the server from starting: reading works.
    if let Err(error) = store.prune(&retention).await {
        tracing::error!(%error, "could not delete what has expired");
    }
    let settings = Settings {
        demo: options.demo,
        local: !options.oidc.no_local,
        public_url: options.public_url,
        trust_proxy: options.trust_proxy,
    };
    let state = Arc::new(AppState {
        snapshots: SnapshotCache::load(store.clone(), settings.demo).await.context("Could not read the database")?,
        sessions: Sessions::new(store.clone(), limits, settings.demo, settings.local),
        oidc: Provider::new(&options.oidc, &store).await?,
        login_rate_limit: LoginRateLimit::new(),
        site,
        metrics: Metrics::default(),
        capacity: Pools::new(open_files::max_connections()),
        hashing: Hashing::new()?,
        streams: Streams::default(),
        shutdown: watch::Sender::new(false),
        settings,
        store: store.clone(),
    });
    let polling = Arc::clone(&state);
    tokio::spawn(async move {
        poll_changes(&polling.snapshots, |accounts| polling.sessions.invalidate_accounts(accounts)).await;
    });
    let pause = Duration::from_secs_f64(options.prune_minutes * 60.0);
    tokio::spawn(prune_regularly(store.clone(), retention, pause));
    let signalled = Arc::clone(&state);
    let signal = serve::shutdown_signal();
    tokio::spawn(async move {
        signal.await;
        signalled.shutdown.send_replace(true);
    });
    let listener = serve::listen(options.listen)?;
    // Tests and scripts wait for this line.
    println!("Serving at http://{}/", listener.local_addr()?);
    serve::run(listener, router(Arc::clone(&state)), &state).await?;
    store.close().await;
    Ok(())
}

/// Deletes what has expired, until the process ends.
async fn prune_regularly(store: Store, retention: Retention, pause: Duration) {
    loop {
        tokio::time::sleep(pause).await;
        match store.prune(&retention).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "deleted what has expired"),
            Err(error) => tracing::error!(%error, "could not delete what has expired"),
        }
    }
}

/// Warns where passwords and cookies may travel without TLS.
fn warn_about_plain_http(options: &Serve) {
    let is_plain = match &options.public_url {
        Some(public) => !public.is_https() && !public.is_loopback(),
        None => !options.trust_proxy && !options.listen.ip().is_loopback(),
    };
    if is_plain {
        tracing::warn!(
            "passwords and cookies may travel without TLS: put a proxy with TLS in front of the server, and name its \
             origin, such as --public-url https://engagements.example.com"
        );
    }
}

/// Imports the dataset, moves dates, and adds or removes demo accounts, as configured.
async fn prepare(store: &Store, place: &Place, options: &Serve) -> Result<()> {
    if options.demo {
        demo::check(store, place).await?;
    }
    let fresh = !store.has_dataset().await?;
    if let Some(path) = options.import.as_ref().filter(|_| fresh || !options.demo) {
        let file = DatasetFile::read(path, today())?;
        if options.demo {
            demo::check_file(&file.json).with_context(|| path.display().to_string())?;
        }
        let report = store.import(&file, options.replace_payee_profiles, today()).await;
        match report.with_context(|| path.display().to_string())? {
            Some(report) if report.needs_attention() => tracing::warn!("imported {}: {report}", path.display()),
            Some(report) => tracing::info!("imported {}: {report}", path.display()),
            None => tracing::info!("not imported, because it was imported last: {}", path.display()),
        }
    }
    if options.payee_forms {
        let locations = store.remove_payee_links().await?;
        tracing::info!(locations, "removed links to payee profiles elsewhere");
    }
    // A full disk must not stop the server from starting: reading works.
    if let Err(error) = store.move_dates(today()).await {
        tracing::error!(%error, "could not move the dates of the demo");
    }
    if options.demo {
        // The import reads more forms of a file than the check of the file.
        demo::check(store, place).await?;
        demo::add_accounts(store).await?;
    } else {
        demo::remove_accounts(store).await?;
    }
    for RoleMapping { value, location, .. } in &options.oidc.roles {
        if location != EVERYWHERE && !store.has_location(location).await? {
            tracing::warn!("--oidc-role {value}=…@{location}: the data have no such location");
        }
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "at most a year, as the command line checks")]
fn seconds(hours: f64) -> i64 {
    (hours * 3600.0).ceil() as i64
}
