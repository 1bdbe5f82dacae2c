//! Rebuilds when what is embedded in the program changes: the migrations and, with `embed-app`, the built app.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    if std::env::var_os("CARGO_FEATURE_EMBED_APP").is_some() {
        println!("cargo:rerun-if-changed=../../dist");
        let page = Path::new("../../dist/index.html");
        assert!(page.is_file(), "the feature embed-app needs the built app in dist/: run `cargo xtask build` first");
    }
}
