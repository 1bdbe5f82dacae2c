//! Accounts of a demo instance. Their passwords are public: `GET /sign-in` returns them.

use anyhow::{Result, ensure};
use domain::permissions::AccessRole;
use serde::{Deserialize, Serialize};

use crate::auth::password;
use crate::config::Place;
use crate::store::Store;
use crate::store::accounts::{EVERYWHERE, NewAccount};
use crate::store::audit::Actor;

/// A demo account with its public password.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct DemoAccount {
    pub username: &'static str,
    pub password: &'static str,
    pub name: &'static str,
    /// Not part of the sign-in page.
    #[serde(skip)]
    pub email: &'static str,
    /// What the account demonstrates.
    pub note: Note,
}

/// A description in both languages.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Note {
    pub en: &'static str,
    pub sv: &'static str,
}

/// One account for each kind of role.
pub const ACCOUNTS: [DemoAccount; 4] = [
    DemoAccount {
        username: "admin",
        password: "demo-admin",
        name: "Astrid Lindblom",
        email: "astrid.lindblom@contoso.example.com",
        note: Note { en: "Incentives admin at every location", sv: "Incitamentsadministratör på alla platser" },
    },
    DemoAccount {
        username: "user",
        password: "demo-user",
        name: "Jonas Berg",
        email: "jonas.berg@contoso.example.com",
        note: Note { en: "Incentives user at every location", sv: "Incitamentsanvändare på alla platser" },
    },
    DemoAccount {
        username: "some",
        password: "demo-some",
        name: "Daniel Okafor",
        email: "daniel.okafor@contoso.example.com",
        note: Note {
            en: "Incentives admin at three locations, sees no other",
            sv: "Incitamentsadministratör på tre platser, ser inga andra",
        },
    },
    DemoAccount {
        username: "none",
        password: "demo-none",
        name: "Mira Sand",
        email: "mira.sand@contoso.example.com",
        note: Note { en: "No role at any location", sv: "Ingen roll på någon plats" },
    },
];

/// Checks that nothing is at stake: the passwords are public.
pub async fn check(store: &Store, place: &Place) -> Result<()> {
    let is_real = store.dataset_header().await?.is_some_and(|header| !header.illustrative);
    ensure!(
        !is_real,
        "--demo lets everybody sign in, and the data in {place} are not marked as `illustrative`. Start without \
         --demo, or with another database"
    );
    let accounts = store.accounts().await?;
    let others: Vec<_> = accounts.iter().filter(|account| !account.demo).map(|it| it.username.as_str()).collect();
    ensure!(
        others.is_empty(),
        "--demo lets everybody sign in, and {place} has accounts that are not of the demo ({}). Start without --demo, \
         use another database, or remove them with `account remove`",
        others.iter().take(5).copied().collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

/// Checks that a dataset to import is marked as illustrative. A file that cannot be read is left to the import.
pub fn check_file(file: &[u8]) -> Result<()> {
    #[derive(Deserialize)]
    struct Dataset {
        #[serde(default)]
        illustrative: bool,
    }
    let is_real = serde_json::from_slice(file).is_ok_and(|Dataset { illustrative }| !illustrative);
    ensure!(
        !is_real,
        "--demo lets everybody sign in, and these data are not marked as `illustrative`: start without it"
    );
    Ok(())
}

/// Removes the demo accounts of an earlier start with `--demo`, with their sessions.
pub async fn remove_accounts(store: &Store) -> Result<()> {
    for account in store.accounts().await?.into_iter().filter(|account| account.demo) {
        store.remove_account(account.id, Actor::Server).await?;
        tracing::info!(account = account.id, "removed a demo account: the server runs without --demo");
    }
    Ok(())
}

/// Adds the missing demo accounts.
pub async fn add_accounts(store: &Store) -> Result<()> {
    let known = store.accounts().await?;
    // Accounts of an earlier version have no address.
    for known in known.iter().filter(|known| known.demo && known.email.is_none()) {
        if let Some(account) = ACCOUNTS.iter().find(|account| account.username == known.username) {
            store.set_email(known.id, account.email, Actor::Server).await?;
        }
    }
    let missing: Vec<_> =
        ACCOUNTS.into_iter().filter(|new| known.iter().all(|known| known.username != new.username)).collect();
    let passwords: Vec<_> = missing.iter().map(|new| new.password).collect();
    // One after the other: each takes 19 MiB.
    let hashes = tokio::task::spawn_blocking(move || password::hash_each(&passwords)).await??;
    for (new, hash) in missing.iter().zip(hashes) {
        let DemoAccount { username, name, email, .. } = *new;
        let account = NewAccount { username, name, email: Some(email), password: Some(&hash), demo: true };
        let Some(id) = store.add_account(&account, Actor::Server).await? else { continue };
        match new.username {
            "admin" => grant(store, id, &[EVERYWHERE.to_owned()], AccessRole::Admin).await?,
            "user" => grant(store, id, &[EVERYWHERE.to_owned()], AccessRole::User).await?,
            "some" => grant(store, id, &first_locations(store).await?, AccessRole::Admin).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn grant(store: &Store, account: i64, locations: &[String], role: AccessRole) -> Result<()> {
    for location in locations {
        store.set_grant(account, location, Some(role), Actor::Server).await?;
    }
    Ok(())
}

async fn first_locations(store: &Store) -> Result<Vec<String>> {
    let locations = store.read_dataset().await?.lists.locations;
    Ok(locations.into_iter().take(3).map(|location| location.id).collect())
}
