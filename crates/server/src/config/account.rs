//! The commands for accounts.

use clap::Subcommand;

use super::access;

/// Commands for accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum Account {
    /// Adds an account; reads the password from standard input or prompts for it
    Add {
        /// The username to sign in with
        username: String,
        /// The person's name
        #[arg(long)]
        name: String,
        /// The email address at which others ask the person
        #[arg(long, value_parser = email)]
        email: Option<String>,
    },
    /// Sets the email address at which others ask the person
    Email {
        /// The username to sign in with
        username: String,
        /// The email address
        #[arg(value_parser = email)]
        email: String,
    },
    /// Sets a new password, read from standard input or a prompt, and ends every session of the account
    Password {
        /// The username to sign in with
        username: String,
    },
    /// Grants a role at a location
    Grant {
        /// The username to sign in with
        username: String,
        /// The Partner location ID; `*` means every location
        #[arg(long)]
        location: String,
        /// The role: admin or user
        #[arg(long, value_parser = access)]
        role: domain::permissions::AccessRole,
        /// Grants the role although the data have no such location: a later import will bring it
        #[arg(long)]
        force: bool,
    },
    /// Revokes the role at a location
    Revoke {
        /// The username to sign in with
        username: String,
        /// The Partner location ID; `*` revokes the role granted for every location
        #[arg(long)]
        location: String,
    },
    /// Disables an account: it cannot sign in, and its sessions end
    Disable {
        /// The username to sign in with
        username: String,
    },
    /// Enables a disabled account again
    Enable {
        /// The username to sign in with
        username: String,
    },
    /// Removes an account with its roles and sessions
    Remove {
        /// The username to sign in with
        username: String,
    },
    /// Lists or ends sessions
    #[command(subcommand)]
    Sessions(AccountSessions),
    /// Lists accounts and their roles
    List,
}

/// Commands for sessions.
#[derive(Clone, Debug, Subcommand)]
pub enum AccountSessions {
    /// Lists the open sessions, with their start and last use in UTC
    List {
        /// Only those of this username
        username: Option<String>,
    },
    /// Ends every session of an account
    End {
        /// The username to sign in with
        username: String,
    },
}

fn email(text: &str) -> Result<String, String> {
    let (user, host) = text.split_once('@').unwrap_or_default();
    let is_plain = !text.contains(|c: char| c.is_control() || c.is_whitespace()) && text.chars().count() <= 254;
    let is_address = !user.is_empty() && !host.is_empty() && !host.contains('@') && is_plain;
    is_address.then(|| text.to_owned()).ok_or_else(|| "expected an address such as name@example.com".to_owned())
}
