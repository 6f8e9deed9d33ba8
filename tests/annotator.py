"""A robot that annotates as a person would: by key presses, clicks and drags on the page, each counted.

It knows the target (the records to be written), the registry and the text, as somebody does who has read
them. On the page it looks at what is there (`page.evaluate`, which changes nothing) and acts by Playwright's
keyboard and mouse alone.
"""

import re
import time
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import combining, normalize

from playwright.sync_api import Page, Request

from site_builder.annotating.forms import Json
from site_builder.model.normal_form import normal
from site_builder.model.quotation import GAP

WAITS = 20
"""Seconds after which the page is taken not to do what it was asked."""
QUIET = 0.35
"""Seconds after the last key in which the page asks which event a record reports."""
HALF_TYPED = re.compile(r"[\w$€£%'’-]+$")
CLOSING = tuple(".,;:!?)")
"""Marks that take the place of the space that comes with a word that was taken."""
FORM = ".form > .record-fields"
SENTENCES = ("says", "note", "date_why", "why", "role", "as")
"""Fields that the count tells apart; others with words are short."""

# ------------------------------------------------------------------ what the robot sees; it only looks

SEES_FIELDS = """(scope) => {
  const single = (node) => {
    if (node.matches('.chips')) {
      const names = node.querySelectorAll(':scope > .chips__box .chip__name');
      return { is: 'chips', chips: [...names].map((one) => one.textContent) };
    }
    if (node.matches('.detailed')) return single(node.firstElementChild);
    if (node.matches('.nested')) return { is: 'record' };
    if (node.matches('.ghost')) return { is: 'text', value: node.querySelector('textarea').value };
    const input = node.matches('input, select') ? node : node.querySelector('input, select');
    if (input.matches('select')) return { is: 'choice', value: input.value };
    if (input.type === 'checkbox') return { is: 'yes', value: input.checked ? 'true' : '' };
    const id = node.querySelector('.id')?.textContent;
    return { is: 'id', value: id || input.value, hint: input.placeholder.split(' ')[0] };
  };
  const rows = document.querySelectorAll(`${scope} > .fields > .field`);
  return [...rows].map((row) => [row.dataset.key, single(row.querySelector('.field__widget').firstChild)]);
}"""
SEES_WORDS_TO_COME = """() => {
  const input = document.activeElement;
  const box = input.closest('.ghost');
  if (!box) return [input.value ?? '', '', []];
  const others = box.querySelector('.ghost__others');
  const shown = others.hidden ? [] : [...others.children].map((one) => one.lastChild.textContent);
  return [input.value, box.dataset.ghost, shown];
}"""
SEES_HITS = """() => {
  const list = document.getElementById(document.activeElement.getAttribute('aria-controls'));
  const words = (row, name) => row.querySelector(name)?.textContent || '';
  return [...list.children].map((row) => [words(row, '.choose__name'), words(row, '.choose__note')]);
}"""
SEES_FOCUS = "(selector) => !!document.querySelector(selector)?.contains(document.activeElement)"
SEES = "(selector) => !!document.querySelector(selector)"
SEES_CHOSEN = """() => {
  const { selectionStart, selectionEnd } = document.activeElement;
  return selectionStart !== selectionEnd;
}"""
SEES_FORMS_CHOICE = """(selector) => {
  const found = document.querySelector(selector);
  return found && [found.selectedIndex, [...found.options].map((one) => one.textContent)];
}"""
SEES_SCOPES = """(scopes) => {
  const here = document.activeElement;
  if (!here.closest('.record-fields')) return here.closest('.form') ? [scopes[0]] : [];
  return scopes.filter((scope) => document.querySelector(scope)?.contains(here));
}"""
"""In which of some records the focus is, the outer ones first."""
SEES_BOX = """(selector) => {
  const node = document.querySelector(selector);
  if (!node) return null;
  const rect = node.getBoundingClientRect();
  const y = rect.top + Math.min(rect.height / 2, 14);
  const free = [0.5, 0.9, 0.1, 0.7, 0.3, 0.98, 0.02].map((part) => rect.left + part * rect.width);
  const x = free.find((one) => node.contains(document.elementFromPoint(one, y)));
  const pane = (node.closest('.form-place, .panel, .text') || document.body).getBoundingClientRect();
  return [x ?? null, y, rect.left + 5, (pane.top + pane.bottom) / 2];
}"""
"""Where a part of the page can be clicked on, what is in view of it, and the middle of its pane."""
SEES_PLACES = """([start, end, starts]) => {
  const at = (place, last) => {
    for (const holder of document.querySelectorAll('#text .paragraph')) {
      let left = place - starts[Number(holder.dataset.index)];
      if (left < 0 || left > holder.textContent.length) continue;
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (left < node.length || (last && left === node.length)) return [node, left];
        left -= node.length;
      }
    }
    return null;
  };
  const side = (place, last) => {
    const [node, offset] = at(place, last);
    const range = document.createRange();
    range.setStart(node, last ? offset - 1 : offset);
    range.setEnd(node, last ? offset : offset + 1);
    return [...range.getClientRects()].at(last ? -1 : 0);
  };
  const [from, to] = [side(start, false), side(end, true)];
  const pane = document.getElementById('text').getBoundingClientRect();
  const middle = (rect) => (rect.top + rect.bottom) / 2;
  return [[from.left + 1, middle(from)], [to.right - 1, middle(to)], [pane.left + 50, pane.top, pane.bottom]];
}"""
"""The ends of a stretch of the text on the screen, and the pane."""
SEES_QUEUE = """() => [...document.querySelectorAll('.queue__item')].map((row) => [
  row.querySelector('.queue__kind').textContent, row.querySelector('.queue__label').textContent,
])"""
SEES_QUOTES = "() => [...document.querySelectorAll('.form .quotes__words')].map((one) => one.value).join('|')"
SEES_RECORDS = "() => Number(document.querySelector('#tab-records .tab__count').textContent || 0)"
IN_FORM = "!!document.activeElement.closest('.form')"


