//! The extractor for JSON request bodies.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// A deserialized JSON body. Rejections name the offending field.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(ApiError::from_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| interrupted())?;
        Ok(Self(parse(&bytes)?))
    }
}

/// The body could not be received.
pub fn interrupted() -> ApiError {
    ApiError::bad_request("bad-request", "The request body was interrupted.")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| ApiError::bad_request("invalid-utf8", "The body is not UTF-8."))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer(error.path());
        let error = error.into_inner();
        if error.is_data() {
            // The pointer replaces the position in the text.
            let text = error.to_string();
            let message = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
            ApiError::invalid_field(pointer, message)
        } else {
            ApiError::bad_request("invalid-json", format!("The body is not JSON: {error}"))
        }
    })?;
    let end = deserializer.end();
    end.map_err(|_| ApiError::bad_request("invalid-json", "Something follows the JSON of the body."))?;
    Ok(value)
}

/// Formats a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } => format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("{pointer}/{variant}"),
        Segment::Unknown => pointer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only deserialized")]
        inner: Vec<u8>,
    }

    #[test]
    fn errors_name_the_place() {
        for (body, code, pointer) in [
            (&b"{\"inner\":[1,\"x\"]}"[..], "invalid-field", Some("/inner/1")),
            (b"{\"inner\":[300]}", "invalid-field", Some("/inner/0")),
            (b"{\"other\":1}", "invalid-field", Some("/other")),
            (b"{}", "invalid-field", Some("")),
            (b"{", "invalid-json", None),
            (b"{\"inner\":[]} x", "invalid-json", None),
            (b"\xff", "invalid-utf8", None),
            (b"", "invalid-json", None),
        ] {
            let error = parse::<Outer>(body).unwrap_err();
            assert_eq!((error.code, error.pointer.as_deref()), (code, pointer), "{body:?}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(parse::<serde_json::Value>(deep.as_bytes()).unwrap_err().code, "invalid-json");
    }
}
