//! Writes the template and the example as workbooks, and the tables of `docs/own-data.md`:
//! `cargo xtask dataset --workbooks` runs it.

mod generate;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (file, content) in generate::files(&root)? {
        std::fs::write(root.join(file), content)?;
        println!("{file}");
    }
    Ok(())
}
