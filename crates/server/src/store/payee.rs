//! Changes of payee profiles.

use std::collections::BTreeMap;

use domain::model::Location;
use domain::payee::{self, Decision, InvalidTransition, ProfileKind, ProfileStatus};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::audit::{Action, Actor, Entry};
use super::{Store, Tx, record_event};
use crate::time::now;

/// Retention of stored responses for repeated requests (idempotency), in seconds.
pub const ANSWER_RETENTION: i64 = 7 * 24 * 3600;

/// A person to ask about a profile.
pub struct Contact {
    pub name: String,
    pub email: String,
}

/// A profile submitted for validation.
pub struct Submission<'a> {
    /// The account that submits it.
    pub account: i64,
    /// The idempotency key.
    pub key: &'a str,
    /// SHA-256 of the request.
    pub request: &'a str,
    pub location: &'a str,
    pub profile: ProfileKind,
    /// The version of the location that the client has read; none if it is no version of the present data.
    pub version: Option<Version>,
    /// The contact for questions about the profile.
    pub contact: &'a Contact,
}

/// Names a state of a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The number of the import.
    pub import: i64,
    /// The changes of the location since then.
    pub changes: i64,
}

/// A location in one state, as JSON.
pub struct LocationVersion {
    pub version: Version,
    pub body: String,
}

