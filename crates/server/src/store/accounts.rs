//! Accounts and their roles.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use domain::permissions::AccessRole;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::audit::{Action, Actor, Entry};
use super::{Store, Tx, record_event};

/// Grants with an unknown role word that were reported: sessions read their grants every few seconds.
pub(super) type ReportedGrants = Arc<Mutex<BTreeSet<(i64, String)>>>;

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

    fn words(&self) -> RoleWords {
        self.0.iter().map(|(location, role)| (location.clone(), role.as_str().to_owned())).collect()
    }
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: i64,
    pub username: String,
    pub name: String,
    /// The email address; none where it is not known.
    pub email: Option<String>,
    /// The password hash; none for accounts that sign in through an identity provider.
    pub password: Option<String>,
    /// Whether the account belongs to the demo, with a public password.
    pub demo: bool,
    /// Whether the account may not sign in.
    pub disabled: bool,
}

impl Account {
    /// Returns whether the account belongs to a person of an identity provider.
    pub fn is_oidc(&self) -> bool {
        self.username.starts_with(OIDC_PREFIX)
    }
}

/// The start of the username of a person of an identity provider.
pub const OIDC_PREFIX: &str = "oidc:";

/// A new account with a username.
pub struct NewAccount<'a> {
    pub username: &'a str,
    pub name: &'a str,
    pub email: Option<&'a str>,
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
    pub email: Option<String>,
    /// All roles, given by the claims.
    pub grants: Grants,
}

/// An incentives admin, as others see whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminAccount {
    id: i64,
    pub name: String,
    pub email: Option<String>,
    /// The locations of the admin role, [`EVERYWHERE`] among them.
    pub locations: BTreeSet<String>,
}

impl AdminAccount {
    /// Returns whether the account holds the admin role at a location.
    pub fn is_admin_of(&self, location: &str) -> bool {
        self.locations.contains(EVERYWHERE) || self.locations.contains(location)
    }
}

const COLUMNS: &str = "id, username, name, email, password, demo, disabled";

