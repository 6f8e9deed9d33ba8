"""Pieces of HTML that stand on pages by the thousand: links, runs of links, dates, words of pictures.

As macros of templates these took half of all rendering. Everything is escaped here as it is there.
"""

from collections.abc import Iterable

from site_builder.charts.svg import SvgText
from site_builder.output.addresses import HERE, OWN_PATH, address_anywhere, address_from, relative
from site_builder.output.html_escaping import Html, escaped, message_as_html
from site_builder.pages.components import DateView, Link, mark
from site_builder.pages.taking import Taken


def registry_mark() -> Html:
    """The mark of what the editors know and no article is quoted for; a page that has it explains it."""
    return Html(f'<small class="from-registry__word" data-pagefind-ignore>{message_as_html(mark())}</small>')


def link(item: Link) -> Html:
    """Words, as a link where they lead somewhere."""
    return Html(_link(HERE.get(), item))


def run(items: Iterable[Link]) -> Html:
    """Links and words one after another."""
    here = HERE.get()
    return Html("".join([_link(here, item) for item in items]))


def _link(here: str, item: Link) -> str:
    said = escaped(item.text)
    if item.to:
        kind = f' class="r-link r-link--{escaped(item.kind)}"' if item.kind else ""
        title = f' title="{escaped(item.title)}"' if item.title else ""
        rel = f' rel="{escaped(item.rel)}"' if item.rel else ""
        # What is a path of the site needs no escaping.
        own = OWN_PATH.fullmatch(item.to)
        to = relative(here, item.to) if own else escaped(address_from(here, item.to))
        said = f'<a{kind} href="{to}"{title}{rel}>{said}</a>'
    elif item.kind.startswith("lang-"):
        said = f'<bdi lang="{escaped(item.kind[5:])}">{said}</bdi>'
    return f'<span class="from-registry">{said} {registry_mark()}</span>' if item.basis else said


def date(when: DateView | None) -> Html:
    """A date with its EDTF, and why it is read so where somebody says; nothing where there is none."""
    if when is None:
        return Html()
    why = f'title="{escaped(when.why)}" ' if when.why else ""
    return Html(f'<time class="r-date" {why}data-edtf="{escaped(when.edtf)}">{escaped(when.words)}</time>')


def words(item: SvgText, style: str) -> Html:
    """Words of a picture, as wide as they are reckoned, whatever the reader's font and spacing."""
    kind = f' class="{style}"' if style else ""
    wide = f' textLength="{item.width}" lengthAdjust="spacingAndGlyphs"' if item.width else ""
    return Html(f'<text{kind} x="{item.x}" y="{item.y}"{wide}>{escaped(item.text)}</text>')


AROUND = 300
"""Pixels that a chart's own page needs around the chart, at most, in a frame that is 480 wide or wider."""


def iframe(taken: Taken) -> str:
    """What others write into a page of theirs to show a chart: HTML, as text.

    It may open links, and nothing else.
    """
    return (
        f'<iframe src="{escaped(address_anywhere(taken.page))}" title="{escaped(taken.title)}" width="100%" '
        f'height="{taken.height + AROUND}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
