//! Configuration: command line flags, each with an environment variable.

mod account;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::RangedI64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use domain::payee::ProfileKind;

use crate::origin::Origin;
pub use account::{Account, AccountSessions};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "mci-engagements-server",
    version,
    about = "The backend of MCI Engagements",
    args_conflicts_with_subcommands = false
)]
pub struct Cli {
    /// The command; without one, the server starts
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The database and the log
    #[command(flatten)]
    pub place: Place,
    /// Settings of the server
    #[command(flatten)]
    pub serve: Serve,
}

/// The database and the log, for all commands.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The directory of the embedded database
    #[arg(long, env = "MCI_DATA", default_value = "data", value_name = "DIR", global = true)]
    pub data: PathBuf,
    /// The PostgreSQL database to use instead, such as <postgres://user@host/database>; prefer the environment
    /// variable, because process lists show flags
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// The format of the log on standard error; the environment variable `MCI_LOG` sets the level, such as `info` or
    /// `mci_engagements_server=debug`
    #[arg(long, env = "MCI_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,
    /// Writes usernames and addresses into the security log and the audit table as they are, instead of pseudonyms
    #[arg(long, env = "MCI_SECURITY_LOG_PLAIN", global = true)]
    pub security_log_plain: bool,
}

impl fmt::Display for Place {
    /// Names the database, without the password in a URL.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.database_url {
            Some(_) => formatter.write_str("the database of DATABASE_URL"),
            None => write!(formatter, "the database in {}", self.data.display()),
        }
    }
}

/// The format of the log.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// Human-readable lines
    Text,
    /// One JSON object per line
    Json,
}

/// Settings of the server.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub struct Serve {
    /// The address to listen on; port 0 selects a free port
    #[arg(long, env = "MCI_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// A dataset to import: a JSON file, a workbook (XLSX) after the template, or a directory of CSV files named after
    /// its sheets. It replaces the data, unless the same was imported last
    #[arg(long, env = "MCI_IMPORT", value_name = "FILE")]
    pub import: Option<PathBuf>,
    /// The directory of the built app, served together with the API
    #[arg(long, env = "MCI_DIST", value_name = "DIR")]
    pub dist: Option<PathBuf>,
    /// Runs a demo instance: imports only into an empty database, and adds demo accounts with public passwords; refused
    /// where the data are not illustrative, or other accounts exist
    #[arg(long, env = "MCI_DEMO")]
    pub demo: bool,
    /// Takes the payee profiles of the imported dataset, also those that people changed in this app and that an import
    /// otherwise keeps
    #[arg(long, env = "MCI_REPLACE_PAYEE_PROFILES", requires = "import")]
    pub replace_payee_profiles: bool,
    /// Accepts payee profiles in this app: removes the links of the imported dataset to another system
    #[arg(long, env = "MCI_PAYEE_FORMS")]
    pub payee_forms: bool,
    /// The public origin of the server, such as <https://engagements.example.com>; with https, cookies are `Secure`
    #[arg(long, env = "MCI_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<Origin>,
    /// Trusts `X-Forwarded-For` and `X-Forwarded-Proto`; use it only behind a proxy that sets both itself
    #[arg(long, env = "MCI_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Hours without use after which a session ends
    #[arg(long, env = "MCI_SESSION_IDLE_HOURS", default_value_t = 8.0, value_name = "HOURS", value_parser = hours)]
    pub session_idle_hours: f64,
    /// Hours after which every session ends
    #[arg(long, env = "MCI_SESSION_HOURS", default_value_t = 24.0, value_name = "HOURS", value_parser = hours)]
    pub session_hours: f64,
    /// Days after which audit entries are deleted
    #[arg(long, env = "MCI_AUDIT_DAYS", default_value_t = 365, value_name = "DAYS", value_parser = audit_days())]
    pub audit_days: i64,
    /// Minutes between two deletions of what has expired: sessions, answers to repeated requests, audit entries
    #[arg(long, env = "MCI_PRUNE_MINUTES", default_value_t = 60.0, value_name = "MINUTES", value_parser = minutes)]
    pub prune_minutes: f64,
    /// The identity provider
    #[command(flatten)]
    pub oidc: Oidc,
}

/// An identity provider: OpenID Connect with the authorization code flow and PKCE. A client secret is read only from
/// the environment variable `MCI_OIDC_CLIENT_SECRET`, because process lists show flags.
#[derive(Clone, Debug, Args)]
pub struct Oidc {
    /// The issuer, such as <https://login.microsoftonline.com/TENANT/v2.0>
    #[arg(
        long = "oidc-issuer",
        env = "MCI_OIDC_ISSUER",
        value_name = "URL",
        requires = "client_id",
        value_parser = issuer
    )]
    pub issuer: Option<String>,
    /// The client id at the provider; a client secret is read only from the environment variable
    /// `MCI_OIDC_CLIENT_SECRET`
    #[arg(long = "oidc-client-id", env = "MCI_OIDC_CLIENT_ID", value_name = "ID")]
    pub client_id: Option<String>,
    /// Signs in through the identity provider only: accounts with a password of this server cannot sign in
    #[arg(long, env = "MCI_NO_LOCAL", requires = "issuer", conflicts_with = "demo")]
    pub no_local: bool,
    /// The name of the provider on the sign-in page
    #[arg(long = "oidc-name", env = "MCI_OIDC_NAME", value_name = "NAME", default_value = "Microsoft Entra ID")]
    pub name: String,
    /// The scopes to request in addition to `openid`
    #[arg(long = "oidc-scopes", env = "MCI_OIDC_SCOPES", value_name = "SCOPES", default_value = "profile email")]
    pub scopes: String,
    /// The claim of the ID token whose values are mapped to roles
    #[arg(long = "oidc-roles-claim", env = "MCI_OIDC_ROLES_CLAIM", value_name = "CLAIM", default_value = "roles")]
    pub roles_claim: String,
    /// Maps a value of the claim to a role: `VALUE=admin@LOCATION` or `VALUE=user@LOCATION`, where `*` means every
    /// location; repeatable, or separated by commas
    #[arg(
        long = "oidc-role",
        env = "MCI_OIDC_ROLES",
        value_name = "VALUE=ROLE@LOCATION",
        value_delimiter = ',',
        value_parser = role_mapping
    )]
    pub roles: Vec<RoleMapping>,
}