fn account(row: &AnyRow) -> sqlx::Result<Account> {
    Ok(Account {
        id: row.try_get(0)?,
        username: row.try_get(1)?,
        name: row.try_get(2)?,
        email: row.try_get(3)?,
        password: row.try_get(4)?,
        demo: row.try_get::<i64, _>(5)? != 0,
        disabled: row.try_get::<i64, _>(6)? != 0,
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
            sqlx::query(AssertSqlSafe(query)).bind(normalize_username(username)).fetch_optional(&self.readers).await?;
        row.map(|row| account(&row)).transpose()
    }

    /// Finds an account by its number.
    pub async fn account_by_id(&self, id: i64) -> sqlx::Result<Option<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts WHERE id = $1");
        let row = sqlx::query(AssertSqlSafe(query)).bind(id).fetch_optional(&self.readers).await?;
        row.map(|row| account(&row)).transpose()
    }

    /// Lists all accounts by username.
    pub async fn accounts(&self) -> sqlx::Result<Vec<Account>> {
        let query = format!("SELECT {COLUMNS} FROM accounts ORDER BY username");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&self.readers).await?;
        rows.iter().map(account).collect()
    }

    /// Returns the roles of an account. A grant with an unknown role word is reported and gives no access (rule 12).
    pub async fn grants(&self, account: i64) -> sqlx::Result<Grants> {
        let mut grants = Grants::default();
        for row in sqlx::query(GRANTS).bind(account).fetch_all(&self.readers).await? {
            let (location, word): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            match AccessRole::from_word(&word) {
                Some(role) => grants.0.push((location, role)),
                None => self.report_unknown_role(account, location, &word),
            }
        }
        Ok(grants)
    }

    /// Logs a grant with an unknown role word, once for each process.
    fn report_unknown_role(&self, account: i64, location: String, word: &str) {
        let mut reported = self.reported_grants.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (account, location);
        if !reported.contains(&key) {
            tracing::warn!(account, location = key.1, word, "an unknown role gives no access");
            reported.insert(key);
        }
    }

    /// Lists the accounts with the admin role anywhere, by name; those of the demo only where `demo` is set.
    pub async fn admins(&self, demo: bool) -> sqlx::Result<Vec<AdminAccount>> {
        let select = "SELECT a.id, a.name, a.email, g.location FROM accounts a JOIN grants g ON g.account = a.id \
                      WHERE g.role = $1 AND a.demo <= $2 AND a.disabled = 0 ORDER BY a.name, a.id";
        let select = sqlx::query(select).bind(AccessRole::Admin.as_str()).bind(i64::from(demo));
        let mut admins: Vec<AdminAccount> = Vec::new();
        for row in select.fetch_all(&self.readers).await? {
            let id = row.try_get(0)?;
            if admins.last().is_none_or(|last| last.id != id) {
                let (name, email) = (row.try_get(1)?, row.try_get(2)?);
                admins.push(AdminAccount { id, name, email, locations: BTreeSet::new() });
            }
            if let Some(last) = admins.last_mut() {
                last.locations.insert(row.try_get(3)?);
            }
        }
        Ok(admins)
    }

    /// Adds an account; returns `None` if the username is taken.
    pub async fn add_account(&self, new: &NewAccount<'_>, actor: Actor) -> sqlx::Result<Option<i64>> {
        let insert = "INSERT INTO accounts (username, name, email, password, demo) VALUES ($1, $2, $3, $4, $5) \
                      ON CONFLICT (username) DO NOTHING RETURNING id";
        self.write(async |tx| {
            let insert = sqlx::query_scalar(insert).bind(normalize_username(new.username)).bind(new.name);
            let insert = insert.bind(new.email).bind(new.password).bind(i64::from(new.demo));
            let Some(account) = insert.fetch_optional(&mut **tx).await? else { return Ok(None) };
            tx.audit(&Entry { actor, action: Action::AccountAdded, account: Some(account) }).await?;
            Ok(Some(account))
        })
        .await
    }

    /// Sets the email address.
    pub async fn set_email(&self, account: i64, email: &str, actor: Actor) -> sqlx::Result<()> {
        self.write(async |tx| {
            let update = sqlx::query("UPDATE accounts SET email = $1 WHERE id = $2");
            update.bind(email).bind(account).execute(&mut **tx).await?;
            record_account_event(tx, account).await?;
            tx.audit(&Entry { actor, action: Action::EmailChanged, account: Some(account) }).await
        })
        .await
    }

    /// Sets the password hash and ends every session of the account, except the one with the hash `keep`.
    pub async fn set_password(&self, account: i64, hash: &str, keep: Option<&str>, actor: Actor) -> sqlx::Result<()> {
        self.write(async |tx| {
            let update = sqlx::query("UPDATE accounts SET password = $1 WHERE id = $2");
            update.bind(hash).bind(account).execute(&mut **tx).await?;
            let delete = sqlx::query("DELETE FROM sessions WHERE account = $1 AND hash <> $2");
            delete.bind(account).bind(keep.unwrap_or_default()).execute(&mut **tx).await?;
            record_account_event(tx, account).await?;
            tx.audit(&Entry { actor, action: Action::PasswordChanged, account: Some(account) }).await
        })
        .await
    }

    /// Sets the role at a location, or removes it for `None`. Returns whether anything changed.
    pub async fn set_grant(
        &self,
        account: i64,
        location: &str,
        role: Option<AccessRole>,
        actor: Actor,
    ) -> sqlx::Result<bool> {
        let action = match role {
            Some(role) => Action::RoleGranted { location, role },
            None => Action::RoleRevoked { location },
        };
        self.write(async |tx| {
            let changed = grant(tx, account, location, role).await?;
            if changed {
                record_grant_event(tx, account).await?;
                tx.audit(&Entry { actor, action, account: Some(account) }).await?;
            } else {
                tx.cancel();
            }
            Ok(changed)
        })
        .await
    }

    /// Creates or updates an account at sign-in through an identity provider, and replaces its roles.
    pub async fn upsert_oidc_account(&self, person: &OidcPerson) -> sqlx::Result<i64> {
        let upsert = "INSERT INTO accounts (username, shown, name, email, demo) VALUES ($1, $2, $3, $4, 0) \
                      ON CONFLICT (username) DO UPDATE SET shown = excluded.shown, name = excluded.name, \
                      email = excluded.email RETURNING id";
        self.write(async |tx| {
            let select = sqlx::query_scalar("SELECT id FROM accounts WHERE username = $1").bind(&person.username);
            let known: Option<i64> = select.fetch_optional(&mut **tx).await?;
            let upsert = sqlx::query_scalar(upsert).bind(&person.username).bind(&person.display_username);
            let account: i64 = upsert.bind(&person.name).bind(&person.email).fetch_one(&mut **tx).await?;
            let before = replace_grants(tx, account, &person.grants).await?;
            if before.is_some() {
                record_grant_event(tx, account).await?;
            } else {
                record_account_event(tx, account).await?;
            }
            let added = known.is_none().then_some(Action::AccountAdded).into_iter();
            let before = before.unwrap_or_else(|| person.grants.words());
            for action in added.chain(role_actions(&before, &person.grants)) {
                tx.audit(&Entry { actor: Actor::Provider, action, account: Some(account) }).await?;
            }
            Ok(account)
        })
        .await
    }
}

