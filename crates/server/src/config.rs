//! What can be set: flags, each with its environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use domain::payee::ProfileKind;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "mci-engagements-server",
    version,
    about = "The backend of MCI Engagements",
    args_conflicts_with_subcommands = false
)]
pub struct Cli {
    /// What to do; serves where nothing is said
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where the data are
    #[command(flatten)]
    pub place: Place,
    /// How to serve
    #[command(flatten)]
    pub serve: Serve,
}

/// Where the data are.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The directory of the embedded database
    #[arg(long, env = "MCI_DATA", default_value = "data", value_name = "DIR", global = true)]
    pub data: PathBuf,
    /// A PostgreSQL database instead, such as <postgres://user@host/database>; best set in the environment, where no
    /// list of processes shows it
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// How the log is written, to standard error; what is logged is set by the environment variable `MCI_LOG`, such as
    /// `info` or `mci_engagements_server=debug`
    #[arg(long, env = "MCI_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, env = "MCI_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// A dataset file that replaces the data, unless it is the one that was imported last
    #[arg(long, env = "MCI_IMPORT", value_name = "DATASET.json")]
    pub import: Option<PathBuf>,
    /// The directory of the built app, to serve it beside the API
    #[arg(long, env = "MCI_DIST", value_name = "DIR")]
    pub dist: Option<PathBuf>,
    /// A demo instance: imports only into an empty database, and has demo accounts that anybody may use
    #[arg(long, env = "MCI_DEMO")]
    pub demo: bool,
    /// Payee profiles are handed in here: links of the imported dataset to the pages of another system are left out
    #[arg(long, env = "MCI_PAYEE_FORMS")]
    pub payee_forms: bool,
    /// The public origin of the server, such as <https://engagements.example.com>; with https, cookies are `Secure`
    #[arg(long, env = "MCI_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Believes `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets them itself
    #[arg(long, env = "MCI_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Hours after which a session ends that nobody uses
    #[arg(long, env = "MCI_SESSION_IDLE_HOURS", default_value_t = 8.0, value_name = "HOURS", value_parser = hours)]
    pub session_idle_hours: f64,
    /// Hours after which every session ends
    #[arg(long, env = "MCI_SESSION_HOURS", default_value_t = 24.0, value_name = "HOURS", value_parser = hours)]
    pub session_hours: f64,
    /// Where people sign in who have no password here
    #[command(flatten)]
    pub oidc: Oidc,
}

/// An identity provider: OpenID Connect with the authorization code flow and PKCE. The client secret, where the
/// provider asks for one, is taken from the environment only: `MCI_OIDC_CLIENT_SECRET`.
#[derive(Clone, Debug, Args)]
pub struct Oidc {
    /// The issuer, such as <https://login.microsoftonline.com/TENANT/v2.0>
    #[arg(long = "oidc-issuer", env = "MCI_OIDC_ISSUER", value_name = "URL", requires = "client_id")]
    pub issuer: Option<String>,
    /// The id of this server at the provider; the secret, if there is one, is in `MCI_OIDC_CLIENT_SECRET`
    #[arg(long = "oidc-client-id", env = "MCI_OIDC_CLIENT_ID", value_name = "ID")]
    pub client_id: Option<String>,
    /// What people know the provider as
    #[arg(long = "oidc-name", env = "MCI_OIDC_NAME", value_name = "NAME", default_value = "Microsoft Entra ID")]
    pub name: String,
    /// What is asked for beside `openid`
    #[arg(long = "oidc-scopes", env = "MCI_OIDC_SCOPES", value_name = "SCOPES", default_value = "profile email")]
    pub scopes: String,
    /// The claim of the ID token whose values give roles
    #[arg(long = "oidc-roles-claim", env = "MCI_OIDC_ROLES_CLAIM", value_name = "CLAIM", default_value = "roles")]
    pub roles_claim: String,
    /// The role that a value of the claim gives: `VALUE=admin@LOCATION` or `VALUE=user@LOCATION`, where `*` stands for
    /// every location; several times, or with commas
    #[arg(
        long = "oidc-role",
        env = "MCI_OIDC_ROLES",
        value_name = "VALUE=ROLE@LOCATION",
        value_delimiter = ',',
        value_parser = role_mapping
    )]
    pub roles: Vec<RoleMapping>,
}

