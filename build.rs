//! Keeps relocations in the wasm of a split build: `xtask/src/build/split.rs` needs them.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_wasm = std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|arch| arch == "wasm32");
    if is_wasm && std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
