"""What every page says about itself: where it stands, when it changed, how to cite and correct it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol
from urllib.parse import quote as percent_encode

from site_builder.linking.fingerprints import fingerprint
from site_builder.model.changes import PageLog
from site_builder.model.rights import Licence
from site_builder.pages.citing import Citation, Work, cited
from site_builder.pages.components import date_words
from site_builder.pages.foreign_strings import ForeignStrings
from site_builder.pages.heads import Head
from site_builder.pages.json_ld import IT, Json, known
from site_builder.pages.link_pictures import LinkPicture
from site_builder.pages.page_history import NONE, PageHistory, page_history
from site_builder.pages.page_subjects import KINDS, subject_of
from site_builder.pages.requests import PATH as REQUESTS
from site_builder.pages.requests import Requests, requests
from site_builder.translation.languages import ENGLISH, Language

DIGITS: Final = 10
"""So many of a commit's name are shown."""


class OfPages(Protocol):
    """What is known of each page, by its path, as a mapping gives it: a day, a commit."""

    def get(self, path: str, default: str, /) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What all pages of a site share; what is None or empty is left out of pages.

    `site` is the site's address; `edit` the pattern of edit links, with `{path}` and `{line}`;
    `corrections` that of suggesting one, with `{page}` and `{title}`, or a path of the site; `letters` that
    of asking for something, as `requests.letters` gives it, and `answers` by when that is answered; `reached`
    tells whether those who are responsible say how;
    `changed` the day of each page's last change, by its path, `commits` the commit, `told_on` what else the
    history knows of it; `changes` tells whether there is a page of what changed; `licence` that of records,
    digests and data; `tongues` what is not in the pages' `language`; `asks` says that readers' browsers can
    answer questions; `picture` stands beside links to pages elsewhere that have none of their own.
    """

    name: str = ""
    site: str | None = None
    edit: str | None = None
    corrections: str | None = None
    letters: str = ""
    answers: str = ""
    reached: bool = True
    changed: OfPages = field(default_factory=dict[str, str])
    commits: OfPages = field(default_factory=dict[str, str])
    told_on: Mapping[str, PageLog] = field(default_factory=dict[str, PageLog])
    licence: Licence | None = None
    changes: bool = False
    tongues: ForeignStrings = field(default_factory=ForeignStrings)
    language: Language = ENGLISH
    asks: bool = False
    picture: LinkPicture | None = None

    def last_change(self, path: str) -> tuple[str, str]:
        """The day of a page's last change and the commit's first digits, each empty where it is not known."""
        return self.changed.get(path, ""), self.commits.get(path, "")[:DIGITS]

    def known_of(self, path: str) -> tuple[str, str, str]:
        """What the history knows of a page: its last change, and a hash of what else, or nothing."""
        log = self.told_on.get(path)
        return (*self.last_change(path), fingerprint(log) if log else "")

    @property
    def undated(self) -> "Imprint":
        """What is the same on all pages."""
        return replace(self, changed={}, commits={}, told_on={})


@dataclass(frozen=True, slots=True)
class Foot:
    """The end of a page; `data` is the path of what it shows as JSON, `linked` is JSON-LD for programs.

    `changes` is the path of the page of what changed, if there is one; `feed` that of the page's own feeds,
    without the endings that `atom` and `json` have; `requests` is how those who are
    written about ask for something, where that is said.
    """

    permalink: str
    data: str
    changed: str
    day: str
    commit: str
    changes: str
    correct: str
    citation: Citation
    linked: Json
    requests: Requests | None = None
    feed: str = ""
    atom: str = ""
    json: str = ""
    history: PageHistory = NONE


def foot_of(head: Head, about: Json | None, imprint: Imprint) -> Foot:
    """The end of one page; `about` describes what it is about, by paths of the site.

    Feeds are named where the site has an address, without which there are none.
    """
    history = page_history(imprint.told_on.get(head.path), head.path)
    feed = history.feed if imprint.site else ""
    permalink = f"{imprint.site.rstrip('/')}/{head.path}" if imprint.site else ""
    day, commit = imprint.last_change(head.path)
    subject = subject_of(head.path)
    work = Work(
        key=re.sub(r"[^a-z0-9]+", "-", f"{imprint.name} {head.path or 'home'}".lower()).strip("-"),
        title=head.title,
        container=imprint.name,
        date=day,
        url=permalink,
    )
    has_data = subject and subject.folder in KINDS  # two actors have no file of their own
    data = f"data/{subject.folder}/{subject.id}.json" if subject and has_data else "data/corpus.json"
    return Foot(
        permalink=permalink,
        data=data,
        changed=date_words(day) if day else "",
        day=day,
        commit=commit,
        changes="changes/" if imprint.changes else "",
        correct=_correction_link(imprint.corrections, permalink or head.path, head.title),
        citation=cited(work),
        linked=_linked(head.path, imprint.site, _page_json_ld(head, about, imprint, day, data)),
        requests=_requests(head, permalink, imprint),
        feed=feed,
        atom=f"{feed}.atom" if feed else "",
        json=f"{feed}.json" if feed else "",
        history=history,
    )


def _requests(head: Head, permalink: str, imprint: Imprint) -> Requests | None:
    """How to ask for something, on the pages of people, and for any page where that is told."""
    if head.path == REQUESTS:
        return requests(imprint.letters, "", "")
    return requests(imprint.letters, permalink or head.path, head.title) if head.about_person else None


def _correction_link(pattern: str | None, page: str, title: str) -> str:
    if not pattern:
        return ""
    return pattern.replace("{page}", percent_encode(page, safe="")).replace(
        "{title}", percent_encode(title, safe="")
    )


# ------------------------------------------------------------------ for programs

SCHEMA: Final = "https://schema.org"


def _linked(path: str, site: str | None, page: Json) -> Json:
    """Tell what the `@id`s of a page are: addresses, or paths below a base where the site's is not known.

    Then a page gives its way up to the site's root, so that a thing has the same `@id` on all pages, and one
    address wherever the site is.
    """
    if site:
        return {"@context": SCHEMA, **_rooted(page, f"{site.rstrip('/')}/")}
    return {"@context": [SCHEMA, {"@base": "../" * path.count("/") or "./"}], **page}


def _rooted(value: Any, root: str) -> Any:
    if isinstance(value, list):
        return [_rooted(item, root) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: root + item if key == "@id" else _rooted(item, root) for key, item in value.items()}


def _page_json_ld(head: Head, about: Json | None, imprint: Imprint, day: str, data: str) -> Json:
    """A page with what it is about; the home page is about the whole site."""
    licence = imprint.licence.url if imprint.licence else ""
    page = {
        "@type": _type(head, about),
        "@id": head.path or IT,
        "name": head.title if head.path else imprint.name,
        "description": head.description,
        "url": f"{imprint.site.rstrip('/')}/{head.path}" if imprint.site else "",
        "dateModified": day,
        "license": licence,
        "isPartOf": {"@type": "WebSite", "@id": IT, "name": imprint.name} if head.path else None,
        "breadcrumb": _trail(head, imprint) if head.path else None,
        "encoding": known(
            {
                "@type": "MediaObject",
                "@id": data,
                "encodingFormat": "application/json",
                "license": licence,
            }
        ),
        **_about(about),
    }
    return known(page)


def _about(about: Json | None) -> Json:
    """The one thing that a page describes, or what it is about besides."""
    if about is None or "@type" in about:
        return {"mainEntity": about}
    return about


def _type(head: Head, about: Json | None) -> str:
    if not head.path:
        return "WebSite"
    if about is None:
        return "CollectionPage"
    return "ProfilePage" if about.get("@type") == "Person" else "WebPage"


def _trail(head: Head, imprint: Imprint) -> Json:
    """The way to a page, from the site's root."""
    steps = [(imprint.name, ""), *((link.text, link.to) for link in head.trail), (head.title, head.path)]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{head.path}#trail",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": {"@id": to}}
            for number, (name, to) in enumerate(steps, start=1)
        ],
    }