class StuckError(AssertionError):
    """The page does not do what the robot expects of it."""


# ------------------------------------------------------------------ forms, as the page reads them


@dataclass(frozen=True)
class Shape:
    scalars: list[Json]
    records: list[Json]
    lists: list[Json]


def shape(form: Json) -> Shape:
    if form["is"] == "list":
        return Shape([], [], [form["each"]])
    if form["is"] == "record":
        return Shape([], [form], [])
    if form["is"] != "either":
        return Shape([form], [], [])
    parts = [shape(one) for one in form["forms"]]
    return Shape(
        [one for part in parts for one in part.scalars],
        [one for part in parts for one in part.records],
        [one for part in parts for one in part.lists],
    )


def kinds_of(forms: Sequence[Json]) -> tuple[str, ...]:
    return tuple(form.get("kind") or "" for form in forms if form["is"] == "text")


def fitting(records: Sequence[Json], value: Mapping[str, Any]) -> Json:
    """The form of record that has the keys of a value."""
    return min(records, key=lambda one: len(value.keys() - {known["key"] for known in one["fields"]}))


def letters_of(forms: Sequence[Json]) -> dict[str, str]:
    """The letter of each field, which is underlined in its name: Alt and that letter go there."""
    found: dict[str, str] = {}
    for one in sorted(forms, key=lambda one: not one["required"]):
        letter = next((letter for letter in one["key"] if letter.isalpha() and letter not in found), "")
        found |= {letter: one["key"]} if letter else {}
    return found


@dataclass(frozen=True)
class Place:
    """A field on the page: its record, by a selector, the fields that this may have, and its key."""

    scope: str
    forms: Sequence[Json]
    key: str

    @property
    def row(self) -> str:
        return f'{self.scope} > .fields > .field[data-key="{self.key}"] > .field__widget'

    @property
    def form(self) -> Shape:
        return shape(next(one["form"] for one in self.forms if one["key"] == self.key))

    @property
    def required(self) -> bool:
        return any(one["key"] == self.key and one["required"] for one in self.forms)

    @property
    def letter(self) -> str:
        return next((one for one, key in letters_of(self.forms).items() if key == self.key), "")


# ------------------------------------------------------------------ what the robot knows

