//! Versions that must be equal: the app's `wasm-bindgen` and the library that xtask binds the app with.

use super::Finding;

const RUNTIME: &str = "wasm-bindgen";
const SUPPORT: &str = "wasm-bindgen-cli-support";

/// Compares `Cargo.lock` with the exact version that `xtask/Cargo.toml` asks for.
pub fn check(lock: &str, manifest: &str) -> Option<Finding> {
    let Some(runtime) = locked(lock, RUNTIME) else {
        return Some(Finding::new(1, format!("Cargo.lock has no {RUNTIME}: run `cargo metadata`, then commit it")));
    };
    let expected = format!("{SUPPORT} = \"={runtime}\"");
    if manifest.lines().any(|line| line == expected) {
        return None;
    }
    let line = manifest.lines().position(|line| line.starts_with(SUPPORT)).map_or(1, |index| index + 1);
    Some(Finding::new(line, format!("Cargo.lock has {RUNTIME} {runtime}: write `{expected}`")))
}

fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";

    #[test]
    fn accepts_the_exact_version_of_the_lock_file() {
        assert_eq!(check(LOCK, "[dependencies]\nwasm-bindgen-cli-support = \"=0.2.130\"\n"), None);
    }

    #[test]
    fn reports_versions_that_differ_or_may_come_to_differ() {
        let message = "Cargo.lock has wasm-bindgen 0.2.130: write `wasm-bindgen-cli-support = \"=0.2.130\"`";
        for manifest in
            ["a = \"1\"\nwasm-bindgen-cli-support = \"=0.2.129\"", "a = \"1\"\nwasm-bindgen-cli-support = \"0.2.130\""]
        {
            assert_eq!(check(LOCK, manifest), Some(Finding::new(2, message)), "{manifest}");
        }
        assert_eq!(check(LOCK, "a = \"1\""), Some(Finding::new(1, message)));
        assert!(check("", "wasm-bindgen-cli-support = \"=0.2.130\"").is_some());
    }
}
