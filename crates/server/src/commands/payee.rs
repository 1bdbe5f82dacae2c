//! Decisions on payee profiles.

use anyhow::{Result, bail};
use domain::payee::Decision;

use crate::config::Payee;
use crate::store::Store;
use crate::store::payee::{Refusal, profile_word};

/// Approves or rejects a profile. Servers on the same database pick up the change.
pub async fn run(store: &Store, command: &Payee) -> Result<()> {
    let (decision, word, of) = match command {
        Payee::Approve(of) => (Decision::Approve, "approved", of),
        Payee::Reject(of) => (Decision::Reject, "rejected", of),
    };
    let (location, profile) = (of.location.as_str(), profile_word(of.profile));
    match store.decide_profile(location, of.profile, decision).await {
        Ok(()) => println!("The {profile} profile of {location} is {word}"),
        Err(Refusal::InvalidTransition(reason)) => {
            bail!("The {profile} profile of {location} cannot be {word}: {reason}")
        }
        Err(Refusal::Database(error)) => return Err(error.into()),
        Err(_) => bail!("There is no location {location}"),
    }
    Ok(())
}
