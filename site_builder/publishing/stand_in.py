"""What runs in the place of MkDocs, if somebody wants that: ProperDocs, which goes on with MkDocs 1.x.

It is called before anything of MkDocs is loaded: from then on whoever asks for that gets the other one.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final

MKDOCS: Final = "mkdocs"
ENGINES: Final = (MKDOCS, "properdocs")


class NotInstalledError(Exception):
    """A stand-in that is not installed, with the command that installs it."""


def stand_in(engine: str) -> None:
    """Have one of the `ENGINES` do what MkDocs does. Raises a `NotInstalledError`."""
    if engine == MKDOCS:
        return
    if find_spec(engine) is None:
        raise NotInstalledError(f"{engine} is not installed: python -m pip install 'site-builder[{engine}]'")
    if MKDOCS in sys.modules and sys.modules[MKDOCS].__name__ == MKDOCS:
        raise RuntimeError("MkDocs is loaded already")
    import_module(f"{engine}.replacement")
