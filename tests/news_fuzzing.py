"""News, spoiled in many ways, through the commands `add`, `suggest`, `extract` and `check` in this process.

    python -m tests.news_fuzzing MINUTES [SEED]

What ends a command is printed with its seed, once for each place; then figures. The news are those of the
corpora beside the project where they are at hand, otherwise the invented texts of the tests.
"""

import gzip
import json
import random
import re
import shutil
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.corpus.captured_texts import RAW
from site_builder.model.extraction_results import Amount, Mention, TimeExpression
from site_builder.model.normal_form import normal
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import FOLDER
from tests.conftest import ROOT, TOY, copy_of_toy
from tests.news_grammar import made

CORPORA = ROOT.parent / "shared" / "corpora"
LONGEST = 12_000
"""Code points of a text; of a page ten times as many."""
_PROPOSED = re.compile(r"^(?:#\s*)?(?:perhaps )?([a-z0-9-]+):", re.MULTILINE)
"""An entry that is proposed for the registry, in comments or as printed."""

_GOES_ON = re.compile(r"[\s-]{0,3}(?:thousand|[mbtr]+illion|milliard|crore|lakh)s?\b", re.IGNORECASE)

STATES = (
    "Norway",
    "Poland",
    "Kenya",
    "Peru",
    "Israel",
    "Iran",
    "Russia",
    "China",
    "India",
    "France",
    "Turkey",
)
PEOPLE = ("Ada Lund", "Jan Wolski", "Donald Trump", "Joe Biden", "Boris Johnson")


class BrokenError(AssertionError):
    """What a command wrote or said is not as it must be."""


@dataclass
class Figures:
    """What was tried, and what came of it."""

    inputs: int = 0
    words: int = 0
    added: int = 0
    records: int = 0
    failed: dict[str, list[int]] = field(default_factory=dict)


# ------------------------------------------------------------------ what is spoiled


def news() -> tuple[list[Path], list[Path]]:
    """Files of texts, and files of pages."""
    cases = Path(__file__).parent / "cases" / "add"
    texts = sorted(CORPORA.glob("*/texts/*")) or sorted((*TOY.glob("texts/*"), *cases.glob("*.txt")))
    return texts, sorted(CORPORA.glob("pages/html/*")) or sorted(cases.glob("*.html"))


