//! What every server of the built app decides alike: which file a path names, its media type, whether it ever changes,
//! and which compressed copy a browser takes. The static server of the commands and the backend both call it.

use std::path::{Component, Path};

/// The media type of a file, by its extension: a wrong one, and browsers refuse wasm, modules and stylesheets.
pub fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A copy that is older than its file is of something else.
pub fn is_as_new(copy: &Path, file: &Path) -> bool {
    let modified = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    modified(copy).is_some_and(|copy| modified(file).is_some_and(|file| copy >= file))
}

/// Whether a browser takes an encoding, by its `Accept-Encoding`.
pub fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok());
        name.eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0) > 0.0
    })
}

/// The decoded path, which begins without a slash; `None` when it leads out of the directory.
pub fn safe_name(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    let name = String::from_utf8(bytes).ok()?;
    let plain = name.split('/').all(|part| part != ".." && part != "." && !part.contains(['\\', '\0']));
    // A drive or a root would lead out of the folder.
    let below = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
    (plain && below && !name.starts_with('/')).then_some(name)
}

/// Trunk and the build put sixteen hexadecimal digits into the names of files that never change.
pub fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.', '/']).any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
