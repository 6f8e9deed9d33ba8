"""Where the search index stands in a site, and what it is made of."""

BUNDLE = "pagefind"
"""Folder of the index in a site; the theme's `assets/search.js` loads it from there."""

MARK = "data-pagefind-body"
"""What marks a page that is searched, and the part of it."""

NOT_SEARCHED = (
    "h1",  # is the title, which counts by itself
    "nav", "form", "button", "svg",
    ".r-kind", ".r-badge", ".r-number", ".r-proof", ".r-source", ".r-event__more", ".r-foot",
    ".r-refs", ".r-permalink",
    ".r-table",  # repeats what pages of their own, facts and evidence say
)  # fmt: skip
"""What results neither find nor quote, besides what is marked `data-pagefind-ignore`."""