/// The role that a value of a claim gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMapping {
    /// The value.
    pub value: String,
    /// The role.
    pub role: domain::permissions::AccessRole,
    /// The location, or `*`.
    pub location: String,
}

fn role_mapping(text: &str) -> Result<RoleMapping, String> {
    let parts = text.rsplit_once('=').and_then(|(value, rest)| Some((value, rest.split_once('@')?)));
    match parts {
        Some((value, (role, location))) if !value.is_empty() && !location.is_empty() => {
            Ok(RoleMapping { value: value.to_owned(), role: access(role)?, location: location.to_owned() })
        }
        _ => Err("expected VALUE=admin@LOCATION or VALUE=user@LOCATION".to_owned()),
    }
}

/// An origin: scheme and host, nothing behind.
fn public_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(text.to_ascii_lowercase()),
        _ => Err("expected http:// or https:// and a host, without a path".to_owned()),
    }
}

fn hours(text: &str) -> Result<f64, String> {
    let hours: f64 = text.parse().map_err(|_| "expected a number of hours".to_owned())?;
    let sensible = hours > 0.0 && hours <= 8760.0;
    sensible.then_some(hours).ok_or_else(|| "expected more than 0 and at most 8760 hours".to_owned())
}

/// What else there is to do than serve.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Decides on a bank or tax profile, as the validating side
    #[command(subcommand)]
    Payee(Payee),
    /// Who may sign in, and what they may do where
    #[command(subcommand)]
    Account(Account),
    /// Prints the OpenAPI document of the API: `docs/openapi.json`
    Openapi,
    /// Checks that a server responds at the address of `--listen`, and fails if it does not
    Healthcheck,
    /// Writes the embedded database to a file that must not be there yet, also while the server runs
    Backup {
        /// The file
        file: PathBuf,
    },
}

/// A decision.
#[derive(Clone, Debug, Subcommand)]
pub enum Payee {
    /// The profile is in order
    Approve(ProfileOf),
    /// The partner has something to mend
    Reject(ProfileOf),
}

/// Which profile.
#[derive(Clone, Debug, Args)]
pub struct ProfileOf {
    /// The Partner location ID
    #[arg(long)]
    pub location: String,
    /// Which half of the payee profile
    #[arg(long, value_parser = profile_kind)]
    pub profile: ProfileKind,
}

fn profile_kind(text: &str) -> Result<ProfileKind, String> {
    match text {
        "bank" => Ok(ProfileKind::Bank),
        "tax" => Ok(ProfileKind::Tax),
        _ => Err("expected bank or tax".to_owned()),
    }
}

/// What to do with accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum Account {
    /// Adds an account; the password is read from standard input, or asked for
    Add {
        /// What the person signs in with
        username: String,
        /// The person's name
        #[arg(long)]
        name: String,
    },
    /// Sets a new password, read from standard input or asked for, and ends every session of the account
    Password {
        /// What the person signs in with
        username: String,
    },
    /// Gives a role at a location
    Grant {
        /// What the person signs in with
        username: String,
        /// The Partner location ID; `*` stands for every location
        #[arg(long)]
        location: String,
        /// admin or user
        #[arg(long, value_parser = access)]
        role: domain::permissions::AccessRole,
    },
    /// Takes the role at a location away
    Revoke {
        /// What the person signs in with
        username: String,
        /// The Partner location ID; `*` takes the role away that was given for every location
        #[arg(long)]
        location: String,
    },
    /// Lists accounts and their roles
    List,
}

fn access(text: &str) -> Result<domain::permissions::AccessRole, String> {
    match text {
        "admin" => Ok(domain::permissions::AccessRole::Admin),
        "user" => Ok(domain::permissions::AccessRole::User),
        _ => Err("expected admin or user".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn roles_are_mapped() {
        let mapping = role_mapping("a=b=admin@*").unwrap();
        assert_eq!((mapping.value.as_str(), mapping.location.as_str()), ("a=b", "*"));
        for bad in ["x", "x=admin", "x=owner@*", "=admin@*", "x=user@"] {
            assert!(role_mapping(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin() {
        assert_eq!(public_url("https://Example.com/"), Ok("https://example.com".to_owned()));
        for bad in ["example.com", "ftp://example.com", "https://", "https://a/b", "https://u@a"] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
