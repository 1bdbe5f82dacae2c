//! Random keys shared by all processes on a database.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rand::Rng;

use super::Store;

impl Store {
    /// Returns a named secret: 64 random bytes, created on first use.
    pub async fn secret(&self, name: &str) -> sqlx::Result<Vec<u8>> {
        let select = || sqlx::query_scalar("SELECT value FROM secrets WHERE name = $1").bind(name);
        let known: Option<String> = select().fetch_optional(&self.pool).await?;
        let value = if let Some(value) = known {
            value
        } else {
            let mut new = [0; 64];
            rand::rng().fill_bytes(&mut new);
            // Another process may create it concurrently: both then use the one stored first.
            let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
            sqlx::query(insert).bind(name).bind(BASE64_STANDARD.encode(new)).execute(&self.pool).await?;
            select().fetch_one(&self.pool).await?
        };
        BASE64_STANDARD.decode(value).map_err(|error| sqlx::Error::Decode(error.into()))
    }
}
