"""What a build holds in memory: of a site that is built nothing is alive that only its making needs."""

import gc
from collections import Counter
from functools import partial
from pathlib import Path

from bench.invented_corpus import ready_corpus
from site_builder.build import Memory, build
from site_builder.corpus.loading import Memo
from site_builder.linking.link_memory import LinkMemory
from site_builder.linking.once import AT_MOST, Made
from site_builder.linking.site import Evidence, Site
from site_builder.model.lazy import Last
from site_builder.output.render import RenderCache
from site_builder.pages import PageMemory
from site_builder.pages.evidence import EvidenceView
from site_builder.proving.layers import Layer
from tests.test_incremental import OPTIONS

FEW = 3


def alive(*kinds: type[object]) -> Counter[str]:
    """How many objects there are of some kinds."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if type(one) in kinds)


def test_a_built_site_holds_nothing_that_it_was_made_of(tmp_path: Path) -> None:
    """No layer, no record, no view; the HTML of pages and the bytes of files are on the disk."""
    project = ready_corpus(tmp_path, 10)
    kinds = (Layer, Evidence, EvidenceView, Site)
    before = alive(*kinds)
    built, problems = build(project, OPTIONS)
    assert built is not None, problems
    assert alive(*kinds) == before
    held = [one for one in gc.get_referents(built.files) if isinstance(one, bytes)]
    texts = [one for page in built.pages for one in gc.get_referents(page.body) if isinstance(one, str)]
    assert held == []
    assert max(map(len, texts)) < 100, "a page holds a hash of its HTML"


def test_a_build_holds_few_layers_and_nothing_of_an_article_by_itself(tmp_path: Path) -> None:
    """What it lets go is read again where it is asked for: the files are the same."""
    project = ready_corpus(tmp_path, 10)
    whole, _ = build(project, OPTIONS)
    memory = Memory(
        files=Memo(layers=Last(FEW)),
        links=LinkMemory(keeps=False),
        pages=PageMemory(keeps=False),
        rendered=RenderCache(keeps=False),
    )
    before = alive(Layer)["Layer"]
    (project.root / ".cache" / "site-builder" / "kept.sqlite").unlink()
    built, problems = build(project, OPTIONS, memory)
    assert built is not None, problems
    assert whole is not None
    assert dict(built.files) == dict(whole.files)
    assert [page.html for page in built.pages] == [page.html for page in whole.pages]
    assert alive(Layer)["Layer"] - before <= FEW
    assert [name for _, name in memory.links.kept if name] == []


def test_what_pages_have_in_common_is_held_up_to_a_limit() -> None:
    made, done = Made(), list[int]()
    for number in (*range(AT_MOST + 1), 0, AT_MOST):
        made.of(number, partial(done.append, number))
    assert done == [*range(AT_MOST + 1), 0], "the first was made again, the last was not"
