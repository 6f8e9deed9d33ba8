"""A corpus of any number of articles, invented from a seed: texts of about 600 words, each with 8 records.

Thirty years; one to four reports an event; one report in twenty gives another day than the first.
`write_corpus` writes a project without layers; `ready_corpus` adds these, as `site-builder extract` does.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import yaml

from bench.invented_world import MEASURES, ROLES, TOPICS, Named, World, Zipf, invent_world
from site_builder.corpus.loading import Project, find_project
from site_builder.proving.layer_writing import write_layers
from site_builder.proving.proved_project import extract_missing, read_project

WORDS = 606
OPEN = 10
"""One article in so many may be published whole."""
FIRST_DAY = date(1995, 1, 3)
DAYS = 30 * 365
_FILLER = (
    "The talks went on late into the evening and ended without a common paper.",
    "Observers in the region had waited for such a step for many months.",
    "Farmers along the river say that prices have gone up since the spring.",
    "A spokesman did not want to speak about the details of the plan.",
    "The harbour was closed for several hours because of strong winds.",
    "Members of the committee asked for more time to read the papers.",
    "Prices at the market hardly moved after the news became known.",
    "The road between the two towns is being repaired for the third time.",
    "Teachers, nurses and drivers had asked for better pay before.",
    "Nobody was hurt, but the bridge will stay closed for a while.",
    "The opposition called the plan expensive and badly prepared.",
    "Experts point to the weather, the debts and the old machines.",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the world: what happened when and where, to whom."""

    id: str
    type: str
    day: date
    actors: tuple[Named, ...]
    states: tuple[Named, Named]
    place: Named
    item: Named
    amount: int

    @property
    def title(self) -> str:
        """What the event's page is called."""
        match self.type:
            case "visit":
                return f"{self.actors[0].name} visits {self.place.name}"
            case "arms-deal":
                return f"{self.states[0].name} sells {self.item.name} to {self.states[1].name}"
            case _:
                return f"Clash of {self.states[0].name} and {self.states[1].name} near {self.place.name}"


def printed(day: date) -> str:
    """A day as articles print it."""
    return f"{day.day} {day:%B} {day.year}"


