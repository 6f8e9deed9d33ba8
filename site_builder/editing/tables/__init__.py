"""Records from the rows of a table that an article prints: `site-builder import`."""
