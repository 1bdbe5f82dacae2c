//! Reads a dataset while its response arrives; used by both backends.

use domain::Day;
use domain::dataset::Reader;
use domain::dataset::read::LoadedDataset;
use gloo_net::http::Response;

use super::request::RequestError;
use crate::browser::body::read_chunks;

/// Reads the dataset in the body of a response.
///
/// # Errors
/// Where the connection breaks or stalls.
pub async fn read(response: &Response, today: Day) -> Result<LoadedDataset, RequestError> {
    let mut reader = Reader::new();
    let chunks = read_chunks(response.body(), |chunk| {
        chunk.copy_to(reader.space(chunk.byte_count()));
        reader.advance();
    });
    chunks.await?;
    Ok(reader.finish(today))
}
