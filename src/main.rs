//! The entry point of the wasm module.

fn main() {
    mci_engagements::start();
}
