"""Values that are made when somebody first asks for them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Anew(Mapping[K, V]):
    """Values that are made each time that somebody asks for them, and not kept."""

    def __init__(self, makers: Mapping[K, Callable[[], V]]) -> None:
        self._makers = makers

    def __getitem__(self, key: K) -> V:
        return self._makers[key]()

    def __iter__(self) -> Iterator[K]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, key: object) -> bool:
        return key in self._makers

    def __repr__(self) -> str:
        return repr(dict(self))

    def beside(self, values: Mapping[K, V]) -> "Anew[K, V]":
        """The same with some values in the place of others, or besides."""
        makers = {key: partial(self.__getitem__, key) for key in self._makers}
        made = {key: given(value) for key, value in values.items()}
        return type(self)({**makers, **made}) if values else self


class Lazy(Anew[K, V]):
    """Values that are made when somebody first asks for them."""

    def __init__(self, makers: Mapping[K, Callable[[], V]]) -> None:
        super().__init__(makers)
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]


class Last(dict[K, V]):
    """Some values: of all that are put here the last ones, so many `at_most`."""

    def __init__(self, at_most: int) -> None:
        super().__init__()
        self._at_most = at_most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > self._at_most:
            del self[next(iter(self))]


def given(value: V) -> Callable[[], V]:
    """Make what gives a value that is there already."""
    return lambda: value


def made_once(make: Callable[[], V]) -> Callable[[], V]:
    """Make what gives a value that is made when it is first asked for."""
    return partial(Lazy({"": make}).__getitem__, "")
