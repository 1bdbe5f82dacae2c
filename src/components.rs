//! Widgets. They know neither the data nor where they come from: values come in through signals, intent
//! goes out through callbacks, and so do words.

mod badge;
mod chips;
mod criteria;
mod dialog;
mod elsewhere;
mod empty_state;
mod filter;
mod icon;
mod message_bar;
mod segmented;
mod text_field;
mod verdict_icon;

pub use badge::{AvailabilityBadge, availability_class};
pub use chips::{Chip, Chips, Words};
pub use criteria::{CriteriaTree, CriterionLine, criteria};
pub use dialog::Dialog;
pub use elsewhere::link_elsewhere;
pub use empty_state::EmptyState;
pub use filter::{Choice, Filter};
pub use icon::{Glyph, icon, small_icon};
pub use message_bar::{MessageBar, Tone};
pub use segmented::Segmented;
pub use text_field::{Content, TextField};
pub use verdict_icon::{VerdictIcon, verdict_class, verdict_glyph};
