"""Which outlet published an article, and which had it first: by names of the registry and by addresses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_builder.editing.add.bylines import notes_in
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.layout import Layout
from site_builder.model.normal_form import WORD, normal
from site_builder.model.registry import Actor, Registry
from site_builder.model.value_types import ActorId
from site_builder.proving.stock_words import COPYRIGHT

Key = tuple[str, ...]

_NO_OUTLETS = frozenset(("person", "state"))
"""What can hold rights to a text and yet is no outlet: `check` refuses it as a publisher."""

_LONGEST = 40
"""Words of a line in which an outlet names itself; a longer one tells a story."""
_EDGE = 200
"""So many blocks at the beginning and at the end are looked at."""
_NAME = 8
"""Words of an outlet's name."""
_DOMAIN = re.compile(r"\.(?:com|org|net|info|int|news|press|[a-z]{2})$", re.IGNORECASE)
_ITS_OWN = re.compile(
    r"\b(?:from|by|about|support|follow|join|contact|download|newsletter|app|subscribe|copyright|team)\b",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©\s*)?(?:(?:19|20)\d\d\s*[-–]?\s*)*(?:by\s+)?([^.|·•]{2,60}?)"
    r"(?:\s*[.|·•,]|\s+all\s+rights|\s*(?:19|20)\d\d|\Z)",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(r"([^.|·•©]{2,60}?)\s*(?:©|\(c\))\s*(?:19|20)\d\d", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:via|source:|courtesy\s+of|republished\s+(?:from|with\s+permission\s+(?:of|from))|(?:this\s+(?:article|story"
    r"|piece)\s+)?(?:was\s+)?(?:originally|first)\s+(?:published|appeared|printed)\s+(?:by|in|on|at))\s+(?P<who>.{2,80})",
    re.IGNORECASE,
)
_COPYRIGHT, _MASTHEAD, _NOTE, _OWN, _NAMED = 5, 3, 4, 2, 1
"""How much it weighs where an outlet is named: as holder of rights, alone in a line, by its author, ..."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: an actor of the registry, or a name that the registry lacks."""

    name: str
    actor: ActorId | None
    where: str
    printed: bool = True


class Outlets:
    """The outlets of a registry by the forms of their names, as words, and by the hosts of their sites."""

    def __init__(self, registry: Registry) -> None:
        self._actors = registry.actors
        self._none = {i for i, actor in registry.actors.items() if registry.kind_of(actor) in _NO_OUTLETS}
        self._forms: dict[Key, set[ActorId]] = defaultdict(set)
        self._hosts: dict[str, set[ActorId]] = defaultdict(set)
        for actor_id, actor in registry.actors.items():
            for form in actor.forms:
                bare = _DOMAIN.sub("", form)
                for written in (form, bare, form.upper(), bare.upper()):
                    self._forms[_key(written)].add(actor_id)
            for host in _hosts_of(actor_id, actor):
                self._hosts[host].add(actor_id)

    def named(self, name: str, *, media: bool = False) -> ActorId | None:
        """Find the one body that a name stands for, never a person or state; with `media` only an outlet."""
        found = {i for key in (_key(name), _key(name)[1:]) for i in self._forms.get(key, ()) if key}
        fitting = {i for i in found - self._none if not media or self._actors[i].type == "media"}
        return next(iter(fitting)) if len(fitting) == 1 else None

    def at(self, address: str) -> ActorId | None:
        """Find the one outlet whose site an address lies on."""
        host = host_of(address)
        keys = (
            host,
            host.replace(".", ""),
            host.split(".")[0] if host.count(".") == 1 else "",
            _middle(host),
        )
        for key in keys:
            found = {i for i in self._hosts.get(key, ()) if self._actors[i].type == "media"} if key else set()
            if len(found) == 1:
                return next(iter(found))
        return None

    def within(self, line: str) -> Iterator[tuple[ActorId, bool]]:
        """Give the outlets that a short line names, and whether each is all that it says."""
        words = _key(line)
        for start in range(len(words)):
            for end in range(min(len(words), start + _NAME), start, -1):
                found = [i for i in self._forms.get(words[start:end], ()) if self._actors[i].type == "media"]
                if len(found) == 1:
                    yield found[0], end - start >= len(words) - 1
                    break

    def has(self, actor: str) -> bool:
        """Tell whether the registry has an actor of this id."""
        return actor in self._actors

    def name_of(self, actor: ActorId) -> str:
        """Give an actor's name."""
        return self._actors[actor].name


def _key(form: str) -> Key:
    return tuple(WORD.findall(normal(form)))


def host_of(address: str) -> str:
    """Give the host of an address, without "www." and the like."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|en|amp)\.(?=.*\.)", "", host.lower())


def _middle(host: str) -> str:
    """Give the part of a host before its last ending: "timesofisrael" of "blogs.timesofisrael.com"."""
    parts = host.split(".")
    return parts[-2] if len(parts) > 2 and len(parts[-2]) > 3 else ""


def _hosts_of(actor_id: ActorId, actor: Actor) -> Iterator[str]:
    yield from filter(None, map(host_of, actor.same_as))
    yield actor_id.replace("-", "")
    for form in actor.forms:
        joined = "".join(_key(form)).lower()
        yield from (joined, joined.removeprefix("the"))


# ------------------------------------------------------------------ who published it


def publisher_of(
    layout: Layout, outlets: Outlets, addresses: Iterable[FoundValue], site: FoundValue | None
) -> Outlet | None:
    """Find the outlet: by what the text prints around the article, the address, or the page's metadata."""
    stated = _by_address(outlets, addresses) or _by_site(outlets, site)
    printed = _printed_outlet(layout, outlets, stated)
    if printed and (stated is None or stated.actor in (None, printed.actor)):
        return printed
    if stated and not stated.actor:
        return _printed_near_title(layout, stated)
    return stated or _holder(layout, outlets)


def _printed_near_title(layout: Layout, stated: Outlet) -> Outlet:
    """Look for the name that a page gives itself in the lines around its article."""
    wanted = " ".join(_key(stated.name))
    for line, _ in _publisher_lines(layout):
        if wanted and f" {wanted} " in f" {' '.join(_key(line))} ":
            return Outlet(stated.name, None, f'{stated.where}, and the line "{line[:80]}"')
    return stated


def _by_address(outlets: Outlets, addresses: Iterable[FoundValue]) -> Outlet | None:
    for address in addresses:
        actor = outlets.at(address.value)
        if actor:
            return Outlet(outlets.name_of(actor), actor, f"the host of {address.where}", printed=False)
    return None


def _by_site(outlets: Outlets, site: FoundValue | None) -> Outlet | None:
    if site is None:
        return None
    actor = outlets.named(site.value, media=True)
    return Outlet(outlets.name_of(actor) if actor else site.value, actor, site.where, printed=False)


def _printed_outlet(layout: Layout, outlets: Outlets, stated: Outlet | None) -> Outlet | None:
    """Weigh the outlets that the lines around the article name; the heaviest by far is it."""
    weights: dict[ActorId, int] = defaultdict(int)
    best: dict[ActorId, tuple[int, str]] = {}
    for line, is_note in _publisher_lines(layout):
        for actor, alone in outlets.within(line):
            weight = _weight(line, alone=alone, is_note=is_note)
            weights[actor] += weight
            best[actor] = max(best.get(actor, (0, "")), (weight, line[:80]))
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if stated and stated.actor in weights:
        ranked = [(stated.actor, _OWN)]  # to be named at all is enough for what the address says anyway
    if not ranked or ranked[0][1] < _OWN or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    actor = ranked[0][0]
    return Outlet(outlets.name_of(actor), actor, f'the line "{best[actor][1]}"')


def _publisher_lines(layout: Layout) -> Iterator[tuple[str, bool]]:
    outside = layout.outside
    for block in outside if len(outside) <= 2 * _EDGE else (*outside[:_EDGE], *outside[-_EDGE:]):
        if block.words <= _LONGEST:
            yield layout.words(block), False
    yield from ((note, True) for note in dict.fromkeys(notes_in(layout)))


def _weight(line: str, *, alone: bool, is_note: bool) -> int:
    if COPYRIGHT.search(line):
        return _COPYRIGHT
    if is_note:
        return _NOTE
    if alone:
        return _MASTHEAD
    return _OWN if _ITS_OWN.search(line) else _NAMED


def _holder(layout: Layout, outlets: Outlets) -> Outlet | None:
    """Read the name of an outlet that the registry lacks from the line of copyright."""
    for block in layout.outside[-_EDGE:]:
        line = layout.words(block)[:200]
        before = _BEFORE_YEAR.search(line)
        said = before if before and before[1].strip().lower() != "copyright" else _HOLDER.search(line)
        name = said[1].strip(" ,-–") if said and COPYRIGHT.search(line) else ""
        if (
            name
            and "/" not in name  # "© Agency / Photographer"
            and name[0].isupper()
            and len(name.split()) <= _NAME
            and not name.lower().startswith("all rights")
        ):
            return Outlet(name, outlets.named(name), f'the line "{line[:80]}"')
    return None


# ------------------------------------------------------------------ who had it first


def credit_of(layout: Layout, outlets: Outlets, agency: FoundValue | None = None) -> Outlet | None:
    """Find the outlet that the text credits with having had it: "via ...", "originally published by ...".

    Where the text credits none, it is the `agency` that the byline names.
    """
    for block in layout.inside:
        line = layout.words(block) if block.words <= _LONGEST else ""
        match = _CREDIT.match(line.strip("()[]*_ ")) if line else None
        if match:
            who = re.split(r"\s+(?:on|in|and|under|with|at)\s|[.,;()|]", match["who"])[0].strip()
            if who[:1].isupper() or who.lower().startswith("the "):
                name = re.sub(r"^the\s+", "", who, flags=re.IGNORECASE)
                return Outlet(name, outlets.named(name), f'the line "{line[:80]}"')
    if agency:
        return Outlet(agency.value, outlets.named(agency.value), agency.where, agency.printed)
    return None
