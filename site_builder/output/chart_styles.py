"""Pictures as they look by themselves: what style sheets say of them, written into each of their elements.

A picture that leaves the site has no style sheet there, and programs other than browsers read few of them. So
it gets the light colours and the sizes as attributes. `tests/test_browser_taking.py` holds this table against
what a browser makes of the style sheets.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

PAPER, INK, SOFT, LINE = "#fff", "#1a1d24", "#545b69", "#dcdfe6"
PANEL, GOLD, ORANGE, BLUE, LAND, BORDER = "#f5f6f9", "#8a5a00", "#a63a0a", "#0b5aa8", "#eef0f4", "#c3c8d3"
COLOURS: Final[Mapping[str, str]] = {
    "blue": BLUE, "orange": ORANGE, "green": "#1c6b42", "purple": "#7a2a8f", "teal": "#00696f",
    "olive": "#56630a", "brown": "#7a5500", "red": "#a3281c", "indigo": "#5646b0", "pink": "#a0246e",
    "rose": "#8a3d52", "gold": GOLD, "grey": SOFT,
}  # fmt: skip
"""Those of types, as `--r-blue` and so on in the light scheme of site.css."""
FONT: Final = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
OWN: Final = "own"
"""Stands for the colour of the type that an element belongs to."""

Attributes = Mapping[str, str]


class Rule(NamedTuple):
    """What elements of some names or classes (`on`) look like within others, all of which must be there."""

    within: str
    on: str
    look: str


_HOLLOW: Final = ("r-hollow", "r-unsure", "r-undone", "r-claimed")
_HALO: Final = "stroke-linejoin:round;paint-order:stroke"
RULES: Final[Sequence[Rule]] = (
    Rule("", "svg", f"font-family:{FONT}"),
    # timelines
    Rule("r-timeline", "text", f"font-size:13;fill:{INK}"),
    Rule("r-timeline", "r-before", "text-anchor:end"),
    Rule("r-timeline", "r-lane", f"fill:{PANEL}"),
    Rule("r-timeline", "r-lane-name", "font-weight:600"),
    Rule("r-timeline", "r-break", f"fill:{PAPER}"),
    Rule("r-timeline", "r-grid", f"fill:none;stroke:{LINE}"),
    Rule("r-timeline", "r-axis", f"fill:none;stroke:{SOFT}"),
    Rule("r-timeline r-times", "text", f"font-size:12;fill:{SOFT};text-anchor:middle"),
    Rule("r-timeline r-yearline", "text", "font-weight:600"),
    Rule("r-timeline r-gap", "text", f"font-size:12;font-style:italic;fill:{SOFT}"),
    Rule("r-timeline", "use", f"fill:{OWN};stroke:{OWN};stroke-width:1.6;stroke-linejoin:round"),
    *(Rule(f"r-timeline {kind}", "use", "fill:none") for kind in _HOLLOW),
    *(Rule(f"r-timeline r-lasts {kind}", "use", f"fill:{PAPER}") for kind in _HOLLOW),
    Rule("r-timeline r-unsure", "use", "stroke-dasharray:2.2 2"),
    *(Rule(f"r-timeline {kind}", "text", "font-style:italic") for kind in _HOLLOW[1:]),
    Rule("r-timeline", "r-bar", f"fill:none;stroke:{OWN};stroke-width:5;opacity:.35"),
    Rule("r-timeline r-lasts", "r-bar", "opacity:1;stroke-width:4"),
    Rule("r-timeline r-disputed", "r-bar", "stroke-width:2;stroke-dasharray:4 3;opacity:1"),
    Rule("r-timeline", "r-arrow r-struck r-brackets", f"fill:none;stroke:{OWN};stroke-width:1.8"),
    # deals and figures
    Rule("r-chart", "text", f"font-size:13;fill:{INK}"),
    Rule("r-chart", "r-before", "text-anchor:end"),
    Rule("r-chart", "r-tick r-small r-period", "font-size:12"),
    Rule("r-chart", "r-tick r-small", f"fill:{SOFT}"),
    Rule("r-chart", "r-title r-period", "font-weight:600"),
    Rule("r-chart", "r-tick", "text-anchor:middle"),
    Rule("r-chart", "r-before", "text-anchor:end"),
    Rule("r-chart r-point", "text", "text-anchor:middle"),
    Rule("r-chart", "r-note", "font-style:italic"),
    Rule("r-chart", "r-grid r-bracket r-arrow r-reach", f"fill:none;stroke:{LINE}"),
    Rule("r-chart", "r-bracket", f"stroke:{GOLD};stroke-width:2"),
    Rule("r-chart", "r-sure r-perhaps", f"fill:{ORANGE};stroke:{ORANGE};stroke-width:1"),
    Rule("r-chart", "r-perhaps", "fill-opacity:.25"),
    Rule("r-chart", "r-arrow", f"stroke:{ORANGE};stroke-width:2"),
    Rule("r-chart r-point", "r-sure r-perhaps", f"fill:{BLUE};stroke:{BLUE};stroke-width:1.6"),
    Rule("r-chart r-point", "r-perhaps", f"fill:{PAPER};fill-opacity:1"),
    Rule("r-chart r-point", "r-reach", f"stroke:{BLUE};stroke-width:6;opacity:.35"),
    Rule("r-chart r-point", "r-arrow", f"stroke:{BLUE}"),
    # the network and the map
    Rule("r-drawing", "r-shape", f"fill:{OWN};stroke:{PAPER};stroke-width:1.5"),
    Rule("r-drawing", "r-shape--place", f"fill:{ORANGE}"),
    Rule("r-drawing", "r-shape--area", f"fill:{LAND};stroke:{BLUE};stroke-width:2"),
    Rule("r-drawing", "r-words", f"fill:{INK};stroke:{PAPER};stroke-width:3;{_HALO}"),
    Rule("r-drawing", "r-words--spare r-hit", "display:none"),
    Rule("r-drawing", "r-line", f"fill:none;stroke:{SOFT};stroke-opacity:.4"),
    Rule("r-drawing", "r-line--way", f"stroke:{BLUE};stroke-opacity:.75"),
    Rule("r-drawing", "r-line--not", "stroke-dasharray:5 4"),
    Rule("r-drawing", "r-arrow", f"fill:{BLUE}"),
    Rule("r-drawing", "r-inset", f"fill:none;stroke:{SOFT};stroke-dasharray:2 2"),
    Rule("r-drawing", "r-land", f"fill:{LAND};stroke:{BORDER};stroke-width:.7;stroke-linejoin:round"),
    Rule(
        "r-drawing",
        "r-country",
        f"fill:{SOFT};letter-spacing:.09em;text-anchor:middle;stroke:{LAND};stroke-width:2;{_HALO}",
    ),
)  # fmt: skip
"""What the style sheets say, in their order: of two that speak of the same, the later one counts."""

_TAG = re.compile(r'<(/?)([a-zA-Z][\w:-]*)((?:[^<>"]|"[^"]*")*?)(/?)>')
_ATTRIBUTE = re.compile(r'\s([\w:-]+)(?:="([^"]*)")?')
_VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})
_OF_SCRIPTS = ("class", "data-")
"""What matters on the site alone."""


class _Around(NamedTuple):
    """What an element stands in: the classes of all around it, their colour, whether that is a picture."""

    name: str = ""
    classes: frozenset[str] = frozenset()
    colour: str = SOFT
    drawn: bool = False

    def holding(self, name: str, classes: frozenset[str]) -> "_Around":
        """The same around what stands in an element of this."""
        colour = _colour(classes) or self.colour
        return _Around(name, self.classes | classes, colour, self.drawn or name == "svg")


def styled(html: str) -> str:
    """Markup in which each element of a picture looks by itself as it does on the site, in light colours.

    Classes go, but for those of whole pictures; links open beside what shows the picture.
    """
    return "".join(_styled_pieces(html))


def _styled_pieces(html: str) -> Iterator[str]:
    open_ = [_Around()]
    done = 0
    for tag in _TAG.finditer(html):
        yield html[done : tag.start()]
        done = tag.end()
        closing, name, rest, empty = tag.groups()
        if closing:
            while len(open_) > 1 and open_.pop().name != name:
                pass
            yield tag[0]
            continue
        given = dict(_ATTRIBUTE.findall(rest))
        classes = frozenset(given.get("class", "").split())
        here = open_[-1].holding(name, classes)
        yield _element(name, given, classes, here, empty) if here.drawn else tag[0]
        if not empty and name not in _VOID:
            open_.append(here)
    yield html[done:]


def _element(name: str, given: Attributes, classes: frozenset[str], here: _Around, empty: str) -> str:
    kept = {
        key: value
        for key, value in given.items()
        if (name == "svg" and key == "class") or not key.startswith(_OF_SCRIPTS)
    }
    if name == "a":
        kept |= {"target": "_blank", "rel": "noopener"}
    said = {**kept, **look_of(name, classes, here.classes, here.colour)}
    written = "".join([f' {key}="{value}"' for key, value in said.items()])
    return f"<{name}{written}{empty}>"


@lru_cache(maxsize=1 << 12)
def look_of(name: str, classes: frozenset[str], within: frozenset[str], colour: str) -> Attributes:
    """How an element looks that stands `within` classes, its own among them, and has a `colour`."""
    look: dict[str, str] = {}
    for rule in RULES:
        if not {name, *classes}.isdisjoint(rule.on.split()) and within.issuperset(rule.within.split()):
            look |= dict(one.split(":", 1) for one in rule.look.split(";"))
    return {key: colour if value == OWN else value for key, value in look.items()}


def _colour(classes: frozenset[str]) -> str:
    """The colour of the type that classes tell, if they do."""
    names = (one.removeprefix("r-shape--").removeprefix("r-") for one in classes)
    return next((COLOURS[name] for name in names if name in COLOURS), "")
