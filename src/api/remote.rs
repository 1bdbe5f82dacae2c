//! Loads the data from a backend. Its code is the connected chunk, which an app with a dataset file never loads.

use std::pin::Pin;
use std::sync::Arc;

use domain::Day;
use domain::dataset::read::LoadedDataset;
use domain::session::API_VERSION;

use super::http::{Api, ApiError, Dataset};
use super::{Backend, DataVersion, Failure, LoadError, Loaded, Outcome, Progress};

/// Loads from a backend.
pub type Load = for<'a> fn(Arc<Api>, Day, Option<&'a Progress>) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// The connected chunk could not be loaded.
pub struct ChunkLoadError;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for ChunkLoadError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
pub use chunk::load_function;

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "loading the chunk may fail")]
mod chunk {
    use super::{ChunkLoadError, Load, load};

    /// Loads the connected chunk, and returns its function.
    #[wasm_split_helpers::wasm_split(connected, fallible)]
    pub fn load_function() -> Result<Load, ChunkLoadError> {
        Ok(load)
    }
}

#[cfg(not(feature = "split"))]
pub use whole::load_function;

#[cfg(not(feature = "split"))]
mod whole {
    use super::{ChunkLoadError, Load, load};

    /// Returns the function of the connected chunk: there is none to load.
    pub async fn load_function() -> Result<Load, ChunkLoadError> {
        Ok(load)
    }
}

fn load(api: Arc<Api>, today: Day, progress: Option<&Progress>) -> Pin<Box<dyn Future<Output = Outcome> + '_>> {
    Box::pin(async move {
        match session_data(&api, today, progress).await {
            Ok(outcome) => outcome,
            Err(failure) => Outcome::Failed(failure, Some(api)),
        }
    })
}

/// Loads what the session may see.
async fn session_data(api: &Arc<Api>, today: Day, progress: Option<&Progress>) -> Result<Outcome, Failure> {
    let mut options = api.sign_in_options().await?;
    if options.api_version != API_VERSION {
        return Err(ApiError::OtherVersion.into());
    }
    let Some(session) = options.session.take() else { return Ok(Outcome::SignIn(options, Arc::clone(api))) };
    // Without a role the page says so, and shows no rows.
    let progress = progress.filter(|_| !session.roles.is_empty());
    let Dataset { content, revision, tag } = match api.dataset(today, &session.user.username, progress).await {
        Ok(dataset) => dataset,
        // The session ended between the two requests.
        Err(ApiError::NotSignedIn) => return Ok(Outcome::SignIn(options, Arc::clone(api))),
        Err(error) => return Err(error.into()),
    };
    let version = DataVersion { revision, tag };
    match content {
        None => Ok(Outcome::Unchanged(session, version)),
        Some(LoadedDataset { data: Some(data), problems }) => {
            let backend = Backend::Http { api: Arc::clone(api), session, version };
            Ok(Outcome::Loaded(Box::new(Loaded { data, problems, backend })))
        }
        Some(LoadedDataset { problems, .. }) => Err(Failure { error: LoadError::Unusable, problems }),
    }
}