_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})


def fold(text: str) -> str:
    """As the page folds what is typed, for the letters that occur here."""
    plain = "".join(one for one in normalize("NFD", text) if not combining(one)).lower()
    return re.sub(r"[\W_]+", " ", re.sub("['’‘ʻʼ`]", "", plain.translate(_LETTERS))).strip()


def word_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (gap.end() for gap in re.finditer(" ", text))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass
class Known:
    """The registry, as somebody knows it who works with it: what an entry is called, and how to find it."""

    registry: Json
    near: set[str]
    entries: dict[str, Json] = field(default_factory=dict)
    starts: list[tuple[str, bool, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.registry["entries"]:
            self.add(one)
        for one in self.registry["records"]:
            self.add_record(one["id"], one["name"])

    def add(self, one: Json) -> None:
        self.entries[one["id"]] = one
        for spelling in self.spellings(one["id"]):
            for at in word_starts(spelling):
                insort(self.starts, (spelling[at:], at == 0, one["id"]))

    def add_record(self, name: str, said: str) -> None:
        """Know a record that others can name."""
        self.add({"id": name, "name": said, "kind": "record", "type": "", "names": []})

    def spellings(self, name: str) -> list[str]:
        one = self.entries[name]
        return list(dict.fromkeys(fold(said) for said in (one["name"], *one["names"], one["id"]) if said))

    def words(self, item: Any) -> str:
        """What a chip says of an item."""
        if isinstance(item, Mapping):
            parts = ("…" if isinstance(one, dict | list) else self.words(one) for one in item.values())
            return ", ".join(parts)
        return str(self.entries[item]["name"] or item) if item in self.entries else str(item)

    def is_id(self, forms: Sequence[Json]) -> bool:
        return any(kind in self.registry["accepts"] for kind in kinds_of(forms))

    def fits(self, name: str, kinds: Sequence[str]) -> bool:
        one = self.entries[name]
        both = {one["kind"], f"{one['kind']}:{one['type']}"}
        return any(both & set(self.registry["accepts"].get(kind, ())) for kind in kinds)

    def first_hit(self, typed: str, kinds: Sequence[str]) -> str:
        """What the page's list has first for some letters, as far as one can think."""
        scores: dict[str, int] = {}
        for key, whole, name in self.starts[bisect_left(self.starts, (typed,)) :]:
            if not key.startswith(typed):
                break
            if self.fits(name, kinds):
                points = (8 if key == typed and whole else 4 if whole else 2) + 3 * (name in self.near)
                scores[name] = max(scores.get(name, 0), points)
        first = {name: fold(self.entries[name]["name"] or name) for name in scores}
        return min(scores, key=lambda one: (-scores[one], len(first[one]), first[one]), default="")

    def letters(self, name: str, kinds: Sequence[str]) -> str:
        """What to type for an entry: what needs the fewest letters until it is the first hit."""
        if name not in self.entries:
            return name
        best, fewest = fold(self.entries[name]["name"] or name), 1000
        for spelling in self.spellings(name):
            for at in word_starts(spelling):
                for end in range(at + 1, min(at + fewest, len(spelling) + 1)):
                    typed = spelling[at:end]
                    if typed[-1] != " " and self.first_hit(typed, kinds) == name:
                        best, fewest = spelling[at:], len(typed)
                        break
        return best

    def main(self, record: Json) -> Json:
        """The field of a record that a bare id fills."""
        fields: list[Json] = record["fields"]
        needed = [one for one in fields if one["required"]]
        ids = [one for one in fields if self.is_id(shape(one["form"]).scalars)]
        return [*(one for one in ids if one in needed), *ids, *needed, *fields][0]


# ------------------------------------------------------------------ hands


@dataclass
class Hands:
    """Keys, clicks and drags, each counted under what it was for."""

    page: Page
    done: Counter[str] = field(default_factory=Counter)

    def press(self, key: str, why: str) -> None:
        self.done[why] += 1
        self.page.keyboard.press(key)

    def type(self, letter: str, why: str) -> None:
        """One letter; those that Playwright's keyboard lacks count as one, too."""
        self.done[why] += 1
        if letter.isascii():
            self.page.keyboard.press("Space" if letter == " " else letter)
        else:
            self.page.keyboard.insert_text(letter)

    def click(self, x: float, y: float, why: str) -> None:
        self.done[why] += 1
        self.page.mouse.click(x, y)

    def drag(self, start: Sequence[float], end: Sequence[float], why: str) -> None:
        self.done[why] += 1
        mouse = self.page.mouse
        mouse.move(start[0], start[1])
        mouse.down()
        mouse.move(end[0], end[1])
        mouse.up()

    def scroll(self, x: float, y: float, by: float) -> None:
        """A turn of the wheel, as far as it takes."""
        self.done["scroll"] += 1
        self.page.mouse.move(x, y)
        self.page.mouse.wheel(0, by)

    @property
    def total(self) -> int:
        return self.done.total()


# ------------------------------------------------------------------ targets


@dataclass(frozen=True)
class Target:
    """A record to be written: its section, its fields as the page has them, and where its quotes stand."""

    section: str
    index: int
    fields: Json
    quotes: list[list[tuple[int, int]]]


def targets_of(state: Json) -> list[Target]:
    """The records of an article's state."""
    found = []
    for one in state["records"]:
        spans = [(start, end) for start, end in one["spans"]]
        quotes = []
        for quote in as_list(one["fields"].get("quote", [])):
            parts = quote.count(GAP) + 1
            quotes.append(spans[:parts])
            del spans[:parts]
        found.append(Target(one["section"], one["index"], one["fields"], quotes))
    return found


def alike(value: Any, key: str = "") -> Any:
    """A value as it is compared: quotes by their words, as the text prints other marks than one types."""
    if isinstance(value, Mapping):
        return {name: alike(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        single = key == "quote" and len(value) == 1
        return alike(value[0], key) if single else [alike(one, key) for one in value]
    if key in ("quote", "prefix", "suffix"):
        return " ".join(re.findall(r"\w+|[$€£%]|\.\.\.", normal(str(value))))
    return str(value)


# ------------------------------------------------------------------ the robot


class Robot:
    """Annotates the open article, of which it has the state and the registry."""

    def __init__(self, page: Page, state: Json, registry: Json) -> None:
        self.page = page
        self.hands = Hands(page)
        self.known = Known(registry, {one["id"] for one in state["names"]})
        self.sections: dict[str, Json] = {one["key"]: one for one in state["sections"]}
        self.proposals: list[Json] = state["proposals"]
        self.starts = [one["start"] for one in state["text"]["paragraphs"]]
        self.text = ""
        for one in state["text"]["paragraphs"]:
            self.text = self.text.ljust(one["start"]) + one["text"]
        self.scopes: dict[str, set[str]] = {}
        """The records of the form that are open, by selector, with the letters of their fields."""
        self.asking = 0
        page.on("request", lambda one: self.asks(one, 1))
        page.on("requestfinished", lambda one: self.asks(one, -1))
        page.on("requestfailed", lambda one: self.asks(one, -1))

    def asks(self, request: Request, more: int) -> None:
        """Count the questions about events that the page waits for."""
        if request.url.endswith("/api/event"):
            self.asking += more
            self.since = time.monotonic()

    def sees(self, script: str, about: Any = None) -> Any:
        return self.page.evaluate(script, about)

    def fields(self, scope: str) -> dict[str, Json]:
        """The fields that a record shows, and what they say."""
        return dict(self.sees(SEES_FIELDS, scope))

    def wait(self, condition: str, what: str, about: Any = None) -> None:
        """Wait until the page shows something; a condition only looks."""
        end = time.monotonic() + WAITS
        while not self.sees(condition, about):
            if time.monotonic() > end:
                raise self.stuck(what)
            self.page.wait_for_timeout(5)

    def stuck(self, what: str) -> StuckError:
        """Why nothing goes on, with what the form says is wrong, for a person who looks at it."""
        wrong = ".form .field__problem, .form .problems, .form .preview > pre.yaml, #notice, #said"
        return StuckError(
            "\n".join([what, *self.page.locator(wrong).locator("visible=true").all_inner_texts()])
        )

    # -------------------------------------------------------------- records

    def write(self, target: Target) -> None:
        """Make one record, in the way that seems the cheapest."""
        if self.accept(target):
            return
        self.scopes = {}
        self.quote(target)
        fields = {key: value for key, value in target.fields.items() if key != "quote"}
        forms = [one for one in self.sections[target.section]["fields"] if one["key"] != "quote"]
        self.fill(FORM, forms, fields)
        self.hands.press("Control+Enter", "save")
        self.wait("() => !document.querySelector('.form')", f"saving {target.section} {target.index}")
        if "id" in fields:
            said = fields.get("says") or as_list(target.fields["quote"])[0]
            self.known.add_record(fields["id"], said)

    def accept(self, target: Target) -> bool:
        """If a suggestion is the record as it should be, click on it in the queue and accept it."""
        label = self.sections[target.section]["label"]
        rows = [
            [label, one["label"]]
            for one in self.proposals
            if one["section"] == target.section and one["fields"] == target.fields and not one["entries"]
        ]
        shown = self.sees(SEES_QUEUE)
        if len(rows) != 1 or shown.count(rows[0]) != 1:
            return False
        if not self.sees(SEES, "#tab-suggestions[aria-selected=true]"):
            self.click("#tab-suggestions", "accept")
        before = self.sees(SEES_RECORDS)
        place = shown.index(rows[0]) + 1
        self.click(f".queue__list > li:nth-child({place} of :has(.queue__item)) > .queue__item", "accept")
        self.hands.press("a", "accept")
        self.wait(f"(before) => ({SEES_RECORDS})() > before", "accepting", before)
        return True

    # -------------------------------------------------------------- quotes

    def quote(self, target: Target) -> None:
        """Choose the words of the quotes, the first of them with the section's letter."""
        letter = self.sections[target.section]["letter"]
        for number, spans in enumerate(target.quotes):
            for at, span in enumerate(spans):
                self.select(*span)
                before = self.sees(SEES_QUOTES)
                self.hands.press("g" if at else "q" if number else letter, "quote")
                self.wait(f"(before) => ({SEES_QUOTES})() !== before && {IN_FORM}", "taking a quote", before)

    def select(self, start: int, end: int) -> None:
        """Drag over words of the text, which are first brought into view."""
        about = [start, end, self.starts]
        for _ in range(6):
            first, last, (left, top, bottom) = self.sees(SEES_PLACES, about)
            if first[1] - 12 >= top and last[1] + 12 <= bottom:
                self.hands.drag(first, last, "quote")
                if words_of(self.sees("() => String(getSelection())")) == words_of(self.text[start:end]):
                    return
            else:
                middle = (top + bottom) / 2
                self.hands.scroll(left, middle, (first[1] + last[1]) / 2 - middle)
                self.settle(about)
        raise self.stuck(f"{self.text[start:end]!r} cannot be chosen")

    def settle(self, about: Any) -> None:
        """Wait until the text no longer moves."""
        before = None
        while (now := self.sees(SEES_PLACES, about)) != before:
            before = now
            self.page.wait_for_timeout(20)

    # -------------------------------------------------------------- the fields of a record

    def fill(self, scope: str, forms: Sequence[Json], wanted: Json) -> None:
        """Bring the fields of a record to what they should say: ids and choices first, then sentences."""
        self.scopes[scope] = set(letters_of(forms))
        for key, now in self.fields(scope).items():
            if key not in wanted and not empty(now):
                self.clear(Place(scope, forms, key), now)
        for place in sorted((Place(scope, forms, key) for key in wanted), key=self.rank):
            if not self.says(place, wanted[place.key]):
                self.put(place, wanted[place.key])

    def rank(self, place: Place) -> int:
        """Sentences come after ids, which make their words likelier; the event is found by all the others."""
        parts = place.form
        kinds = kinds_of(parts.scalars)
        own_words = kinds and not parts.lists and not self.known.is_id(parts.scalars)
        return 2 if place.key == "event" else 1 if own_words and not {*kinds} & {"Edtf", "Currency"} else 0

    def says(self, place: Place, wanted: Any) -> bool:
        """Whether a field says already what it should: also an event that saving will write by itself."""
        now = self.fields(place.scope).get(place.key, {"is": ""})
        if now["is"] == "chips":
            return bool(now["chips"] == [self.known.words(one) for one in as_list(wanted)])
        if now["is"] not in ("id", "choice", "text", "yes") or isinstance(wanted, dict | list):
            return False
        if place.key == "event" and place.scope == FORM and place.required and not now["value"]:
            return self.proposes(place, wanted)
        names = (wanted, self.known.words(wanted)) if now["is"] == "id" else (wanted,)
        return now["value"] in names

    def proposes(self, place: Place, wanted: str) -> bool:
        """Whether the page proposes an event, once it has had the time to find one."""
        self.since = time.monotonic()
        while self.asking or time.monotonic() - self.since < QUIET:
            self.page.wait_for_timeout(10)
        return bool(self.fields(place.scope)[place.key]["hint"] == wanted)

    def put(self, place: Place, wanted: Any) -> None:
        """Bring one field to what it should say."""
        now = self.fields(place.scope).get(place.key)
        if now is None or now["is"] not in ("chips", "record"):
            self.go(place, now)
            now = self.fields(place.scope)[place.key]
        if now["is"] == "chips":
            self.put_list(place, now["chips"], as_list(wanted))
        elif now["is"] == "record":
            self.fill(self.nested(place), fitting(place.form.records, wanted)["fields"], wanted)
        elif isinstance(wanted, dict):
            self.put_details(place, now, wanted)
        elif now["is"] == "choice":
            self.choose(wanted)
        elif now["is"] == "yes":
            if now["value"] != wanted:
                self.hands.press("Space", "choice")
        else:
            self.put_words(place, now, wanted)

    def put_words(self, place: Place, now: Json, wanted: str) -> None:
        if now["value"]:
            goes_on = now["is"] == "text" and wanted.startswith(now["value"])
            self.hands.press("Control+End" if goes_on else "Control+a", "clear")
        if now["is"] != "id":
            self.say(wanted, place.key if place.key in SENTENCES else "short")
        elif now["hint"] == wanted and not now["value"]:
            self.hands.press("Enter", "id")
        else:
            self.find(wanted, kinds_of(place.form.scalars))

    def put_details(self, place: Place, now: Json, wanted: Json) -> None:
        """A record in the place of one value: first that, then Alt+Enter and what else it says."""
        record = fitting(place.form.records, wanted)
        main = wanted[self.known.main(record)["key"]]
        if now["value"] != main:
            if now["value"]:
                self.hands.press("Control+a", "clear")
            if self.known.is_id(place.form.scalars):
                self.find(main, kinds_of(place.form.scalars))
            else:
                self.say(main, "short")
        self.hands.press("Alt+Enter", "details")
        self.fill(self.nested(place), record["fields"], wanted)

    def nested(self, place: Place) -> str:
        """The fields of the record that is open within a field."""
        for inner in (" > .nested", " > .detailed > .nested", " > .chips > .chips__more > .nested"):
            if self.sees(SEES, f"{place.row}{inner}"):
                return f"{place.row}{inner} > .record-fields"
        raise self.stuck(f"no record is open in {place.row}")

    def clear(self, place: Place, now: Json) -> None:
        """Empty a field that should say nothing."""
        if now["is"] == "record":
            inner = self.nested(place)
            self.scopes[inner] = set()
            shown = self.fields(inner)
            forms = fitting(place.form.records, shown)["fields"]
            for key, value in shown.items():
                if not empty(value):
                    self.clear(Place(inner, forms, key), value)
            return
        self.go(place, now)
        for key in {
            "chips": ["Backspace"] * len(now.get("chips", ())),
            "choice": ["Home"],
            "yes": ["Space"],
        }.get(now["is"], ["Control+a", "Backspace"]):
            self.hands.press(key, "clear")

    # -------------------------------------------------------------- lists

    def put_list(self, place: Place, chips: Sequence[str], wanted: Sequence[Any]) -> None:
        """Take away what should not be there, complete what may stay, add the rest."""
        items = shape({"is": "either", "forms": place.form.lists})
        kept = self.kept(chips, items, wanted)
        incomplete = [at for at, chip in enumerate(kept) if chips[chip] != self.known.words(wanted[at])]
        wrong = [at for at in range(len(chips)) if at not in kept]
        if wrong or incomplete:
            self.go(place, {"is": "chips"})
        while wrong and wrong[-1] == len(kept) + len(wrong) - 1:
            self.hands.press("Backspace", "clear")
            wrong.pop()
        for at in reversed(wrong):
            self.click(f"{place.row} .chips__list > li:nth-child({at + 1}) > .chip__remove", "clear")
        for at in incomplete:
            self.click(f"{place.row} .chips__list > li:nth-child({at + 1}) > .chip__name", "details")
            self.complete(place, items, wanted[at])
        for item in wanted[len(kept) :]:
            if self.sees(SEES_FOCUS, f"{place.row} > .chips > .chips__more"):
                self.hands.press("Enter", "reach")
            self.go(place, {"is": "chips"})
            self.add_item(place, items, item)

    def kept(self, chips: Sequence[str], items: Shape, wanted: Sequence[Any]) -> list[int]:
        """Which items may stay: those that the list should begin with, in that order."""
        found: list[int] = []
        for item in wanted:
            fits = {self.known.words(item)}
            if isinstance(item, dict):
                fits.add(self.known.words(item.get(self.known.main(fitting(items.records, item))["key"])))
            after = found[-1] + 1 if found else 0
            at = next((at for at in range(after, len(chips)) if chips[at] in fits), None)
            if at is None:
                break
            found.append(at)
        return found

    def add_item(self, place: Place, items: Shape, item: Any) -> None:
        """Type an item's id or words; what else a record says is filled in its details."""
        forms, first = items.scalars, item
        if isinstance(item, dict):
            main = self.known.main(fitting(items.records, item))
            forms, first = forms or shape(main["form"]).scalars, item[main["key"]]
            if isinstance(first, dict):  # such as somebody without a name: the id is within
                first = next(iter(first.values()))
        if self.known.is_id(forms):
            self.find(first, kinds_of(forms))
        else:
            for letter in first:
                self.hands.type(letter, "short")
            self.hands.press("Enter", "short")
        if isinstance(item, dict):
            if not self.sees(SEES, f"{place.row} > .chips > .chips__more > .nested"):
                self.hands.press("Alt+Enter", "details")
            self.complete(place, items, item)

    def complete(self, place: Place, items: Shape, item: Json) -> None:
        """Fill the record of an item, which is open; first give it the form that it should have."""
        fields = fitting(items.records, item)["fields"]
        scope = self.nested(place)
        chooser = f"{scope.removesuffix(' > .record-fields')} > .nested__form"
        if found := self.sees(SEES_FORMS_CHOICE, chooser):
            step = found[1].index(", ".join(one["key"] for one in fields)) - found[0]
            while step and not self.sees(SEES_FOCUS, chooser):
                self.hands.press("Shift+Tab", "details")
            for _ in range(abs(step)):
                self.hands.press("ArrowDown" if step > 0 else "ArrowUp", "details")
        self.fill(scope, fields, item)

    # -------------------------------------------------------------- ways

    def go(self, place: Place, now: Json | None) -> None:
        """Put the focus into a field, which appears if it is not shown: by its letter, or by a click."""
        part = f"{place.row} > .chips > .chips__box" if now and now["is"] == "chips" else place.row
        if now and self.sees(SEES_FOCUS, part):
            return
        around: list[str] = self.sees(SEES_SCOPES, [*self.scopes])
        if place.scope in around and place.letter:
            inner = around[around.index(place.scope) + 1 :]
            if not any(place.letter in self.scopes[one] for one in inner):
                self.hands.press(f"Alt+{place.letter}", "reach")
                return
        if now is None:
            self.add(place)
        elif now["is"] == "choice":  # a click would open its list
            others = self.fields(place.scope).items()
            beside = next(key for key, one in others if one["is"] in ("text", "id", "chips"))
            self.click_input(Place(place.scope, place.forms, beside).row)
            self.hands.press(f"Alt+{place.letter}", "reach")
        else:
            self.click_input(part)

    def click_input(self, part: str) -> None:
        self.click(f"{part} input, {part} textarea", "reach")

    def click(self, selector: str, why: str) -> None:
        """Click on a part of the page, which is first brought into view; again if it has moved meanwhile."""
        for _ in range(8):
            box = self.sees(SEES_BOX, selector)
            if box is None:
                break
            x, y, left, middle = box
            if x is None:
                self.hands.scroll(left, middle, y - middle)
                self.page.wait_for_timeout(30)
                continue
            self.hands.click(x, y, why)
            if not selector.endswith(("input", "textarea")) or self.sees(SEES_FOCUS, selector):
                return
        raise self.stuck(f"{selector} cannot be clicked on")

    def add(self, place: Place) -> None:
        """Bring a field by its name."""
        self.click(f"{place.scope} > .choose > .choose__input", "add a field")
        for letter in place.key:
            self.hands.type(letter, "add a field")
            if self.take(place.key, [name for name, _ in self.sees(SEES_HITS)], "add a field"):
                return
        raise self.stuck(f"no field {place.key}")

    def take(self, wanted: str, hits: Sequence[str], why: str) -> bool:
        """Take what is wanted if it is the first hit or the second."""
        if wanted not in hits[:2]:
            return False
        if hits[0] != wanted:
            self.hands.press("ArrowDown", why)
        self.hands.press("Enter", why)
        return True

    # -------------------------------------------------------------- values

    def choose(self, wanted: str) -> None:
        """Pick a word of a list by its first letters."""
        for letter in wanted:
            self.hands.type(letter, "choice")
            if self.sees("() => document.activeElement.value") == wanted:
                return
        raise self.stuck(f"{wanted} cannot be chosen")

    def find(self, name: str, kinds: Sequence[str]) -> None:
        """Type letters of an entry until the list marks it, and take it."""
        for letter in self.known.letters(name, kinds):
            self.hands.type(letter, "id")
            hits = [note.rpartition(" · ")[2] or label for label, note in self.sees(SEES_HITS)]
            if self.take(name, hits, "id"):
                return
        raise self.stuck(f"{name} is no hit")

    def say(self, wanted: str, why: str) -> None:
        """Type a text, and take what the page proposes wherever it is right."""
        if self.sees(SEES_CHOSEN):
            self.hands.type(wanted[0], why)
        while (seen := self.sees(SEES_WORDS_TO_COME))[0].rstrip() != wanted:
            value, ghost, others = seen
            # After a word that was taken stands a space; a mark that closes will take its place.
            typed = value if wanted.startswith(value) else value[:-1]
            if not wanted.startswith(typed) or typed == wanted:
                raise self.stuck(f"{value!r} was typed of {wanted!r}")
            taken = best(value, ghost, others, wanted)
            if taken is None:
                self.hands.type(wanted[len(typed)], why)
            else:
                self.hands.press(f"Alt+Digit{taken + 1}" if taken else "ArrowRight", why)


def empty(now: Json) -> bool:
    return now["is"] != "record" and not now.get("chips") and not now.get("value")


def best(value: str, ghost: str, others: Sequence[str], wanted: str) -> int | None:
    """Which of the proposed words to take, if any: those that go on the longest."""
    half = HALF_TYPED.search(value)
    begun = value[: half.start()] if half else value
    results = [one if value and one.startswith(value) else f"{begun}{one}" for one in others]
    results = results or ([f"{value}{ghost}"] if ghost else [])
    fits = [at for at, one in enumerate(results) if len(one) > len(value) and goes_on(one, wanted)]
    return max(fits, key=lambda at: (len(results[at]), -at), default=None)


def goes_on(begun: str, wanted: str) -> bool:
    """Whether a text can go on after words that were taken, and the space that comes with them."""
    rest = wanted[len(begun) : len(begun) + 2]
    return (
        wanted.startswith(begun)
        and rest[:1] in ("", " ", *CLOSING)
        and rest not in [f" {one}" for one in CLOSING]
    )
