//! Manages accounts and their roles.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail, ensure};

use crate::auth::password;
use crate::auth::password_rules::check_new;
use crate::config::{Account, AccountSessions};
use crate::store::Store;
use crate::store::accounts::{self, EVERYWHERE, NewAccount, OIDC_PREFIX, normalize_username};
use crate::store::audit::Actor;
use crate::time::timestamp;

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
            ensure!(
                !account.is_oidc(),
                "{username} signs in through the identity provider: change the password there. To keep the person \
                 out, use `account disable`"
            );
            let password = new_password(&[&account.username, &account.name, account.email.as_deref().unwrap_or("")])?;
            store.set_password(account.id, &password::hash(&password)?, None, Actor::Operator).await?;
            println!("{username} has a new password, and every session has ended");
            Ok(())
        }
        Account::Grant { username, location, role, force } => {
            let account = find(store, username).await?;
            let is_known = *force || location == EVERYWHERE || store.has_location(location).await?;
            ensure!(
                is_known,
                "The data have no location {location}: the role would give no access. If a later import brings it, \
                 add --force"
            );
            notice_about_claims(&account);
            store.set_grant(account.id, location, Some(*role), Actor::Operator).await?;
            println!("{username} is {} of {location}", role.as_str());
            Ok(())
        }
        Account::Revoke { username, location } => {
            let account = find(store, username).await?;
            notice_about_claims(&account);
            let revoked = store.set_grant(account.id, location, None, Actor::Operator).await?;
            ensure!(revoked, "{username} has no role given for {location}");
            println!("{username} has no role given for {location} any more");
            Ok(())
        }
        Account::Disable { username } => {
            let changed = store.set_disabled(find(store, username).await?.id, true, Actor::Operator).await?;
            ensure!(changed, "{username} is disabled already");
            println!("{username} cannot sign in any more, and every session has ended");
            Ok(())
        }
        Account::Enable { username } => {
            let changed = store.set_disabled(find(store, username).await?.id, false, Actor::Operator).await?;
            ensure!(changed, "{username} is not disabled");
            println!("{username} can sign in again");
            Ok(())
        }
        Account::Remove { username } => {
            let account = find(store, username).await?;
            store.remove_account(account.id, Actor::Operator).await?;
            println!("{username} is removed, and every session has ended");
            if account.is_oidc() {
                println!(
                    "A sign-in through the identity provider adds the account again: `account disable` prevents it"
                );
            }
            Ok(())
        }
        Account::Sessions(command) => sessions(store, command).await,
        Account::List => list(store).await,
    }
}

async fn sessions(store: &Store, command: &AccountSessions) -> Result<()> {
    match command {
        AccountSessions::List { username } => {
            let account = match username {
                Some(username) => Some(find(store, username).await?.id),
                None => None,
            };
            for session in store.open_sessions(account).await? {
                let [created, seen] = [session.created, session.seen].map(timestamp);
                println!("{}\tsince {created}\tlast used {seen}", session.username);
            }
        }
        AccountSessions::End { username } => {
            store.end_sessions(find(store, username).await?.id, Actor::Operator).await?;
            println!("Every session of {username} has ended");
        }
    }
    Ok(())
}

/// Claims determine all roles of a person of an identity provider, again at each sign-in.
fn notice_about_claims(account: &accounts::Account) {
    if account.is_oidc() {
        println!("Note: the next sign-in of {} replaces its roles by those of the claims", account.username);
    }
}

async fn add(store: &Store, username: &str, name: &str, email: Option<&str>) -> Result<()> {
    let normal = normalize_username(username);
    let valid = !normal.is_empty() && normal.chars().count() <= 100 && !normal.contains(char::is_control);
    ensure!(
        valid && !normal.starts_with(OIDC_PREFIX),
        "A username has 1 to 100 characters, and does not begin with oidc:"
    );
    ensure!(!name.trim().is_empty() && name.chars().count() <= 200, "A name has 1 to 200 characters");
    let password = new_password(&[&normal, name, email.unwrap_or_default()])?;
    let hash = password::hash(&password)?;
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
        let state = if account.disabled { "\tdisabled" } else { "" };
        println!("{}\t{}{email}\t{roles}{state}", account.username, account.name);
    }
    Ok(())
}

/// Reads a password from standard input or a prompt, for an account with these names. It is never an argument, because
/// process lists show arguments.
fn new_password(names: &[&str]) -> Result<String> {
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
    check_new(&password, names)?;
    Ok(password)
}