/// Why a profile was not changed.
pub enum Refusal {
    NoLocation,
    /// The client has read another version; contains the current one.
    Stale(LocationVersion),
    /// The state of the profile does not allow the change.
    InvalidTransition(InvalidTransition),
    /// The idempotency key was used for another request.
    KeyReused,
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl Store {
    /// Submits a profile for validation.
    pub async fn submit_profile(&self, submission: &Submission<'_>) -> Result<LocationVersion, Refusal> {
        self.write_unless_refused(async |tx| submit(tx, submission).await).await
    }

    /// Approves or rejects a profile.
    pub async fn decide_profile(&self, id: &str, profile: ProfileKind, decision: Decision) -> Result<(), Refusal> {
        let action = Action::ProfileDecided { location: id, profile, decision };
        self.write_unless_refused(async |tx| {
            let LocationVersion { body, .. } = location(tx, id).await?.ok_or(Refusal::NoLocation)?;
            let (body, status) = change_profile(&body, profile, |status| payee::decide(status, decision))?;
            record_payee_change(tx, id, profile, status).await?;
            write(tx, id, &body).await?;
            tx.audit(&Entry { actor: Actor::Operator, action, account: None }).await?;
            Ok(())
        })
        .await
    }

    /// Writes, or cancels the transaction for a refusal.
    async fn write_unless_refused<T>(
        &self,
        change: impl AsyncFnOnce(&mut Tx) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let done = self.write(async |tx| match change(tx).await {
            Err(Refusal::Database(error)) => Err(error),
            Err(refusal) => {
                tx.cancel();
                Ok(Err(refusal))
            }
            done @ Ok(_) => Ok(done),
        });
        done.await?
    }
}

async fn submit(tx: &mut Tx, submission: &Submission<'_>) -> Result<LocationVersion, Refusal> {
    if let Some(answer) = stored_answer(tx, submission).await? {
        tx.cancel();
        return answer;
    }
    let LocationVersion { version, body } = location(tx, submission.location).await?.ok_or(Refusal::NoLocation)?;
    if submission.version != Some(version) {
        return Err(Refusal::Stale(LocationVersion { version, body }));
    }
    let (body, status) = change_profile(&body, submission.profile, payee::submit)?;
    record_payee_change(tx, submission.location, submission.profile, status).await?;
    write(tx, submission.location, &body).await?;
    let version = Version { changes: version.changes + 1, ..version };
    store_contact(tx, submission).await?;
    let insert = "INSERT INTO answers (account, idempotency_key, request, changes, body, created) \
                  VALUES ($1, $2, $3, $4, $5, $6)";
    let insert = sqlx::query(insert).bind(submission.account).bind(submission.key).bind(submission.request);
    insert.bind(version.changes).bind(&body).bind(now()).execute(&mut **tx).await?;
    let Submission { account, location, profile, .. } = *submission;
    let action = Action::ProfileSubmitted { location, profile };
    tx.audit(&Entry { actor: Actor::Account(account), action, account: None }).await?;
    Ok(LocationVersion { version, body })
}

/// Finds the stored response of an earlier request with the same key.
async fn stored_answer(
    tx: &mut Tx,
    submission: &Submission<'_>,
) -> sqlx::Result<Option<Result<LocationVersion, Refusal>>> {
    let select = "SELECT a.request, d.revision, a.changes, a.body FROM answers a CROSS JOIN dataset d \
                  WHERE a.account = $1 AND a.idempotency_key = $2";
    let select = sqlx::query(select).bind(submission.account).bind(submission.key);
    let Some(row) = select.fetch_optional(&mut **tx).await? else { return Ok(None) };
    let same = row.try_get::<String, _>(0)? == submission.request;
    let version = Version { import: row.try_get(1)?, changes: row.try_get(2)? };
    let answer = LocationVersion { version, body: row.try_get(3)? };
    Ok(Some(if same { Ok(answer) } else { Err(Refusal::KeyReused) }))
}

async fn location(tx: &mut Tx, id: &str) -> sqlx::Result<Option<LocationVersion>> {
    let select = "SELECT d.revision, r.changes, r.body FROM resources r CROSS JOIN dataset d \
                  WHERE r.kind = 'location' AND r.id = $1";
    let row = sqlx::query(select).bind(id).fetch_optional(&mut **tx).await?;
    row.map(|row| {
        let version = Version { import: row.try_get(0)?, changes: row.try_get(1)? };
        Ok(LocationVersion { version, body: row.try_get(2)? })
    })
    .transpose()
}

fn change_profile(
    body: &str,
    profile: ProfileKind,
    rule: impl FnOnce(ProfileStatus) -> Result<ProfileStatus, InvalidTransition>,
) -> Result<(String, ProfileStatus), Refusal> {
    let decode = |error: serde_json::Error| Refusal::Database(sqlx::Error::Decode(error.into()));
    let mut location: Location = serde_json::from_str(body).map_err(decode)?;
    let status = &mut location.payee.get_mut(profile).status;
    *status = rule(*status).map_err(Refusal::InvalidTransition)?;
    let status = *status;
    Ok((serde_json::to_string(&location).map_err(decode)?, status))
}

/// Records that people changed a profile here: imports keep it.
async fn record_payee_change(
    tx: &mut Tx,
    location: &str,
    profile: ProfileKind,
    status: ProfileStatus,
) -> sqlx::Result<()> {
    let upsert = "INSERT INTO payee_changes (location, profile, status) VALUES ($1, $2, $3) \
                  ON CONFLICT (location, profile) DO UPDATE SET status = excluded.status";
    let status = serde_json::to_value(status).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let upsert = sqlx::query(upsert).bind(location).bind(profile_word(profile));
    upsert.bind(status.as_str().unwrap_or_default()).execute(&mut **tx).await?;
    Ok(())
}

/// Returns the profiles that people changed here.
pub(super) async fn payee_changes(tx: &mut Tx) -> sqlx::Result<BTreeMap<(String, ProfileKind), ProfileStatus>> {
    let rows = sqlx::query("SELECT location, profile, status FROM payee_changes").fetch_all(&mut **tx).await?;
    let decode = |error: serde_json::Error| sqlx::Error::Decode(error.into());
    let change = |row: &AnyRow| {
        let (profile, status): (String, String) = (row.try_get(1)?, row.try_get(2)?);
        let profile = serde_json::from_value(profile.into()).map_err(decode)?;
        Ok(((row.try_get(0)?, profile), serde_json::from_value(status.into()).map_err(decode)?))
    };
    rows.iter().map(change).collect()
}

/// Writes a location.
pub(super) async fn write(tx: &mut Tx, id: &str, body: &str) -> sqlx::Result<()> {
    let seq = tx.change().await?;
    let update = "UPDATE resources SET revision = $1, changes = changes + 1, body = $2 \
                  WHERE kind = 'location' AND id = $3";
    sqlx::query(update).bind(seq).bind(body).bind(id).execute(&mut **tx).await?;
    record_event(tx, seq, "location", id).await
}

async fn store_contact(tx: &mut Tx, submission: &Submission<'_>) -> sqlx::Result<()> {
    let upsert = "INSERT INTO payee_contacts (location, profile, name, email, account, submitted) VALUES ($1, $2, $3, \
                  $4, $5, $6) ON CONFLICT (location, profile) DO UPDATE SET name = excluded.name, \
                  email = excluded.email, account = excluded.account, submitted = excluded.submitted";
    let upsert = sqlx::query(upsert).bind(submission.location).bind(profile_word(submission.profile));
    let upsert = upsert.bind(&submission.contact.name).bind(&submission.contact.email);
    upsert.bind(submission.account).bind(now()).execute(&mut **tx).await?;
    Ok(())
}

/// Returns the name of one half of the payee profile in the database and in messages.
pub const fn profile_word(profile: ProfileKind) -> &'static str {
    match profile {
        ProfileKind::Bank => "bank",
        ProfileKind::Tax => "tax",
    }
}
