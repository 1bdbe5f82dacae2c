//! The accounts of a demo instance. Their passwords are no secret: `GET /sign-in` names them.

use anyhow::Result;
use domain::permissions::Access;
use serde::Serialize;

use crate::auth::password;
use crate::store::Store;
use crate::store::accounts::{EVERYWHERE, NewAccount};
use crate::store::dataset::Kind;

/// An account that anybody may use.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DemoAccount)]
pub struct Account {
    /// What one signs in with.
    pub username: &'static str,
    /// The password.
    pub password: &'static str,
    /// The person's name.
    pub name: &'static str,
    /// What the account shows.
    pub note: Note,
}

/// A remark in both languages.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct Note {
    /// English.
    pub en: &'static str,
    /// Swedish.
    pub sv: &'static str,
}

/// One for each thing that a role changes.
pub const ACCOUNTS: [Account; 4] = [
    Account {
        username: "admin",
        password: "demo-admin",
        name: "Astrid Lindblom",
        note: Note { en: "Incentives admin at every location", sv: "Incitamentsadministratör på alla platser" },
    },
    Account {
        username: "user",
        password: "demo-user",
        name: "Jonas Berg",
        note: Note { en: "Incentives user at every location", sv: "Incitamentsanvändare på alla platser" },
    },
    Account {
        username: "some",
        password: "demo-some",
        name: "Daniel Okafor",
        note: Note {
            en: "Incentives admin at three locations, sees no other",
            sv: "Incitamentsadministratör på tre platser, ser inga andra",
        },
    },
    Account {
        username: "none",
        password: "demo-none",
        name: "Mira Sand",
        note: Note { en: "No role at any location", sv: "Ingen roll på någon plats" },
    },
];

/// Adds the accounts that are not there yet.
///
/// # Errors
/// Where the database fails.
pub async fn add_accounts(store: &Store) -> Result<()> {
    let known = store.accounts().await?;
    let missing: Vec<_> =
        ACCOUNTS.into_iter().filter(|new| known.iter().all(|known| known.username != new.username)).collect();
    // Hashing takes its time: all at once.
    let hashes = missing.iter().map(|new| {
        let password = new.password;
        tokio::task::spawn_blocking(move || password::hash(password))
    });
    let hashes: Vec<_> = hashes.collect();
    for (new, hash) in missing.iter().zip(hashes) {
        let hash = hash.await??;
        let account = NewAccount { username: new.username, name: new.name, password: Some(&hash), demo: true };
        let Some(id) = store.add_account(&account).await? else { continue };
        match new.username {
            "admin" => grant(store, id, &[EVERYWHERE.to_owned()], Access::Admin).await?,
            "user" => grant(store, id, &[EVERYWHERE.to_owned()], Access::User).await?,
            "some" => grant(store, id, &first_locations(store).await?, Access::Admin).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn grant(store: &Store, account: i64, locations: &[String], role: Access) -> Result<()> {
    for location in locations {
        store.set_grant(account, location, Some(role)).await?;
    }
    Ok(())
}

async fn first_locations(store: &Store) -> Result<Vec<String>> {
    let mut lists = store.everything().await?.lists.into_iter().zip(Kind::ALL);
    let locations = lists.find(|(_, kind)| *kind == Kind::Location).map(|(list, _)| list).unwrap_or_default();
    Ok(locations.into_iter().take(3).map(|location| location.id).collect())
}
