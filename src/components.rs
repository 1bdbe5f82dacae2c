//! Widgets. They know neither data nor state: values and texts come in through props and signals, intent goes out
//! through callbacks.

mod chips;
mod criteria;
mod dialog;
mod empty_state;
mod external_link;
mod filter;
mod filter_options;
mod icon;
mod message_bar;
mod palette;
mod popover;
mod search_box;
mod segmented;
mod skeleton;
mod sort;
mod text_field;
mod verdict_icon;

pub use chips::{Chip, ChipText, Chips};
pub use criteria::{CriteriaTree, CriterionLine, Met, criteria_tree};
pub use dialog::{Dialog, DialogsHidden};
pub use empty_state::{EmptyState, error_state};
pub use external_link::external_link;
pub use filter::{Choice, Filter, FilterPopover};
pub use icon::{Glyph, icon, small_icon};
pub use message_bar::{MessageBar, Tone};
pub use palette::{CommandPalette, PaletteGroup, PaletteOption, PaletteTexts};
pub use popover::Popover;
pub use search_box::SearchBox;
pub use segmented::Segmented;
pub use skeleton::{cards_skeleton, table_skeleton};
pub use sort::{PhoneSort, SortColumn, sort_header};
pub use text_field::{InputKind, TextField};
pub use verdict_icon::{coverage_icon, verdict_class, verdict_glyph, verdict_icon};
