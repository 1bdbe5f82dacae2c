//! Manages accounts and their roles.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail, ensure};

use crate::auth::password;
use crate::config::Account;
use crate::store::Store;
use crate::store::accounts::{self, NewAccount, normalize_username};
use crate::store::audit::Actor;

/// Runs a command. Servers on the same database pick up the change.
pub async fn run(store: &Store, command: &Account) -> Result<()> {
    match command {
        Account::Add { username, name, email } => add(store, username, name, email.as_deref()).await,
        Account::Email { username, email } => {
            let account = find(store, username).await?;
            store.set_email(account.id, email, Actor::Operator).await?;
            println!("{username} is asked at {email}");
            Ok(())
        }
        Account::Password { username } => {
            let account = find(store, username).await?;
            store.set_password(account.id, &password::hash(&new_password()?)?, Actor::Operator).await?;
            println!("{username} has a new password, and every session has ended");
            Ok(())
        }
        Account::Grant { username, location, role } => {
            let account = find(store, username).await?;
            store.set_grant(account.id, location, Some(*role), Actor::Operator).await?;
            println!("{username} is {} of {location}", role.as_str());
            Ok(())
        }
        Account::Revoke { username, location } => {
            let account = find(store, username).await?;
            let revoked = store.set_grant(account.id, location, None, Actor::Operator).await?;
            ensure!(revoked, "{username} has no role given for {location}");
            println!("{username} has no role given for {location} any more");
            Ok(())
        }
        Account::List => list(store).await,
    }
}

async fn add(store: &Store, username: &str, name: &str, email: Option<&str>) -> Result<()> {
    let normal = normalize_username(username);
    let valid = !normal.is_empty() && normal.chars().count() <= 100 && !normal.contains(char::is_control);
    ensure!(valid && !normal.starts_with("oidc:"), "A username has 1 to 100 characters, and does not begin with oidc:");
    ensure!(!name.trim().is_empty() && name.chars().count() <= 200, "A name has 1 to 200 characters");
    let hash = password::hash(&new_password()?)?;
    let new = NewAccount { username: &normal, name: name.trim(), email, password: Some(&hash), demo: false };
    ensure!(store.add_account(&new, Actor::Operator).await?.is_some(), "There is an account {normal} already");
    println!("{normal} can sign in, but sees nothing without a role: see `account grant`");
    Ok(())
}

async fn find(store: &Store, username: &str) -> Result<accounts::Account> {
    store.account(username).await?.with_context(|| format!("There is no account {username}"))
}

async fn list(store: &Store) -> Result<()> {
    for account in store.accounts().await? {
        let grants = store.grants(account.id).await?;
        let roles: Vec<_> =
            grants.0.iter().map(|(location, role)| format!("{} of {location}", role.as_str())).collect();
        let roles = if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") };
        let email = account.email.map(|email| format!(" <{email}>")).unwrap_or_default();
        println!("{}\t{}{email}\t{roles}", account.username, account.name);
    }
    Ok(())
}

/// Reads a password from standard input or a prompt. It is never an argument, because process lists show arguments.
fn new_password() -> Result<String> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if first != rpassword::prompt_password("Again: ")? {
            bail!("The two are not the same");
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("Could not read the password from standard input")?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    password::check_new(&password)?;
    Ok(password)
}
