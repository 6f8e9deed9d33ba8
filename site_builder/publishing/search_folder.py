"""Where the search index stands in a site."""

BUNDLE = "pagefind"
"""Folder of the index in a site; the theme's `assets/search.js` loads it from there."""
