"""Names of one thing in several languages, by the codes of ISO 639-1."""

from collections.abc import Iterator
from dataclasses import fields, make_dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any, Final

from site_builder.model.meaning import Meaning
from site_builder.model.value_types import Line
from site_builder.model.written import Written, yaml_key

_CODES: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti "
    "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
LANGUAGES: Final = tuple(_CODES.split())
"""The languages that have a code of two letters."""


class _NamesIn(Written):
    """Names by the language that they are in: a name or a list for each code, such as `az`, `ru`, `he`."""

    __slots__ = ()

    @property
    def names(self) -> Iterator[tuple[str, Line]]:
        """Each name with its language."""
        for one in fields(self):
            if one.init and (held := getattr(self, one.name)):
                yield from ((yaml_key(one.name), name) for name in _listed(held))


def _listed(held: Any) -> tuple[Line, ...]:
    return held if isinstance(held, tuple) else (held,)


if TYPE_CHECKING:

    class NamesIn(_NamesIn):
        """As below."""
else:
    _MEANING = Meaning("The name in this language, or a list of names.")
    NamesIn = make_dataclass(
        "NamesIn",
        [
            (
                f"{code}_" if iskeyword(code) else code,
                Annotated[Line | tuple[Line, ...] | None, _MEANING],
                None,
            )
            for code in LANGUAGES
        ],
        bases=(_NamesIn,),
        namespace={"__doc__": _NamesIn.__doc__, "__module__": __name__},
        frozen=True,
        slots=True,
        kw_only=True,
    )
