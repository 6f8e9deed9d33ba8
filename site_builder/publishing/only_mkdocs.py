"""An extension of Python-Markdown that does nothing, but in Zensical, which drops plugins without a word.

Zensical would publish the few pages in `docs/` and none of ours. It loads the extensions that mkdocs.yml
names, and so this says what to do instead.
"""

import os
import sys
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

SAID = (
    "Error: Zensical does not run plugins of MkDocs, which make nearly all pages of this site: build it with "
    "'site-builder build', and see docs/when-material-ends.md"
)


class OnlyMkDocs(Extension):
    """Refuses to be used by Zensical."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: ARG002, N802 - as Python-Markdown calls it
        """End the process where Zensical renders pages: it shows exceptions as tracebacks."""
        if "zensical" in sys.modules:
            sys.stderr.write(f"{SAID}\n")
            sys.stderr.flush()
            os._exit(1)


def makeExtension(**_: Any) -> OnlyMkDocs:  # noqa: N802 - as Python-Markdown calls it
    """Make the extension."""
    return OnlyMkDocs()
