"""What an event rests on, in words: how many origins say that it happened, expect it, or deny it."""

from collections.abc import Iterator, Sequence

from site_builder.linking.site import Event, Origin, Saying

OTHER_SAYINGS: dict[Saying, str] = {
    "expected": "expected by",
    "cancelled": "cancellation reported by",
    "denied": "denied by",
    "wanted": "wanted by",
}
"""What else than that it happened origins say of an event, in words before their number."""


def support_words(event: Event) -> Iterator[str]:
    """What an event rests on, in words, then who else speaks of it."""
    rest = [(words, origins) for saying, words in OTHER_SAYINGS.items() if (origins := event.who_say(saying))]
    if event.confirming:
        yield f"{'claimed by ' if event.claimed_by else ''}{counted_origins(event.confirming)}"
    else:
        rest.sort(key=lambda one: one[1] != event.rests_on)
        words, origins = rest.pop(0)
        yield f"{words} {counted_origins(origins)}"
    yield from (f"{words} {bare_count(origins)}" for words, origins in rest)


def counted_origins(origins: Sequence[Origin]) -> str:
    """A number of origins in words; where unnamed ones are among them, that it is the least.

    `2 origins`, `at least 3 origins, 1 of them unnamed`, `at least 1 origin, unnamed`.
    """
    unnamed = sum(origin.unnamed for origin in origins)
    said = f"{len(origins):,} origin{'' if len(origins) == 1 else 's'}"
    if not unnamed:
        return said
    return f"at least {said}, unnamed" if len(origins) == 1 else f"at least {said}, {unnamed} of them unnamed"


def bare_count(origins: Sequence[Origin]) -> str:
    """A number of origins without their noun: `2`, `at least 2`."""
    least = "at least " if any(origin.unnamed for origin in origins) else ""
    return f"{least}{len(origins):,}"
