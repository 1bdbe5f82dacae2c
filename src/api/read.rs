//! Reads a dataset while its response arrives; used by both backends.

use std::time::Duration;

use domain::Day;
use domain::dataset::read::LoadedDataset;
use domain::dataset::{Data, Reader};
use gloo_net::http::Response;

use super::Progress;
use super::request::RequestError;
use crate::browser::body::Chunks;
use crate::browser::clock;
use crate::browser::timer::sleep;

/// How many rows the first ones are at least: more than a screen shows.
const FIRST_ROWS: usize = 40;
/// How long reading may keep the page from responding once rows are shown, in milliseconds.
const SLICE: f64 = 30.0;

/// Reads the dataset in the body of a response. `show` gets the first rows before the rest is read.
///
/// # Errors
/// Where the connection breaks or stalls.
pub async fn read(
    response: &Response,
    today: Day,
    progress: Option<&Progress>,
    show: impl AsyncFn(&Progress, Data),
) -> Result<LoadedDataset, RequestError> {
    let mut reader = Reader::new();
    let chunks = Chunks::of(response.body());
    let mut rested = clock::now();
    while let Some(chunk) = chunks.next().await? {
        chunk.copy_to(reader.space(chunk.byte_count()));
        reader.advance();
        let Some(progress) = progress else { continue };
        if let Some(data) = reader.first_rows(FIRST_ROWS, today) {
            progress.set_engagements(reader.engagements());
            show(progress, data).await;
            rested = clock::now();
        }
        if clock::now() - rested > SLICE {
            progress.set_engagements(reader.engagements());
            if progress.is_followed() {
                sleep(Duration::ZERO).await;
            }
            rested = clock::now();
        }
    }
    Ok(reader.finish(today))
}
