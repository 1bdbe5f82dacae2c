//! Requests to the identity provider, limited in time and size.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http, reqwest};

/// Sends requests to the identity provider.
#[derive(Clone, Debug)]
pub struct ProviderHttp(reqwest::Client);

/// Why there is no response.
#[derive(Debug)]
pub enum HttpError {
    Request(reqwest::Error),
    Response(http::Error),
    TooLarge,
}

impl std::fmt::Display for HttpError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Request(_) => f.write_str("the request failed"),
            Self::Response(_) => f.write_str("the response is not HTTP"),
            Self::TooLarge => write!(f, "the response has more than {MAX_BODY} bytes"),
        }
    }
}

impl std::error::Error for HttpError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Request(error) => Some(error),
            Self::Response(error) => Some(error),
            Self::TooLarge => None,
        }
    }
}

impl From<reqwest::Error> for HttpError {
    fn from(error: reqwest::Error) -> Self {
        Self::Request(error)
    }
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Timeout of a request, its response included.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(8);
/// The maximum size of a response body; metadata and keys of large providers have some ten kilobytes.
const MAX_BODY: usize = 1 << 20;

impl ProviderHttp {
    /// Creates a client that follows no redirects: a provider could make this server request any address.
    pub fn new() -> reqwest::Result<Self> {
        let builder = reqwest::ClientBuilder::new().redirect(reqwest::redirect::Policy::none());
        Ok(Self(builder.connect_timeout(CONNECT_TIMEOUT).timeout(REQUEST_TIMEOUT).build()?))
    }

    /// Sends a request and reads the whole response.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut response = self.0.execute(request.try_into()?).await?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut builder = http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            builder = builder.header(name, value);
        }
        builder.body(body).map_err(HttpError::Response)
    }
}

impl<'c> AsyncHttpClient<'c> for ProviderHttp {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
