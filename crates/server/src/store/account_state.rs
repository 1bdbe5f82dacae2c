//! Accounts that are disabled or removed, and their open sessions.

use sqlx::Row;

use super::Store;
use super::accounts::record_grant_event;
use super::audit::{Action, Actor, Entry};

/// An open session of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    pub username: String,
    /// In seconds since 1970.
    pub created: i64,
    /// The last use, to the minute.
    pub seen: i64,
}

impl Store {
    /// Disables an account and ends its sessions, or enables it again. Returns whether anything changed.
    pub async fn set_disabled(&self, account: i64, disabled: bool, actor: Actor) -> sqlx::Result<bool> {
        let action = if disabled { Action::AccountDisabled } else { Action::AccountEnabled };
        self.write(async |tx| {
            let update = sqlx::query("UPDATE accounts SET disabled = $1 WHERE id = $2 AND disabled <> $1");
            let updated = update.bind(i64::from(disabled)).bind(account).execute(&mut **tx).await?;
            if updated.rows_affected() == 0 {
                tx.cancel();
                return Ok(false);
            }
            if disabled {
                sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account).execute(&mut **tx).await?;
            }
            // A disabled admin is nobody to ask.
            record_grant_event(tx, account).await?;
            tx.audit(&Entry { actor, action, account: Some(account) }).await?;
            Ok(true)
        })
        .await
    }

    /// Removes an account with its roles and sessions. Audit entries keep its name.
    pub async fn remove_account(&self, account: i64, actor: Actor) -> sqlx::Result<()> {
        self.write(async |tx| {
            // Before the removal, which takes the name away.
            tx.audit(&Entry { actor, action: Action::AccountRemoved, account: Some(account) }).await?;
            for delete in [
                "DELETE FROM sessions WHERE account = $1",
                "DELETE FROM grants WHERE account = $1",
                "DELETE FROM answers WHERE account = $1",
                "DELETE FROM accounts WHERE id = $1",
            ] {
                sqlx::query(delete).bind(account).execute(&mut **tx).await?;
            }
            record_grant_event(tx, account).await
        })
        .await
    }

    /// Lists the sessions of one account or of all, newest use first, expired ones included.
    pub async fn open_sessions(&self, account: Option<i64>) -> sqlx::Result<Vec<OpenSession>> {
        let select = "SELECT COALESCE(a.shown, a.username), s.created, s.seen FROM sessions s \
                      JOIN accounts a ON a.id = s.account WHERE $1 = 0 OR s.account = $1 ORDER BY s.seen DESC, s.hash";
        let rows = sqlx::query(select).bind(account.unwrap_or(0)).fetch_all(&self.readers).await?;
        let session = |row: &sqlx::any::AnyRow| {
            Ok(OpenSession { username: row.try_get(0)?, created: row.try_get(1)?, seen: row.try_get(2)? })
        };
        rows.iter().map(session).collect()
    }
}
