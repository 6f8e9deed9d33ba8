"""Regular expressions that are compiled when they are first tried: all of them take a third of a second."""

import re
from typing import Any, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Uncompiled:
    """Stands for a pattern; the first use of a method compiles it and leaves its methods in this place."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give what is used as a compiled pattern is. Where it is made with a mistake, its first use says so."""
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))
