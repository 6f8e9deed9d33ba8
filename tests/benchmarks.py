"""What `make bench` measures: CPU time and memory, as ratios within one run. No test asserts any of it.

.venv/bin/python -m tests.benchmarks [extraction] [scale] [preview] [hostile] [weight]
"""

import gc
import gzip
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy

from site_builder import build as building
from site_builder.build import BuildOptions, Built, Memory
from site_builder.corpus.loading import Project, find_project
from site_builder.corpus.source import read_entries
from site_builder.extraction.extract import extract
from site_builder.linking.name_resolution import name_text
from site_builder.model.registry import Topic
from site_builder.names.matching import compile_names
from site_builder.proving.proofs import write_layers
from site_builder.proving.proved_project import ProvedCorpus, extract_missing, read_project
from site_builder.publishing.publish import publish
from tests.conftest import TOY, project_at

ROOT = Path(__file__).parents[1]
WIKINEWS = ROOT.parent / "shared" / "corpora" / "wikinews" / "texts"
OPTIONS = BuildOptions(site_name="bench", site_url="https://example.org/bench/")


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of the quickest of some runs."""
    taken = []
    for _ in range(times):
        gc.collect()
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def say(label: str, value: str) -> None:
    print(f"{label:<58} {value}", flush=True)


# ------------------------------------------------------------------ extraction


def news() -> list[str]:
    """Openly licensed news where it is at hand, else the toy corpus' texts."""
    folder = WIKINEWS if WIKINEWS.is_dir() else TOY / "texts"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def extraction() -> None:
    """Words per CPU second beside spaCy's bare tokenizer in the same run."""
    texts = news()
    words = sum(len(text.split()) for text in texts)
    names = compile_names(read_of(ROOT).corpus.registry)
    bare = spacy.blank("en").tokenizer
    tokenizer = cpu(lambda: [bare(text) for text in texts])
    ours = cpu(lambda: [extract(text, ((0, len(text)),), "2020-06-15") for text in texts])
    found = [extract(text, ((0, len(text)),), "2020-06-15") for text in texts]
    linking = cpu(lambda: [name_text(one, names) for one in found])
    say("texts, words", f"{len(texts)}, {words:,}")
    say("spaCy's bare tokenizer", f"{words / tokenizer:,.0f} words a CPU second")
    say(
        "extraction without a model",
        f"{words / ours:,.0f} words a CPU second, {ours / tokenizer:.2f} x the tokenizer",
    )
    say("linking to the registry's names", f"{words / linking:,.0f} words a CPU second")
    say("10,000 articles of 600 words", f"{6_000_000 * ours / words:.0f} CPU s (bar 120)")
    again(project_at(TOY).root)


def again(root: Path) -> None:
    """A second run over unchanged input."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copytree(root, Path(folder) / "toy"))
        shutil.rmtree(copied / "annotations" / "extracted")
        project = project_at_any(copied)
        first = cpu(lambda: extract_missing(project, read_project(project)[0]), 1)
        write_layers(project, extract_missing(project, read_project(project)[0]).layers)
        second = cpu(lambda: extract_missing(project, read_project(project)[0]))
        say("extracting again, nothing changed", f"{second / first:.1%} of the first run")


def project_at_any(root: Path) -> Project:
    """The project in a folder, whatever problems it has."""
    project, _ = find_project(root)
    assert project is not None
    return project


def read_of(root: Path) -> ProvedCorpus:
    known, _ = read_project(project_at(root))
    return known


# ------------------------------------------------------------------ scale


OWN = {
    "annotations/actors/people.yml": "person-{n}:\n  name: Person {n}\n  type: person\n"
    "  aliases: [Haldane {n}]\n  country: norland\n",
    "annotations/places.yml": "spot-{n}:\n  name: Spot{n}\n  within: porto-sul\n",
    "annotations/events/2031.yml": "visit-{n}:\n  type: visit\n  title: Visit {n}\n  related: [deal-{n}]\n"
    "deal-{n}:\n  type: arms-deal\n  title: Deal {n}\n",
}
"""What each article adds to the registry."""
RENAMED = {
    "ann-haldane": "person-{n}",
    "place: porto-sul": "place: spot-{n}",
    "event: 2031-05-haldane-sudria": "event: visit-{n}",
    "event: 2031-lance-deal": "event: deal-{n}",
}


def many(folder: Path, number: int) -> Path:
    """A project with `number` times the toy's plain article, each with a visitor, place, visit and deal."""
    root = Path(shutil.copytree(TOY, folder / f"toy{number}"))
    article = next((root / "articles").glob("norland-post*.md"))
    annotation = root / "annotations" / "articles" / f"{article.stem}.yml"
    layer = root / "annotations" / "extracted" / f"{article.stem}.json"
    texts = [article.read_text("utf-8"), annotation.read_text("utf-8"), layer.read_text("utf-8")]
    ids = {name: f"{name}-{{n}}" for name in re.findall(r"\bid: (\S+)", texts[1])}
    for n in range(number):
        name = f"norland-post-{n}"
        texts_n = [text.replace(article.stem, name) for text in texts]
        (root / "articles" / f"{name}.md").write_text(unique(texts_n[0], n), "utf-8")
        for old, new in (RENAMED | ids).items():
            texts_n[1] = texts_n[1].replace(old, new.format(n=n))
        (root / "annotations" / "articles" / f"{name}.yml").write_text(texts_n[1], "utf-8")
        (root / "annotations" / "extracted" / f"{name}.json").write_text(unique(texts_n[2], n), "utf-8")
    for path, entry in OWN.items():
        with (root / path).open("a", encoding="utf-8") as file:
            file.writelines(entry.format(n=n) for n in range(number))
    return root


