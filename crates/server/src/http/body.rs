//! Bodies of requests.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use crate::error::Problem;

/// The most that a request may hold.
pub const MOST_BYTES: usize = 1 << 20;

/// The JSON of a request, and the bytes it was read from.
pub struct Json<T> {
    /// What was read.
    pub value: T,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| rejected(&error))?;
        Ok(Self { value: parse(&bytes)? })
    }
}

fn rejected(error: &BytesRejection) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE),
        _ => Problem::bad_request("bad-request", "The body of the request broke off."),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| Problem::bad_request("invalid-utf8", "The body is not UTF-8."))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer(error.path());
        let error = error.into_inner();
        if error.is_data() {
            // Where in the text it stands is of no use: the pointer says where.
            let text = error.to_string();
            let message = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
            Problem::field(pointer, message)
        } else {
            Problem::bad_request("invalid-json", format!("The body is not JSON: {error}"))
        }
    })?;
    let end = deserializer.end();
    end.map_err(|_| Problem::bad_request("invalid-json", "Something follows the JSON of the body."))?;
    Ok(value)
}

/// A JSON pointer (RFC 6901).
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
        #[expect(dead_code, reason = "only read")]
        inner: Vec<u8>,
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
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
            let problem = parse::<Outer>(body).unwrap_err();
            assert_eq!((problem.code, problem.pointer.as_deref()), (code, pointer), "{body:?}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(parse::<serde_json::Value>(deep.as_bytes()).unwrap_err().code, "invalid-json");
    }
}
