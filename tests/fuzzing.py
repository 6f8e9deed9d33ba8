"""Readers of what comes from outside, given bytes that nobody wrote: none may raise.

    python -m tests.fuzzing READER MINUTES [SEED]

With atheris installed, its coverage guides what is tried; without it bytes of the toy project are changed
at random. What fails is printed as a Python literal.
"""

import io
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType

from site_builder.corpus.loading import find_project, load
from site_builder.corpus.source import read_article, read_entries, read_yaml
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.editing.add.capture import capture
from site_builder.editing.add.description import AddOptions, describe
from site_builder.editing.add.outlets import Outlets
from site_builder.editing.suggest.suggesting import suggest
from site_builder.editing.suggest.writing.writing import as_yaml
from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import normalise
from site_builder.model.registry import Actor
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import FOLDER
from site_builder.publishing.html_tags import read_tag, tokens
from site_builder.storage.transaction import JOURNAL, finish

TOY = Path(__file__).parent / "toy"
POST = ArticleId("norland-post-2031-05-10-visit")
TEXT = (TOY / "texts/post.txt").read_text(encoding="utf-8")


def corpus() -> Corpus:
    project, _ = find_project(TOY)
    assert project is not None
    return load(project)[0]


KNOWN = corpus()


def annotation(data: bytes) -> None:
    read_yaml(data, "annotations/articles/x.yml", Annotation, FILE_BYTES)


def registry(data: bytes) -> None:
    read_entries(data, "annotations/actors/x.yml", Actor, FILE_BYTES)


def article(data: bytes) -> None:
    read_article(data, "articles/x.md")


def layer(data: bytes) -> None:
    read_layer(data, f"{FOLDER}/{POST}.json", POST)


def date(data: bytes) -> None:
    try:
        found = edtf.parse(data.decode("utf-8", "replace"))
    except edtf.EdtfError:
        return
    edtf.words(found)


def page(data: bytes) -> None:
    for token in tokens(data.decode("utf-8", "replace")):
        read_tag(token)


def added(data: bytes) -> None:
    captured, _ = capture("-", io.BytesIO(data))
    if captured is not None:
        describe(captured, AddOptions(), Outlets(KNOWN.registry))


def sentence(data: bytes) -> None:
    """Whatever stands in a text after its first words, and before its last."""
    words = data.decode("utf-8", "replace")
    found, _ = suggest(KNOWN, POST, TEXT.replace("\n\n", f"\n\n{words}\n\n", 2))
    if found is not None:
        as_yaml(POST, found.proposals, found.entries)


def letters(data: bytes) -> None:
    normalise(data.decode("utf-8", "replace"))


def journal(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, ".cache/site-builder", JOURNAL)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        finish(Path(folder))


READERS: Mapping[str, Callable[[bytes], None]] = {
    reader.__name__: reader
    for reader in (annotation, registry, article, layer, date, page, added, sentence, letters, journal)
}
SEEDS: Mapping[str, tuple[str, ...]] = {
    "annotation": ("annotations/articles/*.yml",),
    "registry": ("annotations/actors/*.yml", "annotations/*.yml"),
    "article": ("articles/*.md",),
    "layer": ("annotations/extracted/*.json",),
    "page": ("../cases/add/*.html",),
    "added": ("../cases/add/*.html", "../cases/add/*.txt", "texts/*.txt"),
    "sentence": ("../sentences.txt",),
    "letters": ("texts/*.txt",),
}
SENTENCES = (
    "Ada Lund met the prime minister.", "held talks with the Iranian president.", "visited Kesh on Monday",
    "The minister of defence, Tom Berg, sold 12 missiles for $3 billion to Sudria in May 2031.",
    "said the", "of the", "$1 ", "$1 billion ", "visited ", "between 5 and", "President ", "J. K. ",
    "the 3rd", "nearly", "percent of", "ambassador to", "Mr.", "on Tuesday", "last year",
    "\u201cWe will\u201d,", "\u00a0", "\n\n", "\u202e", "\u0301", "\u00ad", "\U0001f1fa\U0001f1f8",
    "\u06f1\u06f2", "\u2028",
)  # fmt: skip

