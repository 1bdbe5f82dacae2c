//! Random keys shared by all processes on a database.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rand::Rng;

use super::Store;

impl Store {
    /// Returns a named secret: 64 random bytes, created on first use.
    pub async fn secret(&self, name: &str) -> sqlx::Result<Vec<u8>> {
        let select = sqlx::query_scalar("SELECT value FROM secrets WHERE name = $1");
        let stored: Option<String> = select.bind(name).fetch_optional(&self.readers).await?;
        let value = match stored {
            Some(value) => value,
            None => self.create_secret(name).await?,
        };
        BASE64_STANDARD.decode(value).map_err(|error| sqlx::Error::Decode(error.into()))
    }

    async fn create_secret(&self, name: &str) -> sqlx::Result<String> {
        let mut new = [0; 64];
        rand::rng().fill_bytes(&mut new);
        self.write(async |tx| {
            // Another process may create it concurrently: both then use the one stored first.
            let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET \
                          value = secrets.value RETURNING value";
            let insert = sqlx::query_scalar(insert).bind(name).bind(BASE64_STANDARD.encode(new));
            insert.fetch_one(&mut **tx).await
        })
        .await
    }
}
