//! A file of the person in place of the demo: the dialog that opens it, and the bar that names it.

mod bar;
mod dialog;
mod faults;

pub use bar::OwnFileBar;
pub use dialog::{OwnFileDialog, open_own_file};