def unique(text: str, number: int) -> str:
    """Give the copy a text of its own: another hash, and no old addresses."""
    text = re.sub(r"[0-9a-f]{64}", lambda match: f"{number:08x}{match[0][8:]}", text, count=1)
    return re.sub(r"^formerly:.*\n", "", text, flags=re.MULTILINE)


def built(project: Project) -> Built:
    """A whole build, which must not fail."""
    made, problems = building.build(project, OPTIONS)
    assert made is not None, problems[:3]
    return made


def scale() -> None:
    """Cost per article, from files to rendered pages, at two sizes."""
    with tempfile.TemporaryDirectory() as folder:
        costs = {}
        for number in (200, 1000):
            project = project_at_any(many(Path(folder), number))
            costs[number] = cpu(lambda: built(project), 1) / number  # noqa: B023 - called at once
            say(f"files to pages, {number:,} articles", f"{costs[number] * 1000:.1f} CPU ms an article")
        say("cost an article, 1,000 against 200", f"{costs[1000] / costs[200]:.2f} x")
        say("peak memory so far", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


# ------------------------------------------------------------------ preview, hostile input, weight


def preview() -> None:
    """A whole build, and one after an edit of one annotation."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("articles", "annotations", "templates"):
            shutil.copytree(ROOT / name, Path(folder) / name, ignore=shutil.ignore_patterns("raw"))
        shutil.copy(ROOT / "site.yml", folder)
        project = project_at(Path(folder))
        memory = Memory()
        whole = cpu(lambda: building.build(project, OPTIONS, memory), 1)
        people = Path(folder) / "annotations" / "actors" / "people.yml"
        people.write_text(
            people.read_text("utf-8").replace("name: Ilham Aliyev", "name: Ilham H. Aliyev"), "utf-8"
        )
        edited = cpu(lambda: building.build(project, OPTIONS, memory), 1)
        say("shipped corpus, files to pages", f"{whole:.2f} CPU s (with spaCy's loading)")
        say("the same after an edit", f"{edited:.2f} CPU s, {edited / whole:.0%}")


HOSTILE = {
    "nested lists": "- " * 128_000,
    "opening brackets": "[" * 256_000,
    "commas": "a: [" + "," * 250_000 + "]",
    "items": "a: {name: x, aliases: [" + "a," * 120_000 + "]}",
    "quotes": "a: " + "'" * 250_000,
}


def hostile() -> None:
    """Inputs of 256 KB, against the bar of 2 s."""
    for name, text in HOSTILE.items():
        cost = cpu(lambda: read_entries(text.encode(), "x.yml", Topic, 1 << 22), 1)  # noqa: B023 - called at once
        say(f"YAML, 256 KB of {name}", f"{cost:.2f} CPU s (bar 2)")
    for piece in ("(", "=", "A ", "May ", "$"):
        text = (piece * 200_000)[:200_000]
        cost = cpu(lambda: extract(text, ((0, len(text)),)), 1)  # noqa: B023 - called at once
        say(f"extraction, 200,000 characters of {piece!r}", f"{cost:.2f} CPU s (bar 2)")


WEIGHED = (
    "", "actors/azerbaijan/", "events/", "events/2016-israel-azerbaijan-contracts/", "timeline/", "network/",
    "map/", "arms-deals/", "search/", "articles/oilprice-2023-azerbaijan-nato/",
)  # fmt: skip
"""The first page, the heaviest of each kind, and all pictures."""


def weight() -> None:
    """Gzipped weight of pages with everything they load, without cache."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        release, _ = publish(project_at(ROOT), Path(folder) / "site")
        spent = time.process_time() - begin
        assert release is not None
        site = Path(folder) / "site"
        say(
            "publishing the shipped corpus",
            f"{spent:.1f} CPU s, {spent * 1000 / release.pages:.1f} ms a page",
        )
        for page in map("{}index.html".format, WEIGHED):
            loaded = list(files_of(site, page))
            zipped = sum(len(gzip.compress((site / path).read_bytes())) for path in loaded)
            say(f"weight of {page}", f"{zipped / 1024:.0f} kB gzipped, {len(loaded)} files (bar 120)")


def files_of(site: Path, page: str) -> Iterator[str]:
    """A page and the styles, scripts and images that it loads."""
    html = (site / page).read_text(encoding="utf-8")
    yield page
    for address in sorted(set(re.findall(r'(?:src|href)="([^"#]+\.(?:css|js|png|svg))"', html))):
        if "://" not in address:
            yield str((site / page).parent.joinpath(address).resolve().relative_to(site.resolve()))


PARTS = {"extraction": extraction, "scale": scale, "preview": preview, "hostile": hostile, "weight": weight}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        print(f"\n{part}: {PARTS[part].__doc__}")
        PARTS[part]()