def read(path: Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data.decode("utf-8", "replace")


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NAME = re.compile(r"\b[A-Z][\w'-]+(?: (?:of |the )?[A-Z][\w'-]+)*")
_WORD = re.compile(r"\S+")

Spoil = Callable[[str, random.Random], str]


def cut(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return chance.choice((text[:at], text[at:], text[:at] + text[at + chance.randint(0, 200) :]))


def shuffled(text: str, chance: random.Random) -> str:
    parts = _SENTENCE_END.split(text)
    chance.shuffle(parts)
    return " ".join(parts)


def fewer_words(text: str, chance: random.Random) -> str:
    share = chance.choice((0.01, 0.05, 0.3))
    return _WORD.sub(lambda word: "" if chance.random() < share else word[0], text)


def doubled_words(text: str, chance: random.Random) -> str:
    share = chance.choice((0.01, 0.05, 0.3))
    return _WORD.sub(lambda word: f"{word[0]} {word[0]}" if chance.random() < share else word[0], text)


def other_names(text: str, chance: random.Random) -> str:
    """Names become roles, or the names of others."""
    share = chance.choice((0.1, 0.5, 1))
    kind = chance.choice(("role", "Role", "party", "name", "state"))
    return _NAME.sub(lambda name: made(kind, chance.choice) if chance.random() < share else name[0], text)


def other_letters(text: str, chance: random.Random) -> str:
    start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    how = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + how(text[start:end]) + text[end:]


def other_spaces(text: str, chance: random.Random) -> str:
    share, space = (
        chance.choice((0.02, 0.2, 1)),
        chance.choice(("", "\n", "\n\n", "\u00a0", "\u2009", "  ", "\t", "\r\n")),
    )
    return re.sub(r"\s+", lambda old: space if chance.random() < share else old[0], text)


def other_points(text: str, chance: random.Random) -> str:
    share, point = chance.choice((0.05, 0.5, 1)), chance.choice(("", " ", ".", "…", '"', "—"))
    return re.sub(r"[^\w\s]", lambda old: point if chance.random() < share else old[0], text)


def sentences_between(text: str, chance: random.Random) -> str:
    share = chance.choice((0.1, 0.5))
    return _SENTENCE_END.sub(
        lambda gap: f" {made('sentence', chance.choice)}{gap[0]}" if chance.random() < share else gap[0], text
    )


def odd_between(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        text = (
            text[:at]
            + made(chance.choice(("odd", "cut", "money", "when", "quote")), chance.choice)
            + text[at:]
        )
    return text


SPOILS: tuple[Spoil, ...] = (
    cut, shuffled, fewer_words, doubled_words, other_names, other_letters, other_spaces, other_points,
    sentences_between, odd_between,
)  # fmt: skip


def spoiled(seed: int) -> str:
    """The text or page of a number: the same each time."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    texts, pages = news()
    as_page = chance.random() < 0.1
    text = read(chance.choice(pages if as_page else texts))
    if chance.random() < 0.15:
        text += chance.choice((" ", "\n", "\n\n")) + read(chance.choice(texts))
    if chance.random() < 0.5:
        text = other_names(text, chance)
    if chance.random() < 0.3:
        text = f"{made('headline', chance.choice)}\n\n{text}"
    for spoil in chance.sample(SPOILS, chance.randint(0, 4)):
        text = spoil(text, chance)
    return text[: LONGEST * (10 if as_page else 1)]


# ------------------------------------------------------------------ what is tried


def project(to: Path) -> Path:
    """A project that knows states and people of the news."""
    made_of = copy_of_toy(to)
    known = {_id(name): {"name": name, "type": "state"} for name in STATES}
    known |= {_id(name): {"name": name, "type": "person"} for name in PEOPLE}
    (made_of / "annotations/actors/news.yml").write_text(yaml.safe_dump(known), "utf-8")
    return made_of


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def run(root: Path, *arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command, which may find problems and may not fail."""
    done = CliRunner().invoke(main, ["--project", str(root), *arguments], input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    if done.exit_code not in {0, 1}:
        raise BrokenError(f"{arguments[0]} ended with {done.exit_code}: {done.output[-500:]}")
    return done


def articles(root: Path) -> set[str]:
    return {path.stem for path in (root / "articles").glob("*.md")}


def tried(root: Path, data: bytes, figures: Figures) -> None:
    """Take an article in, suggest for it anew, extract and check it, and take it out again."""
    before = articles(root)
    done = run(root, "add", "-", stdin=data)
    new = articles(root) - before
    if done.exit_code:
        if new:
            raise BrokenError(f"add refused what it wrote: {done.output[-500:]}")
        return
    (name,) = new
    try:
        figures.added += 1
        annotation = root / f"annotations/articles/{name}.yml"
        proposed = annotation.read_text("utf-8")
        well_written(root, name, proposed)
        annotation.write_bytes(b"")
        printed = run(root, "suggest", name).stdout
        told = (yaml.safe_load(printed) or {}).values()
        figures.records += sum(len(records) for records in told if isinstance(records, list))
        run(root, "suggest", name, "--write")
        run(root, "extract", "--jobs", "1")
        well_written(root, name, proposed + printed)
        well_extracted(root, name)
    finally:
        for path in root.rglob(f"*{name}*"):
            path.unlink()


def well_written(root: Path, name: str, proposed: str) -> None:
    """Hold what stands in the new files against what `check` says: records are valid, quotes in the text.

    Left to people are only gaps that are marked as such, and entries that comments propose.
    """
    ids = set(_PROPOSED.findall(proposed))
    for one in json.loads(run(root, "check", "--all", "--format", "json").stdout):
        if name in one["location"]["path"] and one["severity"] == "error" and one["rule"] != "gap":
            named = one["found"].removeprefix("'").partition("'")[0]  # "'people', a section" may be proposed
            if one["rule"].startswith("unknown-") and named in ids:
                continue
            raise BrokenError(f"{one['rule']}: {json.dumps(one)}")


def well_extracted(root: Path, name: str) -> None:
    """Each thing that was found stands where it is said to."""
    text = next(root / folder for folder in ("texts", RAW) if (root / folder / f"{name}.txt").exists())
    words = (text / f"{name}.txt").read_bytes().decode()
    path = root / FOLDER / f"{name}.json"
    layer, problems = read_layer(path.read_bytes(), f"{FOLDER}/{name}.json", ArticleId(name))
    if layer is None or problems:
        raise BrokenError(f"layer: {problems}")
    items: tuple[Mention | TimeExpression | Amount, ...] = (
        *layer.found.mentions,
        *layer.found.times,
        *layer.found.amounts,
    )
    for one in items:
        if isinstance(one, Amount) and one.kind == "money" and _GOES_ON.match(words, one.end):
            raise BrokenError(f"half a number: {one}")
        if _letters(words[one.start : one.end]) != _letters(one.surface):
            raise BrokenError(f"layer: {one}")


def _letters(words: str) -> str:
    """Words in normal form without marks: of a letter with more than one of a kind, a surface has one."""
    return "".join(c for c in unicodedata.normalize("NFD", normal(words)) if not unicodedata.combining(c))


def tries(seed: int, figures: Figures) -> Iterator[tuple[int, Exception | None]]:
    """Try one after another, for ever: the number of each, and what ended a command."""
    with TemporaryDirectory() as folder:
        root = project(Path(folder, "toy"))
        for number in range(seed, sys.maxsize):
            text = spoiled(number)
            figures.inputs += 1
            figures.words += len(text.split())
            try:
                tried(root, text.encode("utf-8", "replace"), figures)
            except Exception as error:  # noqa: BLE001 - whatever ends a command is told
                error.add_note(f"seed {number}")
                shutil.rmtree(root)
                root = project(root)
                yield number, error
            else:
                yield number, None


def place_of(error: Exception) -> str:
    """Where a command ended, to tell each place once."""
    if isinstance(error, BrokenError):
        return str(error).partition(":")[0]
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, {last.name}"


def _report(minutes: float, seed: int) -> int:
    figures = Figures()
    end, told = time.monotonic() + 60 * minutes, time.monotonic()
    for number, error in tries(seed, figures):
        if error is not None:
            numbers = figures.failed.setdefault(place_of(error), [])
            numbers.append(number)
            if len(numbers) == 1:
                traceback.print_exception(error)
        if time.monotonic() > told + 60 or time.monotonic() > end:
            told = time.monotonic()
            sys.stdout.write(f"{figures}\n")
            sys.stdout.flush()
        if told > end:
            break
    return 1 if figures.failed else 0


if __name__ == "__main__":
    sys.exit(_report(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