/// Maps a value of the claim to a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMapping {
    pub value: String,
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

/// Parses an origin: scheme and host, without a path.
fn public_url(text: &str) -> Result<Origin, String> {
    let origin = Origin::parse(text.strip_suffix('/').unwrap_or(text));
    origin.ok_or_else(|| "expected http:// or https:// and a host, without a path".to_owned())
}

/// Checks an issuer: its answers decide who signs in with which roles, so only this machine is reached without TLS.
fn issuer(text: &str) -> Result<String, String> {
    let end = text.find("://").and_then(|start| Some(start + 3 + text[start + 3..].find('/')?));
    let origin = Origin::parse(&text[..end.unwrap_or(text.len())]);
    let origin = origin.ok_or_else(|| "expected a URL such as https://login.example.com/tenant".to_owned())?;
    let is_safe = origin.is_https() || origin.is_loopback();
    is_safe.then(|| text.to_owned()).ok_or_else(|| {
        "expected https://: over http:// anybody on the way decides who \
                                                    signs in"
            .to_owned()
    })
}

fn hours(text: &str) -> Result<f64, String> {
    let hours: f64 = text.parse().map_err(|_| "expected a number of hours".to_owned())?;
    let sensible = hours > 0.0 && hours <= 8760.0;
    sensible.then_some(hours).ok_or_else(|| "expected more than 0 and at most 8760 hours".to_owned())
}

/// Audit entries are kept for at least 30 days: triggers of the database refuse to delete younger ones.
fn audit_days() -> RangedI64ValueParser {
    RangedI64ValueParser::new().range(30..=36_500)
}

fn minutes(text: &str) -> Result<f64, String> {
    let minutes: f64 = text.parse().map_err(|_| "expected a number of minutes".to_owned())?;
    let sensible = minutes > 0.0 && minutes <= 1440.0;
    sensible.then_some(minutes).ok_or_else(|| "expected more than 0 and at most 1440 minutes".to_owned())
}

/// The commands, besides serving.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Approves or rejects a bank or tax profile
    #[command(subcommand)]
    Payee(Payee),
    /// Manages accounts and their roles
    #[command(subcommand)]
    Account(Account),
    /// Prints who did what: sign-ins, changes of accounts and roles, payee profiles, imports
    Audit(AuditArgs),
    /// Prints the pseudonym of a username or an address in the security log
    Pseudonym {
        /// The username or the address
        text: String,
    },
    /// Prints the OpenAPI document, `docs/openapi.json`
    Openapi,
    /// Fails unless a server responds at the address of `--listen`
    Healthcheck,
    /// Copies the embedded database to a new file; works while the server runs
    Backup {
        /// The file to create; must not exist
        file: PathBuf,
    },
}

/// Which audit entries to print.
#[derive(Clone, Debug, Args)]
pub struct AuditArgs {
    /// The first day, in UTC, such as 2026-11-01
    #[arg(long, value_name = "DAY")]
    pub since: Option<domain::Day>,
    /// Only entries by or about this account, also after it was removed
    #[arg(long, value_name = "USERNAME")]
    pub account: Option<String>,
    /// Prints one JSON object per line
    #[arg(long)]
    pub json: bool,
}

/// A decision on a profile.
#[derive(Clone, Debug, Subcommand)]
pub enum Payee {
    /// Approves the profile
    Approve(ProfileOf),
    /// Rejects the profile: the partner must correct it
    Reject(ProfileOf),
}

/// A profile to decide on.
#[derive(Clone, Debug, Args)]
pub struct ProfileOf {
    /// The Partner location ID
    #[arg(long)]
    pub location: String,
    /// The half of the payee profile: bank or tax
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

fn access(text: &str) -> Result<domain::permissions::AccessRole, String> {
    domain::permissions::AccessRole::from_word(text).ok_or_else(|| "expected admin or user".to_owned())
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
    fn an_issuer_has_tls_unless_it_is_on_this_machine() {
        for good in
            ["https://login.example.com/t/v2.0", "https://login.example.com", "http://127.0.0.1:9", "http://[::1]/x"]
        {
            assert_eq!(issuer(good).as_deref(), Ok(good));
        }
        for bad in ["http://login.example.com/t", "http://10.0.0.1", "login.example.com", "ftp://a", "https://", ""] {
            assert!(issuer(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin() {
        let text = |url: &str| public_url(url).map(|origin| origin.to_string());
        assert_eq!(text("https://Example.com/"), Ok("https://example.com".to_owned()));
        for bad in
            ["example.com", "ftp://example.com", "https://", "https://a/b", "https://u@a", "https://a//", "https://a:x"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
