"""Where the search index stands in a site, and what it is made of."""

BUNDLE = "pagefind"
"""Folder of the index in a site; the theme's `assets/search.js` loads it from there."""

MARK = "data-pagefind-body"
"""What marks a page that is searched, and the part of it."""
