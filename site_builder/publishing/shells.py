"""Shells: what the theme puts around many pages, rendered once and cut where pages differ.

The theme's own template is rendered for a page whose title, address, text and so on are marks that stand in
no other text. Where they come out is cut, and each page of the same kind put in. A mark that comes out in a
form that is not known here makes no shell; what else the theme may do, `themed_pages` finds by comparing.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from site_builder.output.render import Body, Heading, RenderedPage
from site_builder.publishing.html_tags import WHOLE_SCRIPT, tokens
from site_builder.publishing.mkdocs_pages import GeneratedFile, RenderedMkDocsPage, links_of
from site_builder.publishing.words_of_files import readings, words_of

PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""The last part of an address that looks the same in every form."""
CONTENT, METAS = "content", "metas"
LONG_WORD = 60
"""Letters of a mark that counts as long wherever it stands."""

Kind = tuple[object, ...]
"""All by which pages differ to a theme, but for what is put into a shell."""
Form = Callable[[str], str]


def as_it_is(value: str) -> str:
    """What most templates print."""
    return value


def without_tags(value: str) -> str:
    """What `| striptags | e` makes of it."""
    return str(escape(Markup(value).striptags()))  # noqa: S704 - escaped again, as the theme does


def escaped_again(value: str) -> str:
    """What `| e` makes of it."""
    return str(escape(value))


