"""The dates of pages, by which the sitemap does not say today."""

from pathlib import Path
from typing import Final

from mkdocs.structure.files import Files

from site_builder.publishing.mkdocs_pages import RenderedMkDocsPage
from site_builder.storage.history import is_whole, last_change

UNDATED: Final = "1970-01-01"
"""Date of pages whose date is unknown: MkDocs needs one; templates/theme/sitemap.xml leaves it out."""


def date_pages(files: Files, root: Path | None) -> None:
    """Date all pages, each by its own last change where known, so that the sitemap does not say today.

    A generated page that a shallow clone cannot tell of has no date, and a preview, which asks git nothing,
    has none at all.
    """
    newest = (root and last_change(root)) or UNDATED
    whole = root is None or is_whole(root)
    for file in files:
        if isinstance(file.page, RenderedMkDocsPage):
            file.page.update_date = file.page.rendered.changed or (newest if whole else UNDATED)
        elif file.page is not None:
            file.page.update_date = newest
