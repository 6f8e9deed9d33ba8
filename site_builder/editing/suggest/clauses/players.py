"""Those who may play a role, as places to look in give them."""

from collections.abc import Iterable

from site_builder.editing.suggest.clauses.reading import Players
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence


def named_at(s: Sentence, i: int | None) -> Players:
    """Give what a token names; nothing where there is no token, or it names nothing."""
    return whoever(Who(who, i)) if i is not None and (who := s[i].who) else ()


def whoever(who: Who | None) -> Players:
    """Give somebody, if there is one."""
    return (who,) if who else ()


def first_of(found: Iterable[Who | None]) -> Players:
    """Give the first of some."""
    return whoever(next((who for who in found if who), None))
