//! The words and rules of the engagements section.
