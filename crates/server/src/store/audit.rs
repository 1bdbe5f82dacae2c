//! The audit table: who did what, appended in the transaction of each change.

use std::net::IpAddr;
use std::sync::Arc;

use domain::payee::{Decision, ProfileKind};
use domain::permissions::AccessRole;
use serde_json::{Map, Value, json};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::payee::profile_word;
use super::{Store, Tx};
use crate::security::SecurityLog;
use crate::time::now;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person with a session, by account.
    Account(i64),
    /// A command on the server.
    Operator,
    /// The identity provider, at a sign-in.
    Provider,
    /// The server itself, as it was configured.
    Server,
}

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInMethod {
    Password,
    Oidc,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<'a> {
    AccountAdded,
    /// The account cannot sign in, and its sessions have ended.
    AccountDisabled,
    AccountEnabled,
    AccountRemoved,
    EmailChanged,
    /// Sets a password; every other session has ended.
    PasswordChanged,
    RoleGranted {
        location: &'a str,
        role: AccessRole,
    },
    RoleRevoked {
        location: &'a str,
    },
    SignedIn {
        method: SignInMethod,
        address: IpAddr,
    },
    SignedOut,
    /// Ends every session of the account.
    SessionsEnded,
    ProfileSubmitted {
        location: &'a str,
        profile: ProfileKind,
    },
    ProfileDecided {
        location: &'a str,
        profile: ProfileKind,
        decision: Decision,
    },
    /// Replaces the data; names the SHA-256 of the file.
    DatasetImported {
        digest: &'a str,
    },
}

impl Action<'_> {
    /// Returns the word in the table and in the log.
    const fn word(&self) -> &'static str {
        match self {
            Self::AccountAdded => "account-added",
            Self::AccountDisabled => "account-disabled",
            Self::AccountEnabled => "account-enabled",
            Self::AccountRemoved => "account-removed",
            Self::EmailChanged => "email-changed",
            Self::PasswordChanged => "password-changed",
            Self::RoleGranted { .. } => "role-granted",
            Self::RoleRevoked { .. } => "role-revoked",
            Self::SignedIn { .. } => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SessionsEnded => "sessions-ended",
            Self::ProfileSubmitted { .. } => "profile-submitted",
            Self::ProfileDecided { decision: Decision::Approve, .. } => "profile-approved",
            Self::ProfileDecided { decision: Decision::Reject, .. } => "profile-rejected",
            Self::DatasetImported { .. } => "dataset-imported",
        }
    }

    const fn location(&self) -> Option<&str> {
        match self {
            Self::RoleGranted { location, .. }
            | Self::RoleRevoked { location }
            | Self::ProfileSubmitted { location, .. }
            | Self::ProfileDecided { location, .. } => Some(location),
            _ => None,
        }
    }

    /// Returns the rest as a JSON object; addresses as the security log shows them.
    fn detail(&self, log: &SecurityLog) -> Value {
        match self {
            Self::RoleGranted { role, .. } => json!({"role": role.as_str()}),
            Self::SignedIn { method, address } => {
                let method = match method {
                    SignInMethod::Password => "password",
                    SignInMethod::Oidc => "oidc",
                };
                json!({"method": method, "address": log.address(*address)})
            }
            Self::ProfileSubmitted { profile, .. } | Self::ProfileDecided { profile, .. } => {
                json!({"profile": profile_word(*profile)})
            }
            Self::DatasetImported { digest } => json!({"digest": digest}),
            _ => Value::Object(Map::new()),
        }
    }
}

/// An entry to be appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub actor: Actor,
    pub action: Action<'a>,
    /// The account that the action concerns.
    pub account: Option<i64>,
}

impl Entry<'_> {
    /// Describes what a person does to their own account or with it.
    pub const fn own(account: i64, action: Action<'_>) -> Entry<'_> {
        Entry { actor: Actor::Account(account), action, account: Some(account) }
    }
}

/// An entry as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    pub id: i64,
    /// Seconds since 1970.
    pub at: i64,
    pub actor: String,
    pub actor_account: Option<i64>,
    /// The name of the account that acted or of the system user.
    pub actor_name: Option<String>,
    pub action: String,
    pub account: Option<i64>,
    pub account_name: Option<String>,
    pub location: Option<String>,
    pub detail: Value,
}