const GRANTS: &str = "SELECT location, role FROM grants WHERE account = $1 ORDER BY location";

/// Locations with the words of their roles.
type RoleWords = BTreeSet<(String, String)>;

/// Describes the difference between roles as granted and revoked ones.
fn role_actions<'a>(before: &'a RoleWords, after: &'a Grants) -> impl Iterator<Item = Action<'a>> {
    let is_new = |location: &str, role: AccessRole| !before.contains(&(location.to_owned(), role.as_str().to_owned()));
    let granted = after.0.iter().filter(move |(location, role)| is_new(location, *role));
    let granted = granted.map(|(location, role)| Action::RoleGranted { location, role: *role });
    let gone = before.iter().filter(|(location, _)| after.0.iter().all(|(kept, _)| kept != location));
    granted.chain(gone.map(|(location, _)| Action::RoleRevoked { location }))
}

/// Replaces the roles of an account. Returns the former roles, if they have changed.
async fn replace_grants(tx: &mut Tx, account: i64, grants: &Grants) -> sqlx::Result<Option<RoleWords>> {
    let mut before = BTreeSet::new();
    for row in sqlx::query(GRANTS).bind(account).fetch_all(&mut **tx).await? {
        before.insert((row.try_get::<String, _>(0)?, row.try_get::<String, _>(1)?));
    }
    if before == grants.words() {
        return Ok(None);
    }
    sqlx::query("DELETE FROM grants WHERE account = $1").bind(account).execute(&mut **tx).await?;
    for (location, role) in &grants.0 {
        grant(tx, account, location, Some(*role)).await?;
    }
    Ok(Some(before))
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
            sqlx::query(upsert).bind(account).bind(location).bind(role.as_str()).execute(&mut **tx).await?
        }
    };
    Ok(done.rows_affected() > 0)
}

/// Records that sessions or the description of an account have changed.
pub(super) async fn record_account_event(tx: &mut Tx, account: i64) -> sqlx::Result<()> {
    let seq = tx.change().await?;
    record_event(tx, seq, "account", &account.to_string()).await
}

/// Records that roles of an account have changed.
pub(super) async fn record_grant_event(tx: &mut Tx, account: i64) -> sqlx::Result<()> {
    let seq = tx.change().await?;
    record_event(tx, seq, "grant", &account.to_string()).await
}
