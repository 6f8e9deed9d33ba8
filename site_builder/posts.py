"""How a role began and ended: an envoy is appointed, presents credentials, leaves post."""

from site_builder.model import RoleEvent

EVENT_WORDS: dict[RoleEvent, str] = {
    "nominated": "nominated",
    "appointed": "appointed",
    "elected": "elected",
    "took-office": "took office",
    "presented-credentials": "presented credentials",
    "resigned": "resigned",
    "dismissed": "dismissed",
    "recalled": "recalled",
    "left-post": "left post",
    "died": "died in office",
}
"""In the words of lists of chiefs of mission and of office-holders, in the order of a term."""

BEGINS: tuple[RoleEvent, ...] = ("nominated", "appointed", "elected", "took-office")
ENDS: tuple[RoleEvent, ...] = ("resigned", "dismissed", "recalled", "left-post", "died")
NOT_HELD: tuple[RoleEvent | None, ...] = ("nominated", *ENDS)
"""After these, nobody holds the role: not yet, or no longer."""
