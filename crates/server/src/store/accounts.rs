//! Accounts and their roles.

use domain::permissions::Access;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Store, Tx, tell};

/// The roles of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(pub Vec<(String, Access)>);

/// Stands for every location.
pub const EVERYWHERE: &str = "*";

impl Grants {
    /// What the account may do at a location.
    pub fn at(&self, location: &str) -> Option<Access> {
        let here = self.0.iter().filter(|(at, _)| at == location || at == EVERYWHERE);
        here.map(|(_, access)| *access).max()
    }
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// What its person signs in with.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// The hash of the password.
    pub password: Option<String>,
    /// Whether anybody may use it on a demo instance.
    pub demo: bool,
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

/// Names are compared without case.
pub fn normal(username: &str) -> String {
    username.trim().to_lowercase()
}

impl Store {
    /// The account of a username.
    pub async fn account(&self, username: &str) -> sqlx::Result<Option<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts WHERE username = $1");
        let row = sqlx::query(&query).bind(normal(username)).fetch_optional(&self.pool).await?;
        row.map(|row| account(&row)).transpose()
    }

    /// Every account, by username.
    pub async fn accounts(&self) -> sqlx::Result<Vec<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts ORDER BY username");
        let rows = sqlx::query(&query).fetch_all(&self.pool).await?;
        rows.iter().map(account).collect()
    }

    /// The roles of an account.
    pub async fn grants(&self, account: i64) -> sqlx::Result<Grants> {
        let query = sqlx::query("SELECT location, role FROM grants WHERE account = $1 ORDER BY location");
        let rows = query.bind(account).fetch_all(&self.pool).await?;
        let grants = rows.iter().map(|row| Ok((row.try_get(0)?, access(&row.try_get::<String, _>(1)?))));
        Ok(Grants(grants.collect::<sqlx::Result<_>>()?))
    }

    /// Adds an account; `None` where the username is taken.
    pub async fn add_account(&self, new: &NewAccount<'_>) -> sqlx::Result<Option<i64>> {
        let insert = "INSERT INTO accounts (username, name, password, demo) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (username) DO NOTHING RETURNING id";
        let insert = sqlx::query_scalar(insert).bind(normal(new.username)).bind(new.name).bind(new.password);
        insert.bind(i64::from(new.demo)).fetch_optional(&self.pool).await
    }

    /// Sets the hash of the password and ends every session.
    pub async fn set_password(&self, account: i64, hash: &str) -> sqlx::Result<()> {
        let (mut tx, seq) = self.change().await?;
        sqlx::query("UPDATE accounts SET password = $1 WHERE id = $2")
            .bind(hash)
            .bind(account)
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account).execute(&mut *tx).await?;
        tell_account(&mut tx, seq, account).await?;
        tx.commit().await
    }

    /// Sets the role at a location; none takes it away. Whether anything changed.
    pub async fn set_grant(&self, account: i64, location: &str, role: Option<Access>) -> sqlx::Result<bool> {
        let (mut tx, seq) = self.change().await?;
        let changed = grant(&mut tx, account, location, role).await?;
        if changed {
            tell_account(&mut tx, seq, account).await?;
            tx.commit().await?;
        }
        Ok(changed)
    }
}

/// Somebody whom an identity provider knows.
pub struct Person<'a> {
    /// Made of the issuer and the subject.
    pub username: &'a str,
    /// What the provider calls them.
    pub shown: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Their roles, all of them.
    pub grants: &'a Grants,
}

impl Store {
    /// The account of somebody who signs in through an identity provider, with the roles that it gives: made or brought
    /// up to date.
    pub async fn welcome(&self, person: &Person<'_>) -> sqlx::Result<i64> {
        let (mut tx, seq) = self.change().await?;
        let upsert = "INSERT INTO accounts (username, shown, name, demo) VALUES ($1, $2, $3, 0) ON CONFLICT (username) \
                      DO UPDATE SET shown = excluded.shown, name = excluded.name RETURNING id";
        let upsert = sqlx::query_scalar(upsert).bind(person.username).bind(person.shown).bind(person.name);
        let account: i64 = upsert.fetch_one(&mut *tx).await?;
        sqlx::query("DELETE FROM grants WHERE account = $1").bind(account).execute(&mut *tx).await?;
        for (location, role) in &person.grants.0 {
            grant(&mut tx, account, location, Some(*role)).await?;
        }
        tell_account(&mut tx, seq, account).await?;
        tx.commit().await?;
        Ok(account)
    }
}

/// What an account is made of.
pub struct NewAccount<'a> {
    /// What its person signs in with.
    pub username: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The hash of the password.
    pub password: Option<&'a str>,
    /// Whether anybody may use it on a demo instance.
    pub demo: bool,
}

async fn grant(tx: &mut Tx, account: i64, location: &str, role: Option<Access>) -> sqlx::Result<bool> {
    let done = match role {
        None => {
            let delete = sqlx::query("DELETE FROM grants WHERE account = $1 AND location = $2");
            delete.bind(account).bind(location).execute(&mut **tx).await?
        }
        Some(role) => {
            let upsert = "INSERT INTO grants (account, location, role) VALUES ($1, $2, $3) \
                          ON CONFLICT (account, location) DO UPDATE SET role = excluded.role WHERE grants.role <> excluded.role";
            sqlx::query(upsert).bind(account).bind(location).bind(word(role)).execute(&mut **tx).await?
        }
    };
    Ok(done.rows_affected() > 0)
}

/// The sessions of an account are no longer what they were.
pub(super) async fn tell_account(tx: &mut Tx, seq: i64, account: i64) -> sqlx::Result<()> {
    tell(tx, seq, "account", &account.to_string()).await
}

/// How a role is written.
pub const fn word(access: Access) -> &'static str {
    match access {
        Access::Admin => "admin",
        Access::User => "user",
    }
}

/// Anything but an admin is a user: the lesser of the two.
fn access(word: &str) -> Access {
    if word == "admin" { Access::Admin } else { Access::User }
}
