"""A link picture: what stands on it, as plain data; `own_pictures` fills it, `output.link_pictures` draws it.

Messengers and social media show it beside a link to a page. It says what the page itself says at its top.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from site_builder.pages.drawable import drawable
from site_builder.pages.link_charts import LinkChart

FOLDER: Final = "assets/links/"
WIDTH, HEIGHT = 1200, 630
"""Of all pictures, in pixels."""
DRAWN_AS: Final = 1
"""Goes up when pictures are drawn in another way: then they have other addresses, too."""


@dataclass(frozen=True)  # without slots: what is cached needs a place
class LinkPicture:
    """What stands on a picture, all in words that it can show; what is empty is left out.

    From top to bottom: the `kind` of page, its `title`, the sentence that answers what it is (`answer`), what
    it says most of all besides (`said`) or a chart, the `site` and its address (`host`).
    """

    kind: str = ""
    title: str = ""
    answer: str = ""
    said: str = ""
    site: str = ""
    host: str = ""
    chart: LinkChart | None = None

    @property
    def alt(self) -> str:
        """The picture in words."""
        chart = self.chart.label if self.chart else ""
        head = ": ".join(filter(None, (self.kind, self.title)))
        parts = filter(None, (head, self.answer, self.said, chart, self.site, self.host))
        return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts)

    @cached_property
    def digest(self) -> str:
        """Hash of all that is on it, by which it is kept and named."""
        shown = repr((DRAWN_AS, *(getattr(self, field.name) for field in fields(self))))
        return sha256(shown.encode()).hexdigest()

    @property
    def path(self) -> str:
        """Its file on the site: another picture has another address, so that no cache shows an old one."""
        return f"{FOLDER}{self.digest[:20]}.png"

    def as_json(self) -> list[Any]:
        """The same as plain values."""
        words = [self.kind, self.title, self.answer, self.said, self.site, self.host]
        return [*words, self.chart.as_json() if self.chart else None]

    @classmethod
    def from_json(cls, written: list[Any]) -> "LinkPicture":
        """Make the same of what `as_json` gave."""
        kind, title, answer, said, site, host, chart = written
        drawn = LinkChart.from_json(chart) if chart else None
        return cls(kind, title, answer, said, site, host, drawn)


def picture_of_site(name: str, description: str, address: str) -> LinkPicture:
    """The picture of a site: what it is called and how it is described."""
    return LinkPicture(title=drawable(name), answer=drawable(description), host=host_of(address))


def host_of(address: str) -> str:
    """An address as it is read: without `https://`, and without what every address has at its end."""
    return drawable(address.partition("://")[2].rstrip("/"))