FORMS: Sequence[Form] = (as_it_is, without_tags, escaped_again, quote)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where something of a page stands in a shell, and in which form."""

    name: str
    form: Form

    def of(self, values: Mapping[str, str]) -> str:
        return self.form(values[self.name])


Mixed = tuple["str | Slot", ...]
"""Text with slots in it."""
MixedWords = tuple["tuple[bytes, ...] | Slot", ...]
"""Words with slots between them."""


@dataclass(frozen=True, eq=False)
class Shell:
    """A page of a theme without what differs from page to page: fixed text and slots, by turns."""

    parts: Mixed

    def filled(self, values: Mapping[str, str]) -> str:
        """Put a page into the shell."""
        return filled(self.parts, values)

    @cached_property
    def tags(self) -> tuple[tuple[str, ...], tuple[Mixed, ...]]:
        """The tags of the shell: those that are the same on every page, and those with slots in them."""
        cutter = Cutter(self._marks)
        found = [cutter.cut(token) for token in tokens(filled(self.parts, {}, self._marks))]
        same = tuple(parts[0] for parts in found if len(parts) == 1 and isinstance(parts[0], str))
        return same, tuple(parts for parts in found if len(parts) > 1)

    @cached_property
    def words(self) -> tuple[MixedWords, ...]:
        """The words of the shell as each of its readings has them."""
        text = filled(self.parts, {}, self._marks)
        return tuple(self._cut_words(words_of(b"".join(read))) for read in readings("x.html", text.encode()))

    @cached_property
    def names(self) -> frozenset[str]:
        """What of a page stands among the words of the shell."""
        return frozenset(part.name for words in self.words for part in words if isinstance(part, Slot))

    @cached_property
    def asks_for_search(self) -> bool:
        """Whether the shell itself tells the search index anything."""
        return any("data-pagefind" in part for part in self.parts if isinstance(part, str))

    @cached_property
    def digest(self) -> str:
        """Hash of the shell: the same for the same text with the same slots."""
        parts = [part if isinstance(part, str) else (part.name, part.form.__name__) for part in self.parts]
        return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _marks(self) -> Mapping[str, Slot]:
        """A word for each slot that stands nowhere in the shell."""
        return {
            f"{secrets.token_hex(8)}{number}q".ljust(LONG_WORD, "q"): part
            for number, part in enumerate(self.parts)
            if isinstance(part, Slot)
        }

    def _cut_words(self, words: Sequence[bytes]) -> MixedWords:
        marks = {mark.encode(): slot for mark, slot in self._marks.items()}
        places = [at for at, word in enumerate(words) if word in marks]
        mixed: list[tuple[bytes, ...] | Slot] = []
        for before, at in zip([-1, *places], [*places, len(words)], strict=True):
            mixed.append(tuple(words[before + 1 : at]))
            mixed += [marks[word] for word in words[at : at + 1]]
        return tuple(mixed)


def filled(parts: Mixed, values: Mapping[str, str], marks: Mapping[str, Slot] | None = None) -> str:
    """Put values into slots, or marks that stand for them."""
    if marks is None:
        return "".join([part if isinstance(part, str) else part.of(values) for part in parts])
    names = iter(marks)
    return "".join([part if isinstance(part, str) else next(names) for part in parts])


class Cutter:
    """Cuts texts where marks stand, the longest first, and puts slots in their place."""

    def __init__(self, marks: Mapping[str, Slot]) -> None:
        self.marks = {mark: marks[mark] for mark in sorted(marks, key=len, reverse=True)}

    def cut(self, text: str) -> Mixed:
        """Cut one text: fixed text and slots, by turns."""
        pieces: list[str | Slot] = [text]
        for mark, slot in self.marks.items():
            if mark in text:
                pieces = [part for piece in pieces for part in _cut(piece, mark, slot)]
        return tuple(pieces)


def _cut(piece: str | Slot, mark: str, slot: Slot) -> Iterator[str | Slot]:
    """Cut a piece that no longer mark has cut out wherever a mark stands."""
    if isinstance(piece, Slot):
        yield piece
        return
    first, *others = piece.split(mark)
    yield first
    for other in others:
        yield from (slot, other)


# ------------------------------------------------------------------ what is put in


def values_of(page: RenderedMkDocsPage) -> dict[str, str]:
    """What a theme may print of a page and that differs between pages of a kind."""
    return {**_values_around(page), CONTENT: page.rendered.html}


def hash_of_parts(shell: Shell, page: RenderedMkDocsPage) -> str:
    """Hash of all that a page in its shell is made of."""
    return _hash_of(page, shell.digest)


def hash_alone(page: RenderedMkDocsPage) -> str:
    """Hash of all that a page without a shell is made of, but for what is around all pages."""
    return _hash_of(page, page.rendered.path, *_likeness(page))


def _hash_of(page: RenderedMkDocsPage, *more: object) -> str:
    parts = (*more, page.rendered.body.digest, *_values_around(page).items())
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _values_around(page: RenderedMkDocsPage) -> dict[str, str]:
    values = {
        "name": page.rendered.path.rstrip("/").rpartition("/")[2],
        "title": page.title or "",
        "description": page.meta["description"],
        "edit": page.edit_url or "",
        "date": page.update_date,
        METAS: page.meta["metas"],
    }
    for number, link in enumerate(links_of(page.rendered.toc)):
        values |= {f"heading {number}": link.title, f"anchor {number}": link.id}
    return values


def kind_of(page: RenderedMkDocsPage) -> Kind | None:
    """What a theme may tell pages apart by; None for one that is not like others."""
    name = page.rendered.path.rstrip("/").rpartition("/")[2]
    return _likeness(page) if PLAIN_NAME.fullmatch(name) else None


def _likeness(page: RenderedMkDocsPage) -> Kind:
    rendered = page.rendered
    folder = rendered.path.rstrip("/").rpartition("/")[0]
    above = tuple(getattr(item, "url", item.title) for item in page.ancestors)
    said = (rendered.description, rendered.title, rendered.edit, _has_metas(rendered))
    has = (*map(bool, said), rendered.body.is_titled)
    levels = tuple(heading.level for heading in rendered.toc)
    return folder, rendered.parent, rendered.section, above, rendered.wide, levels, has


def _has_metas(page: RenderedPage) -> bool:
    return bool(page.metas or page.feed)


# ------------------------------------------------------------------ making


def marked_page(like: RenderedMkDocsPage, config: MkDocsConfig) -> RenderedMkDocsPage:
    """Make a page of the same kind as another whose every value is a mark."""
    token = f"q{secrets.token_hex(8)}"
    folder = like.rendered.path.rstrip("/").rpartition("/")[0]
    words = f"{token}%s\u00a0& {token}"
    rendered = replace(
        like.rendered,
        path=f"{folder}/{token}name/".lstrip("/"),
        title=words % "title",
        description=words % "description" if like.rendered.description else "",
        body=Body.of(f"<h1>{token}text</h1>" if like.rendered.body.is_titled else f"<p>{token}text</p>"),
        toc=tuple(
            Heading(heading.level, f"{token}anchor{number}-", words % f"heading{number}-")
            for number, heading in enumerate(like.rendered.toc)
        ),
        edit=f"https://{token}link.example/?a&b" if like.rendered.edit else None,
        metas=((f"{token}meta", words % "meta"),) if _has_metas(like.rendered) else (),
        feed="",
    )
    file = GeneratedFile.of(rendered.path, config)
    page = RenderedMkDocsPage(rendered, None, file, config)
    page.parent, page.update_date = like.parent, f"{token}date"
    return page


def shell_of(marked: RenderedMkDocsPage, output: str) -> Shell | None:
    """Cut what a theme made of a marked page; None where a mark came out in a way that is not known."""
    values = values_of(marked)
    marks = {
        form(value): Slot(name, form)
        for form in reversed(FORMS)
        for name, value in values.items()
        if value and name not in (CONTENT, METAS)
    }
    marks |= {values[name]: Slot(name, as_it_is) for name in (CONTENT, METAS) if values[name]}
    shell = Shell(Cutter(marks).cut(output))
    return shell if _is_whole(shell, values["name"].removesuffix("name")) else None


def _is_whole(shell: Shell, token: str) -> bool:
    """Whether all marks are known, content stands once between tags, and no script differs between pages."""
    fixed = [part for part in shell.parts if isinstance(part, str)]
    contents = [part for part in shell.parts if isinstance(part, Slot) and part.name == CONTENT]
    scripts = WHOLE_SCRIPT.findall(filled(shell.parts, {}, shell._marks))  # noqa: SLF001
    return (
        len(contents) == 1
        and not any(token in part.lower() for part in fixed)
        and not any(mark in script for script in scripts for mark in shell._marks)  # noqa: SLF001
        and not any(part.name == CONTENT for tag in shell.tags[1] for part in tag if isinstance(part, Slot))
    )
