"""What an event rests on, in words: how many origins say that it happened, expect it, or deny it."""

from collections.abc import Iterator, Sequence

from site_builder.linking.site import Event, Origin, Saying
from site_builder.translation.messages import N_, gettext, ngettext
from site_builder.translation.messages import number as written

SUPPORT: dict[Saying, str] = {
    "expected": N_("expected by {origins}"),
    "possible": N_("called possible by {origins}"),
    "cancelled": N_("cancellation reported by {origins}"),
    "denied": N_("denied by {origins}"),
    "wanted": N_("wanted by {origins}"),
}
"""How many origins say something else of an event than that it happened."""


def support_words(event: Event) -> Iterator[str]:
    """What an event rests on, in words, then who else speaks of it."""
    rest = [(words, origins) for saying, words in SUPPORT.items() if (origins := event.who_say(saying))]
    if event.confirming:
        said = counted_origins(event.confirming)
        yield gettext("claimed by {origins}", origins=said) if event.claimed_by else said
    else:
        rest.sort(key=lambda one: one[1] != event.rests_on)
        words, first = rest.pop(0)
        yield gettext(words, origins=counted_origins(first))
    yield from (gettext(words, origins=bare_count(others)) for words, others in rest)


def counted_origins(origins: Sequence[Origin]) -> str:
    """A number of origins in words; where unnamed ones are among them, that it is the least.

    `2 origins`, `at least 3 origins, 1 of them unnamed`, `at least 1 origin, unnamed`.
    """
    unnamed = sum(origin.unnamed for origin in origins)
    number = len(origins)
    if not unnamed:
        return ngettext("{n} origin", "{n} origins", number)
    return ngettext(
        "at least {n} origin, unnamed",
        "at least {n} origins, {unnamed} of them unnamed",
        number,
        unnamed=unnamed,
    )


def bare_count(origins: Sequence[Origin]) -> str:
    """A number of origins without their noun: `2`, `at least 2`."""
    number = len(origins)
    if any(origin.unnamed for origin in origins):
        return gettext("at least {number}", number=number)
    return written(number)