class Inventor:
    """Makes up events and the articles that report them."""

    def __init__(self, articles: int, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same corpus each time is what is wanted
        self.number = articles
        self.world = invent_world(self.random, articles)
        self.zipf = {
            name: Zipf(len(getattr(self.world, name)))
            for name in ("states", "people", "bodies", "media", "places", "equipment")
        }

    def draw(self, kind: str) -> Named:
        """Somebody or something of a kind, by its rank."""
        known: Sequence[Named] = getattr(self.world, kind)
        return known[self.zipf[kind].draw(self.random)]

    def two(self, kind: str) -> tuple[Named, Named]:
        """Two that differ."""
        first = second = self.draw(kind)
        while second == first:
            second = self.draw(kind)
        return first, second

    def happening(self, number: int) -> Happening:
        """The event of a number; events come in the order of their days."""
        kind = self.random.choice(("visit", "visit", "arms-deal", "conflict"))
        day = FIRST_DAY + timedelta(days=(number * DAYS * 5 // (self.number * 2 + 5)) % DAYS)
        return Happening(
            f"{day.year}-{day.month:02}-{kind}-{number}",
            kind,
            day,
            self.two("people"),
            self.two("states"),
            self.draw("places"),
            self.draw("equipment"),
            self.random.randint(2, 900),
        )

    def articles(self) -> Iterator[tuple[int, Happening]]:
        """Each article's number and its event: one to four articles an event."""
        number = 0
        for event in range(self.number):
            happening = self.happening(event)
            for _ in range(min(self.random.randint(1, 4), self.number - number)):
                yield number, happening
                number += 1
            if number == self.number:
                return


@dataclass(frozen=True, slots=True)
class Written:
    """An article as written: its text, front matter, digest and records by section."""

    id: str
    text: str
    front: dict[str, object]
    digest: str
    records: dict[str, list[dict[str, object]]]


def written(inventor: Inventor, number: int, event: Happening) -> Written:
    """Write the article of a number on an event."""
    random = inventor.random
    outlet = inventor.draw("media")
    told = event.day + timedelta(days=random.randint(1, 2) if random.random() < 0.05 else 0)
    published = told + timedelta(days=random.randint(1, 9))
    name = f"{outlet.id}-{published.isoformat()}-{number}"
    sentences, records = _contents(inventor, event, told)
    filler = list(_FILLER)
    body: list[str] = []
    while sum(len(one.split()) for one in body) + sum(len(one.split()) for one in sentences) < WORDS:
        body.append(random.choice(filler))
    for place, sentence in enumerate(sentences):
        body.insert(random.randint(place, len(body)), sentence)
    title = f"{event.title}, writes {outlet.name} in number {number}"
    opening, ending = (
        f"{outlet.name}, {printed(published)}, report {number}.",
        f"That is the end of report {number}.",
    )
    paragraphs = [" ".join(body[at : at + 4]) for at in range(0, len(body), 4)]
    text = "\n\n".join([opening, *paragraphs, ending]) + "\n"
    open_to_all = number % OPEN == 0
    front: dict[str, object] = {
        "title": title,
        "publisher": outlet.id,
        "published": published.isoformat(),
        "published_basis": "printed",
        "language": "en",
        "rights": "CC-BY-4.0" if open_to_all else "all-rights-reserved",
        "publish": "text" if open_to_all else "digest",
        "text": {
            "sha256": sha256(text.encode()).hexdigest(),
            "chars": len(text),
            "body": {"from": opening, "to": ending},
        },
    }
    return Written(name, text, front, _digest(random, event), records)


def _contents(
    inventor: Inventor, event: Happening, day: date
) -> tuple[list[str], dict[str, list[dict[str, object]]]]:
    """The sentences that carry an article's eight records, and the records."""
    random, (one, other) = inventor.random, event.actors
    role, about = random.choice(ROLES), random.choice(TOPICS).replace("-", " ")
    maker, seller, buyer = inventor.draw("bodies"), *event.states
    share, troops = random.randint(5, 95), random.randint(2, 90) * 1000
    sentences = [
        f"The {role.lower()} of {event.states[0].name}, {one.name}, read a paper on {about} to the press.",
        f"Next to the table sat {other.name}, the {role.lower()} of {event.states[1].name}, and took notes.",
        f"{maker.name} is a company that builds boats and engines for many customers.",
        f"On questions of {about}, {one.name} said that the two sides had come closer than ever before.",
        f"Asked about it again, {other.name} promised that nothing would change in the matter of {about}.",
        f"{seller.name} delivers {share} percent of the grain that {buyer.name} buys abroad.",
        f"About {troops:,} soldiers guard the border of {buyer.name} in all seasons.",
    ]
    happening, section, record = _main(event, day)
    return [*sentences, happening], {
        "people": [
            {"actor": one.id, "role": role, "of": event.states[0].id,
             "quote": f"The {role.lower()} of {event.states[0].name}, {one.name}"},
            {"actor": other.id, "role": role, "of": event.states[1].id,
             "quote": f"{other.name}, the {role.lower()} of {event.states[1].name}"},
        ],
        "organisations": [
            {"actor": maker.id, "says": "a company that builds boats and engines",
             "quote": f"{maker.name} is a company that builds boats and engines"},
        ],
        section: [record],
        "statements": [
            {"by": one.id, "about": [event.id], "mode": "stated",
             "says": "The two sides had come closer.",
             "quote": f"{one.name} said that the two sides had come closer"},
            {"by": other.id, "about": [event.states[1].id], "mode": "promised",
             "says": "Nothing would change.",
             "quote": f"{other.name} promised that nothing would change"},
        ],
        "figures": [
            {"measure": "grain-share", "subject": seller.id, "object": buyer.id,
             "value": {"amount": share, "wording": f"{share} percent"}, "period": str(day.year) + "?",
             "quote": f"{seller.name} delivers {share} percent of the grain that {buyer.name} buys"},
            {"measure": "border-troops", "subject": buyer.id,
             "value": {"amount": troops, "sense": "about", "wording": f"About {troops:,}"},
             "quote": f"About {troops:,} soldiers guard the border of {buyer.name}"},
        ],
    }  # fmt: skip


def _main(event: Happening, day: date) -> tuple[str, str, dict[str, object]]:
    """The sentence on the event itself, the section of its record, and the record."""
    one, other = event.actors
    first, second = event.states
    when, place = printed(day), event.place
    base: dict[str, object] = {"event": event.id}
    if event.type == "visit":
        quote = f"{one.name} came to {place.name} on {when} and met {other.name}"
        return f"{quote} in the old town hall.", "visits", base | {
            "visitors": [one.id], "met": [other.id], "place": place.id, "date": day.isoformat(),
            "says": f"{one.name} met {other.name}.", "quote": quote,
        }  # fmt: skip
    if event.type == "arms-deal":
        money = f"about {event.amount} million dollars"
        quote = f"{first.name} sold {event.item.name} to {second.name} on {when} for {money}"
        return f"{quote}, both capitals confirmed.", "arms_deals", base | {
            "kind": "sale", "suppliers": [first.id], "recipients": [second.id], "ordered": day.isoformat(),
            "status": "contracted", "equipment": [event.item.id], "quote": quote,
            "value": {"amount": event.amount * 1_000_000, "currency": "USD", "sense": "about",
                      "basis": "contract", "wording": money},
        }  # fmt: skip
    quote = f"troops of {first.name} and {second.name} clashed near {place.name} on {when}"
    return f"Early in the morning {quote}, villagers say.", "events", base | {
        "participants": [first.id, second.id], "place": place.id, "date": day.isoformat(),
        "says": "Troops of the two states clashed.", "quote": quote,
    }  # fmt: skip


def _digest(random: Random, event: Happening) -> str:
    """A digest of about 160 words, in other words than the text."""
    openings = (
        "The report tells",
        "Its writer adds",
        "We read",
        "The paper knows",
        "The author holds",
        "It is said",
    )
    middles = (
        "that little was new in",
        "how much was expected of",
        "who had prepared",
        "why few believed in",
    )
    ends = ("the meeting", "this affair", "such a deal", "the fight", "those papers", "the whole business")
    about = f"It is about {event.place.name}, {event.states[0].name} and {event.actors[0].name}."
    lines = [
        f"{random.choice(openings)} {random.choice(middles)} {random.choice(ends)}, and whom it served."
        for _ in range(13)
    ]
    return "\n\n".join((" ".join([about, *lines[:6]]), " ".join(lines[6:])))


# ------------------------------------------------------------------ files


def write_corpus(root: Path, articles: int, seed: int = 1) -> None:
    """Write a project with so many articles into a folder, which is made if there is none."""
    inventor = Inventor(articles, seed)
    happenings: dict[str, Happening] = {}
    for number, event in inventor.articles():
        happenings[event.id] = event
        _write_article(root, written(inventor, number, event))
    _write_registry(root, inventor.world, happenings.values())
    put(root / "mkdocs.yml", _MKDOCS)
    put(root / "site.yml", "title: An Invented Record\ncontact: mailto:bench@example.org\ntexts: [texts]\n"
         "licence: CC-BY-4.0\n")  # fmt: skip
    for page in ("about", "method", "dictionary"):
        put(root / "docs" / f"{page}.md", f"# {page.capitalize()}\n\nInvented for measurements.\n")


def ready_corpus(root: Path, articles: int, seed: int = 1) -> Project:
    """Write a project with so many articles and their layers: one without problems."""
    write_corpus(root, articles, seed)
    project, _ = find_project(root)
    assert project is not None  # noqa: S101 - what was just written
    write_layers(project, extract_missing(project, read_project(project)[0]).layers)
    return project


def _write_article(root: Path, article: Written) -> None:
    folder = "texts" if article.front["publish"] == "text" else "articles/raw"
    put(root / folder / f"{article.id}.txt", article.text)
    put(root / "articles" / f"{article.id}.md", f"---\n{_yaml(article.front)}---\n\n{article.digest}\n")
    put(root / "annotations" / "articles" / f"{article.id}.yml", _yaml(article.records))


def _write_registry(root: Path, world: World, happenings: Iterable[Happening]) -> None:
    folder = root / "annotations"
    actors = folder / "actors"
    put(actors / "states.yml", _yaml({one.id: {"name": one.name, "type": "state"} for one in world.states}))
    for name, known in (("people", world.people), ("organisations", world.bodies), ("media", world.media)):
        entries = {one.id: {"name": one.name, "type": one.type, "country": one.country} for one in known}
        put(actors / f"{name}.yml", _yaml(entries))
    put(folder / "places.yml", _yaml(dict(_places(world))))
    put(folder / "equipment.yml", _yaml({
        one.id: {"name": one.name, "made_in": one.country} for one in world.equipment
    }))  # fmt: skip
    put(folder / "topics.yml", _yaml({one: {"name": one.replace("-", " ").capitalize()} for one in TOPICS}))
    put(folder / "measures.yml", _yaml({
        name: {"name": title, "sentence": sentence, "unit": unit}
        for name, (title, sentence, unit) in MEASURES.items()
    }))  # fmt: skip
    years: dict[int, dict[str, object]] = {}
    for one in happenings:
        frame = {"type": one.type, "title": one.title, "topics": [TOPICS[one.amount % len(TOPICS)]]}
        years.setdefault(one.day.year, {})[one.id] = frame
    for year, frames in years.items():
        put(folder / "events" / f"{year}.yml", _yaml(frames))


def _places(world: World) -> Iterator[tuple[str, dict[str, object]]]:
    for number, one in enumerate(world.places):
        north, east = (number * 37 % 1000 - 400) / 10, (number * 91 % 3000 - 1500) / 10
        yield one.id, {"name": one.name, "within": one.country, "coordinates": [north, east]}


_MKDOCS = """\
site_name: An Invented Record
site_url: https://example.org/invented/
theme:
  name: material
  font: false
plugins: [site-builder]
validation: {nav: {omitted_files: ignore}}
"""


def _yaml(value: object) -> str:
    return yaml.dump(
        value,
        Dumper=yaml.CSafeDumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=1 << 20,
    )


def put(path: Path, text: str) -> None:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Write an invented corpus into a folder.")
    reader.add_argument("folder", type=Path)
    reader.add_argument("articles", type=int)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    ready_corpus(asked.folder, asked.articles, asked.seed)