MEANINGFUL = (
    b"\0", b"\xff", b"\r", b"\t", b"'", b'"', b"{", b"[", b"#", b": ", b"-", b"&a", b"*a", b"!!x ", b"<",
    b"\xe2\x80\xae", b"\xcc\x81", b"9" * 30,
)  # fmt: skip


def seeds(reader: str) -> list[bytes]:
    """What is right, to begin from."""
    if reader == "sentence":
        return [words.encode() for words in SENTENCES]
    if reader == "date":
        return [
            b"2031-05~",
            b"[2012-03-05..2012-03-11]",
            b"2023-07-12/2023-07-13",
            b"196X",
            b"2016/..",
            b"-0001?",
        ]
    if reader == "journal":
        return [b'"x"\n["articles/a.md", null, "YQ==", null]\n', b'"x"\n["../a", "0", null, 33188]\n']
    return [path.read_bytes() for pattern in SEEDS[reader] for path in sorted(TOY.glob(pattern))]


def changed(known: list[bytes], chance: random.Random) -> bytes:
    """Right bytes, with a few changes: some away, some twice, some of another file, some of no meaning."""
    data = bytearray(chance.choice(known))
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        other = chance.choice(known)
        start = chance.randint(0, len(other))
        piece = other[start : start + chance.randint(0, 60)]
        how = chance.randint(0, 5)
        if how == 0:
            del data[at : min(end, at + 40)]
        elif how == 1:
            data[at:at] = data[at : min(end, at + 200)]
        elif how == 2:
            data[at:at] = piece
        elif how == 3:
            data[at : at + 1] = chance.choice(MEANINGFUL)
        elif how == 4:
            data[at:at] = chance.choice(SENTENCES).encode()
        else:
            data[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(data[:20_000])


def tried(reader: str, chance: random.Random) -> Iterator[bytes]:
    """Give a reader right bytes and then changed ones, for ever; what comes has been read."""
    known = seeds(reader)
    for data in known:
        READERS[reader](data)
        yield data
    while True:
        data = changed(known, chance)
        try:
            READERS[reader](data)
        except Exception as error:
            error.add_note(f"{reader} was given {data!r}")
            raise
        yield data


def functions() -> Iterator[FunctionType]:
    """Our own functions, of all modules that are loaded: to instrument libraries too takes minutes."""
    for name, module in sorted(sys.modules.items()):
        for thing in tuple(vars(module).values()) if name.startswith("site_builder") else ():
            inside = vars(thing).values() if isinstance(thing, type) else ()
            for found in (thing, *inside):
                bare = getattr(found, "fget", None) or getattr(found, "__wrapped__", found)
                if isinstance(bare, FunctionType) and bare.__module__ == name:
                    yield bare


def guided(reader: str, minutes: float) -> None:
    """Let atheris try, from the same beginnings."""
    import atheris  # noqa: PLC0415 - where it is installed

    with TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(reader)):
            READERS[reader](data)  # what is loaded once has no part in the time of an input
            Path(folder, str(number)).write_bytes(data)
        for function in functions():
            atheris.instrument_func(function)
        options = [
            f"-max_total_time={int(60 * minutes)}",
            "-max_len=20000",
            "-timeout=60",
            "-rss_limit_mb=4096",
        ]
        atheris.Setup([sys.argv[0], *options, folder], READERS[reader])
        atheris.Fuzz()


if __name__ == "__main__":
    name, lasting = sys.argv[1], float(sys.argv[2])
    try:
        guided(name, lasting)
    except ImportError:
        finish_at = time.monotonic() + 60 * lasting
        for _ in tried(name, random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)):  # noqa: S311
            if time.monotonic() > finish_at:
                break
