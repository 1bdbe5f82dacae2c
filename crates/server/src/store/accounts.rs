//! Accounts and their roles.

use domain::permissions::AccessRole;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::{Store, Tx, record_event};

/// The roles of an account: location and role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(pub Vec<(String, AccessRole)>);

/// The location of a grant for every location.
pub const EVERYWHERE: &str = "*";

impl Grants {
    /// Returns the highest role at a location.
    pub fn at(&self, location: &str) -> Option<AccessRole> {
        let here = self.0.iter().filter(|(at, _)| at == location || at == EVERYWHERE);
        here.map(|(_, access)| *access).max()
    }
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: i64,
    pub username: String,
    pub name: String,
    /// The password hash; none for accounts that sign in through an identity provider.
    pub password: Option<String>,
    /// Whether the account belongs to the demo, with a public password.
    pub demo: bool,
}

/// A new account with a username.
pub struct NewAccount<'a> {
    pub username: &'a str,
    pub name: &'a str,
    /// The password hash.
    pub password: Option<&'a str>,
    pub demo: bool,
}

/// A person as an identity provider describes them.
pub struct OidcPerson {
    /// Derived from issuer and subject, which never change.
    pub username: String,
    /// The username at the provider, for display.
    pub display_username: String,
    pub name: String,
    /// All roles, given by the claims.
    pub grants: Grants,
}

const COLUMNS: &str = "id, username, name, password, demo";

fn account(row: &AnyRow) -> sqlx::Result<Account> {
    Ok(Account {
        id: row.try_get(0)?,
        username: row.try_get(1)?,
        name: row.try_get(2)?,
        password: row.try_get(3)?,
        demo: row.try_get::<i64, _>(4)? != 0,
    })
}

/// Returns the form in which usernames are stored and compared: trimmed, lower case.
pub fn normalize_username(username: &str) -> String {
    username.trim().to_lowercase()
}

impl Store {
    /// Finds the account of a username.
    pub async fn account(&self, username: &str) -> sqlx::Result<Option<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts WHERE username = $1");
        let row =
            sqlx::query(AssertSqlSafe(query)).bind(normalize_username(username)).fetch_optional(&self.pool).await?;
        row.map(|row| account(&row)).transpose()
    }

    /// Lists all accounts by username.
    pub async fn accounts(&self) -> sqlx::Result<Vec<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts ORDER BY username");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&self.pool).await?;
        rows.iter().map(account).collect()
    }

    /// Returns the roles of an account.
    pub async fn grants(&self, account: i64) -> sqlx::Result<Grants> {
        let query = sqlx::query("SELECT location, role FROM grants WHERE account = $1 ORDER BY location");
        let rows = query.bind(account).fetch_all(&self.pool).await?;
        let grants = rows.iter().map(|row| Ok((row.try_get(0)?, parse_access(&row.try_get::<String, _>(1)?))));
        Ok(Grants(grants.collect::<sqlx::Result<_>>()?))
    }

    /// Adds an account; returns `None` if the username is taken.
    pub async fn add_account(&self, new: &NewAccount<'_>) -> sqlx::Result<Option<i64>> {
        let insert = "INSERT INTO accounts (username, name, password, demo) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (username) DO NOTHING RETURNING id";
        let insert = sqlx::query_scalar(insert).bind(normalize_username(new.username)).bind(new.name);
        insert.bind(new.password).bind(i64::from(new.demo)).fetch_optional(&self.pool).await
    }

    /// Sets the password hash and ends every session of the account.
    pub async fn set_password(&self, account: i64, hash: &str) -> sqlx::Result<()> {
        let (mut tx, seq) = self.begin_change().await?;
        let update = sqlx::query("UPDATE accounts SET password = $1 WHERE id = $2");
        update.bind(hash).bind(account).execute(&mut *tx).await?;
        sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account).execute(&mut *tx).await?;
        record_account_event(&mut tx, seq, account).await?;
        tx.commit().await
    }

    /// Sets the role at a location, or removes it for `None`. Returns whether anything changed.
    pub async fn set_grant(&self, account: i64, location: &str, role: Option<AccessRole>) -> sqlx::Result<bool> {
        let (mut tx, seq) = self.begin_change().await?;
        let changed = grant(&mut tx, account, location, role).await?;
        if changed {
            record_account_event(&mut tx, seq, account).await?;
            tx.commit().await?;
        }
        Ok(changed)
    }

    /// Creates or updates an account at sign-in through an identity provider, and replaces its roles.
    pub async fn upsert_oidc_account(&self, person: &OidcPerson) -> sqlx::Result<i64> {
        let (mut tx, seq) = self.begin_change().await?;
        let upsert = "INSERT INTO accounts (username, shown, name, demo) VALUES ($1, $2, $3, 0) ON CONFLICT (username) \
                      DO UPDATE SET shown = excluded.shown, name = excluded.name RETURNING id";
        let upsert = sqlx::query_scalar(upsert).bind(&person.username).bind(&person.display_username);
        let account: i64 = upsert.bind(&person.name).fetch_one(&mut *tx).await?;
        sqlx::query("DELETE FROM grants WHERE account = $1").bind(account).execute(&mut *tx).await?;
        for (location, role) in &person.grants.0 {
            grant(&mut tx, account, location, Some(*role)).await?;
        }
        record_account_event(&mut tx, seq, account).await?;
        tx.commit().await?;
        Ok(account)
    }
}

async fn grant(tx: &mut Tx, account: i64, location: &str, role: Option<AccessRole>) -> sqlx::Result<bool> {
    let done = match role {
        None => {
            let delete = sqlx::query("DELETE FROM grants WHERE account = $1 AND location = $2");
            delete.bind(account).bind(location).execute(&mut **tx).await?
        }
        Some(role) => {
            let upsert = "INSERT INTO grants (account, location, role) VALUES ($1, $2, $3) ON CONFLICT (account, \
                          location) DO UPDATE SET role = excluded.role WHERE grants.role <> excluded.role";
            sqlx::query(upsert).bind(account).bind(location).bind(access_word(role)).execute(&mut **tx).await?
        }
    };
    Ok(done.rows_affected() > 0)
}

/// Records that sessions or roles of an account have changed.
pub(super) async fn record_account_event(tx: &mut Tx, seq: i64, account: i64) -> sqlx::Result<()> {
    record_event(tx, seq, "account", &account.to_string()).await
}

/// Returns the name of a role in the database and on the command line.
pub const fn access_word(access: AccessRole) -> &'static str {
    match access {
        AccessRole::Admin => "admin",
        AccessRole::User => "user",
    }
}

/// Parses a stored role; any value other than `admin` is the lesser role, user.
fn parse_access(word: &str) -> AccessRole {
    if word == "admin" { AccessRole::Admin } else { AccessRole::User }
}
