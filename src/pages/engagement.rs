//! What the pages of one engagement share: breadcrumbs, heading, badges, tabs, previous and next.