/// Which entries to read.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The first second, since 1970.
    pub since: i64,
    /// Only entries of or about the account of this name, also after it was removed.
    pub account: Option<String>,
}

const COLUMNS: &str = "id, at, actor, actor_account, actor_name, action, account, account_name, location, detail";

/// Entries read at a time.
const PAGE: i64 = 1000;

impl Tx {
    /// Appends an entry to the audit table, and writes it to the security log when the transaction is committed.
    pub async fn audit(&mut self, entry: &Entry<'_>) -> sqlx::Result<()> {
        let security = Arc::clone(&self.security);
        let entry = record(self, entry, &security).await?;
        self.audited.push(entry);
        Ok(())
    }
}

impl Store {
    /// Passes the entries that match to a function, oldest first, until it returns false.
    pub async fn audit(&self, filter: &Filter, mut each: impl FnMut(StoredEntry) -> bool) -> sqlx::Result<()> {
        let known = match &filter.account {
            Some(name) => self.account(name).await?.map(|account| account.id),
            None => None,
        };
        let select = format!(
            "SELECT {COLUMNS} FROM audit WHERE id > $1 AND at >= $2 AND ($3 = '' OR account = $4 OR \
             actor_account = $4 OR lower(account_name) = $3 OR lower(actor_name) = $3) ORDER BY id LIMIT $5"
        );
        let name = filter.account.as_deref().map(super::accounts::normalize_username).unwrap_or_default();
        let mut last = 0;
        loop {
            let select = sqlx::query(AssertSqlSafe(select.clone())).bind(last).bind(filter.since);
            let rows = select.bind(&name).bind(known).bind(PAGE).fetch_all(&self.readers).await?;
            for row in &rows {
                let entry = stored(row)?;
                last = entry.id;
                if !each(entry) {
                    return Ok(());
                }
            }
            if rows.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Appends an entry; returns it with the names of its accounts.
async fn record(tx: &mut Tx, entry: &Entry<'_>, log: &SecurityLog) -> sqlx::Result<StoredEntry> {
    let (actor, actor_account, actor_name) = match entry.actor {
        Actor::Account(account) => ("account", Some(account), None),
        Actor::Operator => ("operator", None, system_user()),
        Actor::Provider => ("provider", None, None),
        Actor::Server => ("server", None, None),
    };
    let insert = format!(
        "INSERT INTO audit (at, actor, actor_account, actor_name, action, account, account_name, location, detail) \
         VALUES ($1, $2, $3, COALESCE((SELECT COALESCE(shown, username) FROM accounts WHERE id = $3), $4), $5, $6, \
         (SELECT COALESCE(shown, username) FROM accounts WHERE id = $6), $7, $8) RETURNING {COLUMNS}"
    );
    let insert = sqlx::query(AssertSqlSafe(insert)).bind(now()).bind(actor).bind(actor_account).bind(actor_name);
    let insert = insert.bind(entry.action.word()).bind(entry.account).bind(entry.action.location());
    stored(&insert.bind(entry.action.detail(log).to_string()).fetch_one(&mut **tx).await?)
}

fn stored(row: &AnyRow) -> sqlx::Result<StoredEntry> {
    Ok(StoredEntry {
        id: row.try_get(0)?,
        at: row.try_get(1)?,
        actor: row.try_get(2)?,
        actor_account: row.try_get(3)?,
        actor_name: row.try_get(4)?,
        action: row.try_get(5)?,
        account: row.try_get(6)?,
        account_name: row.try_get(7)?,
        location: row.try_get(8)?,
        detail: serde_json::from_str(&row.try_get::<String, _>(9)?).unwrap_or_default(),
    })
}

/// Returns the system user of a command; with sudo, the one who called it.
fn system_user() -> Option<String> {
    let name = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok())?;
    Some(name.chars().filter(|c| !c.is_control()).take(100).collect())
}

pub(super) fn log(entry: &StoredEntry, log: &SecurityLog) {
    let StoredEntry { action: event, actor, location, .. } = entry;
    let of_account = |name: &Option<String>| name.as_deref().map(|name| log.user(name));
    let by = if actor == "account" { of_account(&entry.actor_name) } else { entry.actor_name.clone() };
    let (user, detail) = (of_account(&entry.account_name), entry.detail.to_string());
    tracing::info!(target: "security", event, user, actor, by, location, detail);
}
